import type { TestResult, UnitCoverage } from '../testing/index.ts';
import type { Org } from '../org/index.ts';

/** Coverage that is too low: of one class or trigger, or of all where there is no name. */
export interface CoverageWarning {
  readonly name: string | null;
  readonly message: string;
}

/** Results of tests in the shape of the API's RunTestsResult. */
export function runTestResult(
  org: Org,
  tests: readonly TestResult[],
  coverage: readonly UnitCoverage[],
  totalTime: number,
  warnings: readonly CoverageWarning[] = []
): object {
  const item = (test: TestResult): object => ({
    id: org.apexClassId(test.className.toLowerCase()),
    methodName: test.methodName,
    name: test.className,
    namespace: null,
    seeAllData: false,
    time: Math.round(test.runTime)
  });
  const failures = tests.filter(({ outcome }) => outcome !== 'Pass');
  return {
    apexLogId: null,
    codeCoverage: coverage.map((unit) => ({
      id: org.apexClassId(unit.name.toLowerCase()),
      name: unit.name,
      namespace: null,
      type: unit.kind === 'class' ? 'Class' : 'Trigger',
      numLocations: unit.covered.length + unit.uncovered.length,
      numLocationsNotCovered: unit.uncovered.length,
      locationsNotCovered: unit.uncovered.map((line) => ({ line, column: 0, numExecutions: 0, time: -1 }))
    })),
    codeCoverageWarnings: warnings.map(({ name, message }) => ({
      id: name === null ? null : org.apexClassId(name.toLowerCase()),
      message,
      name,
      namespace: null
    })),
    failures: failures.map((test) => ({
      ...item(test),
      message: test.message,
      stackTrace: test.stackTrace,
      type: 'Class',
      packageName: test.className
    })),
    flowCoverage: [],
    flowCoverageWarnings: [],
    numFailures: failures.length,
    numTestsRun: tests.length,
    successes: tests.filter(({ outcome }) => outcome === 'Pass').map(item),
    totalTime
  };
}
