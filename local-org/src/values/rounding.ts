/** Constants of `System.RoundingMode`. */
export type RoundingModeName =
  'CEILING' | 'DOWN' | 'FLOOR' | 'HALF_DOWN' | 'HALF_EVEN' | 'HALF_UP' | 'UNNECESSARY' | 'UP';

/** Raised for `UNNECESSARY` when digits would be lost; the platform library turns it into a MathException. */
export class RoundingNecessaryError extends Error {
  constructor() {
    super('Rounding necessary');
  }
}

/** Divides and rounds: `numerator / denominator` to an integer. The denominator is not zero. */
export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingModeName): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) {
    return quotient;
  }
  const negative = numerator < 0n !== denominator < 0n;
  const away = negative ? quotient - 1n : quotient + 1n;
  const twice = abs(remainder) * 2n;
  const limit = abs(denominator);
  switch (mode) {
    case 'UP':
      return away;
    case 'DOWN':
      return quotient;
    case 'CEILING':
      return negative ? quotient : away;
    case 'FLOOR':
      return negative ? away : quotient;
    case 'HALF_UP':
      return twice >= limit ? away : quotient;
    case 'HALF_DOWN':
      return twice > limit ? away : quotient;
    case 'HALF_EVEN':
      return twice > limit || (twice === limit && (quotient & 1n) === 1n) ? away : quotient;
    case 'UNNECESSARY':
      throw new RoundingNecessaryError();
  }
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
