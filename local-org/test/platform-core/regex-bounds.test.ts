import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthOf } from '../../src/regex/regex-growth.ts';
import { CompiledRegex, splitByRegex } from '../../src/regex/regex-match.ts';
import { apexError, Library } from './library.ts';

const library = new Library();

test('repetitions inside of repetitions are told from those one after the other', () => {
  const nested = ['(a+)+', '(?:a|b)*c', '((a*)b){2,}', '(a{1,30}){10,}', '(?:[^)]*x)+', '(\\w+\\s?)*'];
  const plain = ['a+b+', '(a+)?', '[(a+)+]*', '\\(a+\\)+', '(?:ab)+', 'a{1,5}b*', '\\u{28}a+\\u{29}+', '(a|b)c+'];
  assert.deepEqual(
    nested.filter((source) => !growthOf(source).nested),
    []
  );
  assert.deepEqual(
    plain.filter((source) => growthOf(source).nested),
    []
  );
  assert.deepEqual(
    ['abc', 'a+b*', 'a{3}', 'a{3,}', '[+*]{1,20}'].map((source) => growthOf(source).repetitions),
    [0, 2, 0, 1, 1]
  );
});

test('a search that would not end stops with the limit of the platform', () => {
  const text = `${'a'.repeat(60)}!`;
  const started = performance.now();
  const attempts: (() => unknown)[] = [
    () => library.call('System.Pattern', 'matches', '(a+)+', text),
    () => library.on('System.String', text, 'split', '(a|aa)+$'),
    () => library.on('System.String', text, 'replaceAll', '(?:a*)*b', ''),
    () => library.on('System.String', ' '.repeat(400_000) + 'x', 'replaceFirst', '\\s+$', '')
  ];
  for (const attempt of attempts) {
    assert.throws(attempt, apexError('System.LimitException', 'Regex too complicated'));
  }
  assert.ok(performance.now() - started < 15_000);
});

test('long texts are searched as short ones are', () => {
  const part = new CompiledRegex('(?:x|y)+,\\s*');
  const long = 'xy,  '.repeat(5_000);
  assert.equal(splitByRegex(part, long, -1).length, 5_001);
  assert.equal(splitByRegex(part, long).join(''), '');
  // The matches that were found ahead belong to one text and one place.
  assert.deepEqual(part.find(long, 0)?.[0], [0, 5]);
  assert.deepEqual(part.find(long, 2_500)?.[0], [2_500, 2_505]);
  assert.deepEqual(part.find(` ${long}`, 0)?.[0], [1, 6]);
  assert.equal(part.find('no match in this text at all', 0), null);
  assert.equal(part.matchWhole(long), null);
  assert.deepEqual(part.matchPrefix(long)?.[0], [0, 5]);
});
