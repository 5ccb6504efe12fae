import { ApexCollection, ApexList, ApexMap, ApexSet, SObject, type ApexType, type ApexValue } from '../values/index.ts';
import { fail, nullPointer } from './failures.ts';

/** Calls an instance method by name; how user classes that implement `Iterable` are reached. */
export type Invoke = (target: ApexValue, method: string, args: ApexValue[]) => ApexValue;

const CHUNK = 200;

export function at(list: ApexList | null, index: number | null): ApexValue {
  if (list === null || index === null) {
    return nullPointer();
  }
  const value = list.items[index];
  return value === undefined ? fail('System.ListException', `List index out of bounds: ${index}`) : value;
}

export function setAt(list: ApexList | null, index: number | null, value: ApexValue): ApexValue {
  if (list === null || index === null) {
    return nullPointer();
  }
  if (index < 0 || index >= list.items.length) {
    fail('System.ListException', `List index out of bounds: ${index}`);
  }
  list.requireWritable();
  list.items[index] = value;
  return value;
}

export function listSize(list: ApexList | null): number {
  return list === null ? nullPointer() : list.items.length;
}

export function listIsEmpty(list: ApexList | null): boolean {
  return list === null ? nullPointer() : list.items.length === 0;
}

export function listAdd(list: ApexList | null, value: ApexValue): void {
  if (list === null) {
    return nullPointer();
  }
  list.requireMutable();
  list.items.push(value);
}

export const listOf = (type: ApexType, items: ApexValue[]): ApexList => new ApexList(type, items);
export const setOf = (type: ApexType, items: ApexValue[]): ApexSet => new ApexSet(type, items);
export const mapOf = (type: ApexType, entries: [ApexValue, ApexValue][]): ApexMap => new ApexMap(type, entries);

/** Rows of a query, 200 at a time. */
export function* chunks(list: ApexList | null): Generator<ApexList, void> {
  if (list === null) {
    return nullPointer();
  }
  for (let i = 0; i < list.items.length; i += CHUNK) {
    yield new ApexList(list.type, list.items.slice(i, i + CHUNK));
  }
}

/** Iterates over a collection that must not change meanwhile. */
function* guarded(collection: ApexCollection & Iterable<ApexValue>): Generator<ApexValue, void> {
  collection.iterating++;
  try {
    yield* collection;
  } finally {
    collection.iterating--;
  }
}

/** Iterates over the array of a list without a generator, since such loops are the most frequent of all. */
class ListIterator implements IterableIterator<ApexValue> {
  readonly #list: ApexList;
  readonly #result: { done: boolean; value: ApexValue } = { done: false, value: null };
  #index = 0;

  constructor(list: ApexList) {
    this.#list = list;
    list.iterating++;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<ApexValue> {
    const { items } = this.#list;
    if (this.#index < items.length) {
      this.#result.value = items[this.#index++] ?? null;
    } else {
      this.#list.iterating--;
      this.#result.done = true;
    }
    return this.#result as IteratorResult<ApexValue>;
  }

  return(): IteratorResult<ApexValue> {
    this.#list.iterating--;
    return { done: true, value: null };
  }
}

/** Operators on collections that may have to call user code. */
export function collectionOperators(invoke: Invoke): {
  each(source: ApexValue): Iterable<ApexValue>;
  newList(type: ApexType, source?: ApexValue): ApexList;
  newSet(type: ApexType, source?: ApexValue): ApexSet;
  newMap(type: ApexType, source?: ApexValue): ApexMap;
} {
  function* iterate(source: ApexValue): Generator<ApexValue, void> {
    const type = (source as { $type?: string } | null)?.$type ?? '';
    const isIterator = type.startsWith('system.iterator') || !hasIterator(source);
    const iterator = isIterator ? source : invoke(source, 'iterator', []);
    if (iterator instanceof ApexCollection) {
      yield* each(iterator);
      return;
    }
    while (invoke(iterator, 'hasNext', []) === true) {
      yield invoke(iterator, 'next', []);
    }
  }

  function each(source: ApexValue): Iterable<ApexValue> {
    if (source === null) {
      return nullPointer();
    }
    if (source instanceof ApexList) {
      return new ListIterator(source);
    }
    return source instanceof ApexSet ? guarded(source) : iterate(source);
  }

  return {
    each,
    newList(type, source) {
      if (source === undefined) {
        return new ApexList(type);
      }
      return typeof source === 'number'
        ? new ApexList(type, new Array<ApexValue>(source).fill(null))
        : new ApexList(type, [...each(source)]);
    },
    newSet: (type, source) => new ApexSet(type, source === undefined ? [] : each(source)),
    newMap(type, source) {
      if (source === undefined) {
        return new ApexMap(type);
      }
      if (source === null) {
        return nullPointer();
      }
      if (source instanceof ApexMap) {
        return new ApexMap(type, source.entries());
      }
      return new ApexMap(type, recordsById(each(source)));
    }
  };
}

function* recordsById(records: Iterable<ApexValue>): Generator<readonly [ApexValue, ApexValue], void> {
  let index = 0;
  for (const record of records) {
    if (!(record instanceof SObject)) {
      nullPointer();
    }
    if (record.id === null) {
      fail('System.ListException', `Row with null Id at index: ${index}`);
    }
    index++;
    yield [record.id, record];
  }
}

function hasIterator(value: ApexValue): boolean {
  return value !== null && typeof value === 'object' && ('m_iterator$' in value || !('m_hasnext$' in value));
}
