import { session } from './runtime.ts';
import type { FieldDescription } from './shell-types.ts';
import { valueAt } from './values.ts';

const { locale, timeZone, currency } = session.i18n;

const formatters = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

/** Formatters are costly to make; one of each kind is enough. */
function once<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T {
  let formatter = formatters.get(key) as T | undefined;
  if (!formatter) formatters.set(key, (formatter = make()));
  return formatter;
}

const datePattern = String(session.i18n['dateTime.shortDateFormat']);
const timePattern = String(session.i18n['dateTime.shortTimeFormat']);
const digits = (pattern: string, twice: RegExp): '2-digit' | 'numeric' => (twice.test(pattern) ? '2-digit' : 'numeric');

/** Days and times in figures, as the platform's short formats: with the whole year, padded as the locale does. */
const DAY: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: digits(datePattern, /MM/),
  day: digits(datePattern, /dd/)
};
const TIME: Intl.DateTimeFormatOptions = { hour: digits(timePattern, /HH|hh/), minute: '2-digit' };
const MOMENT: Intl.DateTimeFormatOptions = { ...DAY, ...TIME };

/** `2026-11-30` as the user's locale writes a day. */
function dayText(value: string): string {
  const parsed = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime())) return value;
  return once('day', () => new Intl.DateTimeFormat(locale, { ...DAY, timeZone: 'UTC' })).format(parsed);
}

/** A point in time in the user's time zone; without its time of day where only the day matters. */
export function momentText(value: string, isDayOnly = false): string {
  const parsed = new Date(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (Number.isNaN(parsed.getTime())) return value;
  const make = (): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { ...(isDayOnly ? DAY : MOMENT), timeZone });
  return once(isDayOnly ? 'date' : 'moment', make).format(parsed);
}

/** `14:05:00.000Z`: a time of day without a zone. */
function timeText(value: string): string {
  const parsed = new Date(`1970-01-01T${value.replace(/Z?$/, 'Z')}`);
  if (Number.isNaN(parsed.getTime())) return value;
  const options: Intl.DateTimeFormatOptions = { ...TIME, timeZone: 'UTC' };
  return once('time', () => new Intl.DateTimeFormat(locale, options)).format(parsed);
}

/** As many decimals as the field has, so that numbers line up as they do in Lightning. */
function numberText(value: unknown, scale: number): string {
  const options = { minimumFractionDigits: scale, maximumFractionDigits: scale };
  return once(`number${scale}`, () => new Intl.NumberFormat(locale, options)).format(Number(value));
}

function moneyText(value: unknown, scale: number): string {
  const options: Intl.NumberFormatOptions = {
    style: 'currency',
    currency,
    minimumFractionDigits: scale,
    maximumFractionDigits: scale
  };
  return once(`money${scale}`, () => new Intl.NumberFormat(locale, options)).format(Number(value));
}

/** A value of one field as text: formatted, with the labels of picklist values. */
export function formatValue(field: Pick<FieldDescription, 'type' | 'scale' | 'picklist'>, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  const text = String(value);
  switch (field.type) {
    case 'int':
    case 'double':
      return numberText(value, field.scale);
    case 'currency':
      return moneyText(value, field.scale);
    case 'percent':
      return `${numberText(value, field.scale)}%`;
    case 'date':
      return dayText(text);
    case 'datetime':
      return momentText(text);
    case 'time':
      return timeText(text);
    case 'picklist':
    case 'combobox':
      return field.picklist?.[text] ?? text;
    case 'multipicklist':
      return text
        .split(';')
        .map((part) => field.picklist?.[part] ?? part)
        .join('; ');
    default:
      return text;
  }
}

/** The name behind a lookup; its id where the name may not be seen. */
export function lookupName(field: FieldDescription, row: unknown): string {
  const name = field.namePath ? valueAt(row, field.namePath) : undefined;
  return typeof name === 'string' ? name : String(valueAt(row, field.path) ?? '');
}

/** A field of a row in few words, for a line under a record's name: days without their time. */
export function summaryText(field: FieldDescription, row: unknown): string {
  const value = valueAt(row, field.path);
  if (value === null || value === undefined) return '';
  if (field.referenceTo) return lookupName(field, row);
  return field.type === 'datetime' ? momentText(String(value), true) : formatValue(field, value);
}
