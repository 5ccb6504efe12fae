import { ApexDate } from './apex-date.ts';
import { localToUtc, utcMilliseconds } from './time-zone.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(locale: string, zone: string, withTime: boolean): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${withTime}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      dateStyle: 'short',
      ...(withTime ? { timeStyle: 'short' } : {})
    });
    formats.set(key, format);
  }
  return format;
}

/** The locale's short date, with the time if asked for and all digits of the year: `1/28/2008, 4:30 PM`. */
export function formatByLocale(locale: string, zone: string, ms: number, withTime: boolean): string {
  const year = new Intl.DateTimeFormat(locale, { timeZone: zone, year: 'numeric' })
    .formatToParts(ms)
    .find((part) => part.type === 'year')?.value;
  return formatFor(locale, zone, withTime)
    .formatToParts(ms)
    .map((part) => (part.type === 'year' ? (year ?? part.value) : part.value))
    .join('')
    .replace(/[\u202f\u00a0]/g, ' ');
}

/** The order of year, month and day in the locale's short date. */
function dateOrder(locale: string): string[] {
  return formatFor(locale, 'GMT', false)
    .formatToParts(0)
    .map((part) => part.type)
    .filter((type) => type === 'year' || type === 'month' || type === 'day');
}

function readDate(locale: string, text: string): ApexDate | null {
  const numbers = /^\s*(\d{1,4})\D+(\d{1,2})\D+(\d{1,4})\D*$/.exec(text);
  if (!numbers) {
    return null;
  }
  const part: Record<string, number> = {};
  dateOrder(locale).forEach((type, i) => (part[type] = Number(numbers[i + 1])));
  const year = part['year']! < 100 ? part['year']! + 2000 : part['year']!;
  const date = ApexDate.of(year, part['month']!, part['day']!);
  return date.month === part['month'] && date.day === part['day'] ? date : null;
}

/** Reads a date as the locale writes it; `null` when it is none. */
export function parseLocaleDate(locale: string, text: string): ApexDate | null {
  return readDate(locale, text);
}

/** Reads a date and time as the locale writes them, in the time zone; `null` when they are none. */
export function parseLocaleDatetime(locale: string, zone: string, text: string): number | null {
  const match = /^(.*?\d),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?\s*$/i.exec(text);
  const date = match ? readDate(locale, match[1]!) : null;
  if (!match || !date) {
    return null;
  }
  let hour = Number(match[2]);
  if (match[5]) {
    hour = (hour % 12) + (/^p/i.test(match[5]) ? 12 : 0);
  }
  if (hour > 23 || Number(match[3]) > 59) {
    return null;
  }
  return localToUtc(
    zone,
    utcMilliseconds(date.year, date.month, date.day, hour, Number(match[3]), Number(match[4] ?? 0))
  );
}
