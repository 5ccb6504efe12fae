import {
  ApexDate,
  ApexDatetime,
  ApexDouble,
  ApexTime,
  Decimal,
  DAY,
  doubleToInteger,
  doubleToLong,
  longToInteger
} from '../values/index.ts';
import type { ApexValue } from '../values/index.ts';
import { fail, nullPointer } from './failures.ts';

type Numeric = number | bigint | ApexDouble | Decimal;

/** The value, which must not be null. */
export function num<T>(value: T | null): T {
  return value === null ? nullPointer() : value;
}

export function intDiv(a: number, b: number): number {
  return b === 0 ? fail('System.MathException', 'Divide by 0') : (a / b) | 0;
}

export function toInteger(value: Numeric | null): number | null {
  if (value === null || typeof value === 'number') {
    return value;
  }
  if (typeof value === 'bigint') {
    return longToInteger(value);
  }
  return value instanceof Decimal ? longToInteger(BigInt.asIntN(64, value.toBigInt())) : doubleToInteger(value.value);
}

export function toLong(value: Numeric | null): bigint | null {
  if (value === null || typeof value === 'bigint') {
    return value;
  }
  if (typeof value === 'number') {
    return BigInt(value);
  }
  return value instanceof Decimal ? BigInt.asIntN(64, value.toBigInt()) : doubleToLong(value.value);
}

export function toDouble(value: Numeric | null): ApexDouble | null {
  if (value === null || value instanceof ApexDouble) {
    return value;
  }
  return new ApexDouble(value instanceof Decimal ? value.toNumber() : Number(value));
}

export function toDecimal(value: Numeric | null): Decimal | null {
  if (value === null || value instanceof Decimal) {
    return value;
  }
  if (value instanceof ApexDouble) {
    return Decimal.fromDouble(value.value) ?? fail('System.MathException', 'Value is not a number');
  }
  return Decimal.fromInteger(value);
}

const long = (value: bigint): bigint => BigInt.asIntN(64, value);

export const longAdd = (a: bigint | null, b: bigint | null): bigint => long(num(a) + num(b));
export const longSub = (a: bigint | null, b: bigint | null): bigint => long(num(a) - num(b));
export const longMul = (a: bigint | null, b: bigint | null): bigint => long(num(a) * num(b));
export function longDiv(a: bigint | null, b: bigint | null): bigint {
  return num(b) === 0n ? fail('System.MathException', 'Divide by 0') : long(num(a) / num(b));
}

export const doubleAdd = (a: ApexDouble | null, b: ApexDouble | null): ApexDouble =>
  new ApexDouble(num(a).value + num(b).value);
export const doubleSub = (a: ApexDouble | null, b: ApexDouble | null): ApexDouble =>
  new ApexDouble(num(a).value - num(b).value);
export const doubleMul = (a: ApexDouble | null, b: ApexDouble | null): ApexDouble =>
  new ApexDouble(num(a).value * num(b).value);
export function doubleDiv(a: ApexDouble | null, b: ApexDouble | null): ApexDouble {
  return num(b).value === 0 ? fail('System.MathException', 'Divide by 0') : new ApexDouble(num(a).value / num(b).value);
}

export const decimalAdd = (a: Decimal | null, b: Decimal | null): Decimal => num(a).add(num(b));
export const decimalSub = (a: Decimal | null, b: Decimal | null): Decimal => num(a).subtract(num(b));
export const decimalMul = (a: Decimal | null, b: Decimal | null): Decimal => num(a).multiply(num(b));
export function decimalDiv(a: Decimal | null, b: Decimal | null): Decimal {
  return num(b).unscaled === 0n ? fail('System.MathException', 'Divide by 0') : num(a).divide(num(b));
}

export function negate(value: bigint | ApexDouble | Decimal | null): bigint | ApexDouble | Decimal {
  const operand = num(value);
  if (typeof operand === 'bigint') {
    return long(-operand);
  }
  return operand instanceof Decimal ? operand.negate() : new ApexDouble(-operand.value);
}

const LONG_BITS = 0xffffffffffffffffn;

export function longShift(a: number | bigint | null, b: number | bigint | null, operator: string): bigint {
  const value = BigInt(num(a));
  const distance = BigInt(num(b)) & 63n;
  switch (operator) {
    case '<<':
      return long(value << distance);
    case '>>':
      return long(value >> distance);
    default:
      return long((value & LONG_BITS) >> distance);
  }
}

/** Shifts an Integer by a Long. */
export function intShift(a: number | null, b: bigint | null, operator: string): number {
  const value = num(a);
  const distance = Number(num(b) & 31n);
  return operator === '<<' ? value << distance : operator === '>>' ? value >> distance : (value >>> distance) | 0;
}

/** `date + days`, `datetime + days` (fractions count), `time + milliseconds`. */
export function addDays(
  value: ApexDate | ApexDatetime | ApexTime | null,
  amount: ApexValue,
  sign: number
): ApexDate | ApexDatetime | ApexTime {
  const base = num(value);
  const days = num(toDouble(amount as Numeric | null)).value * sign;
  if (base instanceof ApexDate) {
    return new ApexDate(base.days + Math.trunc(days));
  }
  return base instanceof ApexDatetime
    ? new ApexDatetime(base.ms + Math.round(days * DAY))
    : new ApexTime(base.ms + days);
}
