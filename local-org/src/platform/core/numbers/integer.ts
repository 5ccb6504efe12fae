import { platformClass, type Engine } from '../../../engine/index.ts';
import {
  ApexDouble,
  Decimal,
  doubleToInteger,
  exactEquals,
  longToInteger,
  MAX_INTEGER,
  MIN_INTEGER
} from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required, userLocale } from '../support.ts';
import { formatNumber } from './number-format.ts';

function parse(rt: Engine, text: string): number {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
  return value >= MIN_INTEGER && value <= MAX_INTEGER
    ? value
    : rt.fail('System.TypeException', `Invalid integer: ${text}`);
}

/** Numbers lose their fraction; text must be an integer. */
function valueOf(rt: Engine, given: NonNullable<ApexValue>): number {
  if (typeof given === 'number') {
    return given;
  }
  if (typeof given === 'string') {
    return parse(rt, given);
  }
  if (typeof given === 'bigint') {
    return longToInteger(given);
  }
  if (given instanceof ApexDouble) {
    return doubleToInteger(given.value);
  }
  if (given instanceof Decimal) {
    return longToInteger(given.toBigInt());
  }
  return rt.fail('System.TypeException', `Invalid integer: ${rt.str(given)}`);
}

export const integerClass = platformClass({
  name: 'System.Integer',
  statics: {
    'valueOf(String)': (rt, text: string | null) => parse(rt, required(rt, text)),
    // The value of a field, which may be blank.
    'valueOf(Object)': (rt, value: ApexValue) => (value === null ? null : valueOf(rt, value))
  },
  methods: {
    format: (rt, self: number) => formatNumber(userLocale(rt), Decimal.fromInteger(self), 0),
    intValue: (_rt, self: number) => self,
    longValue: (_rt, self: number) => BigInt(self),
    doubleValue: (_rt, self: number) => new ApexDouble(self),
    equals: (_rt, self: number, other: ApexValue) => exactEquals(self, other),
    hashCode: (_rt, self: number) => self,
    toString: (_rt: Engine, self: number) => String(self)
  }
});
