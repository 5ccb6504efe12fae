import { table } from '../common/index.ts';

/** A formula as data. Function and field names are kept as written. */
export type FormulaNode =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'field'; readonly path: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly FormulaNode[] }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: FormulaNode }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: FormulaNode; readonly right: FormulaNode };

/** A formula that cannot be read; positions count from 0. */
export class FormulaSyntaxError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(`${message} at position ${position}`);
    this.name = 'FormulaSyntaxError';
    this.position = position;
  }
}

type TokenKind = 'number' | 'text' | 'name' | 'operator' | 'end';
interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly position: number;
}

const TOKEN =
  /\s+|\/\*[\s\S]*?\*\/|(\d+\.?\d*|\.\d+)|("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|(\$?[A-Za-z_][\w$]*(?::\w+)?(?:\s*\.\s*\$?[A-Za-z_]\w*(?::\w+)?)*)|(<>|<=|>=|==|!=|&&|\|\||[-+*/^&=<>!(),])/gy;
const ESCAPES: Readonly<Record<string, string>> = table({ n: '\n', r: '\r', t: '\t' });

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\([\s\S])/g, (_, char: string) => ESCAPES[char] ?? char);
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const position = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (match === null) {
      throw new FormulaSyntaxError(`Syntax error: unexpected ${source.charAt(position)}`, position);
    }
    const [, number, text, name, operator] = match;
    if (number !== undefined) {
      tokens.push({ kind: 'number', text: number, position });
    } else if (text !== undefined) {
      tokens.push({ kind: 'text', text: unquote(text), position });
    } else if (name !== undefined) {
      tokens.push({ kind: 'name', text: name.replace(/\s/g, ''), position });
    } else if (operator !== undefined) {
      tokens.push({ kind: 'operator', text: operator, position });
    }
  }
  tokens.push({ kind: 'end', text: '', position: source.length });
  return tokens;
}

/** Binary operators from the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['=', '==', '<>', '!='],
  ['<', '>', '<=', '>='],
  ['+', '-', '&'],
  ['*', '/']
];

class Parser {
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(source: string) {
    this.#tokens = tokenize(source);
  }

  parse(): FormulaNode {
    const node = this.#binary(0);
    if (this.#peek().kind !== 'end') {
      throw this.#unexpected();
    }
    return node;
  }

  #peek(): Token {
    return this.#tokens[this.#index] ?? { kind: 'end', text: '', position: 0 };
  }

  #isOperator(...texts: readonly string[]): boolean {
    const token = this.#peek();
    return token.kind === 'operator' && texts.includes(token.text);
  }

  #take(): Token {
    const token = this.#peek();
    this.#index++;
    return token;
  }

  #expect(text: string): void {
    if (!this.#isOperator(text)) {
      throw this.#unexpected(text);
    }
    this.#index++;
  }

  #unexpected(expected?: string): FormulaSyntaxError {
    const token = this.#peek();
    const found = token.kind === 'end' ? 'end of formula' : `'${token.text}'`;
    const wanted = expected === undefined ? '' : `, expected '${expected}'`;
    return new FormulaSyntaxError(`Syntax error: found ${found}${wanted}`, token.position);
  }

  #binary(level: number): FormulaNode {
    const operators = LEVELS[level];
    if (operators === undefined) {
      return this.#power();
    }
    let left = this.#binary(level + 1);
    while (this.#isOperator(...operators)) {
      const operator = this.#take().text;
      left = { kind: 'binary', operator, left, right: this.#binary(level + 1) };
    }
    return left;
  }

  #power(): FormulaNode {
    const left = this.#unary();
    if (!this.#isOperator('^')) {
      return left;
    }
    this.#take();
    return { kind: 'binary', operator: '^', left, right: this.#power() };
  }

  #unary(): FormulaNode {
    if (this.#isOperator('-', '!', '+')) {
      const operator = this.#take().text;
      const operand = this.#unary();
      return operator === '+' ? operand : { kind: 'unary', operator: operator as '-' | '!', operand };
    }
    return this.#primary();
  }

  #primary(): FormulaNode {
    const token = this.#peek();
    if (token.kind === 'number') {
      this.#take();
      return { kind: 'number', text: token.text };
    }
    if (token.kind === 'text') {
      this.#take();
      return { kind: 'text', value: token.text };
    }
    if (token.kind === 'name') {
      this.#take();
      return this.#isOperator('(') ? this.#call(token.text) : { kind: 'field', path: token.text.split('.') };
    }
    if (this.#isOperator('(')) {
      this.#take();
      const inner = this.#binary(0);
      this.#expect(')');
      return inner;
    }
    throw this.#unexpected();
  }

  #call(name: string): FormulaNode {
    this.#expect('(');
    const args: FormulaNode[] = [];
    while (!this.#isOperator(')')) {
      args.push(this.#binary(0));
      if (!this.#isOperator(')')) {
        this.#expect(',');
      }
    }
    this.#take();
    return { kind: 'call', name, args };
  }
}

const cache = new Map<string, FormulaNode>();

/** @throws FormulaSyntaxError */
export function parseFormula(source: string): FormulaNode {
  let node = cache.get(source);
  if (node === undefined) {
    cache.set(source, (node = new Parser(source).parse()));
  }
  return node;
}
