import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApexException } from '../../src/values/index.ts';
import { apexClass, openProject } from '../support/apex-project.ts';

const SOURCE = {
  ...apexClass(
    'Chain',
    `public class Chain { public static void begin(Integer n) { insert new Account(Name = String.valueOf(n)); } }`
  ),
  'triggers/Chained.trigger': `trigger Chained on Account (after insert) {
    Integer left = Integer.valueOf(Trigger.new[0].Name) - 1;
    if (left > 0) { Chain.begin(left); }
  }`,
  'triggers/Chained.trigger-meta.xml':
    '<ApexTrigger xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
};

test('sixteen triggers may be on top of one another, the seventeenth fails its records', async () => {
  const org = openProject(SOURCE);
  const begin = (n: number): number => {
    org.run({ user: org.users.administrator() }, () => org.program.callStatic('chain', 'begin', [n]));
    return Number(org.db.get('SELECT COUNT(*) AS "n" FROM "account"')?.['n']);
  };
  assert.equal(
    org.withRollback(() => begin(16)),
    16
  );
  assert.throws(
    () => begin(17),
    (error: ApexException) => {
      assert.equal(error.typeName, 'System.DmlException');
      assert.match(
        error.message ?? '',
        /Chained: maximum trigger depth exceeded\nAccount trigger event AfterInsert for \[001\w+\]/
      );
      return true;
    }
  );
  assert.equal(org.db.get('SELECT COUNT(*) AS "n" FROM "account"')?.['n'], 0);
  await org.close();
});
