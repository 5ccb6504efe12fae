import { ApexException } from './apex-exception.ts';
import { ApexObject } from './apex-object.ts';
import { hashString } from './hash-string.ts';
import { divideRounded } from './rounding.ts';
import type { RoundingModeName } from './rounding.ts';

/**
 * Digits that a number may have before or behind its point: enough for the longest power (its exponent is at most 32,767). What is longer
 * is refused before it is built, since a few characters such as `1e999999999` would take all memory.
 */
const MOST_DIGITS = 40_000;
const POWERS: bigint[] = Array.from({ length: 100 }, (_, exponent) => 10n ** BigInt(exponent));

function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}
const TOO_LARGE = powerOfTen(MOST_DIGITS);
const LARGEST_HEX = TOO_LARGE.toString(16).length;

function overflow(): never {
  throw new ApexException('System.MathException', `A number has at most ${MOST_DIGITS} digits`);
}

/** Most digits after the point that a division keeps when no scale is asked for. */
const DIVISION_SCALE = 33;

/**
 * A decimal number of any size: `unscaled × 10^-scale`. Trailing zeros are part of the value's text (1.10 prints as 1.10) but not of
 * its equality. The scale may be negative, as after `stripTrailingZeros` of 100.
 */
export class Decimal extends ApexObject {
  declare readonly $type: 'system.decimal';
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    super();
    this.unscaled = unscaled;
    this.scale = scale;
  }

  static readonly ZERO = new Decimal(0n, 0);

  /** An Integer or a Long. */
  static fromInteger(value: number | bigint): Decimal {
    return new Decimal(BigInt(value), 0);
  }

  /** A Double by its shortest text, so 0.1 is 0.1 and 5 is 5.0. NaN and infinities answer `null`. */
  static fromDouble(value: number): Decimal | null {
    if (!Number.isFinite(value)) {
      return null;
    }
    const parsed = Decimal.parse(String(value))!;
    return parsed.scale < 1 ? parsed.setScale(1, 'UNNECESSARY') : parsed;
  }

  /** Reads `-12.50`, `.5`, `1e-3`; `null` for any other text and for numbers of too many digits. */
  static parse(text: string): Decimal | null {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/.exec(text);
    if (!match) {
      return null;
    }
    const whole = match[2]!;
    const fraction = match[3] ?? '';
    if (whole === '' && fraction === '') {
      return null;
    }
    const scale = fraction.length - Number(match[4] ?? 0);
    if (whole.length + fraction.length > MOST_DIGITS || Math.abs(scale) > MOST_DIGITS) {
      return null;
    }
    const magnitude = BigInt(whole + fraction);
    return new Decimal(match[1] === '-' ? -magnitude : magnitude, scale);
  }

  /** Reads text that is known to be a number, such as a column of the database or a literal in source. */
  static of(text: string): Decimal {
    const value = Decimal.parse(text);
    if (!value) {
      throw new Error(`Not a decimal number: ${text}`);
    }
    return value;
  }

  add(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.#unscaledAt(scale) + other.#unscaledAt(scale), scale);
  }

  subtract(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.#unscaledAt(scale) - other.#unscaledAt(scale), scale);
  }

  multiply(other: Decimal): Decimal {
    return Decimal.#bounded(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /** The operator `/`. The divisor is not zero: callers throw Apex's MathException before. */
  divide(other: Decimal): Decimal {
    const preferred = this.scale - other.scale;
    const exact = this.divideToScale(other, Math.max(DIVISION_SCALE, preferred), 'HALF_UP');
    return exact.#stripTo(Math.max(preferred, 0));
  }

  /** `divide(divisor, scale, mode)`. The divisor is not zero. */
  divideToScale(other: Decimal, scale: number, mode: RoundingModeName): Decimal {
    const shift = scale + other.scale - this.scale;
    const numerator = shift >= 0 ? this.unscaled * powerOfTen(shift) : this.unscaled;
    const denominator = shift >= 0 ? other.unscaled : other.unscaled * powerOfTen(-shift);
    return new Decimal(divideRounded(numerator, denominator, mode), scale);
  }

  /** Java's `%`: the sign follows the dividend. The divisor is not zero. */
  remainder(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.#unscaledAt(scale) % other.#unscaledAt(scale), scale);
  }

  /** @throws System.MathException for a result of too many digits */
  static #bounded(unscaled: bigint, scale: number): Decimal {
    return unscaled >= TOO_LARGE || unscaled <= -TOO_LARGE || Math.abs(scale) > MOST_DIGITS
      ? overflow()
      : new Decimal(unscaled, scale);
  }

  /** `exponent` is a non-negative integer. @throws System.MathException for a result of too many digits */
  pow(exponent: number): Decimal {
    const length = this.abs().unscaled > 1n ? this.unscaled.toString(16).length - 1 : 0;
    if (length * exponent > LARGEST_HEX) {
      overflow();
    }
    return Decimal.#bounded(this.unscaled ** BigInt(exponent), this.scale * exponent);
  }

  negate(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  abs(): Decimal {
    return this.unscaled < 0n ? this.negate() : this;
  }

  setScale(scale: number, mode: RoundingModeName): Decimal {
    if (scale === this.scale) {
      return this;
    }
    return scale > this.scale
      ? new Decimal(this.#unscaledAt(scale), scale)
      : new Decimal(divideRounded(this.unscaled, powerOfTen(this.scale - scale), mode), scale);
  }

  /** Number of digits of the unscaled value; zero has one. */
  get precision(): number {
    return digits(this.unscaled).length;
  }

  stripTrailingZeros(): Decimal {
    return this.unscaled === 0n ? Decimal.ZERO : this.#stripTo(-Infinity);
  }

  compareTo(other: Decimal): number {
    if (this.scale === other.scale) {
      return this.unscaled < other.unscaled ? -1 : this.unscaled > other.unscaled ? 1 : 0;
    }
    const scale = Math.max(this.scale, other.scale);
    const left = this.#unscaledAt(scale);
    const right = other.#unscaledAt(scale);
    return left < right ? -1 : left > right ? 1 : 0;
  }

  get signum(): number {
    return this.unscaled < 0n ? -1 : this.unscaled > 0n ? 1 : 0;
  }

  /** The nearest double. */
  toNumber(): number {
    return Number(`${this.unscaled}e${-this.scale}`);
  }

  /** The whole part, fraction cut off. */
  toBigInt(): bigint {
    return this.scale <= 0 ? this.#unscaledAt(0) : this.unscaled / powerOfTen(this.scale);
  }

  /** Digits without an exponent. */
  toPlainString(): string {
    const sign = this.unscaled < 0n ? '-' : '';
    const text = digits(this.unscaled);
    if (this.scale <= 0) {
      return this.unscaled === 0n ? '0' : sign + text + '0'.repeat(-this.scale);
    }
    const padded = text.padStart(this.scale + 1, '0');
    return `${sign}${padded.slice(0, -this.scale)}.${padded.slice(-this.scale)}`;
  }

  /** `String.valueOf(decimal)`: plain digits unless the number is tiny or its scale is negative. */
  override toString(): string {
    const text = digits(this.unscaled);
    const exponent = text.length - 1 - this.scale;
    if (this.scale >= 0 && exponent >= -6) {
      return this.toPlainString();
    }
    const mantissa = text.length > 1 ? `${text[0]}.${text.slice(1)}` : text;
    return `${this.unscaled < 0n ? '-' : ''}${mantissa}E${exponent < 0 ? '' : '+'}${exponent}`;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof Decimal && this.compareTo(other) === 0;
  }

  override $hash(): number {
    return hashString(this.stripTrailingZeros().toString());
  }

  override $str(): string {
    return this.toString();
  }

  override $key(): string {
    return `\u0000N${this.stripTrailingZeros().toString()}`;
  }

  #unscaledAt(scale: number): bigint {
    return scale === this.scale ? this.unscaled : this.unscaled * powerOfTen(scale - this.scale);
  }

  #stripTo(leastScale: number): Decimal {
    let unscaled = this.unscaled;
    let scale = this.scale;
    while (scale > leastScale && unscaled !== 0n && unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale--;
    }
    return unscaled === 0n ? new Decimal(0n, Math.max(leastScale, 0)) : new Decimal(unscaled, scale);
  }
}
Object.defineProperty(Decimal.prototype, '$type', { value: 'system.decimal' });

function digits(value: bigint): string {
  return (value < 0n ? -value : value).toString();
}
