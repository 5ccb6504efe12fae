import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestReport, TestResult, UnitCoverage } from '../../../src/testing/report.ts';

export const SOURCE = ['public class Adder {', '\tpublic static Integer add() {', '\t\treturn 1 / 0;', '\t}', '}'];

/** A class on disk for excerpts to read. */
export function sourceFile(): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'reports-')), 'Adder.cls');
  writeFileSync(file, SOURCE.join('\n'));
  return file;
}

export function result(methodName: string, more: Partial<TestResult> = {}): TestResult {
  return {
    className: 'AdderTest',
    methodName,
    outcome: 'Pass',
    message: null,
    stackTrace: null,
    runTime: 12,
    jobsAfterTest: 0,
    limits: [],
    ...more
  };
}

/** One test of each outcome. */
export function report(file: string, coverage?: UnitCoverage[]): TestReport {
  const tests = [
    result('passes'),
    result('fails', {
      outcome: 'Fail',
      message: 'System.MathException: Divide by <0> & "more"\u0001',
      stackTrace: 'Class.Adder.add: line 3, column 1\nClass.AdderTest.fails: line 9, column 1'
    }),
    result('<compile>', { className: 'BrokenTest', outcome: 'CompileFail', message: 'line 1, column 2: no' }),
    result('later', { outcome: 'Skip' })
  ];
  return {
    units: [{ name: 'Adder', kind: 'Class', file }],
    tests,
    passed: 1,
    failed: 2,
    skipped: 1,
    compileErrors: [],
    ...(coverage ? { coverage } : {}),
    startedAt: Date.UTC(2026, 0, 2),
    duration: 1234,
    orgId: '00D',
    username: 'admin@example.com'
  };
}
