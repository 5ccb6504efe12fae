import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageOf, faultsOf, outcomeOf, type DeployJson } from '../../deploy-check/deploy-report.ts';

const covered = (missed: number): object => ({ name: 'A', numLocations: 8, numLocationsNotCovered: missed });
const deployment = (status: string, tests: object, more: object = {}): DeployJson =>
  ({
    result: {
      status,
      numberTestsCompleted: 3,
      numberTestErrors: 0,
      ...more,
      details: { runTestResult: { codeCoverage: [covered(1)], ...tests } }
    }
  }) as DeployJson;

test('a deployment whose tests pass and reach enough lines is one check more than its tests', () => {
  const answer = deployment('Succeeded', {});
  assert.equal(coverageOf(answer), 87.5);
  assert.deepEqual(faultsOf(answer), []);
  assert.deepEqual(outcomeOf('first', answer), { name: 'first', passed: 4, failed: 0 });
});

test('failing tests are told with their message and stack, even a single one', () => {
  const failures = {
    name: 'A_Test',
    methodName: 'works',
    message: 'Assertion Failed',
    stackTrace: 'Class.A_Test.works'
  };
  const answer = deployment('Failed', { failures }, { numberTestErrors: '1' });
  assert.deepEqual(faultsOf(answer), ['A_Test.works: Assertion Failed\n       Class.A_Test.works']);
  assert.deepEqual(outcomeOf('first', answer), { name: 'first', passed: 3, failed: 2 });
});

test('too few lines reached, broken components and no result at all are failures', () => {
  const poor = deployment('Succeeded', { codeCoverage: covered(3) });
  assert.match(faultsOf(poor).join(), /62\.5 %/);
  assert.equal(outcomeOf('first', poor).failed, 1);
  const broken = {
    result: {
      status: 'Failed',
      details: {
        componentFailures: { componentType: 'ApexClass', fullName: 'B', problem: 'Missing ;', lineNumber: 4 }
      }
    }
  };
  assert.deepEqual(faultsOf(broken), ['ApexClass B:4 Missing ;']);
  assert.deepEqual(outcomeOf('first', broken), { name: 'first', passed: 0, failed: 1 });
  assert.deepEqual(faultsOf({ message: 'No org' }), ['No org']);
  assert.equal(outcomeOf('first', { message: 'No org' }).failed, 1);
  assert.equal(outcomeOf('first', deployment('Succeeded', {}, { numberTestsCompleted: 0 })).failed, 1, 'no test ran');
});
