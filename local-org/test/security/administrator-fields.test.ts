import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../../src/server/index.ts';
import { openEmptyOrg } from '../server/deploy-support.ts';
import { deployFiles } from '../server/deploy-client.ts';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const field = (name: string, more = ''): string =>
  `<CustomField><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>20</length>${more}</CustomField>`;
const granted = (...fields: string[]): string =>
  fields
    .map(
      (name) =>
        `<fieldPermissions><editable>true</editable><field>${name}</field><readable>true</readable></fieldPermissions>`
    )
    .join('');

const OBJECTS = {
  'objects/Part__c/Part__c.object-meta.xml':
    '<CustomObject><label>Part</label><pluralLabel>Parts</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>Private</sharingModel></CustomObject>',
  'objects/Part__c/fields/Colour__c.field-meta.xml': field('Colour__c'),
  'objects/Part__c/fields/Code__c.field-meta.xml': field('Code__c', '<required>true</required>'),
  'objects/Account/fields/Tier__c.field-meta.xml': field('Tier__c'),
  'objects/Ring__e/Ring__e.object-meta.xml':
    '<CustomObject><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Ring</label><pluralLabel>Rings</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior></CustomObject>',
  'permissionsets/Parts.permissionset-meta.xml': `<PermissionSet><label>Parts</label>${granted('Part__c.Colour__c', 'Account.Tier__c')}</PermissionSet>`
};

const CLASSES = {
  ...apexClass(
    'Parts',
    `public with sharing class Parts {
  public static String colours() { String all = ''; for (Part__c p : [SELECT Colour__c FROM Part__c ORDER BY Name]) { all += p.Colour__c + ' '; } return all.trim(); }
  public static Integer count() { return [SELECT COUNT() FROM Part__c WHERE Code__c = 'c']; }
  public static void paint(String colour) { insert new Part__c(Name = 'p', Code__c = 'c', Colour__c = colour); }
}`,
    67
  ),
  ...apexClass(
    'PartsTest',
    `@IsTest private class PartsTest {
  @IsTest static void administratorsNeedFieldPermissions() {
    insert as system new Part__c(Name = 'p', Code__c = 'c', Colour__c = 'red');
    Assert.areEqual(1, Parts.count(), 'objects, records and required fields are open');
    try { Parts.colours(); Assert.fail('read'); } catch (QueryException e) { Assert.areEqual(new Set<String>{ 'Colour__c' }, e.getInaccessibleFields().get('Part__c')); }
    try { Parts.paint('blue'); Assert.fail('written'); } catch (DmlException e) { Assert.areEqual(new List<String>{ 'Colour__c' }, e.getDmlFieldNames(0)); }
    Assert.isFalse(Account.Tier__c.getDescribe().isAccessible());
    Assert.isTrue(Account.Phone.getDescribe().isUpdateable());
    System.runAs(new User(Id = UserInfo.getUserId())) {
      insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Parts'].Id);
    }
    System.runAs(new User(Id = UserInfo.getUserId())) {
      Parts.paint('blue');
      Assert.areEqual('red blue', Parts.colours());
      Assert.isTrue(Account.Tier__c.getDescribe().isUpdateable());
    }
  }
  @IsTest static void theAutomatedProcessNeedsThemToo() {
    Account a = new Account(Name = 'a', Tier__c = 'x');
    insert as system a;
    EventBus.publish(new Ring__e());
    Test.getEventBus().deliver();
    Assert.areEqual('Access to entity \\'Part__c\\' denied', [SELECT Description FROM Account WITH SYSTEM_MODE].Description);
    Assert.areEqual('system', [SELECT Name FROM Part__c WITH SYSTEM_MODE].Name);
  }
}`,
    67
  ),
  'triggers/OnRing.trigger': `trigger OnRing on Ring__e (after insert) {
  try { insert as user new Part__c(Name = 'p', Code__c = 'c'); } catch (Exception e) {
    Account a = [SELECT Id FROM Account WITH SYSTEM_MODE];
    a.Description = e.getMessage();
    update as system a;
  }
  insert as system new Part__c(Name = 'system', Code__c = 'c', Colour__c = 'grey');
}`,
  'triggers/OnRing.trigger-meta.xml': '<ApexTrigger><apiVersion>67.0</apiVersion><status>Active</status></ApexTrigger>'
};

test('Apex in user mode refuses administrators and the Automated Process user what nobody granted', async () => {
  const org = openProject(OBJECTS, CLASSES);
  try {
    assert.deepEqual(await failuresOf(org), []);
  } finally {
    await org.close();
  }
});

