import { platformClass, type PlatformMethod, type Engine } from '../../../engine/index.ts';
import {
  addMonthsUtc,
  ApexDate,
  ApexDatetime,
  ApexTime,
  DAY,
  daysInMonth,
  exactEquals,
  isTimeZone,
  localToUtc,
  utcMilliseconds,
  zoneOffset,
  formatByLocale,
  parseLocaleDatetime
} from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required, requiredAt, userLocale, userTimeZone } from '../support.ts';
import { calendarParts } from './calendar.ts';
import type { CalendarParts } from './calendar.ts';
import { localDate } from './date.ts';
import { DatePatternError, formatByPattern } from './simple-date-format.ts';

type NumberArgument = number | null | undefined;

function fromParts(rt: Engine, zone: string, args: readonly NumberArgument[]): ApexDatetime {
  const [year, month, day, hour, minute, second] = args.map((arg, i) =>
    arg === undefined ? 0 : requiredAt(rt, i + 1, arg)
  );
  return new ApexDatetime(localToUtc(zone, utcMilliseconds(year!, month!, day!, hour, minute, second)));
}

function fromDateAndTime(rt: Engine, zone: string, date: ApexDate | null, time: ApexTime | null): ApexDatetime {
  return new ApexDatetime(localToUtc(zone, required(rt, date).milliseconds + required(rt, time).ms));
}

