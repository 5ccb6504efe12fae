import { CONTROL_ESCAPES, END_OF_INPUT, ESCAPE_CLASSES, LINE_END, NAMED_CLASSES } from './java-regex-classes.ts';

/**
 * Translation of Java regular expressions, which Apex uses, to JavaScript ones with the `v` flag. What JavaScript lacks is
 * expressed by what it has: possessive quantifiers and atomic groups by a look-ahead with a back reference, `\Q…\E`, POSIX classes,
 * class intersections, inline flags anywhere and the anchors `\A \z \Z`.
 */

export interface JavaRegex {
  /** JavaScript source for the flags `v` (and `d`, `g`, `y` as the caller likes). */
  readonly source: string;
  /** Number of capturing groups that the Java pattern has. */
  readonly groupCount: number;
  /** JavaScript group number of each Java group; index 0 is the whole match. */
  readonly groups: readonly number[];
  /** Java group number by name. */
  readonly names: ReadonlyMap<string, number>;
}

/** A pattern that Java would refuse; the message has Java's form. */
export class RegexSyntaxError extends Error {}

interface Flags {
  ignoreCase: boolean;
  dotAll: boolean;
  multiline: boolean;
  comments: boolean;
}

function literal(codePoint: number): string {
  const char = String.fromCodePoint(codePoint);
  return /^[a-zA-Z0-9]$/.test(char) ? char : `\\u{${codePoint.toString(16)}}`;
}

class Translator {
  readonly #text: string;
  #at = 0;
  readonly #groups: number[] = [0];
  readonly #names = new Map<string, number>();
  #jsGroups = 0;

  constructor(text: string) {
    this.#text = text;
  }

  translate(): JavaRegex {
    const source = this.#alternatives({ ignoreCase: false, dotAll: false, multiline: false, comments: false });
    if (this.#at < this.#text.length) {
      throw this.#error("Unmatched closing ')'", this.#at - 1);
    }
    return { source, groupCount: this.#groups.length - 1, groups: this.#groups, names: this.#names };
  }

  #error(description: string, index = this.#at): RegexSyntaxError {
    const pointer = index >= 0 ? `\n${this.#text}\n${' '.repeat(index)}^` : `\n${this.#text}`;
    return new RegexSyntaxError(`${description}${index >= 0 ? ` near index ${index}` : ''}${pointer}`);
  }

