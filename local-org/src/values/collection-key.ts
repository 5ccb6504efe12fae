import { ApexObject } from './apex-object.ts';
import type { CollectionKey } from './apex-object.ts';
import type { ApexValue } from './apex-value.ts';
import { exactEquals } from './equality.ts';

/**
 * The key under which a collection files a value. Strings, numbers, booleans and null are their own keys; a string that begins like
 * the keys of other values (U+0000) is set apart. `undefined` means that `$hash` and `$equals` decide.
 */
export function collectionKey(value: ApexValue): CollectionKey | undefined {
  if (value instanceof ApexObject) {
    return value.$key();
  }
  return typeof value === 'string' && value.charCodeAt(0) === 0 ? `\u0000S${value}` : value;
}

/** One text for several values, unambiguous; `undefined` if one of them has no textual key. */
export function compositeKey(prefix: string, values: Iterable<ApexValue>): string | undefined {
  let text = prefix;
  for (const value of values) {
    const key = collectionKey(value);
    if (key === undefined || key instanceof ApexObject) {
      return undefined;
    }
    const part = `${typeof key === 'string' ? 's' : typeof key}${key}`;
    text += `${part.length}:${part}`;
  }
  return text;
}

/** Finds the filed object that equals a given one, for objects whose equality is their own method. */
export class KeyIndex {
  readonly #buckets = new Map<number, ApexObject[]>();

  find(object: ApexObject): ApexObject | undefined {
    return this.#buckets.get(object.$hash())?.find((filed) => exactEquals(object, filed));
  }

  add(object: ApexObject): void {
    const hash = object.$hash();
    const bucket = this.#buckets.get(hash);
    if (bucket) {
      bucket.push(object);
    } else {
      this.#buckets.set(hash, [object]);
    }
  }

  remove(object: ApexObject): void {
    for (const bucket of this.#buckets.values()) {
      const index = bucket.indexOf(object);
      if (index >= 0) {
        bucket.splice(index, 1);
        return;
      }
    }
  }

  clear(): void {
    this.#buckets.clear();
  }
}
