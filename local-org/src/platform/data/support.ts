import type { Engine } from '../../engine/index.ts';
import { ApexException, ApexList } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';

/** A list whose elements have the type of the key, e.g. `database.saveresult`. */
export function listOf(rt: Engine, elementKey: string, items: ApexValue[]): ApexList {
  return new ApexList(rt.type(`system.list<${elementKey}>`), items);
}

export function nullPointer(what: string): never {
  throw new ApexException('System.NullPointerException', what);
}

/** A property with a getter only; class definitions list the same values as properties and as methods. */
export interface Getters<S> {
  readonly [name: string]: (rt: Engine, self: S) => ApexValue;
}

/**
 * The methods and properties of a class whose values are read-only: `getName()` / `isActive()` beside `Name` / `Active`.
 *
 * @param getters by method name
 */
export function readOnlyMembers<S>(getters: Getters<S>): {
  methods: Record<string, (rt: Engine, self: S) => ApexValue>;
  properties: Record<string, { get(rt: Engine, self: S): ApexValue }>;
} {
  const properties = Object.fromEntries(
    Object.entries(getters).map(([name, get]) => [name.replace(/^(?:get|is)/, ''), { get }])
  );
  return { methods: { ...getters }, properties };
}
