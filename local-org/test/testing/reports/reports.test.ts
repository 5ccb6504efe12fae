import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { mergeReports, REPORTERS, writeCoverage } from '../../../src/testing/index.ts';
import { compileErrorLines } from '../../../src/testing/reports/compile-errors.ts';
import { lineRanges } from '../../../src/testing/reports/coverage-table.ts';
import { excerpt } from '../../../src/testing/reports/excerpt.ts';
import type { UnitCoverage } from '../../../src/testing/report.ts';
import { report, result, SOURCE, sourceFile } from './sample.ts';

function as(name: string, ...args: Parameters<typeof report>): string {
  return REPORTERS.get(name)?.(report(...args)) ?? assert.fail(`no reporter ${name}`);
}

function unit(file: string, covered: number[], uncovered: number[]): UnitCoverage {
  return { name: 'Adder', kind: 'class', file, covered, uncovered };
}

test('an excerpt points at the column and keeps the tabs before it', () => {
  assert.deepEqual(excerpt(SOURCE, 3, 10), [
    '  2 | \tpublic static Integer add() {',
    '> 3 | \t\treturn 1 / 0;',
    '    | \t\t       ^'
  ]);
  assert.equal(excerpt(SOURCE, 3, null).at(-1), '    | \t\t^');
  assert.deepEqual(excerpt(SOURCE, 1, 1), ['> 1 | public class Adder {', '    | ^']);
  assert.deepEqual(excerpt(SOURCE, 99, 1), []);
});

test('a compile error begins with its place and shows its source', () => {
  const file = sourceFile();
  const error = { file, className: 'Adder', line: 3, column: 3, code: 'type', message: 'no' };
  const [first, ...rest] = compileErrorLines(error, undefined, path.dirname(file));
  assert.equal(first, 'Adder.cls:3:3 type no');
  assert.match(rest.join('\n'), /> 3 \| \t\treturn 1 \/ 0;\n.*\^$/);
});

test('people see the failing line of the innermost frame, and the count last', () => {
  const lines = as('human', sourceFile()).trimEnd().split('\n');
  const failure = lines.findIndex((line) => line.startsWith('FAIL AdderTest.fails: System.MathException'));
  assert.match(lines[failure + 1] ?? '', /Class\.Adder\.add: line 3/);
  assert.match(lines[failure + 3] ?? '', />\s3 \| \t\treturn 1/);
  assert.equal(lines.filter((line) => line.includes('return 1')).length, 1);
  assert.equal(lines.at(-1), 'Apex: 1 passed, 2 failed');
});

test('JUnit XML is well-formed whatever the messages hold', () => {
  const xml = as('junit', sourceFile());
  assert.equal(XMLValidator.validate(xml), true);
  const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(xml) as {
    testsuites: { tests: string; failures: string; testsuite: { name: string; testcase: { failure: object }[] }[] };
  };
  assert.deepEqual([testsuites.tests, testsuites.failures], ['4', '1']);
  assert.deepEqual(
    testsuites.testsuite.map(({ name }) => name),
    ['AdderTest', 'BrokenTest']
  );
  assert.ok(JSON.stringify(testsuites.testsuite[0]?.testcase[1]?.failure).includes('MathException'));
});

test('TAP has a plan and one point per test', () => {
  const lines = as('tap', sourceFile()).split('\n');
  assert.deepEqual(lines.slice(0, 4), [
    'TAP version 14',
    '1..4',
    'ok 1 - AdderTest.passes',
    'not ok 2 - AdderTest.fails'
  ]);
  assert.ok(lines.includes('ok 4 - AdderTest.later # SKIP'));
});

test('lines without a gap are one range', () => {
  assert.deepEqual(lineRanges([1, 2, 3, 7, 9, 10]), ['1-3', '7', '9-10']);
  assert.deepEqual(lineRanges([]), []);
});

test('the coverage folder has lcov, an index and a page per class', () => {
  const file = sourceFile();
  const folder = mkdtempSync(path.join(tmpdir(), 'coverage-'));
  writeCoverage([unit(file, [1], [3])], folder, path.dirname(file));
  assert.deepEqual(readdirSync(folder).sort(), ['class-Adder.html', 'index.html', 'lcov.info']);
  const lcov = readFileSync(path.join(folder, 'lcov.info'), 'utf8').split('\n');
  assert.deepEqual(lcov.slice(1, 6), ['SF:Adder.cls', 'DA:1,1', 'DA:3,0', 'LF:2', 'LH:1']);
  const page = readFileSync(path.join(folder, 'class-Adder.html'), 'utf8');
  assert.match(page, /id="L3" class="uncovered"/);
  assert.match(page, /id="L1" class="covered"/);
  assert.match(readFileSync(path.join(folder, 'index.html'), 'utf8'), /class-Adder\.html.*50 %/s);
});

test('the table of coverage names the uncovered lines', () => {
  const file = sourceFile();
  assert.match(as('human', file, [unit(file, [1], [3])]), /Adder +50 % +1\/2 +3\n/);
});

test('reports of several processes become one', () => {
  const file = sourceFile();
  const first = { ...report(file, [unit(file, [1], [2, 3])]), startedAt: 1000, duration: 500 };
  const second = {
    ...first,
    tests: [result('other', { className: 'Aaa' })],
    passed: 1,
    failed: 0,
    startedAt: 1100,
    duration: 700,
    coverage: [unit(file, [3], [1, 2])]
  };
  const merged = mergeReports([first, second]);
  assert.equal(merged.tests[0]?.className, 'Aaa');
  assert.deepEqual([merged.passed, merged.failed, merged.duration], [2, 2, 800]);
  assert.deepEqual(merged.coverage, [unit(file, [1, 3], [2])]);
  assert.throws(() => mergeReports([]), RangeError);
});
