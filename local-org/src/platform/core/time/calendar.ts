import { utcMilliseconds, zoneOffset } from '../../../values/index.ts';

/** Parts of an instant in a time zone. The month counts from 1, Sunday is day 0 of the week. */
export interface CalendarParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
}

export function calendarParts(ms: number, zone: string): CalendarParts {
  const local = new Date(ms + zoneOffset(zone, ms));
  const year = local.getUTCFullYear();
  return {
    year,
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    dayOfWeek: local.getUTCDay(),
    dayOfYear: Math.floor((local.getTime() - utcMilliseconds(year, 1, 1)) / 86_400_000) + 1
  };
}