  /** Up to the end of the text or the `)` that closes the group; the flags may change on the way. */
  #alternatives(outer: Flags): string {
    const flags = { ...outer };
    let source = '';
    let open = 0;
    while (this.#at < this.#text.length && this.#text[this.#at] !== ')') {
      if (this.#text[this.#at] === '|') {
        this.#at++;
        // An inline flag holds for the alternatives that follow as well.
        source += ')'.repeat(open) + '|';
        open = 0;
        if (flags.ignoreCase !== outer.ignoreCase) {
          source += flags.ignoreCase ? '(?i:' : '(?-i:';
          open = 1;
        }
        continue;
      }
      const inline = this.#inlineFlags(flags);
      if (inline !== undefined) {
        source += inline;
        open += inline === '' ? 0 : 1;
        continue;
      }
      source += this.#quantified(flags);
    }
    return source + ')'.repeat(open);
  }

  /** `(?i)` and the like: changes `flags`; answers the group to open for the rest, which may be none. */
  #inlineFlags(flags: Flags): string | undefined {
    const match = /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?\)/.exec(this.#text.slice(this.#at, this.#at + 24));
    if (!match) {
      return undefined;
    }
    this.#at += match[0].length;
    const before = flags.ignoreCase;
    this.#setFlags(flags, match[1]!, match[2] ?? '');
    return before === flags.ignoreCase ? '' : flags.ignoreCase ? '(?i:' : '(?-i:';
  }

  #setFlags(flags: Flags, on: string, off: string): void {
    for (const [letters, value] of [
      [on, true],
      [off, false]
    ] as const) {
      for (const letter of letters) {
        if (letter === 'i') {
          flags.ignoreCase = value;
        } else if (letter === 's') {
          flags.dotAll = value;
        } else if (letter === 'm') {
          flags.multiline = value;
        } else if (letter === 'x') {
          flags.comments = value;
        } else if (!'udU'.includes(letter)) {
          throw this.#error('Unknown inline modifier');
        }
      }
    }
  }

  #quantified(flags: Flags): string {
    const groupsBefore = this.#jsGroups;
    const atom = this.#atom(flags);
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(this.#text.slice(this.#at));
    if (!quantifier) {
      return atom;
    }
    if (atom === '') {
      return '';
    }
    this.#at += quantifier[0].length;
    const mode = this.#text[this.#at];
    if (mode === '?') {
      this.#at++;
      return `${atom}${quantifier[0]}?`;
    }
    if (mode === '+') {
      this.#at++;
      return this.#atomic(`${atom}${quantifier[0]}`, groupsBefore);
    }
    return atom + quantifier[0];
  }

  /** Once matched, never given back: a look-ahead captures, a back reference consumes. */
  #atomic(source: string, groupsBefore: number): string {
    const name = `atomic${this.#text.length}x${this.#at}`;
    // The new group opens before those inside it, which move up by one.
    for (let i = 1; i < this.#groups.length; i++) {
      if (this.#groups[i]! > groupsBefore) {
        this.#groups[i] = (this.#groups[i] ?? 0) + 1;
      }
    }
    this.#jsGroups++;
    return `(?:(?=(?<${name}>${source}))\\k<${name}>)`;
  }

  #atom(flags: Flags): string {
    const char = this.#text[this.#at]!;
    switch (char) {
      case '(':
        return this.#group(flags);
      case '[':
        this.#at++;
        return this.#characterClass(flags);
      case '\\':
        return this.#escape();
      case '.':
        this.#at++;
        return flags.dotAll ? '[\\s\\S]' : `[^${LINE_END}]`;
      case '^':
        this.#at++;
        return flags.multiline ? '(?m:^)' : '(?<![\\s\\S])';
      case '$':
        this.#at++;
        return flags.multiline ? '(?m:$)' : `(?=(?:\\r\\n|[${LINE_END}])?${END_OF_INPUT})`;
      case '*':
      case '+':
      case '?':
        throw this.#error(`Dangling meta character '${char}'`);
      case '{':
        throw this.#error('Illegal repetition', -1);
      default:
        if (flags.comments && /[\s#]/.test(char)) {
          this.#skipComment(char);
          return '';
        }
        return this.#literal();
    }
  }

  #skipComment(char: string): void {
    this.#at++;
    if (char === '#') {
      while (this.#at < this.#text.length && this.#text[this.#at] !== '\n') {
        this.#at++;
      }
    }
  }

  #literal(): string {
    const codePoint = this.#text.codePointAt(this.#at)!;
    this.#at += codePoint > 0xffff ? 2 : 1;
    return literal(codePoint);
  }

  #group(flags: Flags): string {
    const start = this.#at;
    const groupsBefore = this.#jsGroups;
    const head = /^\((?:\?(?:(<?[=!])|(>)|(:)|<([a-zA-Z][a-zA-Z0-9]*)>|([a-zA-Z]*)(?:-([a-zA-Z]+))?:))?/.exec(
      this.#text.slice(start)
    )!;
    if (head[0] === '(' && this.#text[start + 1] === '?') {
      throw this.#error('Unknown inline modifier', start + 2);
    }
    this.#at += head[0].length;
    const inner = { ...flags };
    let open = '(?:';
    if (head[1]) {
      open = `(?${head[1]}`;
    } else if (head[5] !== undefined) {
      this.#setFlags(inner, head[5], head[6] ?? '');
      open = inner.ignoreCase === flags.ignoreCase ? '(?:' : inner.ignoreCase ? '(?i:' : '(?-i:';
    } else if (!head[2] && !head[3]) {
      open = '(';
      this.#groups.push(++this.#jsGroups);
      if (head[4]) {
        this.#names.set(head[4], this.#groups.length - 1);
      }
    }
    const body = this.#alternatives(inner);
    if (this.#text[this.#at] !== ')') {
      throw this.#error('Unclosed group', this.#text.length);
    }
    this.#at++;
    return head[2] ? this.#atomic(body, groupsBefore) : `${open}${body})`;
  }

  #escape(): string {
    const next = this.#text[this.#at + 1];
    if (next === undefined) {
      throw this.#error('Unexpected internal error', this.#at + 1);
    }
    if (next === 'Q') {
      return this.#quotation();
    }
    if (next in ESCAPE_CLASSES || next.toLowerCase() in ESCAPE_CLASSES) {
      this.#at += 2;
      const lower = next.toLowerCase();
      return `[${next === lower ? '' : '^'}${ESCAPE_CLASSES[lower]}]`;
    }
    switch (next) {
      case 'b':
      case 'B':
        this.#at += 2;
        return `\\${next}`;
      case 'A':
        this.#at += 2;
        return '(?<![\\s\\S])';
      case 'z':
        this.#at += 2;
        return END_OF_INPUT;
      case 'Z':
        this.#at += 2;
        return `(?=(?:\\r\\n|[${LINE_END}])?${END_OF_INPUT})`;
      case 'R':
        this.#at += 2;
        return `(?:\\r\\n|[${ESCAPE_CLASSES['v']}])`;
      case 'p':
      case 'P':
        return `[${this.#property()}]`;
      case 'k':
        return this.#namedReference();
      default:
        return /[1-9]/.test(next) ? this.#reference() : literal(this.#escapedCharacter());
    }
  }

  #quotation(): string {
    const end = this.#text.indexOf('\\E', this.#at + 2);
    const quoted = this.#text.slice(this.#at + 2, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#text.length : end + 2;
    const source = Array.from(quoted, (char) => literal(char.codePointAt(0)!)).join('');
    return source.length > 1 && [...quoted].length > 1 && /^(?:[*+?]|\{\d)/.test(this.#text.slice(this.#at))
      ? source.replace(/(\\u\{[0-9a-f]+\}|.)$/u, '(?:$1)')
      : source;
  }

  #namedReference(): string {
    const match = /^\\k<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.#text.slice(this.#at));
    const group = match ? this.#names.get(match[1]!) : undefined;
    if (!match || group === undefined) {
      throw this.#error("\\k is not followed by '<' for named capturing group");
    }
    this.#at += match[0].length;
    return `(?:\\${this.#groups[group]})`;
  }

  #reference(): string {
    let digits = this.#text[this.#at + 1]!;
    this.#at += 2;
    // Java takes further digits only while such a group exists.
    while (/\d/.test(this.#text[this.#at] ?? '') && Number(digits + this.#text[this.#at]) < this.#groups.length) {
      digits += this.#text[this.#at++];
    }
    const group = this.#groups[Number(digits)];
    // A reference to a group that does not exist never matches.
    return group === undefined ? '[]' : `(?:\\${group})`;
  }

  /** The code point of an escape that stands for one character; moves behind it. */
  #escapedCharacter(): number {
    const rest = this.#text.slice(this.#at + 1);
    const hex = /^(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]+)\}|0([0-3]?[0-7]{1,2})|c([\s\S]))/.exec(rest);
    if (hex) {
      this.#at += 1 + hex[0].length;
      if (hex[4]) {
        return parseInt(hex[4], 8);
      }
      return hex[5] ? hex[5].charCodeAt(0) ^ 64 : parseInt(hex[1] ?? hex[2] ?? hex[3]!, 16);
    }
    const next = rest[0]!;
    const control = CONTROL_ESCAPES[next];
    if (control === undefined && /[a-zA-Z]/.test(next)) {
      throw this.#error('Illegal/unsupported escape sequence', this.#at + 1);
    }
    const codePoint = control ?? rest.codePointAt(0)!;
    this.#at += codePoint > 0xffff ? 3 : 2;
    return codePoint;
  }

  /** `\p{Alpha}`, `\pL`, `\P{…}`: contents of a class. */
  #property(): string {
    const match = /^\\([pP])(?:\{(\^?)([^}]*)\}|([A-Za-z]))/.exec(this.#text.slice(this.#at));
    if (!match) {
      throw this.#error('Unclosed character family', this.#text.length - 1);
    }
    this.#at += match[0].length;
    const negated = (match[1] === 'P') !== (match[2] === '^');
    const name = match[3] ?? match[4]!;
    const content = NAMED_CLASSES[name.toLowerCase()] ?? this.#unicodeProperty(name);
    return negated ? `[^${content}]` : content;
  }

  #unicodeProperty(name: string): string {
    const plain = name.replace(/^(?:general_category|gc)=/i, '');
    const script = /^(?:Is|script=|sc=)(.+)$/i.exec(plain);
    for (const candidate of [plain, plain.replace(/^Is/, ''), script ? `Script=${titleCase(script[1]!)}` : '']) {
      try {
        if (candidate && new RegExp(`\\p{${candidate}}`, 'v')) {
          return `\\p{${candidate}}`;
        }
      } catch {
        // Not a property of this name; try the next.
      }
    }
    throw this.#error(`Unknown character property name {${name}}`);
  }

  /** After the opening bracket; with Java's unions and intersections. */
  #characterClass(flags: Flags): string {
    const start = this.#at - 1;
    const negated = this.#text[this.#at] === '^';
    if (negated) {
      this.#at++;
    }
    const operands: string[] = [];
    let content = '';
    let first = true;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined) {
        throw this.#error('Unclosed character class', this.#text.length - 1);
      }
      if (char === ']' && !first) {
        this.#at++;
        break;
      }
      first = false;
      if (char === '&' && this.#text[this.#at + 1] === '&') {
        this.#at += 2;
        operands.push(`[${content}]`);
        content = '';
      } else if (char === '[') {
        this.#at++;
        content += this.#characterClass(flags);
      } else if (flags.comments && /[\s#]/.test(char)) {
        this.#skipComment(char);
      } else {
        content += this.#classMember(start);
      }
    }
    const body = operands.length === 0 ? content : [...operands, `[${content}]`].join('&&');
    return `[${negated ? '^' : ''}${body}]`;
  }

  #classMember(start: number): string {
    const from = this.#classCharacter();
    if (typeof from === 'string') {
      return from;
    }
    const dash = this.#text[this.#at] === '-' && !/^-(?:\]|\[|$)/.test(this.#text.slice(this.#at, this.#at + 2));
    if (!dash) {
      return literal(from);
    }
    const rewind = this.#at;
    this.#at++;
    const to = this.#classCharacter();
    if (typeof to === 'string') {
      this.#at = rewind + 1;
      return literal(from) + literal(45);
    }
    if (to < from) {
      throw this.#error('Illegal character range', start + 2);
    }
    return `${literal(from)}-${literal(to)}`;
  }

  /** A code point, or the contents of a class escape. */
  #classCharacter(): number | string {
    if (this.#text[this.#at] !== '\\') {
      const codePoint = this.#text.codePointAt(this.#at)!;
      this.#at += codePoint > 0xffff ? 2 : 1;
      return codePoint;
    }
    const next = this.#text[this.#at + 1] ?? '';
    const lower = next.toLowerCase();
    if (lower in ESCAPE_CLASSES) {
      this.#at += 2;
      return next === lower ? ESCAPE_CLASSES[lower]! : `[^${ESCAPE_CLASSES[lower]}]`;
    }
    if (lower === 'p') {
      return this.#property();
    }
    return next === 'Q' ? this.#quotation() : this.#escapedCharacter();
  }
}

function titleCase(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

const translated = new Map<string, JavaRegex>();

/** Translates a Java pattern; throws `RegexSyntaxError`. Results are kept. */
export function translateRegex(pattern: string): JavaRegex {
  let regex = translated.get(pattern);
  if (!regex) {
    regex = new Translator(pattern).translate();
    try {
      new RegExp(regex.source, 'v');
    } catch (error) {
      throw new RegexSyntaxError(`${(error as Error).message} in ${pattern}`, { cause: error });
    }
    if (translated.size > 1000) {
      translated.clear();
    }
    translated.set(pattern, regex);
  }
  return regex;
}

/** Quotes text so that it matches itself in a Java pattern. */
export function quoteRegex(text: string): string {
  return `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E`;
}
