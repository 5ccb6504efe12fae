import { toDecimal } from '../db/index.ts';
import { ApexDate, ApexDatetime, ApexTime, DAY, Decimal, stringOf, type ApexValue } from '../values/index.ts';

/** A fault of a formula at run time: the platform shows it as an error of the formula. */
export class FormulaError extends Error {}

/** Text of a value; blank is the empty text. */
export function text(value: ApexValue): string {
  return value === null ? '' : value instanceof Decimal ? plain(value) : stringOf(value);
}

/** Digits of a number without the zeros that its scale adds. */
export function plain(value: Decimal): string {
  const stripped = value.stripTrailingZeros();
  return stripped.toPlainString();
}

/** The value as a number; blank stays null. */
export function number(value: ApexValue): Decimal | null {
  if (value === null || value === '') {
    return null;
  }
  const decimal = toDecimal(value);
  if (decimal === null) {
    throw new FormulaError(`Incorrect parameter type: expected Number, received ${stringOf(value)}`);
  }
  return decimal;
}

/** The value as a whole number, for positions and lengths. */
export function integer(value: ApexValue): number {
  return Number(number(value)?.toBigInt() ?? 0n);
}

export function isBlank(value: ApexValue): boolean {
  return value === null || value === '';
}

/** Orders two values of one kind; null when one of them is blank. */
export function compare(left: ApexValue, right: ApexValue): number | null {
  if (isBlank(left) || isBlank(right)) {
    return null;
  }
  if (typeof left === 'string' && typeof right === 'string') {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  const [a, b] = [instant(left), instant(right)];
  if (a !== null && b !== null) {
    return Math.sign(a - b);
  }
  const [x, y] = [number(left), number(right)];
  return x === null || y === null ? null : x.compareTo(y);
}

/** Milliseconds of a date or time. */
export function instant(value: ApexValue): number | null {
  if (value instanceof ApexDate) {
    return value.milliseconds;
  }
  return value instanceof ApexDatetime || value instanceof ApexTime ? value.ms : null;
}

/** Equality of formulas: blank text equals blank, text differs by case. */
export function equal(left: ApexValue, right: ApexValue): boolean {
  if (isBlank(left) || isBlank(right)) {
    return isBlank(left) && isBlank(right);
  }
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    return left === right;
  }
  return compare(left, right) === 0;
}

/** `+` of texts, numbers, or a date and a number of days. */
export function add(left: ApexValue, right: ApexValue, sign: 1 | -1): ApexValue {
  if (sign === 1 && (typeof left === 'string' || typeof right === 'string')) {
    return text(left) + text(right);
  }
  if (left === null || right === null) {
    return null;
  }
  const [a, b] = [instant(left), instant(right)];
  if (a !== null && b !== null && sign === -1) {
    return left instanceof ApexTime && right instanceof ApexTime
      ? Decimal.fromInteger((a - b + DAY) % DAY)
      : Decimal.fromInteger(a - b).divide(Decimal.fromInteger(DAY));
  }
  if (a !== null) {
    return shift(left, number(right), sign);
  }
  if (b !== null && sign === 1) {
    return shift(right, number(left), 1);
  }
  const [x, y] = [number(left), number(right)];
  return x === null || y === null ? null : sign === 1 ? x.add(y) : x.subtract(y);
}

function shift(value: ApexValue, amount: Decimal | null, sign: 1 | -1): ApexValue {
  if (amount === null) {
    return null;
  }
  if (value instanceof ApexDate) {
    return value.addDays(sign * Number(amount.toBigInt()));
  }
  if (value instanceof ApexTime) {
    return new ApexTime(value.ms + sign * amount.toNumber());
  }
  return value instanceof ApexDatetime ? new ApexDatetime(value.ms + sign * Math.round(amount.toNumber() * DAY)) : null;
}
