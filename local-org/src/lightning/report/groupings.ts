import type { ReportBucket, ReportGroupingUse } from './report-definition.ts';
import { unsupported } from './report-error.ts';
import type { ReportField } from './report-fields.ts';
import {
  BLANK,
  cellOf,
  dateFormat,
  dayAt,
  formatDay,
  scalar,
  valueAt,
  type Row,
  type Viewer
} from './report-values.ts';

/** Where a row belongs by one grouping. */
export interface GroupValue {
  /** Equal for rows of one group. */
  readonly id: string;
  readonly label: string;
  readonly value: string | number | boolean | null;
  readonly recordId?: string;
  /** Groups stand in this order; nothing comes first, as on the platform. */
  readonly order: string | number;
}

/** One grouping of a report, ready to say where each row belongs. */
export interface Grouping {
  /** As the report names it. */
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly descending: boolean;
  readonly sortBy?: ReportGroupingUse['sortBy'];
  of(row: Row): GroupValue;
}

const NOTHING: GroupValue = { id: '', label: BLANK, value: null, order: '' };

export function fieldGrouping(use: ReportGroupingUse, field: ReportField, viewer: Viewer): Grouping {
  const isDate = field.type === 'date' || field.type === 'datetime';
  const of = isDate
    ? (row: Row): GroupValue => {
        const day = dayAt(field, row, viewer);
        return day === undefined ? NOTHING : periodOf(day, use.granularity, viewer);
      }
    : (row: Row): GroupValue => {
        const { label, value, recordId } = cellOf(field, row, viewer);
        return value === null
          ? NOTHING
          : { id: String(value), label, value, order: orderOf(field, value, label), ...(recordId && { recordId }) };
      };
  return { ...common(use), label: field.label, type: field.type, of };
}

function common({ field, descending, sortBy }: ReportGroupingUse): Pick<Grouping, 'name' | 'descending' | 'sortBy'> {
  return { name: field, descending, ...(sortBy && { sortBy }) };
}

/** Numbers by value, picklists in the order of their values, everything else by what is shown. */
function orderOf(field: ReportField, value: string | number | boolean, label: string): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (field.type === 'picklist') {
    const index = field.schema.picklistValues.findIndex((entry) => entry.value === value);
    return index < 0 ? label : index;
  }
  return label;
}

function periodOf(day: string, granularity: string, viewer: Viewer): GroupValue {
  const date = new Date(`${day}T00:00:00Z`);
  const year = day.slice(0, 4);
  const month = date.getUTCMonth();
  const quarter = Math.floor(month / 3) + 1;
  const named = (options: Intl.DateTimeFormatOptions): string =>
    dateFormat(viewer.locale, { ...options, timeZone: 'UTC' }).format(date);
  const group = (id: string, label: string, order: string | number = id): GroupValue => ({
    id,
    label,
    value: id,
    order
  });
  switch (granularity) {
    case 'None':
    case 'Day':
      return group(day, formatDay(day, viewer));
    case 'Week': {
      const start = new Date(date.getTime() - date.getUTCDay() * 86_400_000).toISOString().slice(0, 10);
      const end = new Date(Date.parse(`${start}T00:00:00Z`) + 6 * 86_400_000).toISOString().slice(0, 10);
      return group(start, `${formatDay(start, viewer)} - ${formatDay(end, viewer)}`);
    }
    case 'Month':
      return group(day.slice(0, 7), named({ month: 'long', year: 'numeric' }));
    case 'Quarter':
      return group(`${year}-Q${quarter}`, `Q${quarter} CY${year}`);
    case 'Year':
      return group(year, `CY${year}`);
    case 'FiscalQuarter':
      return group(`${year}-Q${quarter}`, `Q${quarter} FY${year}`);
    case 'FiscalYear':
      return group(year, `FY${year}`);
    case 'MonthInYear':
      return group(day.slice(5, 7), named({ month: 'long' }));
    case 'DayInMonth':
      return group(day.slice(8, 10), String(date.getUTCDate()), date.getUTCDate());
    default:
      return unsupported(`groups by ${granularity}`);
  }
}

export function bucketGrouping(use: ReportGroupingUse, bucket: ReportBucket, source: ReportField): Grouping {
  const of = (row: Row): GroupValue => {
    const label = bucketLabel(bucket, source, row);
    if (label === undefined) return NOTHING;
    const index = bucket.values.findIndex((value) => value.label === label);
    return { id: label, label, value: label, order: index < 0 ? bucket.values.length : index };
  };
  return { ...common(use), label: bucket.label, type: 'string', of };
}

/** The bucket that a row's value falls into; undefined where it falls into none. */
export function bucketLabel(bucket: ReportBucket, source: ReportField, row: Row): string | undefined {
  const value = scalar(valueAt(row, source.path));
  if (bucket.isNumeric) {
    const number = value === null && bucket.nullsAsZero ? 0 : value;
    if (number === null) return undefined;
    // An upper bound belongs to the bucket below it.
    return bucket.values.find(
      ({ from, to }) => (from === undefined || Number(number) > from) && (to === undefined || Number(number) <= to)
    )?.label;
  }
  if (value === null) return undefined;
  const name = source.namePath ? scalar(valueAt(row, source.namePath)) : null;
  const found = bucket.values.find(
    ({ values }) => values.includes(String(value)) || (name !== null && values.includes(String(name)))
  );
  return found?.label ?? bucket.other ?? String(name ?? value);
}
