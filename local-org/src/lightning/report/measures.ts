import type { SummaryKind } from './report-definition.ts';
import type { ReportField } from './report-fields.ts';
import { formatDay, formatNumber, scalar, valueAt, BLANK, type Row, type Viewer } from './report-values.ts';
import type { CompiledFormula } from './summary-formula.ts';
import { table } from '../../common/index.ts';

/** A figure that is made for every group: the number of records, a summary of a column, or a formula of such. */
export interface Measure {
  /** `RowCount`, `s!Object.Field`, `FORMULA1`. */
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly scale: number;
  readonly field?: ReportField;
  readonly kind?: SummaryKind;
  /** Computed for a formula only, and not shown. */
  readonly isHidden?: boolean;
  /** Indexes of the measures that the formula refers to. */
  readonly formula?: { readonly compiled: CompiledFormula; readonly inputs: readonly number[] };
}

export const ROW_COUNT: Measure = { key: 'RowCount', label: 'Record Count', type: 'int', scale: 0 };

const LETTERS: Readonly<Record<SummaryKind, string>> = table({
  Sum: 's',
  Average: 'a',
  Maximum: 'x',
  Minimum: 'm',
  Unique: 'u'
});
const WORDS: Readonly<Record<SummaryKind, string>> = table({
  Sum: 'Sum of',
  Average: 'Average',
  Maximum: 'Largest',
  Minimum: 'Smallest',
  Unique: 'Unique Count of'
});

export function summaryKey(column: string, kind: SummaryKind | undefined): string {
  return kind === undefined ? column : `${LETTERS[kind]}!${column}`;
}

export function summaryMeasure(field: ReportField, kind: SummaryKind): Measure {
  const isCount = kind === 'Unique';
  return {
    key: summaryKey(field.column, kind),
    label: `${WORDS[kind]} ${field.label}`,
    type: isCount ? 'int' : field.type,
    scale: isCount ? 0 : field.scale,
    field,
    kind
  };
}

/** Collects the rows of one group for one measure. */
export class Accumulator {
  readonly #measure: Measure;
  #rows = 0;
  #count = 0;
  #sum = 0;
  #least: number | string | undefined;
  #greatest: number | string | undefined;
  readonly #seen = new Set<unknown>();

  constructor(measure: Measure) {
    this.#measure = measure;
  }

  add(row: Row): void {
    this.#rows += 1;
    const { field, kind } = this.#measure;
    if (!field) return;
    const value = scalar(valueAt(row, field.path));
    if (value === null) return;
    if (kind === 'Unique') {
      this.#seen.add(value);
      return;
    }
    const amount = typeof value === 'string' ? value : Number(value);
    this.#count += 1;
    this.#sum += Number(amount);
    if (this.#least === undefined || amount < this.#least) this.#least = amount;
    if (this.#greatest === undefined || amount > this.#greatest) this.#greatest = amount;
  }

  value(): number | string | null {
    switch (this.#measure.kind) {
      case undefined:
        return this.#rows;
      case 'Sum':
        return rounded(this.#sum, this.#measure.scale);
      case 'Average':
        return this.#count === 0 ? null : this.#sum / this.#count;
      case 'Minimum':
        return this.#least ?? null;
      case 'Maximum':
        return this.#greatest ?? null;
      case 'Unique':
        return this.#seen.size;
    }
  }
}

/** Sums are as exact as the field: binary fractions leave dust behind. */
function rounded(sum: number, scale: number): number {
  const factor = 10 ** scale;
  const scaled = Math.round(sum * factor);
  return Number.isSafeInteger(scaled) ? scaled / factor : sum;
}

export function formatMeasure(measure: Measure, value: number | string | null, viewer: Viewer): string {
  if (value === null) return BLANK;
  if (typeof value === 'string') return formatDay(value.slice(0, 10), viewer);
  const type = measure.type === 'currency' || measure.type === 'percent' ? measure.type : 'double';
  return formatNumber(type, measure.scale, value, viewer);
}
