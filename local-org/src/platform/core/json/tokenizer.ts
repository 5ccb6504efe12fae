import { table } from '../../../common/index.ts';

export type JsonTokenType =
  | 'START_OBJECT'
  | 'END_OBJECT'
  | 'START_ARRAY'
  | 'END_ARRAY'
  | 'FIELD_NAME'
  | 'VALUE_STRING'
  | 'VALUE_NUMBER_INT'
  | 'VALUE_NUMBER_FLOAT'
  | 'VALUE_TRUE'
  | 'VALUE_FALSE'
  | 'VALUE_NULL';

export interface JsonToken {
  readonly type: JsonTokenType;
  /** The value's or name's text with its escapes read; a bracket for the ends of objects and arrays. */
  readonly text: string;
}

/** Text that is not JSON; the message has the platform's form, with line and column. */
export class JsonSyntaxError extends Error {}

interface Context {
  readonly kind: 'object' | 'array' | 'root';
  entries: number;
  /** An object whose field name has been read and whose value has not. */
  afterName: boolean;
  name: string | null;
}

/** Objects and lists inside of each other; what reads them calls itself for each. */
const DEEPEST = 1_000;
const EXPECTED_VALUE = "expected a valid value (number, String, array, object, 'true', 'false' or 'null')";
const ESCAPES: Readonly<Record<string, string>> = table({
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t'
});

const WORDS: Readonly<Record<string, JsonTokenType>> = table({
  true: 'VALUE_TRUE',
  false: 'VALUE_FALSE',
  null: 'VALUE_NULL'
});

/** Reads JSON token by token. */
export class JsonTokenizer {
  readonly #text: string;
  #at = 0;
  readonly #stack: Context[] = [{ kind: 'root', entries: 0, afterName: false, name: null }];

  constructor(text: string) {
    this.#text = text;
  }

  /** The name of the field whose value is being read, or null outside of an object. */
  get currentName(): string | null {
    return this.#context.name;
  }

  /** Name of the field in the enclosing object, for the bracket that has just been opened. */
  get parentName(): string | null {
    return this.#stack.at(-2)?.name ?? null;
  }

  get depth(): number {
    return this.#stack.length - 1;
  }

  /** The next token, or null at the end of the text. */
  next(): JsonToken | null {
    this.#skipSpace();
    const context = this.#context;
    const char = this.#text[this.#at];
    if (char === undefined) {
      return this.#end(context);
    }
    if (context.kind === 'object' && !context.afterName) {
      return this.#name(context, char);
    }
    if (context.kind === 'array') {
      if (char === ']') {
        return this.#close('END_ARRAY', ']');
      }
      this.#comma(context, char, 'ARRAY');
    }
    context.entries++;
    context.afterName = false;
    return this.#value();
  }

