import LANG from '@salesforce/i18n/lang';
import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import { cached, dateTime, isolated } from './formatters';

const DAY = 86_400_000;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const DAYS_AS_DAYS = 60;
const DAYS_AS_MONTHS = 730;

/** Puts values into a label: `fill('{0} of {1}', 2, 14)`. */
export function fill(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (hole, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? hole : String(value);
  });
}

/** Number with at most `digits` decimals, in the user's locale. */
export function number(value: number, digits = 0): string {
  return cached('number', LOCALE, { maximumFractionDigits: digits }).format(value);
}

/** Chooses the singular or plural label by the rules of the labels' language and puts the count into it. */
export function plural(value: number, one: string, other: string, ...more: readonly (string | number)[]): string {
  const isOne = cached('plural', LANG).select(value) === 'one';
  return fill(isOne ? one : other, number(value, 1), ...more);
}

/** Money with its currency in letters; two currencies never look alike. Whole units when asked for. */
export function money(value: number, currencyCode: string | null | undefined, whole = false): string {
  if (!currencyCode) {
    return amount(value);
  }
  const digits = whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
  return isolated(
    cached('number', LOCALE, {
      style: 'currency',
      currency: currencyCode,
      currencyDisplay: 'code',
      ...digits
    }).format(value)
  );
}

/** An amount under a heading that names its currency: decimals as usual in that currency, two where it is not given. */
export function amount(value: number, currencyCode?: string | null): string {
  if (!currencyCode) {
    return cached('number', LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
  }
  const { minimumFractionDigits, maximumFractionDigits } = cached('number', LOCALE, {
    style: 'currency',
    currency: currencyCode
  }).resolvedOptions();
  return cached('number', LOCALE, { minimumFractionDigits, maximumFractionDigits }).format(value);
}

/** A share of 0 to 1 as a percentage. */
export function percent(share: number, digits = 1): string {
  return cached('number', LOCALE, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

function toDate(iso: string): { date: Date; timeZone: string } {
  return DATE_ONLY.test(iso)
    ? { date: new Date(`${iso}T00:00:00Z`), timeZone: 'UTC' }
    : { date: new Date(iso), timeZone: TIME_ZONE };
}

/** A day: `12 Oct 2026`. Takes a date or a time; a time is seen from the user's time zone. */
export function day(iso: string): string {
  const { date, timeZone } = toDate(iso);
  return dateTime(date, { day: 'numeric', month: 'short', year: 'numeric', timeZone });
}

/** A day without its year where it is obvious: `12 Oct`. */
export function shortDay(iso: string): string {
  const { date, timeZone } = toDate(iso);
  return dateTime(date, { day: 'numeric', month: 'short', timeZone });
}

/** A day near enough for its weekday to mean something: `Fri 20 Nov`. */
export function weekDay(iso: string): string {
  const { date, timeZone } = toDate(iso);
  return dateTime(date, { weekday: 'short', day: 'numeric', month: 'short', timeZone });
}

/** A day and the time of it: `Fri 20 Nov, 13:30`; the year instead of the weekday where it is another one. */
export function moment(iso: string, now: Date = new Date()): string {
  const { date, timeZone } = toDate(iso);
  const isNear = Math.abs(date.getTime() - now.getTime()) < 300 * DAY;
  const options: Intl.DateTimeFormatOptions = isNear ? { weekday: 'short' } : { year: 'numeric' };
  return dateTime(date, { ...options, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone });
}

/** The exact time, for titles. */
export function exact(iso: string): string {
  const { date, timeZone } = toDate(iso);
  return dateTime(date, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone
  });
}

/** A month: `Oct`, or `Oct 2026`. `month` counts from 1. */
export function monthName(year: number, month: number, withYear = false): string {
  const date = new Date(Date.UTC(year, month - 1, 1));
  const options: Intl.DateTimeFormatOptions = { month: 'short', timeZone: 'UTC' };
  return dateTime(date, withYear ? { ...options, year: 'numeric' } : options);
}

/** Day number of a day or time, counted in the user's time zone. */
export function dayNumber(iso: string): number {
  if (DATE_ONLY.test(iso)) {
    return Date.parse(`${iso}T00:00:00Z`) / DAY;
  }
  const format = cached('date', 'en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: TIME_ZONE
  });
  return Date.parse(`${format.format(new Date(iso))}T00:00:00Z`) / DAY;
}

/** The day of a day number, as `2026-10-12`. */
export function dayOf(value: number): string {
  return new Date(value * DAY).toISOString().slice(0, 10);
}

/** How long ago, or how far ahead, in the labels' language: `41 days ago`, `tomorrow`. */
export function relative(iso: string, now: Date = new Date()): string {
  const days = dayNumber(iso) - dayNumber(now.toISOString());
  const format = cached('relative', LANG, { numeric: 'auto' });
  if (Math.abs(days) < DAYS_AS_DAYS) {
    return format.format(days, 'day');
  }
  return Math.abs(days) < DAYS_AS_MONTHS
    ? format.format(Math.round(days / 30.44), 'month')
    : format.format(Math.round(days / 365.25), 'year');
}

/** Days between two days or times. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** An address that a browser may follow: http and https alone, whatever the shop sent. */
export function webAddress(url: string | null | undefined): string {
  return url && /^https?:\/\/[^\s]+$/i.test(url.trim()) ? url.trim() : '';
}
