import { platformClass, type Engine } from '../../../engine/index.ts';
import { hashString, isIdText, toId18 } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required } from '../support.ts';
import { sObjectTypeNamed } from '../sobject-type.ts';

const SUFFIX_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character id; throws as `Id.valueOf` for text that is none. */
export function parseId(rt: Engine, text: string): string {
  return isIdText(text) ? toId18(text) : rt.fail('System.StringException', `Invalid id: ${text}`);
}

/** Gives an 18-character id of any case the capitals that its suffix tells. */
function restoreCasing(id: string): string {
  const suffix = id.slice(15).toUpperCase();
  const restored = Array.from(id.slice(0, 15), (char, i) => {
    const flags = SUFFIX_ALPHABET.indexOf(suffix[Math.floor(i / 5)]!);
    return (flags >> (i % 5)) & 1 ? char.toUpperCase() : char.toLowerCase();
  });
  return restored.join('') + suffix;
}

export const idClass = platformClass({
  name: 'System.Id',
  statics: {
    'valueOf/1': (rt, text: string | null) => parseId(rt, required(rt, text)),
    'valueOf/2': (rt, text: string | null, restore: boolean | null) => {
      const id = required(rt, text);
      if (restore !== true) {
        return parseId(rt, id);
      }
      return id.length === 18 && isIdText(id)
        ? restoreCasing(id)
        : rt.fail('System.StringException', `Invalid id: ${id}`);
    }
  },
  methods: {
    equals: (_rt, self: string, other: ApexValue) =>
      typeof other === 'string' && isIdText(other) && toId18(other) === toId18(self),
    getSObjectType: (rt, self: string) => {
      const schema = rt.org.schema.objectByPrefix(self.slice(0, 3));
      return schema
        ? sObjectTypeNamed(rt, schema.name)
        : rt.fail('System.SObjectException', `Cannot locate Apex Type for ID ${self}`);
    },
    hashCode: (_rt, self: string) => hashString(self),
    to15: (_rt, self: string) => self.slice(0, 15),
    toString: (_rt: Engine, self: string) => self
  }
});
