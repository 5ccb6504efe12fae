import {
  ApexDate,
  ApexDatetime,
  ApexTime,
  Decimal,
  isIdText,
  toId18,
  zoneOffset,
  type ApexValue
} from '../values/index.ts';
import type { FormulaScope } from './scope.ts';
import { compileRegex } from '../regex/index.ts';
import { compare, equal, FormulaError, integer, isBlank, number, plain, text } from './values.ts';
import { table } from '../common/index.ts';

/** A function whose arguments are all evaluated first. */
export type PlainFunction = (scope: FormulaScope, args: readonly ApexValue[]) => ApexValue;

const arg = (args: readonly ApexValue[], index: number): ApexValue => args[index] ?? null;
const whole = (value: number): Decimal => Decimal.fromInteger(value);

function round(args: readonly ApexValue[], mode: 'HALF_UP' | 'DOWN' | 'FLOOR' | 'CEILING' | 'UP'): ApexValue {
  const value = number(arg(args, 0));
  return value === null ? null : value.setScale(args.length > 1 ? integer(arg(args, 1)) : 0, mode);
}

function real(args: readonly ApexValue[], compute: (value: number) => number): ApexValue {
  const value = number(arg(args, 0));
  const result = value === null ? null : compute(value.toNumber());
  return result === null
    ? null
    : Number.isFinite(result)
      ? Decimal.fromDouble(result)
      : fail('Invalid argument of a function');
}

function fail(message: string): never {
  throw new FormulaError(message);
}

function extreme(args: readonly ApexValue[], sign: 1 | -1): ApexValue {
  return args.reduce((best, value) => {
    const order = compare(value, best);
    return order === null ? (isBlank(best) ? value : best) : Math.sign(order) === sign ? value : best;
  });
}

function toDate(value: ApexValue): ApexDate | null {
  if (value === null || value instanceof ApexDate) {
    return value;
  }
  if (value instanceof ApexDatetime) {
    return new ApexDate(Math.floor(value.ms / 86_400_000));
  }
  return ApexDate.parseIso(text(value)) ?? fail(`Invalid date: ${text(value)}`);
}

function datePart(args: readonly ApexValue[], part: (date: ApexDate) => number): ApexValue {
  const date = toDate(arg(args, 0));
  return date === null ? null : whole(part(date));
}

function toTime(value: ApexValue): ApexTime | null {
  if (value === null || value instanceof ApexTime) {
    return value;
  }
  return value instanceof ApexDatetime ? new ApexTime(value.ms) : fail(`Invalid time: ${text(value)}`);
}

function timePart(args: readonly ApexValue[], part: (time: ApexTime) => number): ApexValue {
  const time = toTime(arg(args, 0));
  return time === null ? null : whole(part(time));
}

function dateOf(args: readonly ApexValue[]): ApexValue {
  if (args.some(isBlank)) {
    return null;
  }
  const [year, month, day] = [integer(arg(args, 0)), integer(arg(args, 1)), integer(arg(args, 2))];
  const date = ApexDate.of(year, month, day);
  return date.month === month && date.day === day ? date : fail('Invalid date');
}

function pad(args: readonly ApexValue[], atStart: boolean): ApexValue {
  const value = text(arg(args, 0));
  const length = integer(arg(args, 1));
  const filler = args.length > 2 ? text(arg(args, 2)) : ' ';
  if (value.length >= length || filler === '') {
    return value.slice(0, length);
  }
  return atStart ? value.padStart(length, filler) : value.padEnd(length, filler);
}

function textOf(value: ApexValue): ApexValue {
  if (value instanceof ApexDate) {
    return value.toIso();
  }
  if (value instanceof ApexDatetime) {
    return `${value.toLocalString('UTC')}Z`;
  }
  return value instanceof Decimal ? plain(value) : text(value);
}

