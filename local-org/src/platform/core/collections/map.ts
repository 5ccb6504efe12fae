import { platformClass, type Engine } from '../../../engine/index.ts';
import { ApexList, ApexMap, exactEquals, SObject } from '../../../values/index.ts';
import type { ApexType, ApexValue } from '../../../values/index.ts';
import { isSObjectType, required } from '../support.ts';
import { sObjectTypeOf } from '../sobject-type.ts';
import { cloneRecord } from './clone-records.ts';

const NULL_RECORD = 'Attempt to de-reference a null object';

function putAll(rt: Engine, target: ApexMap, source: ApexValue): void {
  const given = required(rt, source);
  if (given instanceof ApexMap) {
    for (const [key, value] of [...given.entries()]) {
      target.set(key, value);
    }
    return;
  }
  // Unlike the constructor it takes records without ids.
  for (const record of (given as ApexList).items) {
    const { id } = record instanceof SObject ? record : rt.fail('System.NullPointerException', NULL_RECORD);
    target.set(id, record);
  }
}

function construct(rt: Engine, type: ApexType, source?: ApexValue): ApexMap {
  const map = new ApexMap(type);
  const without = source instanceof ApexList ? source.items.findIndex((item) => (item as SObject).id === null) : -1;
  if (without >= 0) {
    rt.fail('System.ListException', `Row with null Id at index: ${without}`);
  }
  if (source !== undefined) {
    putAll(rt, map, source);
  }
  return map;
}

function setTypeOf(rt: Engine, map: ApexMap): ApexType {
  return rt.type(`system.set<${map.keyType.key}>`);
}

export const mapClass = platformClass({
  name: 'System.Map',
  constructors: { new: construct },
  methods: {
    clear: (_rt, self: ApexMap) => self.clear(),
    clone: (_rt, self: ApexMap) => new ApexMap(self.type, self.entries(), { ignoreCase: self.ignoresCase }),
    containsKey: (_rt, self: ApexMap, key: ApexValue) => self.has(key),
    deepClone: (_rt, self: ApexMap) => {
      const options = { keepId: true, keepStamps: true, keepAutoNumbers: true };
      return new ApexMap(
        self.type,
        Array.from(self.entries(), ([key, value]) => [key, cloneRecord(value, options)] as const),
        { ignoreCase: self.ignoresCase }
      );
    },
    equals: (_rt, self: ApexMap, other: ApexValue) => exactEquals(self, other),
    get: (_rt, self: ApexMap, key: ApexValue) => self.get(key),
    getSObjectType: (rt, self: ApexMap) => (isSObjectType(self.valueType) ? sObjectTypeOf(rt, self.valueType) : null),
    hashCode: (_rt, self: ApexMap) => self.$hash(),
    isEmpty: (_rt, self: ApexMap) => self.size === 0,
    keySet: (rt, self: ApexMap) => self.keySet(setTypeOf(rt, self)),
    put: (_rt, self: ApexMap, key: ApexValue, value: ApexValue) => self.set(key, value),
    putAll,
    remove: (_rt, self: ApexMap, key: ApexValue) => self.delete(key),
    size: (_rt, self: ApexMap) => self.size,
    toString: (rt: Engine, self: ApexMap) => rt.str(self),
    values: (rt, self: ApexMap) => new ApexList(rt.type(`system.list<${self.valueType.key}>`), [...self.values()])
  }
});
