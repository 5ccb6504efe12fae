/** Thrown where the quick parser does not want to decide: the grammar then has the last word. */
export class Unsure extends Error {}

/**
 * Kinds of tokens: `id` (also every keyword that may be a name), literals, keywords in lower case, and operators as they are written;
 * `eof` is the last token.
 */
export type TokenKind = string;

/** The tokens of a source in parallel lists: many small objects would cost more than the parse itself. */
export interface Tokens {
  readonly source: string;
  readonly kinds: readonly TokenKind[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly lines: readonly number[];
  readonly columns: readonly number[];
}

/** Keywords that are never names outside of a dotted expression. */
const RESERVED =
  'abstract break catch class continue delete do else enum extends final finally for global if implements insert instanceof interface ' +
  'list map merge new null on override private protected public return static super testmethod this throw try undelete update ' +
  'upsert virtual void webservice while';
const WORDS = new Map<string, TokenKind>([
  ...RESERVED.split(' ').map((word) => [word, word] as const),
  ['true', 'boolean'],
  ['false', 'boolean']
]);
const LONGEST_WORD = Math.max(...[...WORDS.keys()].map((word) => word.length));

const OPERATORS = [
  ...['>>>=', '<<=', '>>=', '===', '!==', '?.', '==', '!=', '<>', '&&', '||', '??', '++', '--', '=>'],
  ...['+=', '-=', '*=', '/=', '&=', '|=', '^='],
  ...'(){}[];,.=<>!~?:+-*/&|^@'
];
/** Operators by their first character, the longest first. */
const BY_FIRST = new Map<number, readonly string[]>();
for (const operator of OPERATORS) {
  const first = operator.charCodeAt(0);
  BY_FIRST.set(
    first,
    [...(BY_FIRST.get(first) ?? []), operator].sort((a, b) => b.length - a.length)
  );
}

const NEWLINE = 10;
const QUOTE = 39;
const SLASH = 47;
const STAR = 42;
const DOT = 46;
const NUMBER = /\d{4}-\d\d-\d\d(?:t[\d:.]+(?:z|[+-]\d+(?::\d+)?))?|\d\d:\d\d:\d\d|\d*\.\d+d?|\d+l?/iy;
const STRING = /'(?:[^'\\]|\\(?:[btnfr"'\\]|u[\da-f]{4}))*'/iy;
const MULTILINE = /'''[\r\n](?:[^\\]|\\(?:[btnfr"'\\]|u[\da-f]{4}))*?'''/iy;
const RUN_AS = /system\.runas/iy;
const PAIRS = /[\ud800-\udbff]/g;

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function match(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : -1;
}

/** @throws Unsure for what is no token */
export function tokenize(source: string): Tokens {
  return new Lexer(source).run();
}

class Lexer {
  readonly #source: string;
  readonly #kinds: TokenKind[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #lines: number[] = [];
  readonly #columns: number[] = [];
  #at = 0;
  #line = 1;
  #lineStart = 0;
  readonly #hasPairs: boolean;

  constructor(source: string) {
    this.#source = source;
    this.#hasPairs = source.search(PAIRS) >= 0;
  }

  run(): Tokens {
    const length = this.#source.length;
    while (this.#at < length) {
      this.#next(this.#source.charCodeAt(this.#at));
    }
    this.#add('eof', length);
    return {
      source: this.#source,
      kinds: this.#kinds,
      starts: this.#starts,
      ends: this.#ends,
      lines: this.#lines,
      columns: this.#columns
    };
  }

  /** Adds a token from here to `end`; what has several lines moves the line count. */
  #add(kind: TokenKind, end: number): void {
    this.#kinds.push(kind);
    this.#starts.push(this.#at);
    this.#ends.push(end);
    this.#lines.push(this.#line);
    this.#columns.push(this.#at - this.#lineStart + 1 - (this.#hasPairs ? this.#pairsBefore() : 0));
    this.#at = end;
  }

  /** Columns count characters: one outside of the basic plane takes two places in a string. */
  #pairsBefore(): number {
    return this.#source.slice(this.#lineStart, this.#at).match(PAIRS)?.length ?? 0;
  }

  /** Moves on to `end`, counting lines. */
  #pass(end: number): void {
    const source = this.#source;
    for (let next = source.indexOf('\n', this.#at); next >= 0 && next < end; next = source.indexOf('\n', next + 1)) {
      this.#line++;
      this.#lineStart = next + 1;
    }
    this.#at = end;
  }

  #next(code: number): void {
    if (code === 32 || code === 9 || code === 13 || code === 12) {
      this.#at++;
    } else if (code === NEWLINE) {
      this.#at++;
      this.#line++;
      this.#lineStart = this.#at;
    } else if (isLetter(code)) {
      this.#word();
    } else if (isDigit(code) || (code === DOT && isDigit(this.#source.charCodeAt(this.#at + 1)))) {
      this.#number();
    } else if (code === QUOTE) {
      this.#string();
    } else if (code === SLASH && this.#comment()) {
      return;
    } else {
      this.#operator(code);
    }
  }

  #word(): void {
    const source = this.#source;
    let end = this.#at + 1;
    for (let code = source.charCodeAt(end); isLetter(code) || isDigit(code); code = source.charCodeAt(end)) {
      end++;
    }
    if (source.charCodeAt(end) > 127) {
      throw new Unsure();
    }
    const length = end - this.#at;
    const runAs = length === 6 ? match(RUN_AS, source, this.#at) : -1;
    if (runAs >= 0) {
      this.#add('system.runas', runAs);
      return;
    }
    const kind = length > LONGEST_WORD ? undefined : WORDS.get(source.slice(this.#at, end).toLowerCase());
    this.#add(kind ?? 'id', end);
  }

  #number(): void {
    const end = match(NUMBER, this.#source, this.#at);
    const text = this.#source.slice(this.#at, end);
    const kind = /[-:]/.test(text) ? 'date' : text.includes('.') ? 'number' : /l$/i.test(text) ? 'long' : 'integer';
    this.#add(kind, end);
  }

  #string(): void {
    const multiline = match(MULTILINE, this.#source, this.#at);
    const end = multiline >= 0 ? multiline : match(STRING, this.#source, this.#at);
    if (end < 0) {
      throw new Unsure();
    }
    const start = this.#at;
    this.#add('string', end);
    this.#at = start;
    this.#pass(end);
  }

  #comment(): boolean {
    const second = this.#source.charCodeAt(this.#at + 1);
    if (second === SLASH) {
      const end = /[\r\n]/g;
      end.lastIndex = this.#at;
      this.#at = end.exec(this.#source)?.index ?? this.#source.length;
      return true;
    }
    if (second === STAR) {
      const end = this.#source.indexOf('*/', this.#at + 2);
      if (end < 0) {
        throw new Unsure();
      }
      this.#pass(end + 2);
      return true;
    }
    return false;
  }

  #operator(code: number): void {
    const operator = BY_FIRST.get(code)?.find((candidate) => this.#source.startsWith(candidate, this.#at));
    if (operator === undefined) {
      throw new Unsure();
    }
    this.#add(operator, this.#at + operator.length);
  }
}
