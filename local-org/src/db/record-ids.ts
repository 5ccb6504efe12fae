import { toId18 } from '../values/index.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Marks the ids of a local org; tests often make up ids with zeros here, which must not meet real ones. */
const INSTANCE = 'dL0';
const COUNTER_LENGTH = 9;

/** Base-62 text of fixed length; the digits are in ASCII order, so texts sort as their numbers do. */
function encode(value: number): string {
  let text = '';
  for (let rest = value; text.length < COUNTER_LENGTH; rest = Math.floor(rest / DIGITS.length)) {
    text = DIGITS.charAt(rest % DIGITS.length) + text;
  }
  return text;
}

function decode(text: string): number {
  return [...text].reduce((value, digit) => value * DIGITS.length + DIGITS.indexOf(digit), 0);
}

/** Makes record ids: key prefix, instance and a counter per prefix, 18 characters with the check suffix. */
export class RecordIds {
  readonly #next = new Map<string, number>();
  readonly #highest: (keyPrefix: string, table: string) => string | undefined;

  /** @param highest answers the greatest id of the prefix in a table, from which counting goes on after a restart */
  constructor(highest: (keyPrefix: string, table: string) => string | undefined) {
    this.#highest = highest;
  }

  /** @param table lower-case name of the object */
  next(keyPrefix: string, table: string): string {
    // Share and history tables have one prefix for all objects, so the table is part of the counter's key.
    const key = `${keyPrefix}:${table}`;
    const value = this.#next.get(key) ?? this.#start(keyPrefix, table);
    this.#next.set(key, value + 1);
    return toId18(keyPrefix + INSTANCE + encode(value));
  }

  #start(keyPrefix: string, table: string): number {
    const highest = this.#highest(keyPrefix, table);
    return highest === undefined ? 1 : decode(highest.slice(6, 15)) + 1;
  }

  /** Greatest id that this generator can have made for a prefix: an upper bound for a search in the database. */
  static bounds(keyPrefix: string): { from: string; to: string } {
    return { from: `${keyPrefix}${INSTANCE}`, to: `${keyPrefix}${INSTANCE}~` };
  }
}
