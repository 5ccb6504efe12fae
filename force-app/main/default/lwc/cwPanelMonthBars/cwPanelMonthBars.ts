import { api } from 'lwc';
import CwPanelChart from 'c/cwPanelChart';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import { fill, money, monthName, plural } from 'c/cwPanelFormat';
import type { FigureColumn, FigureRow } from 'c/cwPanelFigure';
import type { Month } from 'apex/CwOrderHistoryView';

const LABELS = { ...COMMON_LABELS, ...ORDERS_LABELS };

const HEIGHT = 108;
const AXIS = 18;
const WIDEST_BAR = 26;
const MONTHS = 12;

interface Bar {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
  className: string;
  title: string;
}

interface Tick {
  key: string;
  x: number;
  text: string;
}

/** Two bars a month: this year's beside the one of the year before. */
export default class CwPanelMonthBars extends CwPanelChart {
  /** Twenty-four months, oldest first. */
  @api months: readonly Month[] = [];
  /** ISO code of the amounts. */
  @api currencyCode = '';

  readonly labels = LABELS;
  readonly height = HEIGHT;
  readonly baseline = HEIGHT - AXIS;
  readonly tickY = HEIGHT - 4;
  readonly columns: readonly FigureColumn[] = [
    { key: 'month', label: LABELS.commonMonth },
    { key: 'orders', label: LABELS.commonOrders, isNumeric: true },
    { key: 'net', label: LABELS.ordersNetThis, isNumeric: true },
    { key: 'before', label: LABELS.ordersNetBefore, isNumeric: true }
  ];

  get viewBox(): string {
    return `0 0 ${this.width} ${HEIGHT}`;
  }

  private get before(): readonly Month[] {
    return this.months.slice(0, MONTHS);
  }

  private get recent(): readonly Month[] {
    return this.months.slice(MONTHS);
  }

  get bars(): readonly Bar[] {
    const step = this.width / MONTHS;
    const width = Math.min(WIDEST_BAR, step * 0.36);
    const highest = Math.max(1, ...this.months.map(({ net }) => net));
    const scale = (this.baseline - 4) / highest;
    return this.months.map((month, index) => {
      const isRecent = index >= MONTHS;
      const middle = ((index % MONTHS) + 0.5) * step;
      const height = month.net > 0 ? Math.max(2, month.net * scale) : 0;
      return {
        key: `${month.year}-${month.month}`,
        x: isRecent ? middle + 1 : middle - 1 - width,
        y: this.baseline - height,
        width,
        height,
        className: isRecent ? 'recent' : 'before',
        title: this.describe(month)
      };
    });
  }

  get ticks(): readonly Tick[] {
    const step = this.width / MONTHS;
    const every = step < 26 ? 2 : 1;
    return this.recent
      .map(({ year, month }, index) => ({
        key: `${year}-${month}`,
        x: (index + 0.5) * step,
        text: monthName(year, month)
      }))
      .filter((_tick, index) => (MONTHS - 1 - index) % every === 0);
  }

  get summary(): string {
    const sum = (months: readonly Month[]): string =>
      money(
        months.reduce((total, { net }) => total + net, 0),
        this.currencyCode,
        true
      );
    return fill(LABELS.ordersBarsSummary, this.currencyCode, sum(this.recent), sum(this.before));
  }

  get note(): string {
    return fill(LABELS.ordersBarsNote, this.currencyCode);
  }

  get rows(): readonly FigureRow[] {
    return this.recent.map((month, index) => ({
      key: `${month.year}-${month.month}`,
      cells: [
        monthName(month.year, month.month, true),
        String(month.orders),
        money(month.net, this.currencyCode),
        money(this.before[index]?.net ?? 0, this.currencyCode)
      ]
    }));
  }

  private describe(month: Month): string {
    return fill(
      LABELS.ordersBarTitle,
      monthName(month.year, month.month, true),
      money(month.net, this.currencyCode),
      plural(month.orders, LABELS.ordersCountOne, LABELS.ordersCountOther)
    );
  }
}
