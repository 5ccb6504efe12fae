import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { runTests } from '../../src/testing/index.ts';
import { Org } from '../../src/org/org.ts';

test('compiled Apex finds the overloads of the class library', async () => {
  const org = Org.open({ source: [fileURLToPath(new URL('fixtures/library', import.meta.url))] });
  try {
    const report = await runTests(org, {});
    const failures = report.tests
      .filter(({ message }) => message !== null)
      .map(({ methodName, message }) => `${methodName}: ${message}`);
    assert.deepEqual(failures, []);
    assert.equal(report.passed, 6);
  } finally {
    await org.close();
  }
});
