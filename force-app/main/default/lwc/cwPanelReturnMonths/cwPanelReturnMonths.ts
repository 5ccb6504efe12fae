import { api, wire } from 'lwc';
import getMonths from '@salesforce/apex/CwAccountReturnPatternsController.getMonths';
import CwPanelChart from 'c/cwPanelChart';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { RETURNS_LABELS } from 'c/cwLabelsReturns';
import { toProblem } from 'c/cwPanelErrors';
import { fill, monthName, number, percent } from 'c/cwPanelFormat';
import type { FigureColumn, FigureRow } from 'c/cwPanelFigure';
import type { WireResult } from 'apex-types';
import type { Month } from 'apex/CwReturnPatternsView';

const LABELS = { ...COMMON_LABELS, ...RETURNS_LABELS };

const HEIGHT = 104;
const AXIS = 18;
const TOP = 14;

interface Bar {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
  className: string;
  title: string;
}

/** Share of lines that came back, by month of the order, with the shop's average as a line. */
export default class CwPanelReturnMonths extends CwPanelChart {
  /** The account. */
  @api accountId: string | undefined;
  /** The shop's average, 0 to 1. */
  @api shopRate = 0;

  readonly height = HEIGHT;
  readonly baseline = HEIGHT - AXIS;
  readonly tickY = HEIGHT - 4;
  readonly columns: readonly FigureColumn[] = [
    { key: 'month', label: LABELS.commonMonth },
    { key: 'sold', label: LABELS.returnsColumnSold, isNumeric: true },
    { key: 'returned', label: LABELS.returnsColumnReturned, isNumeric: true },
    { key: 'rate', label: LABELS.returnsColumnRate, isNumeric: true }
  ];
  months: readonly Month[] = [];
  errorText = '';

  @wire(getMonths, { accountId: '$accountId' })
  receive({ data, error }: WireResult<readonly Month[]>): void {
    this.months = data ?? [];
    this.errorText = error ? toProblem(error).message || LABELS.commonErrorTitle : '';
  }

  get hasMonths(): boolean {
    return this.months.length > 0;
  }

  get viewBox(): string {
    return `0 0 ${this.width} ${HEIGHT}`;
  }

  private rateOf({ sold, returned }: Month): number {
    return sold === 0 ? 0 : returned / sold;
  }

  private get highest(): number {
    return this.drawnFrom([this.months, this.shopRate], () =>
      Math.max(0.01, this.shopRate, ...this.months.map((month) => this.rateOf(month)))
    );
  }

  private y(rate: number): number {
    return this.baseline - (rate / this.highest) * (this.baseline - TOP);
  }

  get bars(): readonly Bar[] {
    const step = this.width / Math.max(1, this.months.length);
    return this.months.map((month, index) => {
      const rate = this.rateOf(month);
      return {
        key: this.keyOf(month),
        x: index * step + step * 0.2,
        y: this.y(rate),
        width: step * 0.6,
        height: this.baseline - this.y(rate),
        className: month.isOpen ? 'bar bar_open' : 'bar',
        title: fill(
          LABELS.returnsMonthTitle,
          monthName(month.year, month.month, true),
          number(month.returned),
          number(month.sold),
          percent(rate)
        )
      };
    });
  }

  get ticks(): readonly { key: string; x: number; text: string }[] {
    const step = this.width / Math.max(1, this.months.length);
    const every = step < 26 ? 3 : 1;
    return this.months
      .map((month, index) => ({
        key: this.keyOf(month),
        x: (index + 0.5) * step,
        text: monthName(month.year, month.month)
      }))
      .filter((_tick, index) => (this.months.length - 1 - index) % every === 0);
  }

  get shopY(): number {
    return this.y(this.shopRate);
  }

  get shopTextY(): number {
    return this.shopY - 4;
  }

  get shopText(): string {
    return fill(LABELS.returnsShopLine, percent(this.shopRate));
  }

  get summary(): string {
    const [first] = this.months;
    const last = this.months.at(-1);
    const name = (month: Month | undefined): string => (month ? monthName(month.year, month.month, true) : '');
    return fill(LABELS.returnsMonthsSummary, name(first), name(last), percent(this.shopRate));
  }

  get note(): string {
    return LABELS.returnsMonthOpen;
  }

  get rows(): readonly FigureRow[] {
    return this.months
      .map((month) => ({
        key: this.keyOf(month),
        cells: [
          monthName(month.year, month.month, true),
          number(month.sold),
          number(month.returned),
          percent(this.rateOf(month))
        ]
      }))
      .reverse();
  }

  private keyOf({ year, month }: Month): string {
    return `${year}-${month}`;
  }
}
