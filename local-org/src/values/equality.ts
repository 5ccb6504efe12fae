import { ApexDate } from './apex-date.ts';
import { ApexDatetime } from './apex-datetime.ts';
import { ApexDouble } from './apex-double.ts';
import { ApexObject } from './apex-object.ts';
import type { ApexValue } from './apex-value.ts';
import { Decimal } from './decimal.ts';
import { sameId } from './ids.ts';

type NumberValue = number | bigint | ApexDouble | Decimal;

/** Whether the value is an Integer, Long, Double or Decimal. */
export function isNumeric(value: ApexValue): value is NumberValue {
  return (
    typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal || value instanceof ApexDouble
  );
}

/** Compares two numbers of any types by value; NaN is greater than all others. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  if (a instanceof Decimal && b instanceof Decimal) {
    return a.compareTo(b);
  }
  if (a instanceof ApexDouble || b instanceof ApexDouble) {
    return compareWithDouble(a, b);
  }
  if (a instanceof Decimal || b instanceof Decimal) {
    return asDecimal(a).compareTo(asDecimal(b));
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareWithDouble(a: NumberValue, b: NumberValue): number {
  // Against a Decimal the double's shortest text counts, so that 0.1 equals 0.1.
  const left = asNumber(a);
  const right = asNumber(b);
  if (Number.isNaN(left) || Number.isNaN(right)) {
    return Number.isNaN(left) ? (Number.isNaN(right) ? 0 : 1) : -1;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

function asNumber(value: NumberValue): number {
  return value instanceof Decimal ? value.toNumber() : value instanceof ApexDouble ? value.value : Number(value);
}

function asDecimal(value: number | bigint | Decimal): Decimal {
  return value instanceof Decimal ? value : Decimal.fromInteger(value);
}

/** `equals()`, and what collections and assertions use: text with its case, numbers by value, objects by their own `equals`. */
export function exactEquals(a: ApexValue, b: ApexValue): boolean {
  if (a === b) {
    return true;
  }
  if (a === null || b === null) {
    return false;
  }
  if (isNumeric(a)) {
    return isNumeric(b) && compareNumbers(a, b) === 0;
  }
  if (!(a instanceof ApexObject) || !(b instanceof ApexObject)) {
    return false;
  }
  if (a instanceof ApexDate && b instanceof ApexDatetime) {
    return a.milliseconds / 1000 === b.seconds;
  }
  if (a instanceof ApexDatetime && b instanceof ApexDate) {
    return a.seconds === b.milliseconds / 1000;
  }
  return a.$equals(b);
}

/** The operator `==`: like `exactEquals`, but text ignores case. For operands of static type Id use `idEquals`. */
export function looseEquals(a: ApexValue, b: ApexValue): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    return a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase());
  }
  return exactEquals(a, b);
}

/** `==` where one operand is an Id: 15 and 18 characters compare equal, case counts. */
export function idEquals(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : sameId(a, b);
}

/** The operator `===`: the same object; plain values by value. */
export function sameReference(a: ApexValue, b: ApexValue): boolean {
  if (a === b) {
    return true;
  }
  return isNumeric(a) && isNumeric(b) && compareNumbers(a, b) === 0;
}
