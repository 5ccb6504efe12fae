import type { ApexType } from './apex-type.ts';

/**
 * Interns run-time types: two equal types are the same object. Plain types are named by the `nameOf` callback, which answers the
 * display name for a lower-case key, or `undefined` for a type that does not exist. Generic types are parsed from their key.
 */
export class TypeTable {
  readonly #types = new Map<string, ApexType>();
  readonly #nameOf: (key: string) => string | undefined;

  constructor(nameOf: (key: string) => string | undefined) {
    this.#nameOf = nameOf;
  }

  /** The type with this key (`system.map<system.string,schema.account>`), or `undefined` if a part of it does not exist. */
  find(key: string): ApexType | undefined {
    const known = this.#types.get(key);
    if (known) {
      return known;
    }
    const open = key.indexOf('<');
    if (open < 0) {
      const name = this.#nameOf(key);
      return name === undefined ? undefined : this.#add({ key, name, args: [] });
    }
    const args: ApexType[] = [];
    for (const part of splitArguments(key.slice(open + 1, -1))) {
      const arg = this.find(part);
      if (!arg) {
        return undefined;
      }
      args.push(arg);
    }
    return this.generic(key.slice(0, open), args);
  }

  /** Like `find`, but an unknown type is an error of the caller. */
  get(key: string): ApexType {
    const type = this.find(key);
    if (!type) {
      throw new Error(`Unknown type ${key}`);
    }
    return type;
  }

  /** `generic('system.list', [account])`. */
  generic(baseKey: string, args: readonly ApexType[]): ApexType {
    const key = `${baseKey}<${args.map((arg) => arg.key).join(',')}>`;
    const known = this.#types.get(key);
    if (known) {
      return known;
    }
    const base = this.#nameOf(baseKey) ?? GENERIC_NAMES.get(baseKey) ?? baseKey;
    return this.#add({ key, name: `${base}<${args.map((arg) => arg.name).join(',')}>`, args });
  }

  list(element: ApexType): ApexType {
    return this.generic('system.list', [element]);
  }

  set(element: ApexType): ApexType {
    return this.generic('system.set', [element]);
  }

  map(key: ApexType, value: ApexType): ApexType {
    return this.generic('system.map', [key, value]);
  }

  #add(type: ApexType): ApexType {
    this.#types.set(type.key, type);
    return type;
  }
}

const GENERIC_NAMES = new Map([
  ['system.list', 'List'],
  ['system.set', 'Set'],
  ['system.map', 'Map'],
  ['system.iterable', 'System.Iterable'],
  ['system.iterator', 'System.Iterator']
]);

function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '<') {
      depth++;
    } else if (char === '>') {
      depth--;
    } else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
