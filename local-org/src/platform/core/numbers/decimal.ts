import { platformClass, type Engine } from '../../../engine/index.ts';
import {
  ApexDouble,
  ApexEnumValue,
  Decimal,
  exactEquals,
  longToInteger,
  RoundingNecessaryError,
  toLong
} from '../../../values/index.ts';
import type { ApexValue, RoundingModeName } from '../../../values/index.ts';
import { required, userLocale } from '../support.ts';
import { formatNumber } from './number-format.ts';

const MAX_SCALE = 33;

/** Any number as a Decimal; the compiler passes narrower numbers where Decimal is declared. */
export function toDecimal(rt: Engine, value: ApexValue): Decimal {
  const given = required(rt, value);
  if (given instanceof Decimal) {
    return given;
  }
  if (typeof given === 'number' || typeof given === 'bigint') {
    return Decimal.fromInteger(given);
  }
  const converted = given instanceof ApexDouble ? Decimal.fromDouble(given.value) : null;
  return converted ?? rt.fail('System.MathException', `Invalid decimal: ${rt.str(given)}`);
}

function modeOf(mode: ApexEnumValue | null | undefined, otherwise: RoundingModeName): RoundingModeName {
  return mode ? (mode.name.toUpperCase() as RoundingModeName) : otherwise;
}

function rounding<T>(rt: Engine, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof RoundingNecessaryError) {
      return rt.fail('System.MathException', error.message);
    }
    throw error;
  }
}

function checkScale(rt: Engine, scale: number | null): number {
  const wanted = required(rt, scale);
  return Math.abs(wanted) > MAX_SCALE
    ? rt.fail('System.MathException', `scale must be between -${MAX_SCALE} and ${MAX_SCALE}`)
    : wanted;
}

function valueOf(rt: Engine, value: ApexValue): Decimal {
  const given = required(rt, value);
  if (typeof given !== 'string') {
    return toDecimal(rt, given);
  }
  return Decimal.parse(given) ?? rt.fail('System.TypeException', `Invalid decimal: ${given}`);
}

export const decimalClass = platformClass({
  name: 'System.Decimal',
  statics: { valueOf },
  methods: {
    abs: (_rt, self: Decimal) => self.abs(),
    divide: (rt, self: Decimal, divisor: ApexValue, scale: number | null, mode?: ApexEnumValue | null) => {
      const by = toDecimal(rt, divisor);
      const wanted = checkScale(rt, scale);
      if (by.signum === 0) {
        return rt.fail('System.MathException', 'Divide by 0');
      }
      return rounding(rt, () => self.divideToScale(by, wanted, modeOf(mode, 'HALF_UP')));
    },
    doubleValue: (_rt, self: Decimal) => new ApexDouble(self.toNumber()),
    format: (rt, self: Decimal) => formatNumber(userLocale(rt), self, 3),
    intValue: (_rt, self: Decimal) => longToInteger(self.toBigInt()),
    longValue: (_rt, self: Decimal) => toLong(self.toBigInt()),
    pow: (rt, self: Decimal, exponent: number | null) => {
      const power = required(rt, exponent);
      return power < 0 || power > 32767
        ? rt.fail('System.MathException', 'Exponent must be between 0 and 32,767')
        : self.pow(power);
    },
    precision: (_rt, self: Decimal) => self.precision,
    round: (rt, self: Decimal, mode?: ApexEnumValue | null) =>
      toLong(rounding(rt, () => self.setScale(0, modeOf(mode, 'HALF_EVEN')).toBigInt())),
    scale: (_rt, self: Decimal) => self.scale,
    setScale: (rt, self: Decimal, scale: number | null, mode?: ApexEnumValue | null) => {
      const wanted = checkScale(rt, scale);
      return rounding(rt, () => self.setScale(wanted, modeOf(mode, 'HALF_UP')));
    },
    stripTrailingZeros: (_rt, self: Decimal) => self.stripTrailingZeros(),
    toPlainString: (_rt, self: Decimal) => self.toPlainString(),
    equals: (_rt, self: Decimal, other: ApexValue) => exactEquals(self, other),
    hashCode: (_rt, self: Decimal) => self.$hash(),
    toString: (_rt: Engine, self: Decimal) => self.toString()
  }
});
