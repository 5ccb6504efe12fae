import assert from 'node:assert/strict';
import { test } from 'node:test';
import { report, result } from '../testing/reports/sample.ts';
import { compare, readLedger, updated, type Suite } from './ledger.ts';

const SUITE: Suite = {
  name: 'sample',
  repository: 'someone/sample',
  commit: 'a',
  tests: 3,
  passed: 1,
  failing: [
    { reason: 'needs a licence', tests: ['AdderTest.fails', 'AdderTest.gone'] },
    { reason: 'unexplained: old', tests: ['BrokenTest.<compile>'] }
  ]
};

test('what the ledger does not know is broken, what it knows and passes is mended', () => {
  const run = report('Adder.cls');
  const more = { ...run, tests: [...run.tests, result('fresh', { outcome: 'Fail', message: 'x' })] };
  assert.deepEqual(compare(SUITE, more), { broken: ['AdderTest.fresh'], mended: ['AdderTest.gone'] });
});

test('an update keeps written reasons and takes the others from the messages', () => {
  const run = report('Adder.cls');
  const missing = result('missing', {
    outcome: 'Fail',
    message: 'NotImplementedError: Not implemented in the local org: System.Foo.bar()'
  });
  const entry = updated(SUITE, { ...run, tests: [...run.tests, missing] }, 'b');
  assert.equal(entry.commit, 'b');
  assert.deepEqual(entry.failing, [
    { reason: 'needs a licence', tests: ['AdderTest.fails'] },
    { reason: 'not implemented: System.Foo.bar()', tests: ['AdderTest.missing'] },
    { reason: 'unexplained: line 1, column 2: no', tests: ['BrokenTest.<compile>'] }
  ]);
});

test('every suite of the ledger has a commit, and every failure a reason', () => {
  for (const suite of readLedger()) {
    assert.match(suite.commit, /^[0-9a-f]{40}$/, suite.name);
    const failing = suite.failing.reduce((sum, { tests }) => sum + tests.length, 0);
    assert.equal(suite.passed + failing, suite.tests, suite.name);
    assert.ok(suite.failing.every(({ reason }) => reason !== ''));
  }
});
