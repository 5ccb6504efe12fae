import { SoqlSyntaxError } from './soql-syntax-error.ts';
import type { Token } from './tokens.ts';
import { table } from '../../common/index.ts';

const ESCAPES: Readonly<Record<string, string>> = table({
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
  _: '_',
  '%': '%'
});

/**
 * The text of a quoted string. In a LIKE pattern `\%`, `\_` and `\\` keep their backslash: the matcher needs to tell them from wildcards.
 *
 * @throws SoqlSyntaxError for an escape that SOQL does not know
 */
export function unescapeSoqlString(token: Token, isPattern: boolean): string {
  return token.text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[^])/g, (escape, code: string) => {
    if (code.length === 5) {
      return String.fromCharCode(parseInt(code.slice(1), 16));
    }
    if (isPattern && '%_\\'.includes(code)) {
      return escape;
    }
    const plain = ESCAPES[code.toLowerCase()];
    if (plain === undefined) {
      throw new SoqlSyntaxError(
        `Invalid string literal '${token.text.slice(1, -1)}'. Illegal character sequence '\\${code}' in string literal.`,
        token.start
      );
    }
    return plain;
  });
}

/** Quotes text for SOQL; the inverse of `unescapeSoqlString`. */
export function quoteSoqlString(value: string, isPattern: boolean): string {
  const special = isPattern ? /['\n\r\t\b\f]/g : /['\\\n\r\t\b\f]/g;
  const names: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };
  const pattern = isPattern ? value.replace(/\\(?![%_\\])/g, '\\\\') : value;
  return `'${pattern.replace(special, (character) => `\\${names[character] ?? character}`)}'`;
}
