import { basename } from 'node:path';
import type { CompileError } from '../compiler/index.ts';
import { coveredPercent } from './report.ts';
import type { TestReport, UnitCoverage } from './report.ts';
import { table } from '../common/index.ts';

interface SfTest {
  readonly Id: string;
  readonly QueueItemId: string;
  readonly StackTrace: string | null;
  readonly Message: string | null;
  readonly AsyncApexJobId: string;
  readonly MethodName: string;
  readonly Outcome: string;
  readonly ApexClass: { readonly Id: string; readonly Name: string; readonly NamespacePrefix: string };
  readonly RunTime: number;
  readonly FullName: string;
  /** What the test used, by name of the limit; only what is above zero. */
  readonly Limits: Readonly<Record<string, number>>;
}

/** The report as `sf apex run test --result-format json` prints it, with the compile errors per class added. */
export interface SfTestJson {
  readonly summary: Readonly<Record<string, string | number>>;
  readonly tests: readonly SfTest[];
  /** By name of the class or trigger that does not compile. */
  readonly compile: Readonly<Record<string, readonly Omit<CompileError, 'className'>[]>>;
  readonly coverage?: {
    readonly coverage: readonly object[];
    readonly summary: { readonly orgWideCoverage: string; readonly coveredLines: number; readonly totalLines: number };
  };
}

export function toSfJson(report: TestReport): SfTestJson {
  const ran = report.passed + report.failed;
  const percent = (part: number): string => `${ran === 0 ? 0 : Math.round((part * 100) / ran)}%`;
  const coverage = report.coverage && coverageJson(report.coverage);
  return {
    summary: {
      failRate: percent(report.failed),
      failing: report.failed,
      hostname: 'local-org',
      orgId: report.orgId,
      outcome: report.failed === 0 ? 'Passed' : 'Failed',
      passRate: percent(report.passed),
      passing: report.passed,
      skipped: report.skipped,
      testRunId: '',
      testStartTime: new Date(report.startedAt).toISOString(),
      testExecutionTime: `${Math.round(report.tests.reduce((sum, test) => sum + test.runTime, 0))} ms`,
      commandTime: `${Math.round(report.duration)} ms`,
      testTotalTime: `${Math.round(report.duration)} ms`,
      testsRan: ran,
      username: report.username,
      ...(coverage
        ? { orgWideCoverage: coverage.summary.orgWideCoverage, testRunCoverage: coverage.summary.orgWideCoverage }
        : {})
    },
    tests: report.tests.map((test) => ({
      Id: '',
      QueueItemId: '',
      StackTrace: test.stackTrace,
      Message: test.message,
      AsyncApexJobId: '',
      MethodName: test.methodName,
      Outcome: test.outcome,
      ApexClass: { Id: '', Name: test.className, NamespacePrefix: '' },
      RunTime: Math.round(test.runTime),
      FullName: `${test.className}.${test.methodName}`,
      Limits: Object.fromEntries(test.limits.map(({ name, used }) => [name, used]))
    })),
    compile: errorsByClass(report.compileErrors),
    ...(coverage ? { coverage } : {})
  };
}

function errorsByClass(errors: readonly CompileError[]): SfTestJson['compile'] {
  const byClass: Record<string, Omit<CompileError, 'className'>[]> = table({});
  for (const { className, ...error } of errors) {
    (byClass[className || basename(error.file).replace(/\.\w+$/, '')] ??= []).push(error);
  }
  return { ...byClass };
}

function coverageJson(units: readonly UnitCoverage[]): NonNullable<SfTestJson['coverage']> {
  const covered = units.reduce((sum, unit) => sum + unit.covered.length, 0);
  const total = units.reduce((sum, unit) => sum + unit.covered.length + unit.uncovered.length, 0);
  return {
    coverage: units.map((unit) => ({
      name: unit.name,
      totalLines: unit.covered.length + unit.uncovered.length,
      totalCovered: unit.covered.length,
      coveredPercent: coveredPercent([unit]),
      lines: Object.fromEntries(
        [...unit.covered.map((line) => [line, 1] as const), ...unit.uncovered.map((line) => [line, 0] as const)].sort(
          ([a], [b]) => a - b
        )
      )
    })),
    summary: { orgWideCoverage: `${coveredPercent(units)}%`, coveredLines: covered, totalLines: total }
  };
}
