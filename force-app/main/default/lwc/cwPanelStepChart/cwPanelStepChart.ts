import { api } from 'lwc';
import CwPanelChart from 'c/cwPanelChart';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { VALUE_LABELS } from 'c/cwLabelsValue';
import { fill, money, monthName } from 'c/cwPanelFormat';
import type { FigureColumn, FigureRow } from 'c/cwPanelFigure';
import type { Month } from 'apex/CwLifetimeValueView';

const LABELS = { ...COMMON_LABELS, ...VALUE_LABELS };

const HEIGHT = 128;
const AXIS = 18;
const TOP = 16;

interface Point {
  readonly month: Month;
  readonly x: number;
  readonly peak: number;
  readonly sum: number;
}

interface Mark {
  key: string;
  x: number;
  y: number;
  lowerY: number;
  title: string;
}

/** Net value adding up month by month; what was refunded in a month is a step down at its end. */
export default class CwPanelStepChart extends CwPanelChart {
  /** Every month from the first order on, oldest first. */
  @api months: readonly Month[] = [];
  /** ISO code of the amounts. */
  @api currencyCode = '';

  readonly labels = LABELS;
  readonly height = HEIGHT;
  readonly baseline = HEIGHT - AXIS;
  readonly tickY = HEIGHT - 4;
  readonly columns: readonly FigureColumn[] = [
    { key: 'month', label: LABELS.commonMonth },
    { key: 'ordered', label: LABELS.valueColumnOrdered, isNumeric: true },
    { key: 'refunded', label: LABELS.valueColumnRefunded, isNumeric: true },
    { key: 'sum', label: LABELS.valueColumnSum, isNumeric: true }
  ];

  get viewBox(): string {
    return `0 0 ${this.width} ${HEIGHT}`;
  }

  private get drawing(): { points: readonly Point[]; highest: number } {
    return this.drawnFrom([this.months, this.width], () => {
      const step = this.width / Math.max(1, this.months.length);
      let sum = 0;
      const points = this.months.map((month, index) => {
        const peak = sum + month.gross;
        sum = peak - month.refunded;
        return { month, x: (index + 1) * step - 1, peak, sum };
      });
      return { points, highest: Math.max(1, ...points.map(({ peak }) => peak)) };
    });
  }

  private get points(): readonly Point[] {
    return this.drawing.points;
  }

  private y(value: number): number {
    return this.baseline - (Math.max(0, value) / this.drawing.highest) * (this.baseline - TOP);
  }

  get line(): string {
    const steps = this.points.map(({ x, peak, sum }) => `L${x},${this.y(peak)}L${x},${this.y(sum)}`);
    return `M0,${this.baseline}${steps.join('')}`;
  }

  get area(): string {
    return `${this.line}L${this.width - 1},${this.baseline}Z`;
  }

  get refunds(): readonly Mark[] {
    return this.points
      .filter(({ month }) => month.refunded > 0)
      .map(({ month, x, peak, sum }) => ({
        key: `${month.year}-${month.month}`,
        x,
        y: this.y(peak),
        lowerY: Math.max(this.y(sum), this.y(peak) + 3),
        title: fill(LABELS.valueChartRefund, this.name(month), money(month.refunded, this.currencyCode))
      }));
  }

  get last(): Point | undefined {
    return this.points.at(-1);
  }

  get endX(): number {
    return (this.last?.x ?? 0) - 2;
  }

  get endY(): number {
    return this.y(this.last?.sum ?? 0);
  }

  get endText(): string {
    return money(this.last?.sum ?? 0, this.currencyCode, true);
  }

  get endTextX(): number {
    return this.width - 8;
  }

  get endTextY(): number {
    return Math.max(11, this.endY - 7);
  }

  get firstText(): string {
    const [first] = this.months;
    return first ? monthName(first.year, first.month, true) : '';
  }

  get summary(): string {
    const refunded = this.months.reduce((total, month) => total + month.refunded, 0);
    return fill(
      LABELS.valueChartSummary,
      this.currencyCode,
      this.firstText,
      money(this.last?.sum ?? 0, this.currencyCode),
      money(refunded, this.currencyCode)
    );
  }

  get note(): string {
    return this.refunds.length > 0 ? LABELS.valueRefundSteps : '';
  }

  get rows(): readonly FigureRow[] {
    return this.points
      .map(({ month, sum }) => ({
        key: `${month.year}-${month.month}`,
        cells: [
          this.name(month),
          money(month.gross, this.currencyCode),
          money(month.refunded, this.currencyCode),
          money(sum, this.currencyCode)
        ]
      }))
      .reverse();
  }

  private name({ year, month }: Month): string {
    return monthName(year, month, true);
  }
}
