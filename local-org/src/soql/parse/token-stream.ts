import { SoqlSyntaxError } from './soql-syntax-error.ts';
import { tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

/** A cursor over a query's tokens. Keywords are matched without regard to case. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.#at = Math.min(this.#at + 1, this.#tokens.length - 1);
    return token;
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && token.text.toUpperCase() === word;
  }

  /** True when the next tokens are these words, in this order. */
  areWords(...words: string[]): boolean {
    return words.every((word, index) => this.isWord(word, index));
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === symbol;
  }

  /** Takes the words if they come next. */
  acceptWords(...words: string[]): boolean {
    const found = this.areWords(...words);
    this.#at += found ? words.length : 0;
    return found;
  }

  acceptSymbol(symbol: string): boolean {
    const found = this.isSymbol(symbol);
    this.#at += found ? 1 : 0;
    return found;
  }

  expectWord(word: string): Token {
    return this.isWord(word) ? this.take() : this.unexpected();
  }

  expectSymbol(symbol: string): Token {
    if (this.isSymbol(symbol)) {
      return this.take();
    }
    if (symbol === ')') {
      throw new SoqlSyntaxError(`expecting a right parentheses, found '${this.peek().text}'`, this.peek().start);
    }
    return this.unexpected();
  }

  expectName(): Token {
    return this.peek().kind === 'word' ? this.take() : this.unexpected();
  }

  unexpected(token: Token = this.peek()): never {
    throw new SoqlSyntaxError(`unexpected token: '${token.text}'`, token.start);
  }
}
