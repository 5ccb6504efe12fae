import { table } from '../../common/index.ts';

const ESCAPES: Readonly<Record<string, string>> = table({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' });

/** The value of a string literal with its quotes, of one line (`'…'`) or several (`'''…'''`). */
export function unescapeString(literal: string): string {
  const multiline = literal.startsWith("'''") && literal.length >= 6;
  const body = multiline ? literal.slice(3, -3).replace(/^[ \t]*\r?\n/, '') : literal.slice(1, -1);
  return body.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, escape: string) =>
    escape.length > 1 ? String.fromCharCode(parseInt(escape.slice(1), 16)) : (ESCAPES[escape] ?? escape)
  );
}

/** A literal with a point is a Decimal, and a Double with the suffix `d`. */
export function numberType(literal: string): 'Decimal' | 'Double' {
  return /d$/i.test(literal) ? 'Double' : 'Decimal';
}
