import { coveredPercent, type TestReport, type TestResult } from '../report.ts';
import { compileErrorLines } from './compile-errors.ts';
import { coverageTable } from './coverage-table.ts';
import { LIMIT_TEXTS } from '../../engine/index.ts';
import { excerpt } from './excerpt.ts';
import { Sources } from './sources.ts';

/**
 * The report for people: compile errors and failures with their source, the coverage of every class, and as the last line
 * `Apex: N passed, N failed`.
 */
export function toHuman(report: TestReport): string {
  const sources = new Sources(report.units);
  const lines = [
    ...report.compileErrors.flatMap((error) => compileErrorLines(error, sources)),
    ...report.tests.flatMap((test) => testLines(test, sources))
  ];
  if (report.coverage) {
    lines.push(
      '',
      ...coverageTable(report.coverage),
      `Coverage: ${coveredPercent(report.coverage)} % of ${report.coverage.length} classes and triggers`
    );
  }
  lines.push(
    `${report.tests.length} tests in ${(report.duration / 1000).toFixed(1)} s`,
    `Apex: ${report.passed} passed, ${report.failed} failed`
  );
  return `${lines.join('\n')}\n`;
}

/** Prints the report for people line by line. */
export function printReport(report: TestReport, print: (line: string) => void = console.log): void {
  toHuman(report).trimEnd().split('\n').forEach(print);
}

/** Share of a limit from which on the report mentions it. */
const NEARLY_ALL = 0.8;

function testLines(test: TestResult, sources: Sources): string[] {
  const name = `${test.className}.${test.methodName}`;
  if (test.outcome === 'Fail' || test.outcome === 'CompileFail') {
    return [`FAIL ${name}: ${test.message ?? ''}`, ...stackLines(test.stackTrace, sources)];
  }
  const notes = test.limits
    // the heap is an estimate that includes garbage
    .filter(({ name: limit, used, maximum }) => limit !== 'heapSize' && used > maximum * NEARLY_ALL)
    .map((limit) => `NOTE ${name}: used ${limit.used} of ${limit.maximum} ${LIMIT_TEXTS[limit.name]}`);
  if (test.jobsAfterTest > 0) {
    notes.push(`NOTE ${name}: ${test.jobsAfterTest} asynchronous jobs ran after the test method (no Test.stopTest())`);
  }
  return notes;
}

/** The stack, with the source of its innermost frame that is in the project. */
function stackLines(stackTrace: string | null, sources: Sources): string[] {
  let shown = false;
  return (stackTrace ?? '')
    .split('\n')
    .filter((frame) => frame !== '')
    .flatMap((frame) => {
      const place = shown ? undefined : sources.place(frame);
      const source = place ? excerpt(sources.lines(place.file), place.line, null) : [];
      shown ||= source.length > 0;
      return [`       ${frame}`, ...source.map((line) => `         ${line}`)];
    });
}
