import { compareValues, idEquals, looseEquals, sameReference } from '../values/index.ts';
import type { ApexValue } from '../values/index.ts';

/** `==` on values of any type. */
export const eq = looseEquals;
export const eqId = idEquals;
/** `===` */
export const same = sameReference;

/** `==` on text ignores case. */
export function eqText(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && a.length === b.length && a.toLowerCase() === b.toLowerCase());
}

// A comparison with null is false.
export const intLt = (a: number | null, b: number | null): boolean => a !== null && b !== null && a < b;
export const intLe = (a: number | null, b: number | null): boolean => a !== null && b !== null && a <= b;
export const intGt = (a: number | null, b: number | null): boolean => a !== null && b !== null && a > b;
export const intGe = (a: number | null, b: number | null): boolean => a !== null && b !== null && a >= b;

function compare(a: ApexValue, b: ApexValue): number {
  return a === null || b === null ? Number.NaN : (compareValues(a, b) ?? Number.NaN);
}

export const valueLt = (a: ApexValue, b: ApexValue): boolean => compare(a, b) < 0;
export const valueLe = (a: ApexValue, b: ApexValue): boolean => compare(a, b) <= 0;
export const valueGt = (a: ApexValue, b: ApexValue): boolean => compare(a, b) > 0;
export const valueGe = (a: ApexValue, b: ApexValue): boolean => compare(a, b) >= 0;
