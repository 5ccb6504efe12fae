import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSoql, runSoql, validateSoql } from '../../src/soql/index.ts';
import { ApexException } from '../../src/values/index.ts';
import type { Org } from '../../src/index.ts';
import { SAMPLE } from '../dml/org-double.ts';
import { openProject } from '../support/apex-project.ts';

function query(org: Org, text: string): (readonly unknown[])[] {
  const { records } = org.run({ user: org.users.administrator() }, () =>
    runSoql(org.program, parseSoql(text), [], { access: 'system', sharing: 'without' })
  );
  return records.map((record) =>
    [...record.fields.entries()].filter(([key]) => key !== 'id').map(([, value]) => value)
  );
}

test('fields can be asked for by their object', async () => {
  const org = openProject(SAMPLE);
  try {
    const text =
      "SELECT QualifiedApiName, DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Crate__c'";
    const rows = new Map(query(org, text).map(([name, type]) => [name, type]));
    assert.equal(rows.get('Key__c'), 'Text(20)');
    assert.equal(rows.get('Amount__c'), 'Number(4, 2)');
    assert.equal(rows.get('Account__c'), 'Lookup(Account)');
    assert.equal(rows.get('Double__c'), 'Formula (Number)');
    assert.throws(() => query(org, 'SELECT Label FROM FieldDefinition'), ApexException);
  } finally {
    await org.close();
  }
});

test('a query that locks has no order, and groups come in one batch', async () => {
  const org = openProject(SAMPLE);
  try {
    const [problem] = validateSoql(parseSoql('SELECT Id FROM Account ORDER BY Name FOR UPDATE'), org.schema);
    assert.match(problem?.message ?? '', /Explicit ORDER BY not allowed when locking rows/);
    const admin = org.users.administrator();
    org.run({ user: admin }, () => {
      for (let i = 0; i < 2001; i++) {
        org.rows.insert('Account', admin.id, { Name: `a${i}` });
      }
    });
    assert.throws(() => query(org, 'SELECT Name, COUNT(Id) n FROM Account GROUP BY Name'), /queryMore/);
    assert.equal(query(org, 'SELECT Name, COUNT(Id) n FROM Account GROUP BY Name LIMIT 2000').length, 2000);
  } finally {
    await org.close();
  }
});