  get #context(): Context {
    return this.#stack[this.#stack.length - 1]!;
  }

  #end(context: Context): null {
    if (context.kind === 'root') {
      return null;
    }
    const kind = context.kind === 'object' ? 'OBJECT' : 'ARRAY';
    throw this.#error(`Unexpected end-of-input: expected close marker for ${kind}`);
  }

  #name(context: Context, first: string): JsonToken {
    let char: string | undefined = first;
    if (char === '}') {
      return this.#close('END_OBJECT', '}');
    }
    this.#comma(context, char, 'OBJECT');
    char = this.#text[this.#at];
    if (char === undefined) {
      return this.#end(context) as never;
    }
    if (char !== '"') {
      throw this.#unexpected('was expecting double-quote to start field name');
    }
    const text = this.#string();
    this.#skipSpace();
    if (this.#text[this.#at] !== ':') {
      throw this.#text[this.#at] === undefined
        ? this.#error('Unexpected end-of-input within/between OBJECT entries')
        : this.#unexpected('was expecting a colon to separate field name and value');
    }
    this.#at++;
    context.afterName = true;
    context.name = text;
    return { type: 'FIELD_NAME', text };
  }

  #comma(context: Context, char: string, kind: string): void {
    if (context.entries === 0) {
      return;
    }
    if (char !== ',') {
      throw this.#unexpected(`was expecting comma to separate ${kind} entries`);
    }
    this.#at++;
    this.#skipSpace();
  }

  #value(): JsonToken {
    const char = this.#text[this.#at];
    if (char === undefined) {
      throw this.#error('Unexpected end-of-input within/between OBJECT entries');
    }
    if (char === '{' || char === '[') {
      this.#at++;
      if (this.depth >= DEEPEST) {
        throw this.#error(`Document nesting depth (${DEEPEST + 1}) exceeds the maximum allowed (${DEEPEST})`);
      }
      const kind = char === '{' ? 'object' : 'array';
      this.#stack.push({ kind, entries: 0, afterName: false, name: null });
      return { type: kind === 'object' ? 'START_OBJECT' : 'START_ARRAY', text: char };
    }
    if (char === '"') {
      const type = 'VALUE_STRING' as const;
      return { type, text: this.#string() };
    }
    return /[-0-9]/.test(char) ? this.#number() : this.#word();
  }

  #close(type: 'END_OBJECT' | 'END_ARRAY', text: string): JsonToken {
    this.#at++;
    this.#stack.pop();
    this.#context.entries = Math.max(1, this.#context.entries);
    return { type, text };
  }

  #number(): JsonToken {
    const match = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
    match.lastIndex = this.#at;
    const found = match.exec(this.#text);
    if (!found) {
      this.#at++;
      throw this.#unexpected('expected digit (0-9) to follow minus sign, for valid numeric value');
    }
    this.#at += found[0].length;
    const next = this.#text[this.#at];
    if (next !== undefined && /[0-9.a-zA-Z_]/.test(next)) {
      throw /[0-9]/.test(next)
        ? this.#error('Invalid numeric value: Leading zeroes not allowed')
        : this.#unexpected('expected whitespace separated values');
    }
    return { type: found[1] || found[2] ? 'VALUE_NUMBER_FLOAT' : 'VALUE_NUMBER_INT', text: found[0] };
  }

  #word(): JsonToken {
    const word = /^[\p{L}\p{N}_$]*/u.exec(this.#text.slice(this.#at, this.#at + 256))![0];
    const type = WORDS[word];
    if (type) {
      this.#at += word.length;
      return { type, text: word };
    }
    const similar = /^[tfnN]/.test(word);
    if (similar) {
      this.#at += word.length - 1;
      throw this.#error(`Unrecognized token '${word}': was expecting 'null', 'true', 'false' or NaN`);
    }
    throw this.#unexpected(EXPECTED_VALUE);
  }

  #string(): string {
    const start = ++this.#at;
    // The usual case: no escape before the closing quote.
    const plain = /[^"\\\u0000-\u001f]*/y;
    plain.lastIndex = start;
    this.#at += plain.exec(this.#text)![0].length;
    let result = this.#text.slice(start, this.#at);
    while (this.#text[this.#at] !== '"') {
      const char = this.#text[this.#at];
      if (char === undefined) {
        throw this.#error('Unexpected end-of-input: was expecting closing quote for a string value');
      }
      if (char < ' ') {
        throw this.#error(
          `Illegal unquoted character ((CTRL-CHAR, code ${char.charCodeAt(0)})): has to be escaped using backslash to be included in string value`
        );
      }
      result += char === '\\' ? this.#escape() : char;
      this.#at++;
    }
    this.#at++;
    return result;
  }

  /** At a backslash; ends on the last character of the escape. */
  #escape(): string {
    const char = this.#text[++this.#at];
    if (char === undefined) {
      throw this.#error('Unexpected end-of-input in character escape sequence');
    }
    if (char === 'u') {
      const hex = this.#text.slice(this.#at + 1, this.#at + 5);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) {
        throw this.#unexpected('expected a hex-digit for character escape sequence');
      }
      this.#at += 4;
      return String.fromCharCode(parseInt(hex, 16));
    }
    const escaped = ESCAPES[char];
    if (escaped === undefined) {
      throw this.#error(`Unrecognized character escape '${char}' (code ${char.charCodeAt(0)})`);
    }
    return escaped;
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && ' \t\n\r\ufeff'.includes(this.#text[this.#at]!)) {
      this.#at++;
    }
  }

  #unexpected(expectation: string): JsonSyntaxError {
    const char = this.#text[this.#at] ?? '';
    return this.#error(`Unexpected character ('${char}' (code ${char.codePointAt(0) ?? 0})): ${expectation}`);
  }

  // The column is the one after the character at fault, as the platform counts.
  #error(description: string): JsonSyntaxError {
    const before = this.#text.slice(0, this.#at);
    const line = before.split('\n').length;
    const column = this.#at - (before.lastIndexOf('\n') + 1) + 2;
    return new JsonSyntaxError(`${description} at [line:${line}, column:${column}]`);
  }
}
