import type { ObjectKind } from './schema.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FIRST: Partial<Record<ObjectKind, string>> = { customMetadata: 'm', platformEvent: 'e', standard: '2' };

function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 16777619) >>> 0;
  }
  return value;
}

/**
 * A key prefix for an object: `a` (`m` for custom metadata, `e` for events, `2` for standard objects whose own is not known) and two characters from the name's hash, so
 * that it stays the same when other objects come and go.
 * @param taken prefixes in use; the new one is added
 */
export function assignKeyPrefix(name: string, kind: ObjectKind, taken: Set<string>): string {
  const first = FIRST[kind] ?? 'a';
  const size = BASE62.length ** 2;
  const start = hash(name.toLowerCase()) % size;
  for (let step = 0; step < size; step++) {
    const index = (start + step) % size;
    const prefix = first + BASE62.charAt(Math.floor(index / BASE62.length)) + BASE62.charAt(index % BASE62.length);
    if (!taken.has(prefix)) {
      taken.add(prefix);
      return prefix;
    }
  }
  throw new Error(`No key prefix is left for ${name}`);
}
