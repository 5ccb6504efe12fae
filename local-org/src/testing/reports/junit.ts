import type { TestReport, TestResult } from '../report.ts';
import { table } from '../../common/index.ts';

/** The report as JUnit XML: one suite per test class. Times are seconds. */
export function toJunit(report: TestReport): string {
  const classes = Map.groupBy(report.tests, ({ className }) => className);
  const suites = [...classes].map(([name, tests]) => suite(name, tests, report.startedAt));
  const attributes = counts(report.tests);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Apex" ${attributes}>\n${suites.join('')}</testsuites>\n`;
}

function suite(name: string, tests: readonly TestResult[], startedAt: number): string {
  const timestamp = new Date(startedAt).toISOString();
  return `  <testsuite name="${escape(name)}" ${counts(tests)} timestamp="${timestamp}">\n${tests.map(testCase).join('')}  </testsuite>\n`;
}

function counts(tests: readonly TestResult[]): string {
  const number = (outcome: string): number => tests.filter((test) => test.outcome === outcome).length;
  const time = tests.reduce((sum, test) => sum + test.runTime, 0);
  return `tests="${tests.length}" failures="${number('Fail')}" errors="${number('CompileFail')}" skipped="${number('Skip')}" time="${seconds(time)}"`;
}

function testCase({ className, methodName, outcome, message, stackTrace, runTime }: TestResult): string {
  const open = `    <testcase classname="${escape(className)}" name="${escape(methodName)}" time="${seconds(runTime)}"`;
  if (outcome === 'Pass') {
    return `${open}/>\n`;
  }
  if (outcome === 'Skip') {
    return `${open}><skipped/></testcase>\n`;
  }
  const element = outcome === 'Fail' ? 'failure' : 'error';
  const text = [message, stackTrace].filter(Boolean).join('\n');
  return `${open}>\n      <${element} message="${escape(message ?? '')}">${escape(text)}</${element}>\n    </testcase>\n`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

const ENTITIES: Readonly<Record<string, string>> = table({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;'
});

function escape(text: string): string {
  return (
    text
      // Characters that XML 1.0 cannot hold even as references.

      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .toWellFormed()
      .replace(/[&<>"\n]/g, (character) => ENTITIES[character] ?? character)
  );
}
