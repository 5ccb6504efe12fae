import type { Engine } from '../../../engine/index.ts';
import { ApexObject, compareForSort, NotImplementedError, SObject, stringOf } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';

/** A platform object that lists sort without being `Comparable`: by these texts, in their order, those without a value first. */
export interface Sortable {
  $sortKeys(): readonly (string | null)[];
}

/** Sorts as `List.sort()`: nulls first, plain values in their order, sObjects by their fields, others by `compareTo`. */
export function sortNaturally(rt: Engine, items: ApexValue[]): void {
  stableSort(items, (a, b) => {
    const order = compareForSort(a, b);
    return order ?? compareObjects(rt, a, b);
  });
}

/** Sorts by a Comparator. */
export function sortBy(rt: Engine, items: ApexValue[], comparator: ApexValue): void {
  stableSort(items, (a, b) => rt.invoke(comparator, 'compare', [a, b]) as number);
}

// Array.sort never calls back for a list of one, and it puts `undefined` last; Apex values are never undefined.
function stableSort(items: ApexValue[], compare: (a: ApexValue, b: ApexValue) => number): void {
  items.sort(compare);
}

function compareObjects(rt: Engine, a: ApexValue, b: ApexValue): number {
  if (a instanceof SObject && b instanceof SObject) {
    return compareSObjects(a, b);
  }
  const left = (a as Partial<Sortable> | null)?.$sortKeys?.();
  const right = (b as Partial<Sortable> | null)?.$sortKeys?.();
  if (left !== undefined && right !== undefined) {
    return left.reduce((order, text, i) => order || compareForSort(text, right[i] ?? null) || 0, 0);
  }
  if (a instanceof ApexObject) {
    const comparable = rt.type('system.comparable');
    if (rt.isInstance(a, comparable)) {
      return rt.invoke(a, 'compareTo', [b]) as number;
    }
    return rt.fail('System.ListException', 'One or more of the items in this list is not Comparable.');
  }
  throw new NotImplementedError('sorting a list of values of different types');
}

/**
 * Order of sObjects: by the object's label, then the name field, then standard fields by name, then custom fields by name
 * (Apex Developer Guide, "Default Sort Order of sObjects"). Fields without a value come first.
 */
function compareSObjects(a: SObject, b: SObject): number {
  const byLabel = compareText(labelOf(a), labelOf(b));
  if (byLabel !== 0) {
    return byLabel;
  }
  const nameField = a.schema?.nameField.toLowerCase() ?? 'name';
  const others = new Set([...a.fields.keys(), ...b.fields.keys()]);
  others.delete(nameField);
  const sorted = [...others].sort((x, y) => Number(x.endsWith('__c')) - Number(y.endsWith('__c')) || compareText(x, y));
  for (const field of [nameField, ...sorted]) {
    const left = a.fields.get(field) ?? null;
    const right = b.fields.get(field) ?? null;
    const order = compareForSort(left, right) ?? compareText(stringOf(left), stringOf(right));
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function labelOf(record: SObject): string {
  return record.schema?.label ?? record.objectName;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
