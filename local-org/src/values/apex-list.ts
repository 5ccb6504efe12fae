import { ApexCollection, joinShortened, printMembers } from './collection-base.ts';
import { compositeKey } from './collection-key.ts';
import type { ApexObject } from './apex-object.ts';
import type { ApexType } from './apex-type.ts';
import type { ApexValue } from './apex-value.ts';
import { exactEquals } from './equality.ts';
import { hashSequence } from './hash-of.ts';

/** A List. `items` may be read freely; whoever changes it calls `requireMutable` first. */
export class ApexList extends ApexCollection {
  items: ApexValue[];

  /** The array is taken over, not copied. */
  constructor(type: ApexType, items: ApexValue[] = []) {
    super(type);
    this.items = items;
  }

  get elementType(): ApexType {
    return this.type.args[0]!;
  }

  get size(): number {
    return this.items.length;
  }

  [Symbol.iterator](): ArrayIterator<ApexValue> {
    return this.items[Symbol.iterator]();
  }

  override $equals(other: ApexObject): boolean {
    return (
      other instanceof ApexList &&
      other.items.length === this.items.length &&
      this.items.every((item, i) => exactEquals(item, other.items[i]!))
    );
  }

  override $hash(): number {
    return hashSequence(this.items);
  }

  override $str(): string {
    return printMembers(this, (text) => `(${joinShortened(this.items, text)})`);
  }

  override $key(): string | undefined {
    return compositeKey('\u0000L', this.items);
  }
}
