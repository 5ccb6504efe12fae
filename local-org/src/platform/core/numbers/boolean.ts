import { platformClass, type Engine } from '../../../engine/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { hashOf } from '../../../values/index.ts';
import { required } from '../support.ts';

export const booleanClass = platformClass({
  name: 'System.Boolean',
  statics: {
    valueOf: (rt: Engine, value: ApexValue) => {
      const given = required(rt, value);
      if (typeof given === 'boolean') {
        return given;
      }
      if (typeof given === 'string') {
        return given.toLowerCase() === 'true';
      }
      return rt.fail(
        'System.TypeException',
        `Invalid conversion from runtime type ${rt.typeOf(given).name} to Boolean`
      );
    }
  },
  methods: {
    equals: (_rt, self: boolean, other: ApexValue) => self === other,
    hashCode: (_rt, self: boolean) => hashOf(self),
    toString: (_rt: Engine, self: boolean) => String(self)
  }
});
