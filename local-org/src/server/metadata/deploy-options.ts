import { ApiError } from '../api-error.ts';

export const TEST_LEVELS = [
  'NoTestRun',
  'RunSpecifiedTests',
  'RunLocalTests',
  'RunAllTestsInOrg',
  'RunRelevantTests'
] as const;
export type TestLevel = (typeof TEST_LEVELS)[number];

export interface DeployOptions {
  readonly checkOnly: boolean;
  readonly rollbackOnError: boolean;
  readonly ignoreWarnings: boolean;
  readonly testLevel: TestLevel;
  readonly runTests: readonly string[];
}

/** Options as SOAP (all text) or REST (JSON) gives them. @throws ApiError INVALID_OPERATION */
export function deployOptions(given: Readonly<Record<string, unknown>>): DeployOptions {
  const flag = (name: string, otherwise: boolean): boolean =>
    given[name] === undefined ? otherwise : given[name] === true || given[name] === 'true';
  const testLevel = String(given.testLevel ?? 'NoTestRun') as TestLevel;
  if (!TEST_LEVELS.includes(testLevel)) {
    throw new ApiError(400, 'INVALID_OPERATION', `Unknown test level: ${testLevel}`);
  }
  const runTests = (Array.isArray(given.runTests) ? given.runTests : [given.runTests]).filter(
    (name): name is string => typeof name === 'string' && name !== ''
  );
  if (testLevel === 'RunSpecifiedTests' && runTests.length === 0) {
    throw new ApiError(
      400,
      'INVALID_OPERATION',
      'The test level RunSpecifiedTests needs the names of tests in runTests'
    );
  }
  return {
    checkOnly: flag('checkOnly', false),
    // without it the real API keeps what it could deploy; production organizations always roll back
    rollbackOnError: flag('rollbackOnError', false),
    ignoreWarnings: flag('ignoreWarnings', false),
    testLevel,
    runTests
  };
}
