import type { SyntaxProblem } from './parse.ts';

/** Text from a place on, for lines and columns that count from 1. */
function textAt(source: string, line: number, column: number): string {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const end = source.indexOf('\n', start);
    if (end < 0) {
      return '';
    }
    start = end + 1;
  }
  return source.slice(start + column - 1);
}

/** The token that a text starts with, in quotes as messages show it. */
function tokenOf(text: string): string {
  const token =
    /^(?:\d+\.\d+\w*|\w+|'(?:[^'\\\n]|\\.)*'|>>>=|[<>=!]==|[+\-*/&|^<>=!?]=|\+\+|--|&&|\|\||=>|\?\?|\?\.|\S)/.exec(
      text
    )?.[0];
  return `'${token ?? '<EOF>'}'`;
}

const RULES: readonly (readonly [said: RegExp, worded: (match: RegExpExecArray, text: string) => string])[] = [
  [/^token recognition error at: /, (_, text) => lexical(text)],
  [/^mismatched input .* expecting \{'catch', 'finally'\}$/, () => NO_HANDLER],
  [/^mismatched input '\}' expecting 'when'$/, () => 'Switch statement requires at least one when block'],
  [/^mismatched input '<EOF>' expecting ('[^']+')$/, (match) => `Expecting ${match[1]} but was: '<EOF>'`],
  [/^mismatched input .* expecting ('[^']+')$/, (match, text) => `Expecting ${match[1]} but was: ${tokenOf(text)}`],
  [/^missing ('[^']+') at /, (match, text) => `Missing ${match[1]} at ${tokenOf(text)}`],
  [/./, (_, text) => `Unexpected token ${tokenOf(text)}.`]
];

const NO_HANDLER = 'Try block must have at least one catch block or a finally block';

/** What is wrong with text that is no token. */
function lexical(text: string): string {
  if (text.startsWith('/*')) {
    return 'Missing closing mark */ on multi-line comment.';
  }
  if (!text.startsWith("'")) {
    return `Unrecognized symbol '${text.charAt(0)}', which is not a valid Apex identifier.`;
  }
  const end = /^'(?:[^'\\\r\n]|\\[^\r\n])*/.exec(text)?.[0] ?? '';
  const after = text.charAt(end.length);
  const literal = end.slice(1);
  const escape = /^(?:[^\\]|\\(?:[btnfr"'\\]|u[\da-f]{4}))*\\(u?[^\\]?)/i.exec(literal);
  if (escape !== null) {
    return escape[1]?.toLowerCase().startsWith('u') === true
      ? `Invalid string literal '${literal}'. Illegal unicode sequence. Less than four hex digits in string literal.`
      : `Invalid string literal '${literal}'. Illegal character sequence '\\${escape[1]}' in string literal.`;
  }
  return after === '\n' || after === '\r'
    ? 'Line breaks are not allowed in string literals'
    : "Missing closing quote character ' on string.";
}

/** Words a problem of the grammar as Salesforce's compiler does. */
export function wordSyntaxProblem(source: string, problem: SyntaxProblem): SyntaxProblem {
  const text = textAt(source, problem.line, problem.column);
  for (const [said, worded] of RULES) {
    const match = said.exec(problem.message);
    if (match !== null) {
      return { ...problem, message: worded(match, text) };
    }
  }
  return problem;
}
