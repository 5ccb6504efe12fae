import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexList } from '../../src/values/index.ts';
import type { Org } from '../../src/org/index.ts';
import { accountNames, call, column, openOrg } from './support.ts';

function ring(org: Org, ...texts: string[]): void {
  call(org, 'ring', new ApexList(org.program.type('system.list<system.string>'), texts));
}

test('a trigger gets events after the commit, in batches of the configured size, as the automated process', async () => {
  const org = openOrg();
  ring(org, 'a', 'b', 'c');
  assert.deepEqual(accountNames(org), []);
  assert.deepEqual(await org.asyncQueue.drain(), { jobs: 2, failed: 0 });
  assert.deepEqual(accountNames(org), ['a', 'b', 'c']);
  assert.deepEqual(column(org, 'SELECT "numberofemployees" FROM "account" ORDER BY "id"'), [2, 2, 1]);
  assert.deepEqual(
    new Set(column(org, 'SELECT "createdbyid" FROM "account"')),
    new Set([org.users.automatedProcess().id])
  );
});

test('a retryable exception delivers the same events again', async () => {
  const org = openOrg();
  ring(org, 'retry');
  assert.deepEqual(await org.asyncQueue.drain(), { jobs: 3, failed: 2 });
  assert.deepEqual(accountNames(org), ['retry']);
});

test('after a failure delivery resumes behind the checkpoint', async () => {
  const org = openOrg();
  ring(org, 'boom', 'b', 'c');
  await org.asyncQueue.drain();
  // The first batch had no checkpoint and is lost as a whole.
  assert.deepEqual(accountNames(org), ['c']);
});

test('an event without a required field is not published', async () => {
  const org = openOrg();
  const results = org.run({ user: org.users.administrator() }, () =>
    org.eventBus.publish([org.program.newSObject('Note_Arrived__e')])
  );
  assert.equal(results[0]?.errors[0]?.statusCode, 'REQUIRED_FIELD_MISSING');
  assert.deepEqual(await org.asyncQueue.drain(), { jobs: 0, failed: 0 });
});
