import type { Engine } from '../engine/index.ts';
import { RegexSyntaxError, translateRegex } from './java-regex.ts';
import type { JavaRegex } from './java-regex.ts';
import { growthOf } from './regex-growth.ts';
import type { Growth } from './regex-growth.ts';
import { watched } from './regex-watch.ts';

/** A match with Java's group numbers: start and end offsets, or `undefined` for a group that took no part. */
export type MatchGroups = ([number, number] | undefined)[];

/** Steps that a search may need without being watched; the engine makes some hundred million a second. */
const UNWATCHED_STEPS = 10_000_000;
/** Characters over which even doubling steps are few. */
const SHORT_TEXT = 16;
/** Matches that one watch looks for, as it costs far more than a match, and the time after which it stops looking ahead. */
const AHEAD = 200;
const AHEAD_MS = 20;

/** A compiled pattern. */
export class CompiledRegex {
  readonly pattern: string;
  readonly #java: JavaRegex;
  readonly #growth: Growth;
  /** Matches that lie ahead in a text, by the place where their search begins. */
  #ahead: { readonly text: string; readonly matches: Map<number, MatchGroups | null> } | undefined;
  #search: RegExp | undefined;
  #whole: RegExp | undefined;
  #prefix: RegExp | undefined;

  constructor(pattern: string) {
    this.pattern = pattern;
    this.#java = translateRegex(pattern);
    this.#growth = growthOf(this.#java.source);
  }

  get groupCount(): number {
    return this.#java.groupCount;
  }

  groupNumber(name: string): number | undefined {
    return this.#java.names.get(name);
  }

  /** The first match at or after `from`. */
  find(text: string, from: number): MatchGroups | null {
    const search = (this.#search ??= new RegExp(this.#java.source, 'dgv'));
    if (!this.#mayTakeLong(text.length - from)) {
      return this.#run(search, text, from);
    }
    if (this.#ahead?.text !== text || !this.#ahead.matches.has(from)) {
      this.#ahead = { text, matches: watched(() => this.#lookAhead(search, text, from)) };
    }
    return this.#ahead.matches.get(from) ?? null;
  }

  /** A match of the whole text. */
  matchWhole(text: string): MatchGroups | null {
    this.#whole ??= new RegExp(`(?:${this.#java.source})(?![\\s\\S])`, 'dyv');
    return this.#runOnce(this.#whole, text);
  }

  /** A match at the beginning of the text. */
  matchPrefix(text: string): MatchGroups | null {
    this.#prefix ??= new RegExp(this.#java.source, 'dyv');
    return this.#runOnce(this.#prefix, text);
  }

  #mayTakeLong(length: number): boolean {
    const { nested, repetitions } = this.#growth;
    return nested ? length > SHORT_TEXT : repetitions > 0 && length ** (repetitions + 1) > UNWATCHED_STEPS;
  }

  #runOnce(regex: RegExp, text: string): MatchGroups | null {
    return this.#mayTakeLong(text.length) ? watched(() => this.#run(regex, text, 0)) : this.#run(regex, text, 0);
  }

  #lookAhead(regex: RegExp, text: string, from: number): Map<number, MatchGroups | null> {
    const matches = new Map<number, MatchGroups | null>();
    const end = performance.now() + AHEAD_MS;
    let at = from;
    do {
      const match = this.#run(regex, text, at);
      matches.set(at, match);
      if (match === null) {
        break;
      }
      at = nextSearch(match);
    } while (matches.size < AHEAD && at <= text.length && performance.now() < end);
    return matches;
  }

  #run(regex: RegExp, text: string, from: number): MatchGroups | null {
    regex.lastIndex = from;
    const indices = regex.exec(text)?.indices;
    return indices ? this.#java.groups.map((group) => indices[group]) : null;
  }
}

/** Where the search for the next match begins. */
function nextSearch(match: MatchGroups): number {
  const [start, end] = match[0]!;
  return end === start ? end + 1 : end;
}

