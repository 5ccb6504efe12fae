/**
 * A lookup table for keys that come from outside. A plain object also answers for what every object has, such as `constructor` and
 * `toString`; this one has its own entries and nothing else.
 */
export function table<T extends object>(entries: T): T {
  return Object.assign(Object.create(null) as T, entries);
}

/** What a record from outside holds itself under a name. */
export function own<V>(record: Readonly<Record<string, V>>, name: string): V | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
