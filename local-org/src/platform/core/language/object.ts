import { platformClass, type Engine } from '../../../engine/index.ts';
import { ApexObject, exactEquals, hashOf } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';

/** What every value answers. User classes that declare these methods are called through their own. */
export const objectClass = platformClass({
  name: 'System.Object',
  methods: {
    equals: (_rt, self: ApexValue, other: ApexValue) => exactEquals(self, other),
    hashCode: (_rt, self: ApexValue) => hashOf(self),
    toString: (rt: Engine, self: ApexValue) => rt.str(self),
    // The shallow copy that instances of user classes answer.
    clone: (rt, self: ApexObject) => {
      const copy = rt.allocate(self.$type);
      const from = self as unknown as Record<string, ApexValue>;
      const to = copy as unknown as Record<string, ApexValue>;
      for (const field of rt.instanceFields(self.$type)) {
        to[field.jsName] = from[field.jsName] ?? null;
      }
      return copy;
    }
  }
});
