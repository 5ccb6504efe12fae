import { coveredPercent } from './report.ts';
import type { TestReport } from './report.ts';

/** Prints failures, the least covered units and, as the last line, `Apex: N passed, N failed`. */
export function printReport(report: TestReport, print: (line: string) => void = console.log): void {
  for (const { file, line, column, code, message } of report.compileErrors) {
    print(`${file}:${line}:${column} ${code} ${message}`);
  }
  for (const test of report.tests) {
    if (test.outcome === 'Fail' || test.outcome === 'CompileFail') {
      print(`FAIL ${test.className}.${test.methodName}: ${test.message ?? ''}`);
      test.stackTrace?.split('\n').forEach((line) => print(`       ${line}`));
    }
  }
  const idle = report.tests.filter((test) => test.outcome === 'Pass' && test.jobsNotRun > 0);
  if (idle.length > 0) {
    print(
      `NOTE ${idle.length} tests left asynchronous jobs that never ran (no Test.stopTest()), first ${idle[0]?.className}.${idle[0]?.methodName}`
    );
  }
  if (report.coverage) {
    for (const unit of report.coverage) {
      const percent = coveredPercent([unit]);
      if (percent < 75) {
        print(
          `COVERAGE ${unit.name}: ${percent} % (lines ${unit.uncovered.slice(0, 20).join(', ')}${unit.uncovered.length > 20 ? ' …' : ''})`
        );
      }
    }
    print(`Coverage: ${coveredPercent(report.coverage)} % of ${report.coverage.length} classes and triggers`);
  }
  print(`${report.tests.length} tests in ${(report.duration / 1000).toFixed(1)} s`);
  print(`Apex: ${report.passed} passed, ${report.failed} failed`);
}
