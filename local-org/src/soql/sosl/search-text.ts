/** What a search looks for. Words are in lower case; `*` and `?` in them stand for other letters. */
export type SearchExpression =
  | { readonly kind: 'and' | 'or' | 'andNot'; readonly left: SearchExpression; readonly right: SearchExpression }
  /** Words that follow each other; one word is the usual case. */
  | { readonly kind: 'phrase'; readonly words: readonly string[] };

type Token =
  { readonly kind: '(' | ')' | 'and' | 'or' | 'not' } | { readonly kind: 'phrase'; readonly words: string[] };

const PARTS = /"((?:\\[^]|[^"\\])*)"|\\[^]|[()]|[\p{L}\p{N}_*?]+/gu;
const WORDS = /[\p{L}\p{N}_*?]+/gu;
/** Fewest letters and digits of a search. */
const SHORTEST = 2;

const hasLetters = (word: string): boolean => /[^*?]/.test(word);

function wordsOf(text: string): string[] {
  return (text.replace(/\\[^]/g, ' ').toLowerCase().match(WORDS) ?? []).filter(hasLetters);
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [part, quoted] of text.matchAll(PARTS)) {
    const word = part.toLowerCase();
    if (quoted !== undefined) {
      const words = wordsOf(quoted);
      tokens.push(...(words.length > 0 ? [{ kind: 'phrase' as const, words }] : []));
    } else if (word === '(' || word === ')') {
      tokens.push({ kind: word });
    } else if (word === 'and' || word === 'or' || word === 'not') {
      tokens.push({ kind: word });
    } else if (!word.startsWith('\\') && hasLetters(word)) {
      tokens.push({ kind: 'phrase', words: [word] });
    }
  }
  return tokens;
}

/** Precedence: parentheses, then AND and AND NOT from right to left, then OR. Words side by side are joined by AND. */
class TextParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  either(): SearchExpression | null {
    let left = this.#both();
    while (this.#take('or')) {
      const right = this.#both();
      left = left === null || right === null ? (left ?? right) : { kind: 'or', left, right };
    }
    // A closing parenthesis without its opening one means nothing.
    if (this.#at < this.#tokens.length && this.#depth === 0) {
      this.#at++;
      const right = this.either();
      return left === null || right === null ? (left ?? right) : { kind: 'and', left, right };
    }
    return left;
  }

  #depth = 0;

  #both(): SearchExpression | null {
    const left = this.#term();
    const joins = this.#take('and');
    // NOT is an operator after AND only; elsewhere it is a word.
    const excludes = joins && this.#take('not');
    const next = this.#tokens[this.#at]?.kind;
    if (next === undefined || next === ')' || next === 'or') {
      return left;
    }
    const right = this.#both();
    return left === null || right === null
      ? (left ?? (excludes ? null : right))
      : { kind: excludes ? 'andNot' : 'and', left, right };
  }

  #term(): SearchExpression | null {
    const token = this.#tokens[this.#at];
    switch (token?.kind) {
      case 'phrase':
        this.#at++;
        return { kind: 'phrase', words: token.words };
      case 'not':
        this.#at++;
        return { kind: 'phrase', words: ['not'] };
      case '(': {
        this.#at++;
        this.#depth++;
        const inner = this.either();
        this.#depth--;
        this.#take(')');
        return inner;
      }
      default:
        return null;
    }
  }

  #take(kind: Token['kind']): boolean {
    const found = this.#tokens[this.#at]?.kind === kind;
    this.#at += found ? 1 : 0;
    return found;
  }
}

/**
 * Reads the text of a search: words, `"phrases"`, AND, OR, AND NOT, parentheses, wildcards and escapes. Other punctuation parts words.
 * @returns null when fewer than two letters are left
 */
export function parseSearchText(text: string): SearchExpression | null {
  const plain = text.replace(/\\[^]/g, ' ').replace(/[^\p{L}\p{N}]/gu, '');
  return plain.length < SHORTEST ? null : new TextParser(tokensOf(text)).either();
}
