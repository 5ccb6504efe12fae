import { SoqlSyntaxError } from './soql-syntax-error.ts';
import { table } from '../../common/index.ts';

const BINARY_OPERATORS = [
  '===',
  '!==',
  '>>>',
  '==',
  '!=',
  '<=',
  '>=',
  '&&',
  '||',
  '??',
  '<<',
  '>>',
  '+',
  '-',
  '*',
  '/',
  '%',
  '<',
  '>',
  '&',
  '|',
  '^'
];
const CLOSERS: Readonly<Record<string, string>> = table({ '(': ')', '[': ']', '{': '}' });

/**
 * Finds where the Apex expression of a bind ends. SOQL never has an operator, a bracket or a dot straight after a bind, so the
 * expression goes on for as long as one follows.
 *
 * @param text the query
 * @param start offset just after the colon
 * @returns the offsets of the expression's first character and of the character after its last
 */
export function scanBind(text: string, start: number): { start: number; end: number } {
  const scanner = new BindScanner(text, start);
  const first = scanner.skipSpace();
  scanner.expression();
  return { start: first, end: scanner.end };
}

class BindScanner {
  readonly #text: string;
  #at: number;
  /** End of the last thing that belongs to the expression. */
  end: number;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#at = start;
    this.end = start;
  }

  skipSpace(): number {
    const space = /(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
    space.lastIndex = this.#at;
    space.test(this.#text);
    this.#at = Math.max(this.#at, space.lastIndex);
    return this.#at;
  }

  expression(): void {
    this.#operand();
    for (;;) {
      this.skipSpace();
      const operator = BINARY_OPERATORS.find((candidate) => this.#text.startsWith(candidate, this.#at));
      if (operator !== undefined) {
        this.#at += operator.length;
        this.#operand();
      } else if (this.#text[this.#at] === '?' && this.#text[this.#at + 1] !== '.') {
        this.#at++;
        this.expression();
        this.skipSpace();
        if (this.#text[this.#at] !== ':') {
          throw new SoqlSyntaxError(`expecting a colon, found '${this.#text[this.#at] ?? '<EOF>'}'`, this.#at);
        }
        this.#at++;
        this.expression();
      } else {
        return;
      }
    }
  }

  #operand(): void {
    this.skipSpace();
    while (/[-+!~]/.test(this.#text[this.#at] ?? '')) {
      this.#at++;
      this.skipSpace();
    }
    const isNew = this.#word()?.toLowerCase() === 'new';
    const character = this.#text[this.#at] ?? '';
    if (character === '(') {
      this.#bracketed();
      this.skipSpace();
      if (
        /[\w'"(]/.test(this.#text[this.#at] ?? '') &&
        !/^(?:and|or|limit|offset|order|group|having|with|for|all|asc|desc|nulls|update|then|when)\b/i.test(
          this.#text.slice(this.#at, this.#at + 8)
        )
      ) {
        this.#operand();
        return;
      }
    } else if (character === "'") {
      this.#string();
    } else if (character === '[') {
      this.#bracketed();
    } else if (/[A-Za-z_0-9]/.test(character)) {
      this.#consume(/(?:\d[\d.]*[lLdD]?|\w+)/y);
      if (isNew) {
        this.skipSpace();
        this.#consume(/\w+(?:\s*\.\s*\w+)*/y);
        this.#typeArguments();
      }
    } else {
      throw new SoqlSyntaxError(`unexpected token: '${character || '<EOF>'}'`, this.#at);
    }
    this.#postfix(isNew);
  }

  #postfix(isNew: boolean): void {
    for (let fresh = isNew; ;) {
      this.skipSpace();
      const character = this.#text[this.#at];
      if (character === '(' || character === '[' || (character === '{' && fresh)) {
        this.#bracketed();
      } else if (character === '.' || (character === '?' && this.#text[this.#at + 1] === '.')) {
        this.#at += character === '.' ? 1 : 2;
        this.skipSpace();
        this.#consume(/\w+/y);
        fresh = false;
      } else {
        return;
      }
    }
  }

  #typeArguments(): void {
    this.skipSpace();
    if (this.#text[this.#at] !== '<') {
      return;
    }
    let depth = 0;
    do {
      depth += this.#text[this.#at] === '<' ? 1 : this.#text[this.#at] === '>' ? -1 : 0;
      this.#at++;
    } while (depth > 0 && this.#at < this.#text.length);
    this.end = this.#at;
  }

  #word(): string | undefined {
    const word = /[A-Za-z_]\w*/y;
    word.lastIndex = this.#at;
    return word.exec(this.#text)?.[0];
  }

  #consume(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) {
      throw new SoqlSyntaxError(`unexpected token: '${this.#text[this.#at] ?? '<EOF>'}'`, this.#at);
    }
    this.#at = pattern.lastIndex;
    this.end = this.#at;
  }

  #string(): void {
    this.#consume(/'(?:\\.|[^'\\])*'/y);
  }

  #bracketed(): void {
    const opened = this.#at;
    const closers: string[] = [];
    do {
      const character = this.#text[this.#at];
      if (character === undefined) {
        throw new SoqlSyntaxError("unexpected token: '<EOF>'", opened);
      }
      if (character === "'") {
        this.#string();
        continue;
      }
      const closer = CLOSERS[character];
      if (closer !== undefined) {
        closers.push(closer);
      } else if (character === closers.at(-1)) {
        closers.pop();
      }
      this.#at++;
    } while (closers.length > 0);
    this.end = this.#at;
  }
}
