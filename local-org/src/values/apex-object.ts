/**
 * How an object takes part in equality, hashing and string conversion. Every `ApexObject` has the three hooks; the program overrides
 * them on the prototypes of user classes that declare `equals`, `hashCode` or `toString` (and `$str` on all user classes, which
 * print their fields). Collections and the pure functions of this folder only ever go through the hooks.
 */
export interface ValueSemantics {
  /** `equals(other)`; `other` is never the receiver itself and never null. */
  $equals(other: ApexObject): boolean;
  /** `hashCode()` as a 32-bit integer, equal for equal objects. */
  $hash(): number;
  /** `String.valueOf(this)`. */
  $str(): string;
}

let lastIdentityHash = 0x2a139a55;
const identityHashes = new WeakMap<object, number>();

/** A hash that stays the same for the life of the object, like Java's identity hash. */
export function identityHash(object: object): number {
  let hash = identityHashes.get(object);
  if (hash === undefined) {
    // An xorshift sequence: deterministic between runs and well spread.
    lastIdentityHash ^= lastIdentityHash << 13;
    lastIdentityHash ^= lastIdentityHash >>> 17;
    lastIdentityHash ^= lastIdentityHash << 5;
    hash = lastIdentityHash & 0x7fffffff;
    identityHashes.set(object, hash);
  }
  return hash;
}

/** Base of every instance of a user class and of every platform object that is not a plain value. */
export abstract class ApexObject implements ValueSemantics {
  /** Type key of the instance's class. User classes define it on their prototype. */
  abstract readonly $type: string;

  $equals(other: ApexObject): boolean {
    return this === other;
  }

  $hash(): number {
    return identityHash(this);
  }

  $str(): string {
    return this.$type;
  }

  /**
   * The key under which collections file this object: a string that equals the key of every equal object, or `undefined` when
   * equality is decided by `$hash` and `$equals`. Objects compared by identity answer themselves.
   */
  $key(): CollectionKey | undefined {
    return this.$equals === ApexObject.prototype.$equals ? this : undefined;
  }
}

/** What a collection may use as the key of a JavaScript `Map`. */
export type CollectionKey = null | boolean | number | bigint | string | ApexObject;

/** Base of platform objects with state (`HttpRequest`, `JSONGenerator`, `Database.SaveResult` …). */
export abstract class PlatformObject extends ApexObject {}
