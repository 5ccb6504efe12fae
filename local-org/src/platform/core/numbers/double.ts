import { platformClass, type Engine } from '../../../engine/index.ts';
import { ApexDouble, Decimal, doubleToInteger, doubleToLong, exactEquals, isNumeric } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required, userLocale } from '../support.ts';
import { formatNumber } from './number-format.ts';

function valueOf(rt: Engine, value: ApexValue): ApexDouble {
  const given = required(rt, value);
  if (isNumeric(given)) {
    return given instanceof ApexDouble
      ? given
      : new ApexDouble(given instanceof Decimal ? given.toNumber() : Number(given));
  }
  const text = typeof given === 'string' ? given : rt.str(given);
  const parsed = Decimal.parse(text.trim());
  return parsed ? new ApexDouble(parsed.toNumber()) : rt.fail('System.TypeException', `Invalid double: ${text}`);
}

/** Rounds to the nearest integer; halves go away from zero as in Decimal. */
function round(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

export const doubleClass = platformClass({
  name: 'System.Double',
  statics: {
    valueOf,
    // The value of a field, which may be blank.
    'valueOf(Object)': (rt, value: ApexValue) => (value === null ? null : valueOf(rt, value))
  },
  methods: {
    format: (rt, self: ApexDouble) => formatNumber(userLocale(rt), Decimal.fromDouble(self.value) ?? Decimal.ZERO, 3),
    intValue: (_rt, self: ApexDouble) => doubleToInteger(self.value),
    longValue: (_rt, self: ApexDouble) => doubleToLong(self.value),
    doubleValue: (_rt, self: ApexDouble) => self,
    round: (_rt, self: ApexDouble) => doubleToLong(round(self.value)),
    equals: (_rt, self: ApexDouble, other: ApexValue) => exactEquals(self, other),
    hashCode: (_rt, self: ApexDouble) => self.$hash(),
    toString: (_rt: Engine, self: ApexDouble) => self.$str()
  }
});
