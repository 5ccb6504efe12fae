import type { Position, TypeNode } from '../ast.ts';
import { listOf } from '../build-types.ts';
import { Unsure, type TokenKind, type Tokens } from './tokens.ts';

/** Keywords that cannot follow a dot as a name. */
const NEVER_NAMES = new Set(['void', 'system.runas', 'boolean']);
const LETTER = /[a-z]/i;

/** The tokens of a source with a place in them, names and types. */
export class TokenStream {
  readonly #tokens: Tokens;
  protected at = 0;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  protected unsure(): never {
    throw new Unsure();
  }

  protected kind(at = this.at): TokenKind {
    return this.#tokens.kinds[at] ?? 'eof';
  }

  protected is(kind: TokenKind): boolean {
    return this.#tokens.kinds[this.at] === kind;
  }

  /** Moves past a token of the kind, if there is one. */
  protected take(kind: TokenKind): boolean {
    if (this.#tokens.kinds[this.at] === kind) {
      this.at++;
      return true;
    }
    return false;
  }

  protected expect(kind: TokenKind): void {
    if (this.#tokens.kinds[this.at] !== kind) {
      this.unsure();
    }
    this.at++;
  }

  protected text(at = this.at): string {
    return this.#tokens.source.slice(this.#tokens.starts[at], this.#tokens.ends[at]);
  }

  /** Whether a token is the given soft keyword, in lower case. */
  protected isWord(word: string, at = this.at): boolean {
    const { kinds, starts, ends } = this.#tokens;
    return (
      kinds[at] === 'id' && (ends[at] ?? 0) - (starts[at] ?? 0) === word.length && this.text(at).toLowerCase() === word
    );
  }

  /** Text of the source from the end of one token to the start of another. */
  protected between(from: number, to: number): string {
    return this.#tokens.source.slice(this.#tokens.ends[from], this.#tokens.starts[to]);
  }

  protected line(at = this.at): number {
    return this.#tokens.lines[at] ?? 0;
  }

  protected column(at = this.at): number {
    return this.#tokens.columns[at] ?? 0;
  }

  protected position(at = this.at): Position {
    return { line: this.line(at), column: this.column(at) };
  }

  /** A name, which may be a soft keyword. */
  protected id(): string {
    if (!this.is('id')) {
      this.unsure();
    }
    return this.text(this.at++);
  }

  /** A name after a dot or `new`, where keywords may stand as well. */
  protected anyId(): string {
    if (!this.isAnyId()) {
      this.unsure();
    }
    return this.text(this.at++);
  }

  protected isAnyId(at = this.at): boolean {
    const kind = this.kind(at);
    return kind === 'id' || (kind !== 'eof' && LETTER.test(kind[0] ?? '') && !NEVER_NAMES.has(kind) && isKeyword(kind));
  }

  /** `a.b.c` */
  protected qualifiedName(): string {
    let name = this.id();
    while (this.take('.')) {
      name += `.${this.id()}`;
    }
    return name;
  }

  /** The place after a type that begins at `at`, or -1 if there is none; nothing is built. */
  protected skipType(at: number): number {
    let next = at;
    for (;;) {
      const kind = this.kind(next);
      if (kind !== 'id' && kind !== 'list' && kind !== 'map') {
        return -1;
      }
      next++;
      if (this.kind(next) === '<') {
        next = this.#skipArguments(next + 1);
        if (next < 0) {
          return -1;
        }
      }
      if (this.kind(next) !== '.') {
        break;
      }
      if (this.kind(next + 1) === 'class') {
        break;
      }
      next++;
    }
    while (this.kind(next) === '[' && this.kind(next + 1) === ']') {
      next += 2;
    }
    return next;
  }

  #skipArguments(at: number): number {
    let next = this.skipType(at);
    while (next >= 0 && this.kind(next) === ',') {
      next = this.skipType(next + 1);
    }
    return next >= 0 && this.kind(next) === '>' ? next + 1 : -1;
  }

  protected type(): TypeNode {
    const at = this.position();
    let name = this.#typeName();
    let args = this.typeArguments();
    while (this.is('.') && this.kind(this.at + 1) !== 'class') {
      if (args.length > 0) {
        this.unsure();
      }
      this.at++;
      name += `.${this.#typeName()}`;
      args = this.typeArguments();
    }
    let type: TypeNode = { name, args, ...at };
    while (this.is('[') && this.kind(this.at + 1) === ']') {
      this.at += 2;
      type = listOf(type);
    }
    return type;
  }

  #typeName(): string {
    if (this.take('list')) {
      return 'List';
    }
    if (this.take('map')) {
      return 'Map';
    }
    const isSet = this.isWord('set');
    const name = this.id();
    return isSet ? 'Set' : name;
  }

  protected typeArguments(): readonly TypeNode[] {
    if (!this.take('<')) {
      return [];
    }
    const args = this.typeList();
    this.expect('>');
    return args;
  }

  protected typeList(): TypeNode[] {
    const types = [this.type()];
    while (this.take(',')) {
      types.push(this.type());
    }
    return types;
  }
}

const LITERAL_KINDS = new Set(['integer', 'long', 'number', 'string', 'date']);

function isKeyword(kind: TokenKind): boolean {
  return !LITERAL_KINDS.has(kind);
}
