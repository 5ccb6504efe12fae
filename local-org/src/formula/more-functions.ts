import { ApexDate, ApexDatetime, ApexTime, Decimal, type ApexValue } from '../values/index.ts';
import type { PlainFunction } from './functions.ts';
import { FormulaError, instant, isBlank, number, text } from './values.ts';
import { table } from '../common/index.ts';

const arg = (args: readonly ApexValue[], index: number): ApexValue => args[index] ?? null;

function real(compute: (...values: number[]) => number): PlainFunction {
  return (_, args) => {
    const values = args.map((value) => number(value)?.toNumber() ?? null);
    if (values.some((value) => value === null)) {
      return null;
    }
    const result = compute(...(values as number[]));
    if (!Number.isFinite(result)) {
      throw new FormulaError('Invalid argument of a function');
    }
    return Decimal.fromDouble(result);
  };
}

/** Monday of the week that the day belongs to, and the year of that week's Thursday: weeks as ISO 8601 counts them. */
function isoWeek(value: ApexValue): { readonly year: number; readonly week: number } | null {
  if (isBlank(value)) {
    return null;
  }
  if (!(value instanceof ApexDate)) {
    throw new FormulaError('Incorrect parameter type: expected Date');
  }
  const thursday = value.addDays(3 - ((value.dayOfWeek + 6) % 7));
  const start = ApexDate.of(thursday.year, 1, 1);
  return { year: thursday.year, week: Math.floor((thursday.days - start.days) / 7) + 1 };
}

function timeValue(value: ApexValue): ApexValue {
  if (isBlank(value)) {
    return null;
  }
  if (value instanceof ApexTime || value instanceof ApexDatetime) {
    return value instanceof ApexTime ? value : new ApexTime(value.ms);
  }
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/.exec(text(value).trim());
  const [hour = 24, minute = 60, second = 0] = (match ?? []).slice(1, 4).map((part) => Number(part ?? 0));
  if (match === null || hour > 23 || minute > 59 || second > 59) {
    throw new FormulaError(`Invalid time: ${text(value)}`);
  }
  return ApexTime.of(hour, minute, second, Number((match[4] ?? '').padEnd(3, '0')));
}

/** `FORMATDURATION(seconds, with days?)` or of the time between two instants. */
function formatDuration(args: readonly ApexValue[]): ApexValue {
  const [first, second] = [arg(args, 0), arg(args, 1)];
  const [from, to] = [instant(first), instant(second)];
  const isSpan = from !== null && to !== null;
  if (isBlank(first) || (args.length > 1 && isBlank(second))) {
    return null;
  }
  const seconds = isSpan ? Math.abs(to - from) / 1000 : (number(first)?.toNumber() ?? 0);
  const showsDays = isSpan ? first instanceof ApexDatetime : second === true;
  const whole = Math.trunc(Math.abs(seconds));
  const pad = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const clock = `${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
  return showsDays ? `${Math.floor(hours / 24)}:${pad(hours % 24)}:${clock}` : `${pad(hours)}:${clock}`;
}

/** Functions that are asked for less often, by upper-case name. */
export const MORE_FUNCTIONS: Readonly<Record<string, PlainFunction>> = table({
  ACOS: real(Math.acos),
  ASIN: real(Math.asin),
  ATAN: real(Math.atan),
  ATAN2: real(Math.atan2),
  COS: real(Math.cos),
  SIN: real(Math.sin),
  TAN: real(Math.tan),
  FORMATDURATION: (_, args) => formatDuration(args),
  FROMUNIXTIME: (_, args) => {
    const seconds = number(arg(args, 0));
    return seconds === null ? null : new ApexDatetime(Math.floor(seconds.toNumber()) * 1000);
  },
  ISOWEEK: (_, args) => {
    const found = isoWeek(arg(args, 0));
    return found === null ? null : Decimal.fromInteger(found.week);
  },
  ISOYEAR: (_, args) => {
    const found = isoWeek(arg(args, 0));
    return found === null ? null : Decimal.fromInteger(found.year);
  },
  PICKLISTCOUNT: (_, args) => {
    const selected = text(arg(args, 0));
    return Decimal.fromInteger(selected === '' ? 0 : selected.split(';').length);
  },
  TIMEVALUE: (_, args) => timeValue(arg(args, 0))
});
