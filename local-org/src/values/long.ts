/** Helpers for Integer and Long arithmetic, which wrap around silently as in Java. */

export const MAX_INTEGER = 2147483647;
export const MIN_INTEGER = -2147483648;
export const MAX_LONG = 9223372036854775807n;
export const MIN_LONG = -9223372036854775808n;

/** Keeps the low 64 bits. */
export function toLong(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** Long to Integer keeps the low 32 bits. */
export function longToInteger(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

/** Java's narrowing of a double: NaN is 0, values beyond the range are its ends, fractions are cut off. */
export function doubleToInteger(value: number): number {
  if (Number.isNaN(value)) {
    return 0;
  }
  return Math.trunc(Math.min(Math.max(value, MIN_INTEGER), MAX_INTEGER)) | 0;
}

/** As `doubleToInteger`, for 64 bits. */
export function doubleToLong(value: number): bigint {
  if (Number.isNaN(value)) {
    return 0n;
  }
  if (value >= 9223372036854775807) {
    return MAX_LONG;
  }
  return value <= -9223372036854775808 ? MIN_LONG : BigInt(Math.trunc(value));
}

/** `Long.hashCode()`: the two halves folded. */
export function hashLong(value: bigint): number {
  const bits = BigInt.asUintN(64, value);
  return Number(BigInt.asIntN(32, bits ^ (bits >> 32n)));
}
