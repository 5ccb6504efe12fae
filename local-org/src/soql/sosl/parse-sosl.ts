import type { SoqlBind, SoqlQuery } from '../ast.ts';
import { parseSoql } from '../parse/index.ts';
import { scanBind } from '../parse/bind-scan.ts';
import { SoqlSyntaxError } from '../parse/soql-syntax-error.ts';

/** SOSL as data. */
export interface SoslQuery {
  /** Search text, or the bind that holds it. */
  readonly find: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'bind'; readonly index: number };
  readonly scope: SearchScope;
  /** One query per object: its fields, filter, order and limit. */
  readonly returning: readonly SoqlQuery[];
  readonly limit?: number | { readonly bind: number };
  /** `USER_MODE` or `SYSTEM_MODE`. */
  readonly withMode?: string;
  /** `WITH HIGHLIGHT`: the API marks the words in its answer; records in Apex are as they are. */
  readonly highlights?: boolean;
  /** A clause that is read but cannot be carried out: running the search says so. */
  readonly unsupported?: string;
  readonly binds: readonly SoqlBind[];
}

export type SearchScope = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';

const CLAUSE = /(?:IN|RETURNING|WITH|LIMIT|UPDATE)\b/iy;
/** Clauses in the order in which they may come; WITH may come several times. */
const ORDER = ['IN', 'RETURNING', 'WITH', 'LIMIT', 'UPDATE'];
const TEXT = /'(?:\\[^]|[^'\\])*'/y;

/**
 * Parses SOSL as Apex writes it: `FIND 'text' IN NAME FIELDS RETURNING Account(Id, Name WHERE … ORDER BY … LIMIT 5), Contact LIMIT 20`.
 *
 * @throws SoqlSyntaxError
 */
export function parseSosl(text: string): SoslQuery {
  return new SoslParser(text).parse();
}

class SoslParser {
  readonly #text: string;
  readonly #binds: SoqlBind[] = [];
  #at = 0;
  #unsupported: string | undefined;
  #highlights = false;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): SoslQuery {
    if (this.#take(/FIND\b/iy) === undefined) {
      this.#unexpected();
    }
    const find = this.#find();
    let scope: SearchScope = 'ALL';
    let returning: SoqlQuery[] = [];
    let limit: SoslQuery['limit'];
    let withMode: string | undefined;
    let before = -1;
    for (
      let start = this.#at, clause = this.#clause();
      clause !== undefined;
      start = this.#at, clause = this.#clause()
    ) {
      const place = ORDER.indexOf(clause);
      if (place < before || (place === before && clause !== 'WITH')) {
        this.#at = start;
        this.#unexpected();
      }
      before = place;
      switch (clause) {
        case 'IN':
          scope = (
            this.#take(/(?:ALL|NAME|EMAIL|PHONE|SIDEBAR)\b/iy) ?? this.#unexpected()
          ).toUpperCase() as SearchScope;
          this.#require(/FIELDS\b/iy);
          break;
        case 'RETURNING':
          returning = this.#returning();
          break;
        case 'WITH':
          withMode = this.#with() ?? withMode;
          break;
        case 'LIMIT':
          limit = this.#limit();
          break;
        default:
          // Statistics of articles: there are none.
          do {
            this.#require(/(?:TRACKING|VIEWSTAT)\b/iy);
          } while (this.#take(/,/y) !== undefined);
      }
    }
    if (this.#at < this.#text.length) {
      this.#unexpected();
    }
    return {
      find,
      scope,
      returning,
      binds: this.#binds,
      ...(limit !== undefined && { limit }),
      ...(withMode !== undefined && { withMode }),
      ...(this.#highlights && { highlights: true }),
      ...(this.#unsupported !== undefined && { unsupported: this.#unsupported })
    };
  }

  /** What follows WITH; answers an access mode. */
  #with(): string | undefined {
    const name = this.#require(
      /(?:USER_MODE|SYSTEM_MODE|SNIPPET|SPELL_CORRECTION|DIVISION|DATA\s+CATEGORY|NETWORK|PRICEBOOKID|METADATA|HIGHLIGHT)\b/iy
    ).toUpperCase();
    switch (name) {
      case 'USER_MODE':
      case 'SYSTEM_MODE':
        return name;
      case 'SNIPPET':
        // Snippets are made for articles and feeds only; of other records there is none to show.
        this.#take(/\(\s*target_length\s*=\s*\d+\s*\)/iy);
        return undefined;
      case 'HIGHLIGHT':
        this.#highlights = true;
        return undefined;
      case 'SPELL_CORRECTION':
        this.#require(/=/y);
        this.#require(/(?:true|false)\b/iy);
        return undefined;
      default:
        this.#unsupported ??= `SOSL WITH ${name.replace(/\s+/, ' ')}`;
        this.#take(/[^]*?(?=\b(?:WITH|LIMIT|UPDATE)\b|$)/iy);
        return undefined;
    }
  }

