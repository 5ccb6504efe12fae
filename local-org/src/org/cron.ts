import { localToUtc, zoneOffset } from '../values/index.ts';

/** A cron expression that Apex does not accept; the message is the one of System.StringException. */
export class CronError extends Error {}

interface DayRule {
  /** Whether the day of a month (all counted from 1; `last` is the month's length, `weekday` 1 = Sunday) is meant. */
  matches(day: number, last: number, weekday: number): boolean;
}

interface CronPlan {
  readonly seconds: ReadonlySet<number>;
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number> | null;
  readonly day: DayRule;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAY = 86_400_000;
const LAST_YEAR = 2199;

/**
 * The next time that an Apex cron expression (`Seconds Minutes Hours Day_of_month Month Day_of_week [Year]`, Apex Developer Guide,
 * "Apex Scheduler") fires after `after` (milliseconds UTC) in an IANA time zone. `null` if it never fires again.
 * @throws CronError for a malformed expression
 */
export function nextFireTime(expression: string, after: number, timeZone: string): number | null {
  const plan = parseCron(expression);
  const localNow = after + zoneOffset(timeZone, after);
  const firstDay = Math.floor(localNow / DAY);
  for (let day = firstDay; ; day++) {
    const date = new Date(day * DAY);
    const year = date.getUTCFullYear();
    if (year > LAST_YEAR) {
      return null;
    }
    if (plan.years !== null && !plan.years.has(year)) {
      day = Date.UTC(year + 1, 0, 1) / DAY - 1;
      continue;
    }
    const month = date.getUTCMonth() + 1;
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (!plan.months.has(month) || !plan.day.matches(date.getUTCDate(), last, date.getUTCDay() + 1)) {
      continue;
    }
    for (const hour of plan.hours) {
      for (const minute of plan.minutes) {
        for (const second of plan.seconds) {
          const at = localToUtc(timeZone, day * DAY + ((hour * 60 + minute) * 60 + second) * 1000);
          if (at > after) {
            return at;
          }
        }
      }
    }
  }
}

/** @throws CronError */
export function parseCron(expression: string): CronPlan {
  const fields = expression.trim().toUpperCase().split(/\s+/);
  if (fields.length < 6 || fields.length > 7) {
    throw new CronError(`Unexpected end of expression.`);
  }
  const [seconds, minutes, hours, dayOfMonth, months, dayOfWeek, years] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
    string?
  ];
  if (
    (dayOfMonth === '?') === (dayOfWeek === '?') &&
    (dayOfMonth === '?' || (dayOfMonth !== '*' && dayOfWeek !== '*'))
  ) {
    throw new CronError('Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.');
  }
  if (!/^\d+$/.test(seconds) || !/^\d+$/.test(minutes)) {
    throw new CronError('Seconds and minutes must be specified as integers');
  }
  return {
    seconds: values(seconds, 0, 59),
    minutes: values(minutes, 0, 59),
    hours: values(hours, 0, 23),
    months: values(months, 1, 12, MONTHS),
    years: years === undefined || years === '*' ? null : values(years, 1970, LAST_YEAR),
    day: dayRule(dayOfMonth, dayOfWeek)
  };
}

function dayRule(dayOfMonth: string, dayOfWeek: string): DayRule {
  if (dayOfWeek !== '?' && dayOfWeek !== '*') {
    return weekRule(dayOfWeek);
  }
  if (dayOfMonth === '*' || dayOfMonth === '?') {
    return { matches: () => true };
  }
  if (dayOfMonth === 'L') {
    return { matches: (day, last) => day === last };
  }
  const nearest = /^(\d+|L)W$/.exec(dayOfMonth);
  if (nearest) {
    const wanted = nearest[1] === 'L' ? Infinity : Number(nearest[1]);
    return { matches: (day, last, weekday) => isNearestWeekday(day, last, weekday, Math.min(wanted, last)) };
  }
  const days = values(dayOfMonth, 1, 31);
  return { matches: (day) => days.has(day) };
}

function isNearestWeekday(day: number, last: number, weekday: number, wanted: number): boolean {
  const wantedWeekday = ((((weekday - 1 + (wanted - day)) % 7) + 7) % 7) + 1;
  const shift = wantedWeekday === 7 ? (wanted === 1 ? 2 : -1) : wantedWeekday === 1 ? (wanted === last ? -2 : 1) : 0;
  return day === wanted + shift;
}

function weekRule(text: string): DayRule {
  const last = /^(\w+)L$/.exec(text);
  if (last && text !== 'L') {
    const weekdayWanted = named(last[1]!, WEEKDAYS, 1);
    return { matches: (day, lastDay, weekday) => weekday === weekdayWanted && day > lastDay - 7 };
  }
  const nth = /^(\w+)#([1-5])$/.exec(text);
  if (nth) {
    const weekdayWanted = named(nth[1]!, WEEKDAYS, 1);
    return { matches: (day, _last, weekday) => weekday === weekdayWanted && Math.ceil(day / 7) === Number(nth[2]) };
  }
  const days = text === 'L' ? new Set([7]) : values(text, 1, 7, WEEKDAYS);
  return { matches: (_day, _last, weekday) => days.has(weekday) };
}

function named(text: string, names: readonly string[] | undefined, low: number): number {
  const index = names?.indexOf(text) ?? -1;
  const value = index >= 0 ? index + low : Number(text);
  if (!Number.isInteger(value)) {
    throw new CronError(`Invalid value: ${text}`);
  }
  return value;
}

function values(field: string, low: number, high: number, names?: readonly string[]): Set<number> {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [range, stepText] = part.split('/') as [string, string?];
    const step = stepText === undefined ? 1 : Number(stepText);
    const [fromText, toText] = range.split('-') as [string, string?];
    const open = range === '*' || range === '?';
    const from = open ? low : named(fromText, names, low);
    const to = open ? high : toText !== undefined ? named(toText, names, low) : stepText !== undefined ? high : from;
    if (!(step >= 1) || from < low || to > high) {
      throw new CronError(`Value out of range: ${part}`);
    }
    // FRI-MON wraps round.
    const span = to >= from ? to - from : to + (high - low + 1) - from;
    for (let offset = 0; offset <= span; offset += step) {
      found.add(((from - low + offset) % (high - low + 1)) + low);
    }
  }
  return new Set([...found].sort((a, b) => a - b));
}
