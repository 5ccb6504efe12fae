import type { ApexValue } from './apex-value.ts';
import { hashString } from './hash-string.ts';
import { hashLong } from './long.ts';

/** `hashCode()` of any value, equal for values that `exactEquals` of the same type. */
export function hashOf(value: ApexValue): number {
  switch (typeof value) {
    case 'string':
      return hashString(value);
    case 'number':
      return value;
    case 'bigint':
      return hashLong(value);
    case 'boolean':
      return value ? 1231 : 1237;
    default:
      return value === null ? 0 : value.$hash();
  }
}

/** Hash of a sequence, as Java's `List.hashCode`. */
export function hashSequence(values: Iterable<ApexValue>): number {
  let hash = 1;
  for (const value of values) {
    hash = (Math.imul(31, hash) + hashOf(value)) | 0;
  }
  return hash;
}
