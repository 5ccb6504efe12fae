import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printReport, runTests, toSfJson } from '../../src/testing/index.ts';
import { accountNames, openOrg } from '../transaction/support.ts';

test('tests are isolated, jobs run at stopTest, limits cannot be caught', async () => {
  const org = openOrg();
  const report = await runTests(org);
  const outcomes = Object.fromEntries(
    report.tests.map(({ methodName, outcome, message }) => [methodName, message ?? outcome])
  );
  assert.deepEqual(outcomes, {
    jobsRunAtStopTest: 'Pass',
    startTestGivesFreshLimits: 'Pass',
    chainingIsRefusedInTests: 'Pass',
    aBatchHasOneChunkInTests: 'Pass',
    eachTestSeesTheSetUpAlone: 'Pass',
    deliverRunsTriggersAtOnce: 'Pass',
    limitExceptionsCannotBeCaught: 'System.LimitException: Too many queueable jobs added to the queue: 51'
  });
  assert.equal(report.tests.find(({ methodName }) => methodName === 'eachTestSeesTheSetUpAlone')?.jobsAfterTest, 1);
  assert.deepEqual(accountNames(org), []);
});

test('a filter chooses classes and methods', async () => {
  const org = openOrg();
  const run = async (filter: string): Promise<string[]> =>
    (await runTests(org, { filter })).tests.map(({ methodName }) => methodName);
  assert.deepEqual(await run('JobsTest.deliver*'), ['deliverRunsTriggersAtOnce']);
  assert.equal((await run('jobs*')).length, 7);
  assert.deepEqual(await run('Other'), []);
});

test('the report has the shape of the CLI and ends with the count', async () => {
  const org = openOrg();
  const report = await runTests(org);
  const json = toSfJson(report);
  assert.equal(json.summary['outcome'], 'Failed');
  assert.equal(json.summary['passing'], 6);
  assert.equal(json.summary['failing'], 1);
  const failed = json.tests.find(({ Outcome }) => Outcome === 'Fail');
  assert.equal(failed?.FullName, 'JobsTest.limitExceptionsCannotBeCaught');
  assert.match(failed?.StackTrace ?? '', /Class\.Jobs\.tooManyQueueables: line \d+/);
  assert.deepEqual(json.compile, {});
  const lines: string[] = [];
  printReport(report, (line) => lines.push(line));
  assert.equal(lines.at(-1), 'Apex: 6 passed, 1 failed');
});