/** Reads `yyyy-MM-dd HH:mm:ss`. */
function parseStandard(rt: Engine, text: string, zone: string): ApexDatetime {
  const match = /^\s*(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(text);
  const [year, month, day, hour, minute, second] = (match?.slice(1) ?? []).map(Number);
  const valid =
    match &&
    month! >= 1 &&
    month! <= 12 &&
    day! >= 1 &&
    day! <= daysInMonth(year!, month!) &&
    hour! < 24 &&
    minute! < 60 &&
    second! < 60;
  return valid
    ? new ApexDatetime(localToUtc(zone, utcMilliseconds(year!, month!, day!, hour!, minute!, second!)))
    : rt.fail('System.TypeException', `Invalid date/time: ${text}`);
}

function valueOf(rt: Engine, value: ApexValue): ApexDatetime {
  const given = required(rt, value);
  if (given instanceof ApexDatetime) {
    return given;
  }
  if (given instanceof ApexDate) {
    return new ApexDatetime(given.milliseconds);
  }
  // A Long counts the milliseconds since 1970, as for newInstance.
  if (typeof given === 'bigint') {
    return new ApexDatetime(Number(given));
  }
  return typeof given === 'string'
    ? parseStandard(rt, given, userTimeZone(rt))
    : rt.fail('System.TypeException', `Invalid date/time: ${rt.str(given)}`);
}

function formatted(rt: Engine, self: ApexDatetime, pattern: string | null, zone: string): string {
  try {
    return formatByPattern(required(rt, pattern), self.ms, zone, userLocale(rt));
  } catch (error) {
    if (error instanceof DatePatternError) {
      return rt.fail('System.StringException', error.message);
    }
    throw error;
  }
}

/** Adds in the user's time zone, so that the local time of day stays over a change of clocks. */
function addMonths(rt: Engine, self: ApexDatetime, months: number): ApexDatetime {
  const zone = userTimeZone(rt);
  return new ApexDatetime(localToUtc(zone, addMonthsUtc(self.ms + zoneOffset(zone, self.ms), months)));
}

function addMilliseconds(rt: Engine, self: ApexDatetime, count: number | null, unit: number): ApexDatetime {
  return new ApexDatetime(self.ms + required(rt, count) * unit);
}

function local(part: keyof CalendarParts): PlatformMethod {
  return (rt: Engine, self: ApexDatetime) => calendarParts(self.ms, userTimeZone(rt))[part];
}

function gmt(part: keyof CalendarParts): PlatformMethod {
  return (_rt: Engine, self: ApexDatetime) => calendarParts(self.ms, 'GMT')[part];
}

export const datetimeClass = platformClass({
  name: 'System.Datetime',
  statics: {
    'newInstance/1': (rt, ms: bigint | number | null) => new ApexDatetime(Number(required(rt, ms))),
    'newInstance/2': (rt, date: ApexDate | null, time: ApexTime | null) =>
      fromDateAndTime(rt, userTimeZone(rt), date, time),
    newInstance: (rt, ...args: NumberArgument[]) => fromParts(rt, userTimeZone(rt), args),
    'newInstanceGmt/2': (rt, date: ApexDate | null, time: ApexTime | null) => fromDateAndTime(rt, 'GMT', date, time),
    newInstanceGmt: (rt, ...args: NumberArgument[]) => fromParts(rt, 'GMT', args),
    now: (rt) => new ApexDatetime(rt.tx.now()),
    parse: (rt, text: string | null) => {
      const given = required(rt, text);
      const ms = parseLocaleDatetime(userLocale(rt), userTimeZone(rt), given);
      return ms === null ? rt.fail('System.TypeException', `Invalid date/time: ${given}`) : new ApexDatetime(ms);
    },
    valueOf,
    // The value of a field, which may be blank.
    'valueOf(Object)': (rt, value: ApexValue) => (value === null ? null : valueOf(rt, value)),
    valueOfGmt: (rt, text: string | null) => parseStandard(rt, required(rt, text), 'GMT')
  },
  methods: {
    addDays: (rt, self: ApexDatetime, days: number | null) => {
      const zone = userTimeZone(rt);
      const shifted = self.ms + zoneOffset(zone, self.ms) + required(rt, days) * DAY;
      return new ApexDatetime(localToUtc(zone, shifted));
    },
    addHours: (rt, self: ApexDatetime, hours: number | null) => addMilliseconds(rt, self, hours, 3_600_000),
    addMinutes: (rt, self: ApexDatetime, minutes: number | null) => addMilliseconds(rt, self, minutes, 60_000),
    addSeconds: (rt, self: ApexDatetime, seconds: number | null) => addMilliseconds(rt, self, seconds, 1000),
    addMonths: (rt, self: ApexDatetime, months: number | null) => addMonths(rt, self, required(rt, months)),
    addYears: (rt, self: ApexDatetime, years: number | null) => addMonths(rt, self, required(rt, years) * 12),
    date: (rt, self: ApexDatetime) => localDate(rt, self.ms),
    dateGmt: (_rt, self: ApexDatetime) => new ApexDate(Math.floor(self.ms / DAY)),
    day: local('day'),
    dayGmt: gmt('day'),
    dayOfYear: local('dayOfYear'),
    dayOfYearGmt: gmt('dayOfYear'),
    'format/0': (rt, self: ApexDatetime) => formatByLocale(userLocale(rt), userTimeZone(rt), self.ms, true),
    'format/1': (rt, self: ApexDatetime, pattern: string | null) => formatted(rt, self, pattern, userTimeZone(rt)),
    'format/2': (rt, self: ApexDatetime, pattern: string | null, zone: string | null) => {
      // Java falls back to GMT for a zone it does not know.
      const wanted = zone === null ? userTimeZone(rt) : isTimeZone(zone) ? zone : 'GMT';
      return formatted(rt, self, pattern, wanted);
    },
    formatGmt: (rt, self: ApexDatetime, pattern: string | null) => formatted(rt, self, pattern, 'GMT'),
    formatLong: (rt, self: ApexDatetime) => {
      const date = formatByLocale(userLocale(rt), userTimeZone(rt), self.ms, false);
      return `${date}, ${formatted(rt, self, 'h:mm:ss a z', userTimeZone(rt))}`;
    },
    getTime: (_rt, self: ApexDatetime) => BigInt(self.ms),
    hour: local('hour'),
    hourGmt: gmt('hour'),
    isSameDay: (rt, self: ApexDatetime, other: ApexDatetime | null) =>
      localDate(rt, self.ms).days === localDate(rt, required(rt, other).ms).days,
    millisecond: local('millisecond'),
    millisecondGmt: gmt('millisecond'),
    minute: local('minute'),
    minuteGmt: gmt('minute'),
    month: local('month'),
    monthGmt: gmt('month'),
    second: local('second'),
    secondGmt: gmt('second'),
    time: (rt, self: ApexDatetime) => new ApexTime(self.ms + zoneOffset(userTimeZone(rt), self.ms)),
    timeGmt: (_rt, self: ApexDatetime) => new ApexTime(self.ms),
    year: local('year'),
    yearGmt: gmt('year'),
    equals: (_rt, self: ApexDatetime, other: ApexValue) => exactEquals(self, other),
    hashCode: (_rt, self: ApexDatetime) => self.$hash(),
    toString: (_rt: Engine, self: ApexDatetime) => self.$str()
  }
});
