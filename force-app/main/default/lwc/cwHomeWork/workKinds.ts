import { HOME_LABELS } from 'c/cwLabelsHome';
import { COMMON_LABELS as PANEL } from 'c/cwLabelsCommon';
import { day, daysBetween, fill, money, plural } from 'c/cwPanelFormat';
import type { ListEntry } from 'c/cwHomeList';
import type { Row } from 'apex/CwHomeWorkView';

const LABELS = HOME_LABELS;

/** The words around a list. */
export interface WorkKind {
  readonly title: string;
  readonly icon: string;
  readonly one: string;
  readonly other: string;
  readonly none: string;
}

export const KINDS: Readonly<Record<string, WorkKind>> = {
  cases: {
    title: LABELS.homeCasesTitle,
    icon: 'standard:case',
    one: LABELS.homeCasesOne,
    other: LABELS.homeCasesOther,
    none: LABELS.homeCasesNone
  },
  parcels: {
    title: LABELS.homeParcelsTitle,
    icon: 'standard:shipment',
    one: LABELS.homeParcelsOne,
    other: LABELS.homeParcelsOther,
    none: LABELS.homeParcelsNone
  },
  unshipped: {
    title: LABELS.homeUnshippedTitle,
    icon: 'standard:orders',
    one: LABELS.homeUnshippedOne,
    other: LABELS.homeUnshippedOther,
    none: LABELS.homeUnshippedNone
  },
  returns: {
    title: LABELS.homeReturnsTitle,
    icon: 'standard:return_order',
    one: LABELS.homeReturnsOne,
    other: LABELS.homeReturnsOther,
    none: LABELS.homeReturnsNone
  }
};

const STATUS: Readonly<Record<string, string>> = {
  Unfulfilled: LABELS.homeNotSent,
  Partial: LABELS.homePartlySent,
  Fulfilled: LABELS.homeSent,
  Requested: LABELS.homeAsked,
  Open: LABELS.homeAgreed
};

function days(since: string, now: Date): string {
  return plural(Math.max(1, daysBetween(since, now.toISOString())), PANEL.commonDayOne, PANEL.commonDayOther);
}

function noteOf(kind: string, row: Row, now: Date): string {
  if (kind === 'parcels' && row.status === 'Failed') {
    return LABELS.homeFailed;
  }
  if (!row.since) {
    return '';
  }
  return fill(kind === 'parcels' ? LABELS.homeLate : LABELS.homeWaits, days(row.since, now));
}

/** A row as the list shows it. */
export function toEntry(kind: string, row: Row, index: number, now: Date): ListEntry {
  const status = row.status ? (STATUS[row.status] ?? row.status) : '';
  const order = row.order ? fill(LABELS.homeOrder, row.order) : '';
  const since = kind === 'unshipped' && row.since ? day(row.since) : '';
  return {
    key: `${row.recordId}-${index}`,
    recordId: row.recordId ?? '',
    objectName: row.objectName ?? '',
    label: row.label ?? '',
    who: row.who ?? '',
    facts: [row.detail, order, status, since, row.store].filter(Boolean).join(' · '),
    note: noteOf(kind, row, now),
    isUrgent: kind === 'parcels',
    amount: row.amount ? money(row.amount, row.currencyCode) : '',
    link: row.link ?? null,
    linkLabel: LABELS.homeTrackShort,
    linkTitle: fill(LABELS.homeTrack, row.label ?? '')
  };
}
