import { ApexCollection, joinShortened, printMembers } from './collection-base.ts';
import { collectionKey, KeyIndex } from './collection-key.ts';
import { ApexObject } from './apex-object.ts';
import type { CollectionKey } from './apex-object.ts';
import type { ApexType } from './apex-type.ts';
import type { ApexValue } from './apex-value.ts';
import { hashOf } from './hash-of.ts';

/** A Set in insertion order. A set of text or numbers costs one JavaScript `Map` operation per call. */
export class ApexSet extends ApexCollection {
  readonly #members = new Map<CollectionKey, ApexValue>();
  #index: KeyIndex | null = null;

  constructor(type: ApexType, members: Iterable<ApexValue> = []) {
    super(type);
    for (const member of members) {
      this.add(member);
    }
  }

  get elementType(): ApexType {
    return this.type.args[0]!;
  }

  get size(): number {
    return this.#members.size;
  }

  has(value: ApexValue): boolean {
    const key = this.#keyOf(value);
    return key !== undefined && this.#members.has(key);
  }

  /** Whether the set has changed. */
  add(value: ApexValue): boolean {
    this.requireMutable();
    let key = this.#keyOf(value);
    if (key === undefined) {
      key = value as ApexObject;
      (this.#index ??= new KeyIndex()).add(key);
    } else if (this.#members.has(key)) {
      return false;
    }
    this.#members.set(key, value);
    return true;
  }

  /** Whether the set has changed. */
  delete(value: ApexValue): boolean {
    this.requireMutable();
    const key = this.#keyOf(value);
    if (key === undefined) {
      return false;
    }
    if (key instanceof ApexObject) {
      this.#index?.remove(key);
    }
    return this.#members.delete(key);
  }

  clear(): void {
    this.requireMutable();
    this.#members.clear();
    this.#index?.clear();
  }

  /** The members in the order in which they were added. */
  values(): Iterable<ApexValue> {
    return this.#members.values();
  }

  [Symbol.iterator](): Iterator<ApexValue> {
    return this.values()[Symbol.iterator]();
  }

  override $equals(other: ApexObject): boolean {
    if (!(other instanceof ApexSet) || other.size !== this.size) {
      return false;
    }
    for (const value of this.values()) {
      if (!other.has(value)) {
        return false;
      }
    }
    return true;
  }

  override $hash(): number {
    let hash = 0;
    for (const value of this.values()) {
      hash = (hash + hashOf(value)) | 0;
    }
    return hash;
  }

  override $str(): string {
    return printMembers(this, (text) => `{${joinShortened(this.values(), text)}}`);
  }

  /** `undefined` for an object that decides equality itself and has no equal in the set. */
  #keyOf(value: ApexValue): CollectionKey | undefined {
    const key = collectionKey(value);
    return key === undefined ? this.#index?.find(value as ApexObject) : key;
  }
}