  #require(pattern: RegExp): string {
    return this.#take(pattern) ?? this.#unexpected();
  }

  #find(): SoslQuery['find'] {
    if (this.#text[this.#at] === ':') {
      return { kind: 'bind', index: this.#bind() };
    }
    const text = this.#take(TEXT);
    if (text !== undefined) {
      return { kind: 'text', text: text.slice(1, -1).replace(/\\(['"\\])/g, '$1') };
    }
    // Between braces a backslash takes the meaning from the character behind it; that is left to the reader of the words.
    return {
      kind: 'text',
      text: this.#require(/\{(?:\\[^]|[^}\\])*\}/y)
        .slice(1, -1)
        .replace(/\\'/g, "'")
    };
  }

  #bind(): number {
    const { start, end } = scanBind(this.#text, this.#at + 1);
    this.#at = end;
    this.#space();
    return this.#binds.push({ index: this.#binds.length, source: this.#text.slice(start, end), start, end }) - 1;
  }

  #limit(): SoslQuery['limit'] {
    return this.#text[this.#at] === ':' ? { bind: this.#bind() } : Number(this.#take(/\d+/y) ?? this.#unexpected());
  }

  #clause(): string | undefined {
    return this.#take(CLAUSE)?.toUpperCase();
  }

  /** Each entry is read as SOQL: `Account(Id, Name WHERE x LIMIT 1)` is `SELECT Id, Name FROM Account WHERE x LIMIT 1`. */
  #returning(): SoqlQuery[] {
    const queries: SoqlQuery[] = [];
    do {
      const start = this.#at;
      const object = this.#take(/\w+/y) ?? this.#unexpected();
      const inner = this.#text[this.#at] === '(' ? this.#parenthesized() : '';
      const match = /^([^]*?)(\b(?:USING|WHERE|ORDER\s+BY|LIMIT|OFFSET)\b[^]*)?$/i.exec(inner);
      const fields = (match?.[1] ?? '').trim() || 'Id';
      const query = parseSoql(`SELECT ${fields} FROM ${object} ${this.#withoutListView(match?.[2] ?? '')}`);
      queries.push(this.#renumber(query, start));
    } while (this.#take(/,/y) !== undefined);
    return queries;
  }

  #withoutListView(clauses: string): string {
    return clauses.replace(/\bUSING\s+ListView\s*=\s*\w+/i, () => {
      this.#unsupported ??= 'SOSL USING ListView';
      return '';
    });
  }

  /** Binds of an entry count on from those before it. */
  #renumber(query: SoqlQuery, start: number): SoqlQuery {
    const offset = this.#binds.length;
    this.#binds.push(...query.binds.map((bind) => ({ ...bind, index: bind.index + offset, start, end: start })));
    return offset === 0 || query.binds.length === 0 ? query : (shiftBinds(query, offset) as SoqlQuery);
  }

  #parenthesized(): string {
    const start = this.#at + 1;
    let depth = 0;
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at];
      if (character === "'") {
        TEXT.lastIndex = this.#at;
        this.#at = TEXT.test(this.#text) ? TEXT.lastIndex : this.#unexpected();
        continue;
      }
      depth += character === '(' ? 1 : character === ')' ? -1 : 0;
      this.#at++;
      if (depth === 0) {
        const inner = this.#text.slice(start, this.#at - 1);
        this.#space();
        return inner;
      }
    }
    return this.#unexpected();
  }

  #take(pattern: RegExp): string | undefined {
    this.#space();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) {
      this.#at += found.length;
      this.#space();
    }
    return found;
  }

  #space(): void {
    const space = /\s*/y;
    space.lastIndex = this.#at;
    space.test(this.#text);
    this.#at = Math.max(this.#at, space.lastIndex);
  }

  #unexpected(): never {
    const token = /\w+|[^]/y;
    token.lastIndex = this.#at;
    throw new SoqlSyntaxError(`unexpected token: '${token.exec(this.#text)?.[0] ?? '<EOF>'}'`, this.#at);
  }
}

/** A copy of a query with its bind numbers moved on. */
function shiftBinds(value: unknown, offset: number): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => shiftBinds(item, offset));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shiftBinds(item, offset)]));
  return copy['kind'] === 'bind' ? { ...copy, index: Number(copy['index']) + offset } : copy;
}
