import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexException } from '../../src/values/index.ts';
import { Limits } from '../../src/engine/index.ts';

function messageOf(action: () => void): string {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof ApexException);
    assert.equal(error.typeName, 'System.LimitException');
    return error.message ?? '';
  }
  throw new Error('no exception');
}

test('the 101st query of a synchronous transaction is one too many', () => {
  const limits = new Limits('synchronous');
  limits.use('queries', 100);
  assert.equal(
    messageOf(() => limits.use('queries')),
    'Too many SOQL queries: 101'
  );
});

test('asynchronous Apex has 200 queries and twelve megabytes', () => {
  const limits = new Limits('asynchronous');
  limits.use('queries', 200);
  assert.equal(
    messageOf(() => limits.use('queries')),
    'Too many SOQL queries: 201'
  );
  assert.equal(limits.max('heapSize'), 12_000_000);
});

test('rows and statements have limits of their own', () => {
  const limits = new Limits('synchronous');
  assert.equal(
    messageOf(() => limits.use('dmlRows', 10_001)),
    'Too many DML rows: 10001'
  );
  assert.equal(
    messageOf(() => limits.use('dmlStatements', 151)),
    'Too many DML statements: 151'
  );
  assert.equal(
    messageOf(() => limits.use('queryRows', 50_001)),
    'Too many query rows: 50001'
  );
  assert.equal(
    messageOf(() => limits.use('callouts', 101)),
    'Too many callouts: 101'
  );
});

test('a transaction that computes too long is stopped', () => {
  const limits = new Limits('synchronous', { cpuTime: 20 });
  assert.equal(
    messageOf(() => {
      // Pure computation, with an end in case the limit does not work.
      for (let round = 0, sum = 0; round < 20_000; round++) {
        for (let i = 0; i < 100_000; i++) {
          sum += i * round;
        }
        limits.checkCpu();
        assert.ok(sum >= 0);
      }
    }),
    'Apex CPU time limit exceeded'
  );
});

test('the header lists what was used', () => {
  const limits = new Limits('synchronous');
  limits.use('queries', 3);
  limits.use('dmlRows', 7);
  assert.match(limits.header(), /^queries=3;queryRows=0;dmlStatements=0;dmlRows=7;cpuMs=\d+;heapBytes=\d+$/);
});
