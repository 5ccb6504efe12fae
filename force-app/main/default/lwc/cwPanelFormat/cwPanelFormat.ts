import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';

const DAY = 86_400_000;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** Puts values into a label: `fill('{0} of {1}', 2, 14)`. */
export function fill(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (hole, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? hole : String(value);
  });
}

/** Number with at most `digits` decimals, in the user's locale. */
export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(LOCALE, { maximumFractionDigits: digits }).format(value);
}

/** Chooses the singular or plural label by the locale's rules and puts the count into it. */
export function plural(value: number, one: string, other: string, ...more: readonly (string | number)[]): string {
  const isOne = new Intl.PluralRules(LOCALE).select(value) === 'one';
  return fill(isOne ? one : other, number(value, 1), ...more);
}

/** Money with its currency in letters; two currencies never look alike. Whole units when asked for. */
export function money(value: number, currencyCode: string | null | undefined, whole = false): string {
  if (!currencyCode) {
    return new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
  }
  const digits = whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat(LOCALE, {
    style: 'currency',
    currency: currencyCode,
    currencyDisplay: 'code',
    ...digits
  }).format(value);
}

/** A share of 0 to 1 as a percentage. */
export function percent(share: number, digits = 1): string {
  return new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

function toDate(iso: string): { date: Date; timeZone: string } {
  return DATE_ONLY.test(iso)
    ? { date: new Date(`${iso}T00:00:00Z`), timeZone: 'UTC' }
    : { date: new Date(iso), timeZone: TIME_ZONE };
}

/** A day: `12 Oct 2026`. Takes a date or a time; a time is seen from the user's time zone. */
export function day(iso: string): string {
  const { date, timeZone } = toDate(iso);
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone }).format(date);
}

/** A day without its year where it is obvious: `12 Oct`. */
export function shortDay(iso: string): string {
  const { date, timeZone } = toDate(iso);
  return new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone }).format(date);
}

/** The exact time, for titles. */
export function exact(iso: string): string {
  const { date, timeZone } = toDate(iso);
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(date);
}

/** A month: `Oct`, or `Oct 2026`. `month` counts from 1. */
export function monthName(year: number, month: number, withYear = false): string {
  const date = new Date(Date.UTC(year, month - 1, 1));
  const options: Intl.DateTimeFormatOptions = { month: 'short', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(LOCALE, withYear ? { ...options, year: 'numeric' } : options).format(date);
}

/** Day number of a day or time, counted in the user's time zone. */
export function dayNumber(iso: string): number {
  const { date, timeZone } = toDate(iso);
  const parts = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
  return Date.parse(`${parts.format(date)}T00:00:00Z`) / DAY;
}

/** How long ago, or how far ahead: `41 days ago`, `tomorrow`. */
export function relative(iso: string, now: Date = new Date()): string {
  const days = dayNumber(iso) - dayNumber(now.toISOString());
  const format = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
  if (Math.abs(days) < 60) {
    return format.format(days, 'day');
  }
  return Math.abs(days) < 730
    ? format.format(Math.round(days / 30.44), 'month')
    : format.format(Math.round(days / 365.25), 'year');
}

/** Days between two days or times. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}
