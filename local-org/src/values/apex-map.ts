import { ApexCollection, printMembers } from './collection-base.ts';
import { collectionKey, KeyIndex } from './collection-key.ts';
import { ApexException } from './apex-exception.ts';
import { ApexObject } from './apex-object.ts';
import type { CollectionKey } from './apex-object.ts';
import { ApexSet } from './apex-set.ts';
import type { ApexType } from './apex-type.ts';
import type { ApexValue } from './apex-value.ts';
import { exactEquals } from './equality.ts';
import { hashOf } from './hash-of.ts';

export interface MapOptions {
  /** Text keys are found whatever their case, as in the maps of describe calls. Keys are kept as they were put. */
  readonly ignoreCase?: boolean;
}

/** A Map in insertion order. A map with text or number keys costs one JavaScript `Map` operation per call. */
export class ApexMap extends ApexCollection {
  readonly #values = new Map<CollectionKey, ApexValue>();
  /** The Apex keys that differ from the key they are filed under. */
  readonly #originals = new Map<CollectionKey, ApexValue>();
  readonly #ignoreCase: boolean;
  #index: KeyIndex | null = null;

  constructor(type: ApexType, entries: Iterable<readonly [ApexValue, ApexValue]> = [], options: MapOptions = {}) {
    super(type);
    this.#ignoreCase = options.ignoreCase ?? false;
    for (const [key, value] of entries) {
      this.set(key, value);
    }
  }

  get keyType(): ApexType {
    return this.type.args[0]!;
  }

  get valueType(): ApexType {
    return this.type.args[1]!;
  }

  get ignoresCase(): boolean {
    return this.#ignoreCase;
  }

  get size(): number {
    return this.#values.size;
  }

  has(key: ApexValue): boolean {
    const filed = this.#keyOf(key);
    return filed !== undefined && this.#values.has(filed);
  }

  /** The value, or null. */
  get(key: ApexValue): ApexValue {
    const filed = this.#keyOf(key);
    return filed === undefined ? null : (this.#values.get(filed) ?? null);
  }

  /** The value before, or null. */
  set(key: ApexValue, value: ApexValue): ApexValue {
    this.requireMutable();
    let filed = this.#keyOf(key);
    if (filed === undefined) {
      filed = key as ApexObject;
      (this.#index ??= new KeyIndex()).add(filed);
    }
    const previous = this.#values.get(filed);
    this.#values.set(filed, value);
    if (previous === undefined && filed !== key) {
      this.#originals.set(filed, key);
    }
    return previous ?? null;
  }

  /** The value before, or null. */
  delete(key: ApexValue): ApexValue {
    this.requireMutable();
    const filed = this.#keyOf(key);
    if (filed === undefined) {
      return null;
    }
    const previous = this.#values.get(filed) ?? null;
    this.#values.delete(filed);
    this.#originals.delete(filed);
    if (filed instanceof ApexObject) {
      this.#index?.remove(filed);
    }
    return previous;
  }

  clear(): void {
    this.requireMutable();
    this.#values.clear();
    this.#originals.clear();
    this.#index?.clear();
  }

  *keys(): Generator<ApexValue, undefined> {
    for (const filed of this.#values.keys()) {
      yield this.#originals.get(filed) ?? filed;
    }
    return undefined;
  }

  values(): Iterable<ApexValue> {
    return this.#values.values();
  }

  *entries(): Generator<[ApexValue, ApexValue], undefined> {
    for (const [filed, value] of this.#values) {
      yield [this.#originals.get(filed) ?? filed, value];
    }
    return undefined;
  }

  /** `keySet()`: a view on this map. Removing from it removes the entry; adding to it throws. `setType` is `Set<key type>`. */
  keySet(setType: ApexType): ApexSet {
    return new KeySetView(setType, this);
  }

  override $equals(other: ApexObject): boolean {
    if (!(other instanceof ApexMap) || other.size !== this.size) {
      return false;
    }
    for (const [key, value] of this.entries()) {
      if (!other.has(key) || !exactEquals(value, other.get(key))) {
        return false;
      }
    }
    return true;
  }

  override $hash(): number {
    let hash = 0;
    for (const [key, value] of this.entries()) {
      hash = (hash + (hashOf(key) ^ hashOf(value))) | 0;
    }
    return hash;
  }

  override $str(): string {
    return printMembers(
      this,
      (text) => `{${Array.from(this.entries(), ([key, value]) => `${text(key)}=${text(value)}`).join(', ')}}`
    );
  }

  #keyOf(value: ApexValue): CollectionKey | undefined {
    const key = collectionKey(this.#ignoreCase && typeof value === 'string' ? value.toLowerCase() : value);
    return key === undefined ? this.#index?.find(value as ApexObject) : key;
  }
}

class KeySetView extends ApexSet {
  readonly #map: ApexMap;

  constructor(type: ApexType, map: ApexMap) {
    super(type);
    this.#map = map;
  }

  override get size(): number {
    return this.#map.size;
  }

  override has(value: ApexValue): boolean {
    return this.#map.has(value);
  }

  override add(_value: ApexValue): boolean {
    throw new ApexException('System.FinalException', 'Collection is read-only');
  }

  override delete(value: ApexValue): boolean {
    this.requireMutable();
    const known = this.#map.has(value);
    this.#map.delete(value);
    return known;
  }

  override clear(): void {
    this.requireMutable();
    this.#map.clear();
  }

  override values(): Iterable<ApexValue> {
    return this.#map.keys();
  }
}
