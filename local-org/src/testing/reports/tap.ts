import type { TestReport, TestResult } from '../report.ts';

/** The report in the Test Anything Protocol, version 14. */
export function toTap(report: TestReport): string {
  const points = report.tests.flatMap((test, index) => point(test, index + 1));
  return `${['TAP version 14', `1..${report.tests.length}`, ...points].join('\n')}\n`;
}

function point({ className, methodName, outcome, message, stackTrace, runTime }: TestResult, number: number): string[] {
  const ok = outcome === 'Pass' || outcome === 'Skip';
  const line = `${ok ? 'ok' : 'not ok'} ${number} - ${className}.${methodName}${outcome === 'Skip' ? ' # SKIP' : ''}`;
  const details = [
    '  ---',
    `  duration_ms: ${runTime.toFixed(1)}`,
    // JSON strings are valid YAML.
    ...(message === null ? [] : [`  message: ${JSON.stringify(message)}`]),
    ...(stackTrace ? [`  stack: ${JSON.stringify(stackTrace)}`] : []),
    '  ...'
  ];
  return ok ? [line] : [line, ...details];
}
