import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Org } from '../../src/index.ts';
import { startServer } from '../../src/server/index.ts';
import { SAMPLE, writeProject } from '../dml/org-double.ts';
import { administratorSees } from '../support/apex-project.ts';

const PERMISSIONS = (fields: string): string =>
  `<PermissionSet><label>Keeper</label>${fields}<objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Secret__c</object><viewAllRecords>true</viewAllRecords></objectPermissions></PermissionSet>`;
const PROJECT = {
  ...SAMPLE,
  ...administratorSees('Secret__c.Code__c', 'Secret__c.Plain__c'),
  'objects/Secret__c/fields/Plain__c.field-meta.xml':
    '<CustomField><fullName>Plain__c</fullName><label>Plain</label><type>Text</type><length>50</length></CustomField>',
  'permissionsets/Blind.permissionset-meta.xml': PERMISSIONS(''),
  'permissionsets/Seeing.permissionset-meta.xml': PERMISSIONS(
    '<fieldPermissions><editable>false</editable><field>Secret__c.Code__c</field><readable>true</readable></fieldPermissions><fieldPermissions><editable>false</editable><field>Secret__c.Plain__c</field><readable>true</readable></fieldPermissions>'
  )
};
const SECRETS = /open sesame|whsec_plain/;

test('secrets leave by no road of the REST API', async () => {
  const person = (name: string, permissionSets: string[]): object => ({
    username: `${name}@secrets.example`,
    lastName: name,
    profile: name === 'admin' ? 'System Administrator' : 'Minimum Access - Salesforce',
    permissionSets
  });
  const org = Org.open({
    source: [writeProject(PROJECT)],
    config: {
      users: { admin: person('admin', []), blind: person('blind', ['Blind']), seeing: person('seeing', ['Seeing']) }
    } as never
  });
  const server = await startServer(org, { port: 0 });
  try {
    const admin = org.users.administrator();
    const id = org.run({ user: admin }, () =>
      org.rows.insert('Secret__c', admin.id, { Name: 'store', Code__c: 'open sesame', Plain__c: 'whsec_plain' })
    );
    const get = async (alias: string, path: string): Promise<{ status: number; text: string }> => {
      const user = org.users.byUsername(`${alias}@secrets.example`);
      const token = server.sessions.tokenFor(alias, user?.id ?? '');
      const response = await fetch(`${server.url}/services/data/v67.0/${path}`, {
        headers: { authorization: `Bearer ${token}` }
      });
      return { status: response.status, text: await response.text() };
    };
    const roads = [
      `sobjects/Secret__c/${id}`,
      `sobjects/Secret__c/${id}?fields=Plain__c`,
      `query?q=${encodeURIComponent('SELECT Id, Plain__c, Code__c FROM Secret__c')}`,
      `query?q=${encodeURIComponent('SELECT FIELDS(ALL) FROM Secret__c LIMIT 5')}`,
      `query?q=${encodeURIComponent("SELECT Id FROM Secret__c WHERE Plain__c LIKE 'whsec%'")}`,
      `query?q=${encodeURIComponent('SELECT MAX(Plain__c) FROM Secret__c')}`,
      `query?q=${encodeURIComponent('SELECT Id FROM Secret__c ORDER BY Plain__c')}`,
      `composite/sobjects/Secret__c?ids=${id}&fields=Plain__c,Code__c`,
      `search?q=${encodeURIComponent('FIND {store} RETURNING Secret__c(Plain__c, Code__c)')}`
    ];
    for (const road of roads) {
      const { status, text } = await get('blind', road);
      assert.doesNotMatch(text, SECRETS, road);
      assert.ok(status < 500, road);
    }
    // Who filters or sorts by a field that is hidden would read it bit by bit.
    for (const road of roads.filter((one) => /LIKE|MAX|ORDER/.test(decodeURIComponent(one)))) {
      assert.equal((await get('blind', road)).status, 400, road);
    }
    const seen = await get('seeing', roads[2] ?? '');
    assert.match(seen.text, /"Plain__c":"whsec_plain"/);
    assert.match(seen.text, /"Code__c":"\*{11}"/);
    assert.match((await get('admin', roads[0] ?? '')).text, /"Code__c":"\*{11}"/);
  } finally {
    await server.close();
    await org.close();
  }
});
