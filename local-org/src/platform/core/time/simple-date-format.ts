import { pad, zoneOffset } from '../../../values/index.ts';
import { calendarParts } from './calendar.ts';
import type { CalendarParts } from './calendar.ts';

/** A letter that Java's SimpleDateFormat does not know, or an unclosed quote. */
export class DatePatternError extends Error {}

type Field = 'month' | 'weekday' | 'era' | 'dayPeriod';

function textOf(locale: string, zone: string, ms: number, field: Field, style: 'short' | 'long'): string {
  const options: Intl.DateTimeFormatOptions =
    field === 'dayPeriod' ? { hour: 'numeric', hour12: true } : { [field]: style };
  // A month's name in its genitive form (`5 мая`) appears only beside a day.
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  return format.formatToParts(ms).find((part) => part.type === field)?.value ?? '';
}

function zoneName(locale: string, zone: string, ms: number, style: 'short' | 'long'): string {
  if (zone === 'GMT' || zone === 'UTC') {
    return style === 'short' ? zone : 'Greenwich Mean Time';
  }
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style });
  return format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

function offsetText(zone: string, ms: number, separator: string, withMinutes = true): string {
  const minutes = Math.round(zoneOffset(zone, ms) / 60_000);
  const size = Math.abs(minutes);
  const hours = pad(Math.floor(size / 60), 2);
  return `${minutes < 0 ? '-' : '+'}${hours}${withMinutes ? separator + pad(size % 60, 2) : ''}`;
}

/** Week of the year or month as in the United States: weeks begin on Sunday and the first one holds the first day. */
function weekOf(dayOrdinal: number, dayOfWeek: number): number {
  const firstDayOfWeek = (((dayOfWeek - (dayOrdinal - 1)) % 7) + 7) % 7;
  return Math.floor((dayOrdinal - 1 + firstDayOfWeek) / 7) + 1;
}

interface Context {
  readonly ms: number;
  readonly zone: string;
  readonly locale: string;
  readonly parts: CalendarParts;
}

function yearText(year: number, count: number): string {
  return count === 2 ? pad(year % 100, 2) : pad(year, count);
}

function formatField(letter: string, count: number, { ms, zone, locale, parts }: Context): string {
  const style = count >= 4 ? 'long' : 'short';
  switch (letter) {
    case 'G':
      return textOf(locale, zone, ms, 'era', 'short');
    case 'y':
    case 'Y':
    case 'u':
      return letter === 'u' ? pad(parts.dayOfWeek || 7, count) : yearText(parts.year, count);
    case 'M':
    case 'L':
      return count >= 3 ? textOf(locale, zone, ms, 'month', style) : pad(parts.month, count);
    case 'w':
      return pad(weekOf(parts.dayOfYear, parts.dayOfWeek), count);
    case 'W':
      return pad(weekOf(parts.day, parts.dayOfWeek), count);
    case 'D':
      return pad(parts.dayOfYear, count);
    case 'd':
      return pad(parts.day, count);
    case 'F':
      return pad(Math.floor((parts.day - 1) / 7) + 1, count);
    case 'E':
      return textOf(locale, zone, ms, 'weekday', style);
    case 'a':
      return textOf(locale, zone, ms, 'dayPeriod', 'short');
    case 'H':
      return pad(parts.hour, count);
    case 'k':
      return pad(parts.hour || 24, count);
    case 'K':
      return pad(parts.hour % 12, count);
    case 'h':
      return pad(parts.hour % 12 || 12, count);
    case 'm':
      return pad(parts.minute, count);
    case 's':
      return pad(parts.second, count);
    case 'S':
      return pad(parts.millisecond, count);
    case 'z':
      return zoneName(locale, zone, ms, style);
    case 'Z':
      return offsetText(zone, ms, '');
    case 'X':
      return zoneOffset(zone, ms) === 0 ? 'Z' : offsetText(zone, ms, count === 3 ? ':' : '', count > 1);
    default:
      throw new DatePatternError(`Illegal pattern character '${letter}'`);
  }
}

/** Formats an instant by a pattern of Java's SimpleDateFormat. Throws a `DatePatternError` for a bad pattern. */
export function formatByPattern(pattern: string, ms: number, zone: string, locale: string): string {
  const context: Context = { ms, zone, locale, parts: calendarParts(ms, zone) };
  let result = '';
  for (let i = 0; i < pattern.length;) {
    const char = pattern[i]!;
    if (char === "'") {
      const quoted = /^'((?:[^']|'')*)'/.exec(pattern.slice(i));
      if (!quoted) {
        throw new DatePatternError('Unterminated quote');
      }
      result += quoted[1] === '' ? "'" : quoted[1]!.replaceAll("''", "'");
      i += quoted[0].length;
    } else if (/[a-zA-Z]/.test(char)) {
      let end = i;
      while (pattern[end] === char) {
        end++;
      }
      result += formatField(char, end - i, context);
      i = end;
    } else {
      result += char;
      i++;
    }
  }
  return result;
}
