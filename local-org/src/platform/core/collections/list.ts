import { platformClass, type Engine } from '../../../engine/index.ts';
import { ApexList, exactEquals } from '../../../values/index.ts';
import type { ApexType, ApexValue } from '../../../values/index.ts';
import { isSObjectType, iterate, required } from '../support.ts';
import { sObjectTypeOf } from '../sobject-type.ts';
import { cloneRecord } from './clone-records.ts';
import { CollectionIterator } from './iterator.ts';
import { sortBy, sortNaturally } from './sort.ts';

function checkIndex(rt: Engine, list: ApexList, index: number | null, limit = list.items.length): number {
  const at = required(rt, index);
  return at < 0 || at >= limit ? rt.fail('System.ListException', `List index out of bounds: ${at}`) : at;
}

/** `new List<T>(…)`: an array size, a collection, or nothing. The list's type comes first. */
function construct(rt: Engine, type: ApexType, source?: ApexValue): ApexList {
  if (source === undefined) {
    return new ApexList(type);
  }
  if (typeof source === 'number') {
    return new ApexList(type, new Array<ApexValue>(source).fill(null));
  }
  return new ApexList(type, [...iterate(rt, required(rt, source))]);
}

export const listClass = platformClass({
  name: 'System.List',
  constructors: { new: construct },
  methods: {
    'add/1': (_rt, self: ApexList, value: ApexValue) => {
      self.requireMutable();
      self.items.push(value);
    },
    'add/2': (rt, self: ApexList, index: number | null, value: ApexValue) => {
      self.requireMutable();
      self.items.splice(checkIndex(rt, self, index, self.items.length + 1), 0, value);
    },
    addAll: (rt, self: ApexList, source: ApexValue) => {
      self.requireMutable();
      for (const value of [...iterate(rt, required(rt, source))]) {
        self.items.push(value);
      }
    },
    clear: (_rt, self: ApexList) => {
      self.requireMutable();
      self.items = [];
    },
    clone: (_rt, self: ApexList) => new ApexList(self.type, [...self.items]),
    contains: (_rt, self: ApexList, value: ApexValue) => self.items.some((item) => exactEquals(item, value)),
    deepClone: (_rt, self: ApexList, keepId?: boolean, keepStamps?: boolean, keepAutoNumbers?: boolean) => {
      const options = {
        keepId: keepId ?? false,
        keepStamps: keepStamps ?? false,
        keepAutoNumbers: keepAutoNumbers ?? false
      };
      return new ApexList(
        self.type,
        self.items.map((item) => cloneRecord(item, options))
      );
    },
    equals: (_rt, self: ApexList, other: ApexValue) => exactEquals(self, other),
    get: (rt, self: ApexList, index: number | null) => self.items[checkIndex(rt, self, index)]!,
    getSObjectType: (rt, self: ApexList) =>
      isSObjectType(self.elementType) ? sObjectTypeOf(rt, self.elementType) : null,
    hashCode: (_rt, self: ApexList) => self.$hash(),
    indexOf: (_rt, self: ApexList, value: ApexValue) => self.items.findIndex((item) => exactEquals(item, value)),
    isEmpty: (_rt, self: ApexList) => self.items.length === 0,
    iterator: (_rt, self: ApexList) => new CollectionIterator(self.elementType, self.items),
    remove: (rt, self: ApexList, index: number | null) => {
      self.requireMutable();
      return self.items.splice(checkIndex(rt, self, index), 1)[0]!;
    },
    set: (rt, self: ApexList, index: number | null, value: ApexValue) => {
      self.requireWritable();
      self.items[checkIndex(rt, self, index)] = value;
    },
    size: (_rt, self: ApexList) => self.items.length,
    'sort/0': (rt, self: ApexList) => {
      self.requireMutable();
      sortNaturally(rt, self.items);
    },
    'sort/1': (rt, self: ApexList, comparator: ApexValue) => {
      self.requireMutable();
      sortBy(rt, self.items, required(rt, comparator));
    },
    toString: (rt: Engine, self: ApexList) => rt.str(self)
  }
});
