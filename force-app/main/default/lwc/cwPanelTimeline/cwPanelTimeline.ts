import { api } from 'lwc';
import CwPanelChart from 'c/cwPanelChart';
import { LABELS } from 'c/cwPanelLabels';
import { day, dayNumber, fill, number, plural, relative } from 'c/cwPanelFormat';
import type { FigureColumn, FigureRow } from 'c/cwPanelFigure';
import type { CwChurnRiskView } from 'apex/CwChurnRiskView';

const HEIGHT = 74;
const LINE_Y = 36;
const EDGE = 6;
const LONGEST_DAYS = 550;

interface Dot {
  key: string;
  x: number;
  radius: number;
  title: string;
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

  get viewBox(): string {
    return `0 0 ${this.width} ${HEIGHT}`;
  }

  private get today(): number {
    return dayNumber(this.risk.asOf ?? new Date().toISOString());
  }

  private get visits(): CwChurnRiskView['timeline'] {
    const recent = this.risk.timeline.filter((visit) => this.today - dayNumber(visit.day ?? '') <= LONGEST_DAYS);
    return recent.length > 1 ? recent : this.risk.timeline.slice(-12);
  }

  private get last(): number {
    return dayNumber(this.risk.lastOrderOn ?? '');
  }

  private get firstDay(): number {
    return dayNumber(this.visits[0]?.day ?? this.risk.lastOrderOn ?? '');
  }

  private get lastDay(): number {
    return Math.max(this.today, this.last + (this.risk.usualToDays ?? 0));
  }

  private x(dayOfTime: number): number {
    const share = (dayOfTime - this.firstDay) / Math.max(1, this.lastDay - this.firstDay);
    return EDGE + share * (this.width - 2 * EDGE);
  }

  get dots(): readonly Dot[] {
    return this.visits.map(({ day: on, orders }) => ({
      key: on ?? '',
      x: this.x(dayNumber(on ?? '')),
      radius: orders > 1 ? 4.5 : 3.5,
      title: fill(
        LABELS.churnTimelineDot,
        day(on ?? ''),
        plural(orders, LABELS.ordersCountOne, LABELS.ordersCountOther)
      )
    }));
  }

  get hasRange(): boolean {
    return this.risk.usualToDays != null;
  }

  get rangeX(): number {
    return this.x(this.last + (this.risk.usualFromDays ?? 0));
  }

  get rangeWidth(): number {
    return Math.max(3, this.x(this.last + (this.risk.usualToDays ?? 0)) - this.rangeX);
  }

  get silenceX(): number {
    return this.x(this.last);
  }

  get todayX(): number {
    return this.x(this.today);
  }

  get silenceWidth(): number {
    return Math.max(0, this.todayX - this.silenceX);
  }

  get silenceClass(): string {
    const isBad = this.risk.band === 'UNUSUAL_SILENCE' || this.risk.band === 'PROBABLY_LOST';
    return isBad ? 'silence silence_bad' : 'silence';
  }

  get silenceText(): string {
    return plural(this.risk.silenceDays ?? 0, LABELS.commonDayOne, LABELS.commonDayOther);
  }

  get silenceTextX(): number {
    return this.todayX;
  }

  get firstText(): string {
    return day(this.visits[0]?.day ?? this.risk.lastOrderOn ?? '');
  }

  get summary(): string {
    const dates = [this.firstText, day(this.risk.lastOrderOn ?? ''), this.silenceText];
    if (!this.hasRange) {
      return fill(LABELS.churnTimelineShort, ...dates);
    }
    const days = (value: number | null | undefined): string =>
      plural(value ?? 0, LABELS.commonDayOne, LABELS.commonDayOther);
    return fill(LABELS.churnTimelineSummary, ...dates, days(this.risk.usualFromDays), days(this.risk.usualToDays));
  }

  get rows(): readonly FigureRow[] {
    const visits = this.risk.timeline;
    return visits
      .map(({ day: on, orders }, index) => {
        const before = visits[index - 1]?.day;
        const gap = before ? number(dayNumber(on ?? '') - dayNumber(before)) : '';
        return { key: on ?? '', cells: [`${day(on ?? '')} · ${relative(on ?? '')}`, number(orders), gap] };
      })
      .reverse();
  }
}