function modulo(args: readonly ApexValue[]): ApexValue {
  const [value, divisor] = [number(arg(args, 0)), number(arg(args, 1))];
  if (value === null || divisor === null) {
    return null;
  }
  if (divisor.signum === 0) {
    return fail('Division by zero');
  }
  return value.remainder(divisor);
}

/** Functions by upper-case name (Salesforce Help, "Formula Operators and Functions"). */
export const FUNCTIONS: Readonly<Record<string, PlainFunction>> = table({
  NOT: (_, args) => arg(args, 0) !== true,
  ISBLANK: (_, args) => isBlank(arg(args, 0)),
  ISPICKVAL: (_, args) => equal(text(arg(args, 0)), text(arg(args, 1))),
  INCLUDES: (_, args) =>
    text(arg(args, 0))
      .split(';')
      .includes(text(arg(args, 1))),
  ISNUMBER: (_, args) => !isBlank(arg(args, 0)) && Decimal.parse(text(arg(args, 0)).trim()) !== null,
  ISCLONE: () => false,
  TEXT: (_, args) => textOf(arg(args, 0)),
  VALUE: (_, args) => {
    const source = text(arg(args, 0)).trim();
    return source === '' ? null : (Decimal.parse(source) ?? fail(`Invalid number: ${source}`));
  },
  LEN: (_, args) => whole(text(arg(args, 0)).length),
  LEFT: (_, args) => text(arg(args, 0)).slice(0, Math.max(0, integer(arg(args, 1)))),
  RIGHT: (_, args) => {
    const length = Math.max(0, integer(arg(args, 1)));
    return length === 0 ? '' : text(arg(args, 0)).slice(-length);
  },
  MID: (_, args) => {
    const start = Math.max(1, integer(arg(args, 1))) - 1;
    return text(arg(args, 0)).slice(start, start + Math.max(0, integer(arg(args, 2))));
  },
  UPPER: (_, args) => text(arg(args, 0)).toUpperCase(),
  LOWER: (_, args) => text(arg(args, 0)).toLowerCase(),
  INITCAP: (_, args) =>
    text(arg(args, 0))
      .toLowerCase()
      .replace(/(^|[^\p{L}\p{N}])(\p{L})/gu, (found) => found.toUpperCase()),
  REVERSE: (_, args) => [...text(arg(args, 0))].reverse().join(''),
  TRIM: (_, args) => text(arg(args, 0)).trim(),
  CONTAINS: (_, args) => text(arg(args, 0)).includes(text(arg(args, 1))),
  BEGINS: (_, args) => text(arg(args, 0)).startsWith(text(arg(args, 1))),
  FIND: (_, args) => {
    const sought = text(arg(args, 0));
    const from = args.length > 2 ? integer(arg(args, 2)) - 1 : 0;
    return whole(sought === '' ? 0 : text(arg(args, 1)).indexOf(sought, Math.max(0, from)) + 1);
  },
  SUBSTITUTE: (_, args) => text(arg(args, 0)).replaceAll(text(arg(args, 1)), () => text(arg(args, 2))),
  LPAD: (_, args) => pad(args, true),
  RPAD: (_, args) => pad(args, false),
  REGEX: ({ rt }, args) => compileRegex(rt, text(arg(args, 1))).matchWhole(text(arg(args, 0))) !== null,
  BR: () => '<br>',
  ASCII: (_, args) => whole(text(arg(args, 0)).codePointAt(0) ?? 0),
  CHR: (_, args) => String.fromCodePoint(integer(arg(args, 0))),
  CASESAFEID: (_, args) => {
    const id = text(arg(args, 0));
    return isIdText(id) ? toId18(id) : id;
  },
  HYPERLINK: (_, args) =>
    `<a href="${text(arg(args, 0))}" target="${args.length > 2 ? text(arg(args, 2)) : '_blank'}">${text(arg(args, 1))}</a>`,
  IMAGE: (_, args) => `<img src="${text(arg(args, 0))}" alt="${text(arg(args, 1))}" border="0"/>`,
  URLENCODE: (_, args) => encodeURIComponent(text(arg(args, 0))).replaceAll('%20', '+'),
  ABS: (_, args) => number(arg(args, 0))?.abs() ?? null,
  ROUND: (_, args) => round(args, 'HALF_UP'),
  TRUNC: (_, args) => round(args, 'DOWN'),
  MFLOOR: (_, args) => round(args.slice(0, 1), 'FLOOR'),
  MCEILING: (_, args) => round(args.slice(0, 1), 'CEILING'),
  // FLOOR and CEILING go towards and away from zero; the M variants go down and up.
  FLOOR: (_, args) => round(args.slice(0, 1), 'DOWN'),
  CEILING: (_, args) => round(args.slice(0, 1), 'UP'),
  MOD: (_, args) => modulo(args),
  MAX: (_, args) => extreme(args, 1),
  MIN: (_, args) => extreme(args, -1),
  SQRT: (_, args) => real(args, Math.sqrt),
  EXP: (_, args) => real(args, Math.exp),
  LN: (_, args) => real(args, Math.log),
  LOG: (_, args) => real(args, Math.log10),
  PI: () => Decimal.of('3.14159265358979'),
  TODAY: ({ rt }) => new ApexDate(Math.floor(localNow(rt.tx.now(), rt.tx.user.timeZone) / 86_400_000)),
  NOW: ({ rt }) => new ApexDatetime(rt.tx.now()),
  TIMENOW: ({ rt }) => new ApexTime(rt.tx.now()),
  DATE: (_, args) => dateOf(args),
  DATEVALUE: (_, args) => toDate(isBlank(arg(args, 0)) ? null : arg(args, 0)),
  DATETIMEVALUE: (_, args) => {
    const value = arg(args, 0);
    if (isBlank(value) || value instanceof ApexDatetime) {
      return isBlank(value) ? null : value;
    }
    return value instanceof ApexDate
      ? new ApexDatetime(value.milliseconds)
      : (ApexDatetime.parseIso(text(value)) ?? fail(`Invalid date/time: ${text(value)}`));
  },
  YEAR: (_, args) => datePart(args, (date) => date.year),
  MONTH: (_, args) => datePart(args, (date) => date.month),
  DAY: (_, args) => datePart(args, (date) => date.day),
  WEEKDAY: (_, args) => datePart(args, (date) => date.dayOfWeek + 1),
  DAYOFYEAR: (_, args) => datePart(args, (date) => date.days - ApexDate.of(date.year, 1, 1).days + 1),
  ADDMONTHS: (_, args) => {
    const value = arg(args, 0);
    const months = integer(arg(args, 1));
    return value instanceof ApexDate
      ? addMonths(value, months)
      : isBlank(value)
        ? null
        : fail('ADDMONTHS needs a date');
  },
  HOUR: (_, args) => timePart(args, (time) => time.hour),
  MINUTE: (_, args) => timePart(args, (time) => time.minute),
  SECOND: (_, args) => timePart(args, (time) => time.second),
  MILLISECOND: (_, args) => timePart(args, (time) => time.millisecond),
  UNIXTIMESTAMP: (_, args) => {
    const value = arg(args, 0);
    const ms = value instanceof ApexDatetime ? value.ms : (toDate(value)?.milliseconds ?? null);
    return ms === null ? null : whole(Math.floor(ms / 1000));
  }
});

/** The last day of a month goes to the last day of the other one. */
function addMonths(date: ApexDate, months: number): ApexDate {
  const isLast = date.addDays(1).day === 1;
  const moved = date.addMonths(months);
  return isLast ? ApexDate.of(moved.year, moved.month + 1, 1).addDays(-1) : moved;
}

function localNow(ms: number, timeZone: string): number {
  return ms + zoneOffset(timeZone, ms);
}