const compiled = new Map<string, CompiledRegex>();

/** Compiles a pattern, or throws the platform's exception for a bad one. */
export function compileRegex(rt: Engine, pattern: string): CompiledRegex {
  let regex = compiled.get(pattern);
  if (!regex) {
    try {
      regex = new CompiledRegex(pattern);
    } catch (error) {
      if (error instanceof RegexSyntaxError) {
        return rt.fail('System.StringException', `Invalid regex: ${error.message}`);
      }
      throw error;
    }
    if (compiled.size > 1000) {
      compiled.clear();
    }
    compiled.set(pattern, regex);
  }
  return regex;
}

/** All matches from the beginning, as repeated `find()` gives them. */
export function* allMatches(regex: CompiledRegex, text: string): Generator<MatchGroups, void> {
  let from = 0;
  while (from <= text.length) {
    const match = regex.find(text, from);
    if (!match) {
      return;
    }
    yield match;
    from = nextSearch(match);
  }
}

/** Java's replacement text: `$1`, `${name}` and backslash escapes. */
export function expandReplacement(
  rt: Engine,
  regex: CompiledRegex,
  replacement: string,
  text: string,
  match: MatchGroups
): string {
  let result = '';
  for (let i = 0; i < replacement.length; i++) {
    const char = replacement[i]!;
    if (char === '\\') {
      i++;
      if (i >= replacement.length) {
        return rt.fail('System.StringException', 'character to be escaped is missing');
      }
      result += replacement[i];
    } else if (char === '$') {
      const reference = /^\$(?:\{([a-zA-Z][a-zA-Z0-9]*)\}|(\d))/.exec(replacement.slice(i));
      if (!reference) {
        return rt.fail('System.StringException', 'Illegal group reference');
      }
      i += reference[0].length - 1;
      let number: number = reference[1] ? (regex.groupNumber(reference[1]) ?? Infinity) : Number(reference[2]);
      if (number > regex.groupCount) {
        return rt.fail('System.StringException', `No group ${reference[1] ?? number}`);
      }
      while (!reference[1] && /\d/.test(replacement[i + 1] ?? '')) {
        const longer: number = number * 10 + Number(replacement[i + 1]);
        if (longer > regex.groupCount) {
          break;
        }
        number = longer;
        i++;
      }
      const span = match[number];
      result += span ? text.slice(span[0], span[1]) : '';
    } else {
      result += char;
    }
  }
  return result;
}

/** `replaceAll` and, with `limit` 1, `replaceFirst`. */
export function replaceMatches(
  rt: Engine,
  regex: CompiledRegex,
  text: string,
  replacement: string,
  limit = Infinity
): string {
  let result = '';
  let at = 0;
  let count = 0;
  for (const match of allMatches(regex, text)) {
    if (count++ >= limit) {
      break;
    }
    const [start, end] = match[0]!;
    result += text.slice(at, start) + expandReplacement(rt, regex, replacement, text, match);
    at = end;
  }
  return result + text.slice(at);
}

/** Java's `split`: limit 0 drops trailing empty parts, a positive one bounds the number of parts, a negative one keeps all. */
export function splitByRegex(regex: CompiledRegex, text: string, limit = 0): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const match of allMatches(regex, text)) {
    const [start, end] = match[0]!;
    if (limit > 0 && parts.length === limit - 1) {
      break;
    }
    // A match of no width at the beginning never yields an empty part, nor does one at the very end.
    if (end === 0 || (start === end && start >= text.length)) {
      continue;
    }
    parts.push(text.slice(at, start));
    at = end;
  }
  if (parts.length === 0 && at === 0) {
    return [text];
  }
  parts.push(text.slice(at));
  if (limit === 0) {
    while (parts.length > 0 && parts.at(-1) === '') {
      parts.pop();
    }
  }
  return parts;
}
