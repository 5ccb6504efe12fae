import type { PlatformMethod } from '../../../engine/index.ts';
import { stringList, required } from '../support.ts';
import { table } from '../../../common/index.ts';

function first(position: number, found: (at: number) => boolean, end: number): number {
  for (let i = position; i < end; i++) {
    if (found(i)) {
      return i;
    }
  }
  return -1;
}

function indexOf(self: string, part: string, from: number): number {
  return self.indexOf(part, from);
}

function lastIndexOf(self: string, part: string, from: number): number {
  return from < 0 ? -1 : self.lastIndexOf(part, from);
}

/** Where two texts begin to differ, or -1 when they are equal. */
function difference(a: string, b: string): number {
  if (a === b) {
    return -1;
  }
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) {
    i++;
  }
  return i;
}

function countMatches(self: string, part: string): number {
  return part === '' || self === '' ? 0 : self.split(part).length - 1;
}

/** Edit distance, or -1 when it is above the threshold. */
export function levenshtein(a: string, b: string, threshold = Infinity): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      current.push(Math.min(current[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + cost));
    }
    previous = current;
  }
  const distance = previous[b.length]!;
  return distance > threshold ? -1 : distance;
}

/** Methods of String that search, test and compare. */
export const stringSearchMethods: Readonly<Record<string, PlatformMethod>> = table({
  compareTo: (rt, self: string, other: string | null) => {
    const text = required(rt, other);
    const at = difference(self, text);
    if (at < 0) {
      return 0;
    }
    return at < self.length && at < text.length ? self.charCodeAt(at) - text.charCodeAt(at) : self.length - text.length;
  },
  contains: (rt, self: string, part: string | null) => self.includes(required(rt, part)),
  containsAny: (_rt, self: string, chars: string | null) =>
    chars !== null && [...chars].some((char) => self.includes(char)),
  containsIgnoreCase: (rt, self: string, part: string | null) =>
    self.toLowerCase().includes(required(rt, part).toLowerCase()),
  containsNone: (_rt, self: string, chars: string | null) =>
    chars === null || ![...chars].some((char) => self.includes(char)),
  containsOnly: (_rt, self: string, chars: string | null) =>
    chars !== null && [...self].every((char) => chars.includes(char)),
  containsWhitespace: (_rt, self: string) => /\s/.test(self),
  countMatches: (rt, self: string, part: string | null) => countMatches(self, required(rt, part)),
  endsWith: (rt, self: string, part: string | null) => self.endsWith(required(rt, part)),
  endsWithIgnoreCase: (rt, self: string, part: string | null) =>
    self.toLowerCase().endsWith(required(rt, part).toLowerCase()),
  equals: (_rt, self: string, other: never) => typeof other === 'string' && self === other,
  equalsIgnoreCase: (_rt, self: string, other: string | null) =>
    other !== null && self.toLowerCase() === other.toLowerCase(),
  getLevenshteinDistance: (rt, self: string, other: string | null, threshold?: number) =>
    levenshtein(self, required(rt, other), threshold),
  indexOf: (rt, self: string, part: string | null, from?: number) => indexOf(self, required(rt, part), from ?? 0),
  indexOfAny: (_rt, self: string, chars: string | null) =>
    first(0, (i) => chars?.includes(self[i]!) ?? false, self.length),
  indexOfAnyBut: (_rt, self: string, chars: string | null) =>
    chars ? first(0, (i) => !chars.includes(self[i]!), self.length) : -1,
  indexOfChar: (_rt, self: string, char: number, from?: number) => indexOf(self, String.fromCodePoint(char), from ?? 0),
  indexOfDifference: (rt, self: string, other: string | null) => difference(self, required(rt, other)),
  indexOfIgnoreCase: (rt, self: string, part: string | null, from?: number) =>
    indexOf(self.toLowerCase(), required(rt, part).toLowerCase(), from ?? 0),
  isAllLowerCase: (_rt, self: string) => /^\p{Ll}+$/u.test(self),
  isAllUpperCase: (_rt, self: string) => /^\p{Lu}+$/u.test(self),
  isAlpha: (_rt, self: string) => /^\p{L}+$/u.test(self),
  isAlphaSpace: (_rt, self: string) => /^[\p{L} ]*$/u.test(self),
  isAlphanumeric: (_rt, self: string) => /^[\p{L}\p{Nd}]+$/u.test(self),
  isAlphanumericSpace: (_rt, self: string) => /^[\p{L}\p{Nd} ]*$/u.test(self),
  isAsciiPrintable: (_rt, self: string) => /^[\x20-\x7e]*$/.test(self),
  isNumeric: (_rt, self: string) => /^\p{Nd}+$/u.test(self),
  isNumericSpace: (_rt, self: string) => /^[\p{Nd} ]*$/u.test(self),
  isWhitespace: (_rt, self: string) => /^\s*$/.test(self),
  lastIndexOf: (rt, self: string, part: string | null, from?: number) =>
    lastIndexOf(self, required(rt, part), from ?? self.length),
  lastIndexOfChar: (_rt, self: string, char: number, from?: number) =>
    lastIndexOf(self, String.fromCodePoint(char), from ?? self.length),
  lastIndexOfIgnoreCase: (rt, self: string, part: string | null, from?: number) =>
    lastIndexOf(self.toLowerCase(), required(rt, part).toLowerCase(), from ?? self.length),
  startsWith: (rt, self: string, part: string | null) => self.startsWith(required(rt, part)),
  startsWithIgnoreCase: (rt, self: string, part: string | null) =>
    self.toLowerCase().startsWith(required(rt, part).toLowerCase()),
  splitByCharacterType: (rt, self: string) => stringList(rt, self.match(TYPE_RUNS) ?? []),
  splitByCharacterTypeCamelCase: (rt, self: string) => stringList(rt, self.match(CAMEL_RUNS) ?? [])
});

// One alternative per general category that occurs in ordinary text.
const OTHER_RUNS =
  '\\p{Lt}+|\\p{Lm}+|\\p{Lo}+|\\p{Nd}+|\\p{Nl}+|\\p{No}+|\\p{Zs}+|\\p{Zl}+|\\p{Zp}+|\\p{Cc}+|\\p{Pd}+|\\p{Ps}+|\\p{Pe}+|\\p{Pc}+|\\p{Po}+|\\p{Pi}+|\\p{Pf}+|\\p{Sm}+|\\p{Sc}+|\\p{Sk}+|\\p{So}+|\\p{M}+|[\\s\\S]';
const TYPE_RUNS = new RegExp(`\\p{Lu}+|\\p{Ll}+|${OTHER_RUNS}`, 'gu');
// A capital joins the small letters that follow it.
const CAMEL_RUNS = new RegExp(`\\p{Lu}+(?!\\p{Ll})|\\p{Lu}\\p{Ll}+|\\p{Ll}+|${OTHER_RUNS}`, 'gu');
