import { scanBind } from './bind-scan.ts';
import { SoqlSyntaxError } from './soql-syntax-error.ts';

export type TokenKind = 'word' | 'string' | 'number' | 'date' | 'datetime' | 'time' | 'bind' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; for a bind the Apex expression without its colon. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['datetime', /\d{4}-\d\d?-\d\d?T\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)/iy],
  ['date', /\d{4}-\d\d?-\d\d?(?![\w-])/y],
  ['time', /\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?(?!\w)/iy],
  ['number', /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?[lLdD]?/y],
  ['word', /[A-Za-z_]\w*/y],
  ['string', /'(?:\\[^]|[^'\\])*'/y],
  ['symbol', /<>|<=|>=|!=|[=<>(),.:]/y]
];

/** Words whose colon introduces a count, not a bind: `LAST_N_DAYS:30`. */
const COUNTED_LITERAL = /^(?:(?:LAST|NEXT)_N_|N_)\w+$/i;

/**
 * Cuts a query into tokens; the last one has kind `end`.
 *
 * @throws SoqlSyntaxError for an unterminated string or a character that SOQL does not know
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    if (SPACE.test(text)) {
      at = SPACE.lastIndex;
    }
    if (at >= text.length) {
      tokens.push({ kind: 'end', text: '<EOF>', start: text.length, end: text.length });
      return tokens;
    }
    const token = next(text, at, tokens.at(-1));
    tokens.push(token);
    at = token.end;
  }
}

function next(text: string, at: number, previous: Token | undefined): Token {
  if (text[at] === ':' && !(previous?.kind === 'word' && COUNTED_LITERAL.test(previous.text))) {
    const { start, end } = scanBind(text, at + 1);
    return { kind: 'bind', text: text.slice(start, end), start, end };
  }
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    if (pattern.test(text)) {
      return { kind, text: text.slice(at, pattern.lastIndex), start: at, end: pattern.lastIndex };
    }
  }
  if (text[at] === "'") {
    throw new SoqlSyntaxError(
      "line breaks not allowed in string literals or string not terminated: unexpected token: '<EOF>'",
      at
    );
  }
  throw new SoqlSyntaxError(`line ${lineOf(text, at)} no viable alternative at character '${text[at]}'`, at);
}

function lineOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  return `${before.length}:${before.at(-1)?.length ?? 0}`;
}
