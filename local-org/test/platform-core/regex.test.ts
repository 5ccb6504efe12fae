import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { ApexValue } from '../../src/values/index.ts';
import { apexError, Library } from './library.ts';

const library = new Library();

function matcher(pattern: string, text: string): ApexValue {
  return library.on('System.Pattern', library.call('System.Pattern', 'compile', pattern), 'matcher', text);
}

function on(self: ApexValue, method: string, ...args: ApexValue[]): ApexValue {
  return library.on('System.Matcher', self, method, ...args);
}

/** All matches, as repeated `find` and `group` give them. */
function findAll(pattern: string, text: string): ApexValue[] {
  const m = matcher(pattern, text);
  const found: ApexValue[] = [];
  while (on(m, 'find')) {
    found.push(on(m, 'group'));
  }
  return found;
}

const matches = (pattern: string, text: string) => library.call('System.Pattern', 'matches', pattern, text);

test('syntax that JavaScript has otherwise or not at all', () => {
  const yes: [string, string][] = [
    ['a*+b', 'aaab'],
    ['(?>a|ab)c', 'ac'],
    ['\\Qa.b\\E+', 'a.bbb'],
    ['(?i)hello', 'HeLLo'],
    ['a(?i)b|c', 'aB'],
    ['a(?i)b|c', 'C'],
    ['(?i:a)b', 'Ab'],
    ['[a-z&&[^aeiou]]+', 'xyz'],
    ['[a-c[x-z]]+', 'axz'],
    ['\\p{Alpha}+', 'abc'],
    ['\\p{L}+', 'Straße'],
    ['[\\p{Upper}\\d]+', 'A1'],
    ['\\p{IsAlphabetic}+', 'é'],
    ['(?s).+', 'a\nb'],
    ['(?x) a b # comment\n c', 'abc'],
    ['(\\w)\\1', 'aa'],
    ['(?<name>a)\\k<name>', 'aa'],
    ['\\x41\\u0042', 'AB'],
    ['[]a]+', ']a'],
    ['a{2,3}', 'aaa'],
    ['\\h+', ' \t'],
    ['[-a]', '-'],
    ['[(){}/|]+', '(){}/|'],
    ['a\\-b', 'a-b'],
    ['\\/', '/'],
    ['x(?=y)y', 'xy'],
    ['(?<=a)b|ab', 'ab'],
    ['(a++)(b)\\2', 'aabb'],
    ['.', '😀']
  ];
  for (const [pattern, text] of yes) {
    assert.equal(matches(pattern, text), true, `${pattern} on ${text}`);
  }
  const no: [string, string][] = [
    ['a*+a', 'aaa'],
    ['(?>a|ab)c', 'abc'],
    ['.+', 'a\nb'],
    ['[a-z&&[^aeiou]]+', 'abc'],
    ['\\d', '٣'],
    ['\\s', '\u00a0'],
    ['a|b', 'ab']
  ];
  for (const [pattern, text] of no) {
    assert.equal(matches(pattern, text), false, `${pattern} on ${text}`);
  }
});

test('anchors', () => {
  assert.deepEqual(findAll('(?m)^\\w', 'ab\ncd'), ['a', 'c']);
  assert.deepEqual(findAll('^\\w', 'ab\ncd'), ['a']);
  assert.deepEqual(findAll('b$', 'b\n'), ['b']);
  assert.deepEqual(findAll('b\\z', 'b\n'), []);
  assert.deepEqual(findAll('\\bfoo\\b', 'foo food'), ['foo']);
});

test('groups count as in the Java pattern, whatever the translation adds', () => {
  const m = matcher('(a++)(?>b(c))(?<last>d)?', 'aabc');
  assert.equal(on(m, 'matches'), true);
  assert.equal(on(m, 'groupCount'), 3);
  assert.deepEqual(
    [0, 1, 2, 3].map((group) => on(m, 'group', group)),
    ['aabc', 'aa', 'c', null]
  );
  assert.deepEqual([on(m, 'start', 2), on(m, 'end', 2), on(m, 'start', 3)], [3, 4, -1]);
  assert.throws(() => on(m, 'group', 4), /No group 4/);
});

test('find, lookingAt, region and reset', () => {
  const m = matcher('\\d+', 'a1b22');
  assert.equal(on(m, 'lookingAt'), false);
  assert.equal(on(m, 'find'), true);
  assert.equal(on(m, 'group'), '1');
  on(m, 'region', 2, 4);
  assert.equal(on(m, 'find'), true);
  assert.deepEqual([on(m, 'group'), on(m, 'start'), on(m, 'end')], ['2', 3, 4]);
  assert.equal(on(m, 'find'), false);
  on(m, 'reset');
  assert.equal(on(m, 'find', 2), true);
  assert.equal(on(m, 'group'), '22');
  on(m, 'reset', '7');
  assert.equal(on(m, 'matches'), true);
});

test('asking for a group without a match', () => {
  assert.throws(() => on(matcher('a', 'a'), 'group'), apexError('System.StringException', 'No match found'));
});

test('empty matches advance', () => {
  assert.deepEqual(findAll('a*', 'baa'), ['', 'aa', '']);
  assert.equal(on(matcher('x*', 'ab'), 'replaceAll', '-'), '-a-b-');
});

test('replacements', () => {
  assert.equal(on(matcher('(a)(b)?', 'ab a'), 'replaceAll', '$2$1\\$'), 'ba$ a$');
  assert.equal(on(matcher('(?<x>a)', 'a'), 'replaceFirst', '[${x}]'), '[a]');
  assert.equal(library.call('System.Matcher', 'quoteReplacement', '$1\\'), '\\$1\\\\');
  assert.throws(() => on(matcher('a', 'a'), 'replaceAll', '$1'), apexError('System.StringException', 'No group 1'));
});

test('quote and split', () => {
  assert.equal(matches(library.call('System.Pattern', 'quote', 'a.b\\Ec') as string, 'a.b\\Ec'), true);
  const pattern = library.call('System.Pattern', 'compile', '\\s*,\\s*');
  assert.equal(
    String((library.on('System.Pattern', pattern, 'split', 'a , b,c') as { items?: unknown }).items),
    'a,b,c'
  );
});

test('bad patterns are named', () => {
  const compile = (pattern: string) => library.call('System.Pattern', 'compile', pattern);
  assert.throws(
    () => compile('(a'),
    apexError('System.StringException', 'Invalid regex: Unclosed group near index 2\n(a\n  ^')
  );
  assert.throws(
    () => compile('[a'),
    apexError('System.StringException', /^Invalid regex: Unclosed character class near index 1/)
  );
  assert.throws(() => compile('*'), apexError('System.StringException', /Dangling meta character '\*' near index 0/));
  assert.throws(() => compile('a)'), apexError('System.StringException', /Unmatched closing '\)'/));
});
