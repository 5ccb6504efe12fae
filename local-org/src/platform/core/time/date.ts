import { platformClass, type Engine } from '../../../engine/index.ts';
import {
  ApexDate,
  ApexDatetime,
  DAY,
  daysInMonth,
  exactEquals,
  zoneOffset,
  formatByLocale,
  parseLocaleDate
} from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required, requiredAt, userLocale, userTimeZone } from '../support.ts';

/** The day that an instant falls on in the running user's time zone. */
export function localDate(rt: Engine, ms: number): ApexDate {
  return new ApexDate(Math.floor((ms + zoneOffset(userTimeZone(rt), ms)) / DAY));
}

/** Today in the running user's time zone. */
export function today(rt: Engine): ApexDate {
  return localDate(rt, rt.tx.now());
}

function parseDate(rt: Engine, text: string): ApexDate {
  const match = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  if (!match || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return rt.fail('System.TypeException', `Invalid date: ${text}`);
  }
  return ApexDate.of(year, month, day);
}

function valueOf(rt: Engine, value: ApexValue): ApexDate {
  const given = required(rt, value);
  if (given instanceof ApexDate) {
    return given;
  }
  if (given instanceof ApexDatetime) {
    return new ApexDate(Math.floor(given.ms / DAY));
  }
  return typeof given === 'string'
    ? parseDate(rt, given)
    : rt.fail('System.TypeException', `Invalid date: ${rt.str(given)}`);
}

/** Days after the first day of the week in the user's locale. */
function daysIntoWeek(rt: Engine, date: ApexDate): number {
  const info = new Intl.Locale(userLocale(rt)) as Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const firstDay = (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 7;
  return (date.dayOfWeek - (firstDay % 7) + 7) % 7;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export const dateClass = platformClass({
  name: 'System.Date',
  statics: {
    daysInMonth: (_rt, year: number, month: number) => daysInMonth(year, month),
    isLeapYear: (rt, year: number | null) => isLeapYear(required(rt, year)),
    newInstance: (rt, year: number | null, month: number | null, day: number | null) =>
      ApexDate.of(requiredAt(rt, 1, year), requiredAt(rt, 2, month), requiredAt(rt, 3, day)),
    parse: (rt, text: string | null) => {
      const given = required(rt, text);
      return parseLocaleDate(userLocale(rt), given) ?? rt.fail('System.TypeException', `Invalid date: ${given}`);
    },
    today,
    valueOf,
    // The value of a field, which may be blank.
    'valueOf(Object)': (rt, value: ApexValue) => (value === null ? null : valueOf(rt, value))
  },
  methods: {
    addDays: (rt, self: ApexDate, days: number | null) => self.addDays(required(rt, days)),
    addMonths: (rt, self: ApexDate, months: number | null) => self.addMonths(required(rt, months)),
    addYears: (rt, self: ApexDate, years: number | null) => self.addMonths(required(rt, years) * 12),
    day: (_rt, self: ApexDate) => self.day,
    dayOfYear: (_rt, self: ApexDate) => self.days - ApexDate.of(self.year, 1, 1).days + 1,
    daysBetween: (rt, self: ApexDate, other: ApexDate | null) => required(rt, other).days - self.days,
    format: (rt, self: ApexDate) => formatByLocale(userLocale(rt), 'GMT', self.milliseconds, false),
    isSameDay: (rt, self: ApexDate, other: ApexDate | null) => required(rt, other).days === self.days,
    month: (_rt, self: ApexDate) => self.month,
    monthsBetween: (rt, self: ApexDate, other: ApexDate | null) => {
      const to = required(rt, other);
      return (to.year - self.year) * 12 + to.month - self.month;
    },
    toStartOfMonth: (_rt, self: ApexDate) => self.addDays(1 - self.day),
    toStartOfWeek: (rt, self: ApexDate) => self.addDays(-daysIntoWeek(rt, self)),
    year: (_rt, self: ApexDate) => self.year,
    equals: (_rt, self: ApexDate, other: ApexValue) => exactEquals(self, other),
    hashCode: (_rt, self: ApexDate) => self.$hash(),
    toString: (_rt: Engine, self: ApexDate) => self.$str()
  }
});
