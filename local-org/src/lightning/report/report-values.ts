import type { ReportField } from './report-fields.ts';
import { dayOf } from './time-zone.ts';

/** How the reader sees values. */
export interface Viewer {
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
}

export type Row = Readonly<Record<string, unknown>>;

/** What a cell shows, and the value behind it; `recordId` where it leads to a record. */
export interface Cell {
  readonly label: string;
  readonly value: string | number | boolean | null;
  readonly recordId?: string;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

/** Making a formatter takes far longer than using it. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(dateFormats, `${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(numberFormats, `${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

function kept<T>(known: Map<string, T>, key: string, make: () => T): T {
  let found = known.get(key);
  if (!found) {
    found = make();
    known.set(key, found);
  }
  return found;
}

/** What stands for nothing, as in Lightning. */
export const BLANK = '-';

/** Follows a path through a row of a query's answer, ignoring case. */
export function valueAt(row: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const record = value as Record<string, unknown>;
    if (Object.hasOwn(record, name)) return record[name];
    const key = Object.keys(record).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : record[key];
  }, row);
}

export function scalar(value: unknown): string | number | boolean | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

export function cellOf(field: ReportField, row: Row, viewer: Viewer): Cell {
  const value = scalar(valueAt(row, field.path));
  if (value === null) return { label: BLANK, value };
  if (field.type === 'reference') {
    const name = field.namePath ? scalar(valueAt(row, field.namePath)) : null;
    return { label: String(name ?? value), value, recordId: String(value) };
  }
  const recordId = field.idPath ? scalar(valueAt(row, field.idPath)) : null;
  const label = formatValue(field, value, viewer);
  return recordId === null ? { label, value } : { label, value, recordId: String(recordId) };
}

/** A value as text in the reader's locale. */
export function formatValue(field: ReportField, value: string | number | boolean | null, viewer: Viewer): string {
  if (value === null) return BLANK;
  switch (field.type) {
    case 'boolean':
      return value === true ? '✓' : '☐';
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return formatNumber(field.type, field.scale, Number(value), viewer);
    case 'date':
      return formatDay(String(value), viewer);
    case 'datetime': {
      const instant = new Date(String(value).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
      return dateFormat(viewer.locale, {
        dateStyle: 'short',
        timeStyle: 'short',
        timeZone: viewer.timeZone
      }).format(instant);
    }
    case 'picklist':
    case 'multipicklist':
      return String(value)
        .split(';')
        .map((part) => field.schema.picklistValues.find((entry) => entry.value === part)?.label ?? part)
        .join('; ');
    default:
      return String(value);
  }
}

export function formatNumber(type: string, scale: number, value: number, { locale, currency }: Viewer): string {
  if (type === 'currency') {
    return numberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: scale,
      maximumFractionDigits: scale
    }).format(value);
  }
  const digits = numberFormat(locale, { minimumFractionDigits: scale, maximumFractionDigits: scale });
  return type === 'percent' ? `${digits.format(value)}%` : digits.format(value);
}

export function formatDay(day: string, { locale }: Viewer): string {
  return dateFormat(locale, { dateStyle: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** The calendar day of a date or datetime where the reader is; undefined for no value. */
export function dayAt(field: ReportField, row: Row, { timeZone }: Viewer): string | undefined {
  const value = scalar(valueAt(row, field.path));
  return typeof value === 'string' ? dayOf(value, timeZone) : undefined;
}
