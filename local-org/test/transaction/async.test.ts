import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexException, ApexList } from '../../src/values/index.ts';
import { accountNames, call, column, insertContacts, openOrg } from './support.ts';

test('a queueable runs after the commit with the state that it had when it was enqueued', async () => {
  const org = openOrg();
  const id = call(org, 'enqueue', 0);
  assert.deepEqual(accountNames(org), []);
  assert.deepEqual(column(org, 'SELECT "status" FROM "asyncapexjob"'), ['Queued']);
  assert.deepEqual(await org.asyncQueue.drain(), { jobs: 1, failed: 0 });
  assert.deepEqual(accountNames(org), ['0-']);
  assert.deepEqual(column(org, 'SELECT "description" FROM "account"'), [id]);
  assert.deepEqual(column(org, 'SELECT "status" FROM "asyncapexjob"'), ['Completed']);
});

test('queueables chain', async () => {
  const org = openOrg();
  call(org, 'enqueue', 2);
  assert.deepEqual(await org.asyncQueue.drain(), { jobs: 3, failed: 0 });
  assert.deepEqual(accountNames(org), ['2-', '2-,1-', '2-,1-,0-']);
});

test('a transaction that fails leaves no job behind', async () => {
  const org = openOrg();
  assert.throws(() => call(org, 'enqueueAndFail'), ApexException);
  assert.deepEqual(await org.asyncQueue.drain(), { jobs: 0, failed: 0 });
  assert.deepEqual(accountNames(org), []);
});

test('a failed job is rolled back, recorded, and its finalizer told', async () => {
  const org = openOrg();
  call(org, 'enqueueFailing');
  assert.deepEqual(await org.asyncQueue.drain(), { jobs: 1, failed: 1 });
  assert.deepEqual(accountNames(org), ['UNHANDLED_EXCEPTION: on purpose']);
  const [row] = org.db.all('SELECT "status", "numberoferrors", "extendedstatus" FROM "asyncapexjob"');
  assert.equal(row?.['status'], 'Failed');
  assert.equal(row?.['numberoferrors'], 1);
  assert.match(String(row?.['extendedstatus']), /on purpose/);
});

test('future methods are queued with their arguments', async () => {
  const org = openOrg();
  call(org, 'later', 'soon', new ApexList(org.program.type('system.list<system.integer>'), [7, 8]));
  assert.deepEqual(accountNames(org), []);
  await org.asyncQueue.drain();
  const [row] = org.db.all('SELECT "name", "numberofemployees", "description" FROM "account"');
  assert.deepEqual({ ...row }, { name: 'soon', numberofemployees: 8, description: 'true' });
  assert.deepEqual(column(org, 'SELECT "methodname" FROM "asyncapexjob"'), ['later']);
});

test('a delayed job waits for the clock', async () => {
  const org = openOrg();
  call(org, 'delayed');
  assert.equal((await org.asyncQueue.drain()).jobs, 0);
  org.setClock(org.clock.now() + 5 * 60_000 + 1000);
  assert.equal((await org.asyncQueue.drain()).jobs, 1);
});

test('a batch runs in chunks; one that fails does not stop the others', async () => {
  const org = openOrg();
  insertContacts(org, ['Abel', 'Bad', 'Cain', 'Dora', 'Eve']);
  call(org, 'batch', 2, false);
  await org.asyncQueue.drain();
  assert.deepEqual(column(org, 'SELECT "lastname" FROM "contact" WHERE "description" = \'done\' ORDER BY 1'), [
    'Cain',
    'Dora',
    'Eve'
  ]);
  const [job] = org.db.all(
    'SELECT "status", "totaljobitems", "jobitemsprocessed", "numberoferrors" FROM "asyncapexjob"'
  );
  assert.deepEqual({ ...job }, { status: 'Completed', totaljobitems: 3, jobitemsprocessed: 3, numberoferrors: 1 });
});

test('only a stateful batch keeps its fields between chunks', async () => {
  for (const [stateful, expected] of [
    [true, 'seen 3'],
    [false, 'seen 0']
  ] as const) {
    const org = openOrg();
    insertContacts(org, ['A', 'B', 'C']);
    call(org, 'batch', 1, stateful);
    await org.asyncQueue.drain();
    assert.deepEqual(accountNames(org), [expected]);
  }
});

test('a scheduled job runs when its time has come, every time', async () => {
  const org = openOrg();
  org.setClock(Date.parse('2026-05-01T12:00:00Z'));
  call(org, 'nightly');
  assert.equal((await org.asyncQueue.drain()).jobs, 0);
  for (const [day, fired] of [
    ['2026-05-02T23:00:00Z', 1],
    ['2026-05-03T23:00:00Z', 2]
  ] as const) {
    org.setClock(Date.parse(day));
    await org.asyncQueue.drain();
    assert.deepEqual(column(org, 'SELECT "timestriggered" FROM "crontrigger"'), [fired]);
    assert.equal(accountNames(org).length, fired);
  }
});

test('the 51st queueable of a transaction breaks the limit and undoes the other fifty', async () => {
  const org = openOrg();
  assert.throws(() => call(org, 'tooManyQueueables'), /Too many queueable jobs added to the queue: 51/);
  assert.deepEqual(await org.asyncQueue.drain(), { jobs: 0, failed: 0 });
});
