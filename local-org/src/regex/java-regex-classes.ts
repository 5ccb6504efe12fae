import { table } from '../common/index.ts';

/** Contents of Java's character classes, written for a JavaScript character class with the flag `v`. */

export const LINE_END = '\\n\\r\\u0085\\u2028\\u2029';
export const END_OF_INPUT = '(?![\\s\\S])';

// Contents of a character class, without its brackets.
export const ESCAPE_CLASSES: Readonly<Record<string, string>> = table({
  d: '0-9',
  w: 'a-zA-Z_0-9',
  s: ' \\t\\n\\u000b\\f\\r',
  h: ' \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000',
  v: '\\n\\u000b\\f\\r\\u0085\\u2028\\u2029'
});

export const CONTROL_ESCAPES: Readonly<Record<string, number>> = table({ t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 });

export const NAMED_CLASSES: Readonly<Record<string, string>> = table({
  lower: 'a-z',
  upper: 'A-Z',
  ascii: '\\u0000-\\u007f',
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  punct: '\\u0021-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007e',
  graph: '\\u0021-\\u007e',
  print: '\\u0020-\\u007e',
  blank: ' \\t',
  cntrl: '\\u0000-\\u001f\\u007f',
  xdigit: '0-9a-fA-F',
  space: ' \\t\\n\\u000b\\f\\r',
  javalowercase: '\\p{Lowercase}',
  javauppercase: '\\p{Uppercase}',
  javawhitespace: '\\s',
  javaletter: '\\p{L}',
  javadigit: '\\p{Nd}',
  javaletterordigit: '\\p{L}\\p{Nd}',
  isalphabetic: '\\p{Alphabetic}',
  isletter: '\\p{L}',
  isdigit: '\\p{Nd}',
  islowercase: '\\p{Lowercase}',
  isuppercase: '\\p{Uppercase}',
  ispunctuation: '\\p{P}',
  iswhite_space: '\\p{White_Space}',
  iswhitespace: '\\p{White_Space}'
});
