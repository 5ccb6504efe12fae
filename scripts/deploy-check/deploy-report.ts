import type { Outcome } from '../test/suite.ts';

interface ComponentFailure {
  readonly componentType: string;
  readonly fullName: string;
  readonly problem?: string;
  readonly lineNumber?: number | string;
}

interface TestFailure {
  readonly name: string;
  readonly methodName: string;
  readonly message: string | null;
  readonly stackTrace?: string | null;
}

interface CodeCoverage {
  readonly name: string;
  readonly numLocations: number | string;
  readonly numLocationsNotCovered: number | string;
}

type Many<T> = T | readonly T[] | undefined;

/** What `sf project deploy start --json` answers, as far as it is looked at; lists of one are the one itself. */
export interface DeployJson {
  readonly message?: string;
  readonly result?: {
    readonly status: string;
    readonly errorMessage?: string;
    readonly numberTestsCompleted?: number | string;
    readonly numberTestErrors?: number | string;
    readonly details?: {
      readonly componentFailures?: Many<ComponentFailure>;
      readonly runTestResult?: {
        readonly failures?: Many<TestFailure>;
        readonly codeCoverage?: Many<CodeCoverage>;
        readonly codeCoverageWarnings?: Many<{ readonly name?: string | null; readonly message: string }>;
      };
    };
  };
}

/** Share of lines that tests must reach in production, in percent. */
const COVERAGE_FLOOR = 75;

function list<T>(value: Many<T>): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** Percent of all lines that the tests reached; null when no test ran. */
export function coverageOf({ result }: DeployJson): number | null {
  const units = list(result?.details?.runTestResult?.codeCoverage);
  const sum = (count: (unit: CodeCoverage) => number): number => units.reduce((all, unit) => all + count(unit), 0);
  const lines = sum(({ numLocations }) => Number(numLocations));
  return lines === 0 ? null : 100 - (sum(({ numLocationsNotCovered }) => Number(numLocationsNotCovered)) * 100) / lines;
}

/** What went wrong in a deployment, a line or two for each fault. */
export function faultsOf(answer: DeployJson): string[] {
  const { result, message } = answer;
  if (result === undefined) {
    return [message ?? 'The deployment gave no result'];
  }
  const tests = result.details?.runTestResult;
  const coverage = coverageOf(answer);
  return [
    ...(result.errorMessage === undefined ? [] : [result.errorMessage]),
    ...list(result.details?.componentFailures).map(
      ({ componentType, fullName, problem, lineNumber }) =>
        `${componentType} ${fullName}${lineNumber === undefined ? '' : `:${lineNumber}`} ${problem ?? ''}`
    ),
    ...list(tests?.failures).map(({ name, methodName, message: text, stackTrace }) =>
      [`${name}.${methodName}: ${text ?? 'no message'}`, ...(stackTrace ?? '').split('\n').filter(Boolean)].join(
        '\n       '
      )
    ),
    ...list(tests?.codeCoverageWarnings).map(({ name, message: text }) => `${name ? `${name}: ` : ''}${text}`),
    ...(coverage === null || coverage >= COVERAGE_FLOOR
      ? []
      : [`The tests reach ${coverage.toFixed(1)} % of the lines, at least ${COVERAGE_FLOOR} % are wanted`])
  ];
}

/** The deployment and its tests as a number of passed and failed checks; one in which no test ran has failed. */
export function outcomeOf(name: string, answer: DeployJson): Outcome {
  const passedTests = Number(answer.result?.numberTestsCompleted ?? 0);
  const failedTests = Number(answer.result?.numberTestErrors ?? 0);
  const succeeded = answer.result?.status === 'Succeeded' && passedTests > 0 && faultsOf(answer).length === 0;
  return { name, passed: passedTests + (succeeded ? 1 : 0), failed: failedTests + (succeeded ? 0 : 1) };
}
