import { platformClass, type Engine } from '../../../engine/index.ts';
import { ApexBlob, exactEquals } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required } from '../support.ts';

export const blobClass = platformClass({
  name: 'System.Blob',
  statics: {
    valueOf: (rt: Engine, text: string | null) => ApexBlob.fromText(required(rt, text))
  },
  receiverIsArgument: ['tostring'],
  methods: {
    size: (_rt, self: ApexBlob) => self.size,
    toString: (rt: Engine, self: ApexBlob) =>
      self.toText() ?? rt.fail('System.StringException', 'BLOB is not a valid UTF-8 string'),
    equals: (_rt, self: ApexBlob, other: ApexValue) => exactEquals(self, other),
    hashCode: (_rt, self: ApexBlob) => self.$hash()
  }
});
