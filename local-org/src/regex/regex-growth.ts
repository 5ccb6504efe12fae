/** How the work of a pattern grows with the length of the text. */
export interface Growth {
  /** Repetitions or alternatives inside of a repetition: the steps may double with every character. */
  readonly nested: boolean;
  /** Repetitions without a small bound: each may multiply the steps by the length of the text. */
  readonly repetitions: number;
}

// An escape, a quantifier or a single character of a translated pattern.
const TOKEN = /\\[up]\{[^}]*\}|\\k<[^>]*>|\\[\s\S]|\{(\d+)(,?)(\d*)\}|[\s\S]/gu;
const SMALL_BOUND = 9;

/** Reads the growth off the JavaScript source of a pattern, rather too high than too low. */
export function growthOf(source: string): Growth {
  const outer: boolean[] = [];
  let classDepth = 0;
  let repetitions = 0;
  let nested = false;
  // Whether the group that is being read can match one text in several ways, and whether the one that was just closed can.
  let branches = false;
  let closed = false;
  for (const [token, low, comma, high] of source.matchAll(TOKEN)) {
    if (classDepth > 0) {
      classDepth += token === '[' ? 1 : token === ']' ? -1 : 0;
      continue;
    }
    const most = low === undefined ? Infinity : high !== '' ? Number(high) : comma === '' ? Number(low) : Infinity;
    if (token === '*' || token === '+' || (low !== undefined && most > SMALL_BOUND)) {
      nested ||= closed;
      repetitions++;
      branches = true;
    } else if (token === '(') {
      outer.push(branches);
      branches = false;
    } else if (token === '|') {
      branches = true;
    } else if (token === '[') {
      classDepth++;
    }
    closed = token === ')' && branches;
    if (token === ')') {
      branches = (outer.pop() ?? false) || branches;
    }
  }
  return { nested, repetitions };
}
