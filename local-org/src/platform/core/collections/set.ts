import { platformClass, type Engine } from '../../../engine/index.ts';
import { ApexSet, exactEquals } from '../../../values/index.ts';
import type { ApexType, ApexValue } from '../../../values/index.ts';
import { iterate, required } from '../support.ts';
import { CollectionIterator } from './iterator.ts';

function members(rt: Engine, source: ApexValue): ApexValue[] {
  return [...iterate(rt, required(rt, source))];
}

/** Applies an action to each value and tells whether one of them changed the set. */
function anyChange(values: ApexValue[], action: (value: ApexValue) => boolean): boolean {
  let changed = false;
  for (const value of values) {
    changed = action(value) || changed;
  }
  return changed;
}

export const setClass = platformClass({
  name: 'System.Set',
  constructors: {
    new: (rt, type: ApexType, source?: ApexValue) =>
      new ApexSet(type, source === undefined || typeof source === 'number' ? [] : iterate(rt, required(rt, source)))
  },
  methods: {
    add: (_rt, self: ApexSet, value: ApexValue) => self.add(value),
    addAll: (rt, self: ApexSet, source: ApexValue) => anyChange(members(rt, source), (value) => self.add(value)),
    clear: (_rt, self: ApexSet) => self.clear(),
    clone: (_rt, self: ApexSet) => new ApexSet(self.type, self.values()),
    contains: (_rt, self: ApexSet, value: ApexValue) => self.has(value),
    containsAll: (rt, self: ApexSet, source: ApexValue) => members(rt, source).every((value) => self.has(value)),
    equals: (_rt, self: ApexSet, other: ApexValue) => exactEquals(self, other),
    hashCode: (_rt, self: ApexSet) => self.$hash(),
    isEmpty: (_rt, self: ApexSet) => self.size === 0,
    iterator: (_rt, self: ApexSet) => new CollectionIterator(self.elementType, [...self.values()]),
    remove: (_rt, self: ApexSet, value: ApexValue) => self.delete(value),
    removeAll: (rt, self: ApexSet, source: ApexValue) => anyChange(members(rt, source), (value) => self.delete(value)),
    retainAll: (rt, self: ApexSet, source: ApexValue) => {
      const kept = new ApexSet(self.type, members(rt, source));
      return anyChange([...self.values()], (value) => !kept.has(value) && self.delete(value));
    },
    size: (_rt, self: ApexSet) => self.size,
    toString: (rt: Engine, self: ApexSet) => rt.str(self)
  }
});
