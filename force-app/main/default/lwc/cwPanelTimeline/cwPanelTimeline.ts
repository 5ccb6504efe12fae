import { api } from 'lwc';
import CwPanelChart from 'c/cwPanelChart';
import { CHURN_LABELS } from 'c/cwLabelsChurn';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { day, dayNumber, fill, number, plural, relative } from 'c/cwPanelFormat';
import type { FigureColumn, FigureRow } from 'c/cwPanelFigure';
import type { CwChurnRiskView } from 'apex/CwChurnRiskView';
import { toDots, type Dot, type OrderDay } from './dots';

const LABELS = { ...CHURN_LABELS, ...COMMON_LABELS };

const HEIGHT = 74;
const LINE_Y = 36;
const EDGE = 6;
const LONGEST_DAYS = 550;
const FEW = 12;

interface Drawing {
  readonly dots: readonly Dot[];
  readonly firstText: string;
  readonly silenceX: number;
  readonly todayX: number;
  readonly rangeX: number;
  readonly rangeWidth: number;
}

function days(value: number | null | undefined): string {
  return plural(value ?? 0, LABELS.commonDayOne, LABELS.commonDayOther);
}

/** Ordering days as dots, the usual range for the next one as a band, and the silence up to today. */
export default class CwPanelTimeline extends CwPanelChart {
  /** The judgement with its visits. */
  @api risk!: CwChurnRiskView;

  readonly labels = LABELS;
  readonly height = HEIGHT;
  readonly lineY = LINE_Y;
  readonly tickY = HEIGHT - 6;
  readonly columns: readonly FigureColumn[] = [
    { key: 'day', label: LABELS.churnColumnDay },
    { key: 'orders', label: LABELS.commonOrders, isNumeric: true },
    { key: 'gap', label: LABELS.churnColumnGap, isNumeric: true }
  ];
  rows: readonly FigureRow[] = [];

  get viewBox(): string {
    return `0 0 ${this.width} ${HEIGHT}`;
  }

  get drawing(): Drawing {
    return this.drawnFrom([this.risk, this.width], () => this.draw());
  }

  get hasRange(): boolean {
    return this.risk.usualToDays != null;
  }

  get silenceWidth(): number {
    return Math.max(0, this.drawing.todayX - this.drawing.silenceX);
  }

  get silenceClass(): string {
    const isBad = this.risk.band === 'UNUSUAL_SILENCE' || this.risk.band === 'PROBABLY_LOST';
    return isBad ? 'silence silence_bad' : 'silence';
  }

  get silenceText(): string {
    return days(this.risk.silenceDays);
  }

  get summary(): string {
    const dates = [this.drawing.firstText, day(this.risk.lastOrderOn ?? ''), this.silenceText];
    return this.hasRange
      ? fill(LABELS.churnTimelineSummary, ...dates, days(this.risk.usualFromDays), days(this.risk.usualToDays))
      : fill(LABELS.churnTimelineShort, ...dates);
  }

  /** The table is written when somebody asks for it: a customer may have ordered on a thousand days. */
  handleTable(): void {
    const visits = this.risk.timeline;
    this.rows = visits
      .map(({ day: on, orders }, index) => {
        const before = visits[index - 1]?.day;
        const gap = before ? number(dayNumber(on ?? '') - dayNumber(before)) : '';
        return { key: on ?? '', cells: [`${day(on ?? '')} · ${relative(on ?? '')}`, number(orders), gap] };
      })
      .reverse();
  }

  private draw(): Drawing {
    const { risk, width } = this;
    const today = dayNumber(risk.asOf ?? new Date().toISOString());
    const last = dayNumber(risk.lastOrderOn ?? '');
    const all: OrderDay[] = risk.timeline.map(({ day: on, orders }) => ({ day: dayNumber(on ?? ''), orders }));
    const recent = all.filter((visit) => today - visit.day <= LONGEST_DAYS);
    const visits = recent.length > 1 ? recent : all.slice(-FEW);
    const firstDay = visits[0]?.day ?? last;
    const lastDay = Math.max(today, last + (risk.usualToDays ?? 0));
    const scale = (width - 2 * EDGE) / Math.max(1, lastDay - firstDay);
    const x = (at: number): number => EDGE + (at - firstDay) * scale;
    const rangeX = x(last + (risk.usualFromDays ?? 0));
    return {
      dots: toDots(visits, x),
      firstText: day(risk.timeline.at(-visits.length)?.day ?? risk.lastOrderOn ?? ''),
      silenceX: x(last),
      todayX: x(today),
      rangeX,
      rangeWidth: Math.max(3, x(last + (risk.usualToDays ?? 0)) - rangeX)
    };
  }
}
