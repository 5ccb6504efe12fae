import { randomUUID } from 'node:crypto';
import { platformClass, type Engine } from '../../../engine/index.ts';
import { exactEquals, hashString, PlatformObject } from '../../../values/index.ts';
import type { ApexObject, ApexValue } from '../../../values/index.ts';
import { required } from '../support.ts';

/** An instance of `System.UUID`. */
export class ApexUuid extends PlatformObject {
  readonly $type = 'system.uuid';
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text.toLowerCase();
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof ApexUuid && other.text === this.text;
  }

  override $hash(): number {
    return hashString(this.text);
  }

  override $key(): string {
    return `\u0000I${this.text}`;
  }

  override $str(): string {
    return this.text;
  }
}

export const uuidClass = platformClass({
  name: 'System.UUID',
  statics: {
    fromString: (rt, text: string | null) => {
      const given = required(rt, text);
      return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given)
        ? new ApexUuid(given)
        : rt.fail('System.IllegalArgumentException', `Invalid UUID string: ${given}`);
    },
    randomUUID: () => new ApexUuid(randomUUID())
  },
  methods: {
    equals: (_rt, self: ApexUuid, other: ApexValue) => exactEquals(self, other),
    hashCode: (_rt, self: ApexUuid) => self.$hash(),
    toString: (_rt: Engine, self: ApexUuid) => self.text
  }
});