test('the APIs show an administrator no field that is not granted', async () => {
  const org = openProject(OBJECTS);
  const admin = org.users.administrator();
  const server = await startServer(org, { port: 0 });
  const headers = {
    authorization: `Bearer ${server.sessions.tokenFor('admin', admin.id)}`,
    'content-type': 'application/json'
  };
  const call = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${server.url}/services/data/v67.0/${path}`, {
      headers,
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
    });
    return response.json();
  };
  const faultOf = (answer: unknown): unknown => {
    const [{ errorCode, message }] = answer as [{ errorCode: string; message: string }];
    return [errorCode, /No such column '(\w+)'/.exec(message)?.[1]];
  };
  const customFields = async (): Promise<string[]> => {
    const { fields } = (await call('sobjects/Part__c/describe')) as { fields: { name: string }[] };
    return fields.map(({ name }) => name).filter((name) => name.endsWith('__c'));
  };
  const infoFields = async (): Promise<string[]> => {
    const { fields } = (await call('ui-api/object-info/Part__c')) as { fields: Record<string, object> };
    return Object.keys(fields).filter((name) => name.endsWith('__c'));
  };
  const query = 'query?q=SELECT+Colour__c+FROM+Part__c';
  try {
    assert.deepEqual(await customFields(), ['Code__c']);
    assert.deepEqual(await infoFields(), ['Code__c']);
    assert.deepEqual(faultOf(await call(query)), ['INVALID_FIELD', 'Colour__c']);
    const part = { Name: 'p', Code__c: 'c', Colour__c: 'red' };
    assert.deepEqual(faultOf(await call('sobjects/Part__c', part)), ['INVALID_FIELD', 'Colour__c']);
    const batch = { batchRequests: [{ method: 'GET', url: `v67.0/${query}` }] };
    const { results } = (await call('composite/batch', batch)) as { results: { result: unknown }[] };
    assert.deepEqual(faultOf(results[0]?.result), ['INVALID_FIELD', 'Colour__c']);

    const set = org.rows.find('PermissionSet', { Name: 'Parts' })?.['id'];
    await call('sobjects/PermissionSetAssignment', { AssigneeId: admin.id, PermissionSetId: set });
    assert.deepEqual((await customFields()).sort(), ['Code__c', 'Colour__c']);
    assert.deepEqual((await infoFields()).sort(), ['Code__c', 'Colour__c']);
    assert.equal(((await call('sobjects/Part__c', part)) as { success: boolean }).success, true);
    const { records } = (await call(query)) as { records: { Colour__c: string }[] };
    assert.deepEqual(
      records.map((record) => record.Colour__c),
      ['red']
    );
  } finally {
    await server.close();
    await org.close();
  }
});

test('a deployment runs tests with the rights that the deploying user has by then', async () => {
  const empty = await openEmptyOrg();
  const own = apexClass(
    'PaintTest',
    `@IsTest private class PaintTest { @IsTest static void paint() { insert new Part__c(Name = '1', Code__c = 'c', Colour__c = 'red'); Assert.areEqual('admin@empty.example', UserInfo.getUserName()); } }`,
    67
  );
  const source = {
    'objects/Part__c.object': `<CustomObject><deploymentStatus>Deployed</deploymentStatus><label>Part</label><pluralLabel>Parts</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel><fields><fullName>Colour__c</fullName><label>Colour</label><type>Text</type><length>20</length></fields><fields><fullName>Code__c</fullName><label>Code</label><type>Text</type><length>20</length><required>true</required></fields></CustomObject>`,
    'permissionsets/Parts.permissionset': `<PermissionSet><label>Parts</label>${granted('Part__c.Colour__c')}</PermissionSet>`
  };
  const tested = { ...source, ...own };
  try {
    const first = await deployFiles(empty, tested, { testLevel: 'RunLocalTests' });
    assert.equal(first.status, 'Failed');
    assert.match(
      first.details.runTestResult.failures[0]?.message ?? '',
      /fields being inaccessible on Sobject Part__c/
    );
    assert.equal((await deployFiles(empty, source)).status, 'Succeeded');
    const { org } = empty.server;
    const set = String(org.rows.find('PermissionSet', { Name: 'Parts' })?.['id']);
    const admin = org.users.byUsername('admin@empty.example')?.id ?? '';
    org.rows.insert('PermissionSetAssignment', admin, { AssigneeId: admin, PermissionSetId: set });
    org.access.reset();
    const second = await deployFiles(empty, tested, { testLevel: 'RunLocalTests' });
    assert.deepEqual(second.details.runTestResult.failures, []);
    assert.equal(second.status, 'Succeeded');
  } finally {
    await empty.close();
  }
});
