import { ApexDate, localToUtc, zoneOffset, DAY } from '../../values/index.ts';

/** What date literals and date functions depend on. */
export interface Calendar {
  /** Milliseconds UTC. */
  readonly now: number;
  /** IANA zone of the running user. */
  readonly timeZone: string;
  /** 0 is Sunday. */
  readonly firstDayOfWeek: number;
  /** 1 is January. */
  readonly fiscalYearStartMonth: number;
  /** Locale of the running user, `de_DE`, and the org's currency: what FORMAT goes by. English (United States) and USD if absent. */
  readonly locale?: string;
  readonly currency?: string;
  /** The running user's currency, where the org has several. */
  readonly userCurrency?: string;
}

/** Days since 1970-01-01; `end` is the day after the last one. */
export interface DayRange {
  readonly start: number;
  readonly end: number;
}

/** The first day of the week of a locale such as `de_DE`; 0 is Sunday. */
export function firstDayOfWeek(locale: string): number {
  try {
    const parsed = new Intl.Locale(locale.replaceAll('_', '-')) as Intl.Locale & {
      getWeekInfo?(): { firstDay: number };
    };
    return (parsed.getWeekInfo?.().firstDay ?? 7) % 7;
  } catch {
    return 0;
  }
}

/** Midnight of a day in the user's time zone, in milliseconds UTC. */
export function startOfDay(day: number, calendar: Calendar): number {
  return localToUtc(calendar.timeZone, day * DAY);
}

/**
 * The days that a date literal stands for, seen by the user now. Counted literals follow the platform's documentation: the last n days
 * include today, the next n do not; last and next n weeks, months, quarters and years leave the current one out.
 */
export function dateLiteralRange(name: string, n: number | undefined, calendar: Calendar): DayRange {
  const today = Math.floor((calendar.now + zoneOffset(calendar.timeZone, calendar.now)) / DAY);
  const count = n ?? 0;
  switch (name) {
    case 'TODAY':
      return { start: today, end: today + 1 };
    case 'YESTERDAY':
      return { start: today - 1, end: today };
    case 'TOMORROW':
      return { start: today + 1, end: today + 2 };
    case 'LAST_90_DAYS':
      return { start: today - 90, end: today + 1 };
    case 'NEXT_90_DAYS':
      return { start: today + 1, end: today + 91 };
    case 'LAST_N_DAYS':
      return { start: today - count, end: today + 1 };
    case 'NEXT_N_DAYS':
      return { start: today + 1, end: today + 1 + count };
    case 'N_DAYS_AGO':
      return { start: today - count, end: today - count + 1 };
  }
  const match = /^(?:(THIS|LAST|NEXT)_(?:(N)_)?|N_)((?:FISCAL_)?[A-Z]+?)S?(?:_AGO)?$/.exec(name);
  const unit = match?.[3] ?? '';
  const at = (offset: number) => startOfPeriod(unit, offset, today, calendar);
  switch (match?.[1]) {
    case 'THIS':
      return { start: at(0), end: at(1) };
    case 'LAST':
      return { start: at(match[2] ? -count : -1), end: at(0) };
    case 'NEXT':
      return { start: at(1), end: at(match[2] ? count + 1 : 2) };
    default:
      return { start: at(-count), end: at(1 - count) };
  }
}

/** First day of the period `offset` periods after the current one. */
function startOfPeriod(unit: string, offset: number, today: number, calendar: Calendar): number {
  const date = new ApexDate(today);
  const monthIndex = date.year * 12 + date.month - 1;
  const fiscalShift = calendar.fiscalYearStartMonth - 1;
  const startOfMonths = (months: number, shift: number) =>
    firstOfMonth((Math.floor((monthIndex - shift) / months) + offset) * months + shift);
  switch (unit) {
    case 'WEEK':
      return today - ((date.dayOfWeek - calendar.firstDayOfWeek + 7) % 7) + offset * 7;
    case 'MONTH':
      return startOfMonths(1, 0);
    case 'QUARTER':
      return startOfMonths(3, 0);
    case 'YEAR':
      return startOfMonths(12, 0);
    case 'FISCAL_QUARTER':
      return startOfMonths(3, fiscalShift);
    case 'FISCAL_YEAR':
      return startOfMonths(12, fiscalShift);
    default:
      throw new Error(`Unknown date literal unit ${unit}`);
  }
}

/** `index` counts months from January of the year 0. */
function firstOfMonth(index: number): number {
  return ApexDate.of(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1).days;
}
