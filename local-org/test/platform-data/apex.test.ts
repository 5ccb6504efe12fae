import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { join } from 'node:path';
import { Org, runTests } from '../../src/index.ts';
import type { TestReport } from '../../src/index.ts';

const LIBRARY = join(import.meta.dirname, '../soql/fixtures/library');

/** The Apex tests of the fixture exercise the classes as Apex code does; here each of their classes is one test. */
describe('Database, Schema and SObject in Apex', () => {
  let org: Org;
  let report: TestReport;

  before(async () => {
    org = Org.open({ source: [LIBRARY], administratorFields: 'all' });
    report = await runTests(org, {});
  });

  after(() => org.close());

  it('compiles the fixture', () => {
    assert.deepEqual(org.compileErrors, []);
  });

  for (const name of ['LibraryQueryTest', 'LibraryDatabaseTest', 'LibraryRecordTest']) {
    it(`passes ${name}`, () => {
      const results = report.tests.filter(({ className }) => className === name);
      const failures = results.filter(({ outcome }) => outcome !== 'Pass');
      assert.deepEqual(
        failures.map(({ methodName, message }) => `${methodName}: ${message}`),
        []
      );
      assert.ok(results.length > 0);
    });
  }
});
