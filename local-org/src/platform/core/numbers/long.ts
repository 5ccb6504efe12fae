import { platformClass, type Engine } from '../../../engine/index.ts';
import {
  ApexDouble,
  Decimal,
  exactEquals,
  hashLong,
  longToInteger,
  MAX_LONG,
  MIN_LONG
} from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required, userLocale } from '../support.ts';
import { formatNumber } from './number-format.ts';

export const longClass = platformClass({
  name: 'System.Long',
  statics: {
    valueOf: (rt: Engine, value: string | null) => {
      const text = required(rt, value);
      const parsed = /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : null;
      return parsed === null || parsed > MAX_LONG || parsed < MIN_LONG
        ? rt.fail('System.TypeException', `Invalid long: ${text}`)
        : parsed;
    }
  },
  methods: {
    format: (rt, self: bigint) => formatNumber(userLocale(rt), Decimal.fromInteger(self), 0),
    intValue: (_rt, self: bigint) => longToInteger(self),
    longValue: (_rt, self: bigint) => self,
    doubleValue: (_rt, self: bigint) => new ApexDouble(Number(self)),
    equals: (_rt, self: bigint, other: ApexValue) => exactEquals(self, other),
    hashCode: (_rt, self: bigint) => hashLong(self),
    toString: (_rt: Engine, self: bigint) => String(self)
  }
});
