import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../../src/server/index.ts';
import { openProject } from '../support/apex-project.ts';

const OBJECT =
  '<CustomObject><label>Box</label><pluralLabel>Boxes</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>';
const field = (name: string): string =>
  `<CustomField><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>9</length></CustomField>`;

const FILES = {
  'objects/Box__c/Box__c.object-meta.xml': OBJECT,
  'objects/Box__c/fields/Read__c.field-meta.xml': field('Read__c'),
  'objects/Box__c/fields/Hidden__c.field-meta.xml': field('Hidden__c'),
  'objects/Ring__e/Ring__e.object-meta.xml':
    '<CustomObject><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Ring</label><pluralLabel>Rings</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior></CustomObject>',
  'permissionsets/Reader.permissionset-meta.xml':
    '<PermissionSet><label>Reader</label><fieldPermissions><editable>false</editable><field>Box__c.Read__c</field><readable>true</readable></fieldPermissions><objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Box__c</object><viewAllRecords>false</viewAllRecords></objectPermissions></PermissionSet>'
};

interface Described {
  readonly createable: boolean;
  readonly queryable: boolean;
  readonly retrieveable: boolean;
  readonly deletable: boolean;
  readonly updateable: boolean;
  readonly fields: readonly { readonly name: string; readonly createable: boolean; readonly updateable: boolean }[];
}

test('describes tell a user what that user may do', async () => {
  const org = openProject(FILES);
  const admin = org.users.administrator();
  org.run({ user: admin }, () => {
    const id = (table: string, where: Record<string, string>): string => String(org.rows.find(table, where)?.['id']);
    const profile = id('Profile', { Name: 'Minimum Access - Salesforce' });
    const reader = org.rows.insert('User', admin.id, {
      Username: 'reader@box.example',
      LastName: 'Reader',
      ProfileId: profile,
      IsActive: true
    });
    const set = id('PermissionSet', { Name: 'Reader' });
    org.rows.insert('PermissionSetAssignment', admin.id, { AssigneeId: reader, PermissionSetId: set });
  });
  org.access.reset();
  const server = await startServer(org, { port: 0 });
  const describe = async (user: string, object: string): Promise<Described> => {
    const token = server.sessions.tokenFor(user, org.users.byUsername(user)!.id);
    const response = await fetch(`${server.url}/services/data/v67.0/sobjects/${object}/describe`, {
      headers: { authorization: `Bearer ${token}` }
    });
    return (await response.json()) as Described;
  };
  try {
    const own = await describe('reader@box.example', 'Box__c');
    assert.deepEqual([own.createable, own.deletable, own.queryable], [true, false, true]);
    const rights = own.fields
      .filter(({ name }) => /__c$/.test(name))
      .map(({ name, createable, updateable }) => [name, createable, updateable]);
    assert.deepEqual(rights, [['Read__c', false, false]], 'a hidden field is not there, one to read cannot be set');
    const all = await describe(admin.username, 'Box__c');
    assert.deepEqual([all.createable, all.deletable, all.queryable], [true, true, true]);
    const shown = all.fields.map(({ name }) => name).filter((name) => /__c$/.test(name));
    assert.deepEqual(shown, [], 'nobody granted the administrator a field');
    const event = await describe(admin.username, 'Ring__e');
    assert.deepEqual(
      [event.createable, event.queryable, event.retrieveable, event.deletable],
      [true, false, false, false]
    );
  } finally {
    await server.close();
    await org.close();
  }
});
