import { HOME_LABELS } from 'c/cwLabelsHome';
import { COMMON_LABELS as PANEL } from 'c/cwLabelsCommon';
import { fill, money, number, plural, shortDay } from 'c/cwPanelFormat';
import type { Row } from 'apex/CwHomeSilentView';

const LABELS = HOME_LABELS;

/** A company as a row shows it. */
export interface SilentRow {
  readonly key: string;
  readonly accountId: string;
  readonly name: string;
  readonly silence: string;
  readonly silenceClass: string;
  readonly reason: string;
  readonly strip: Strip;
  readonly contact: string;
  readonly openTask: string;
  readonly openTaskId: string | null;
  readonly stake: string;
  readonly callTitle: string;
  readonly taskTitle: string;
  readonly isFormOpen: boolean;
}

/** The silence on the company's own scale: its usual gap, its longest, and where it stands today. */
export interface Strip {
  readonly viewBox: string;
  readonly usual: number;
  readonly longest: number;
  readonly silence: number;
  readonly text: string;
}

const WIDTH = 160;
const EDGE = 4;

export function days(value: number | null | undefined): string {
  return plural(Math.round(value ?? 0), PANEL.commonDayOne, PANEL.commonDayOther);
}

function stripOf(row: Row): Strip {
  const silence = row.silenceDays ?? 0;
  const usual = row.typicalGapDays ?? 0;
  const longest = row.longestGapDays ?? usual;
  const scale = (WIDTH - 2 * EDGE) / Math.max(1, silence, longest);
  return {
    viewBox: `0 0 ${WIDTH} 20`,
    usual: EDGE + usual * scale,
    longest: EDGE + longest * scale,
    silence: EDGE + silence * scale,
    text: fill(LABELS.homeSilentStrip, days(silence), days(usual), days(longest))
  };
}

function contactOf(row: Row): string {
  return row.lastContactOn
    ? fill(LABELS.homeSilentContact, shortDay(row.lastContactOn), row.lastContact ?? '', row.lastContactBy ?? '')
    : LABELS.homeSilentNoContact;
}

export function toSilentRow(row: Row, formAccountId: string): SilentRow {
  const name = row.name ?? '';
  const reason = row.band === 'LATE' ? LABELS.homeSilentReasonLate : LABELS.homeSilentReason;
  return {
    key: `${row.accountId}-${row.currencyCode}`,
    accountId: row.accountId ?? '',
    name,
    silence: number(row.silenceDays ?? 0),
    silenceClass: row.band === 'LATE' ? 'silence silence_late' : 'silence silence_unusual',
    reason: fill(reason, days(row.typicalGapDays), days(row.longestGapDays), number(row.gaps ?? 0)),
    strip: stripOf(row),
    contact: contactOf(row),
    openTask: row.openTaskId
      ? fill(LABELS.homeSilentOpenTask, row.openTaskDueOn ? shortDay(row.openTaskDueOn) : '–', row.openTask ?? '')
      : '',
    openTaskId: row.openTaskId ?? null,
    stake: money(row.atStake ?? 0, row.currencyCode, true),
    callTitle: fill(LABELS.homeSilentCallOf, name),
    taskTitle: fill(LABELS.homeSilentTaskOf, name),
    isFormOpen: formAccountId !== '' && formAccountId === row.accountId
  };
}
