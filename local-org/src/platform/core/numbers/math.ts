import { platformClass, type PlatformFunction, type Engine } from '../../../engine/index.ts';
import {
  ApexDouble,
  compareNumbers,
  Decimal,
  doubleToInteger,
  doubleToLong,
  isNumeric,
  longToInteger,
  toLong
} from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required } from '../support.ts';
import { toDecimal } from './decimal.ts';

function toNumber(rt: Engine, value: ApexValue): number {
  const given = required(rt, value);
  if (given instanceof ApexDouble) {
    return given.value;
  }
  return given instanceof Decimal ? given.toNumber() : Number(given);
}

/** A function of doubles; a Decimal argument gives a Decimal result. */
function real(compute: (x: number) => number): PlatformFunction {
  return (rt: Engine, value: ApexValue): ApexValue => {
    const result = compute(toNumber(rt, value));
    return value instanceof Decimal ? decimalResult(rt, result) : new ApexDouble(result);
  };
}

function decimalResult(rt: Engine, result: number): Decimal {
  return Decimal.fromDouble(result) ?? rt.fail('System.MathException', 'Infinite or NaN');
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) {
    return Math.round(value);
  }
  return floor % 2 === 0 ? floor : floor + 1;
}

/** The smaller or greater of two numbers, in the type that the signature declares. */
function extreme(sign: 1 | -1): Readonly<Record<string, PlatformFunction>> {
  const name = sign === 1 ? 'max' : 'min';
  const pick = (rt: Engine, a: ApexValue, b: ApexValue): ApexValue => {
    const [left, right] = [required(rt, a), required(rt, b)];
    if (!isNumeric(left) || !isNumeric(right)) {
      return rt.fail('System.TypeException', 'Invalid number');
    }
    return compareNumbers(left, right) * sign >= 0 ? left : right;
  };
  const inDecimal = (rt: Engine, a: ApexValue, b: ApexValue): ApexValue => toDecimal(rt, pick(rt, a, b));
  const inDouble = (rt: Engine, a: ApexValue, b: ApexValue): ApexValue => new ApexDouble(toNumber(rt, pick(rt, a, b)));
  return {
    [`${name}(Decimal,Decimal)`]: inDecimal,
    [`${name}(Decimal,Double)`]: inDecimal,
    [`${name}(Double,Double)`]: inDouble,
    [`${name}(Long,Long)`]: (rt: Engine, a: ApexValue, b: ApexValue) => {
      const chosen = pick(rt, a, b);
      return typeof chosen === 'number' ? BigInt(chosen) : chosen;
    },
    [name]: pick
  };
}

function mod(rt: Engine, dividend: ApexValue, divisor: ApexValue): ApexValue {
  const a = required(rt, dividend);
  const b = required(rt, divisor);
  if (b === 0 || b === 0n) {
    return rt.fail('System.MathException', 'Divide by 0');
  }
  if (typeof a === 'number' && typeof b === 'number') {
    // Adding zero turns -0 into 0.
    return (a % b) + 0;
  }
  return BigInt(a as number | bigint) % BigInt(b as number | bigint);
}

function signum(rt: Engine, value: ApexValue): ApexValue {
  return value instanceof Decimal ? Decimal.fromInteger(value.signum) : new ApexDouble(Math.sign(toNumber(rt, value)));
}

function abs(rt: Engine, value: ApexValue): ApexValue {
  const given = required(rt, value);
  if (given instanceof Decimal) {
    return given.abs();
  }
  if (given instanceof ApexDouble) {
    return new ApexDouble(Math.abs(given.value));
  }
  return typeof given === 'bigint' ? toLong(given < 0n ? -given : given) : Math.abs(given as number) | 0;
}

/** Whole numbers of a Decimal keep full precision. */
function whole(mode: 'CEILING' | 'FLOOR' | 'HALF_EVEN', compute: (x: number) => number): PlatformFunction {
  return (rt: Engine, value: ApexValue): ApexValue => {
    const given = required(rt, value);
    return given instanceof Decimal ? given.setScale(0, mode) : new ApexDouble(compute(toNumber(rt, given)));
  };
}

export const mathClass = platformClass({
  name: 'System.Math',
  staticProperties: {
    E: { get: () => new ApexDouble(Math.E) },
    PI: { get: () => new ApexDouble(Math.PI) }
  },
  statics: {
    abs,
    acos: real(Math.acos),
    asin: real(Math.asin),
    atan: real(Math.atan),
    atan2: (rt, y: ApexValue, x: ApexValue) => {
      const result = Math.atan2(toNumber(rt, y), toNumber(rt, x));
      return y instanceof Decimal ? decimalResult(rt, result) : new ApexDouble(result);
    },
    cbrt: real(Math.cbrt),
    ceil: whole('CEILING', Math.ceil),
    cos: real(Math.cos),
    cosh: real(Math.cosh),
    exp: real(Math.exp),
    floor: whole('FLOOR', Math.floor),
    log: real(Math.log),
    log10: real(Math.log10),
    ...extreme(1),
    ...extreme(-1),
    mod,
    pow: (rt, base: ApexValue, exponent: ApexValue) => new ApexDouble(toNumber(rt, base) ** toNumber(rt, exponent)),
    random: () => new ApexDouble(Math.random()),
    rint: whole('HALF_EVEN', roundHalfEven),
    round: (rt, value: ApexValue) => {
      const given = required(rt, value);
      return given instanceof Decimal
        ? longToInteger(given.setScale(0, 'HALF_EVEN').toBigInt())
        : doubleToInteger(roundHalfEven(toNumber(rt, given)));
    },
    roundToLong: (rt, value: ApexValue) => {
      const given = required(rt, value);
      return given instanceof Decimal
        ? toLong(given.setScale(0, 'HALF_EVEN').toBigInt())
        : doubleToLong(roundHalfEven(toNumber(rt, given)));
    },
    signum,
    sin: real(Math.sin),
    sinh: real(Math.sinh),
    sqrt: real(Math.sqrt),
    tan: real(Math.tan),
    tanh: real(Math.tanh)
  }
});
