import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsforce from 'jsforce';
import { openEmptyOrg, type EmptyOrg } from './deploy-support.ts';

describe('metadata by calls, as jsforce makes them', () => {
  let empty: EmptyOrg;
  let connection: jsforce.Connection;

  before(async () => {
    empty = await openEmptyOrg();
    connection = new jsforce.Connection({ instanceUrl: empty.server.url, accessToken: empty.token, version: '67.0' });
  });

  after(() => empty.close());

  const object = {
    fullName: 'Lamp__c',
    label: 'Lamp',
    pluralLabel: 'Lamps',
    nameField: { type: 'Text', label: 'Lamp Name' },
    deploymentStatus: 'Deployed',
    sharingModel: 'ReadWrite'
  };
  const field = (name: string, more: object = {}): object => ({
    fullName: `Lamp__c.${name}`,
    label: name.replace('__c', ''),
    type: 'Text',
    length: 20,
    ...more
  });
  type Saved = {
    fullName: string;
    success: boolean;
    created?: boolean;
    errors?: { statusCode: string; message: string }[];
  };
  const outcome = (results: unknown): unknown[] =>
    (results as Saved[]).map(({ fullName, success, errors }) => [
      fullName,
      success,
      ...[errors ?? []].flat().map(({ statusCode }) => statusCode)
    ]);

  it('creates objects and fields, which then hold records', async () => {
    const { metadata } = connection;
    assert.deepEqual(outcome([await metadata.create('CustomObject', object as never)]), [['Lamp__c', true]]);
    const fields = await metadata.create('CustomField', [
      field('Room__c'),
      field('Shade__c'),
      field('Wrong__c', { length: 900 })
    ] as never[]);
    assert.deepEqual(outcome(fields), [
      ['Lamp__c.Room__c', true],
      ['Lamp__c.Shade__c', true],
      ['Lamp__c.Wrong__c', false, 'FIELD_INTEGRITY_EXCEPTION']
    ]);
    await assert.rejects(() => connection.create('Lamp__c', { Name: 'Desk', Room__c: 'North' }), /No such column/);
    const fieldPermissions = [{ field: 'Lamp__c.Room__c', readable: true, editable: true }];
    const profile = { fullName: 'Admin', fieldPermissions };
    assert.deepEqual(outcome([await metadata.upsert('Profile', profile as never)]), [['Admin', true]]);
    const { id } = await connection.create('Lamp__c', { Name: 'Desk', Room__c: 'North' });
    assert.equal((await connection.retrieve('Lamp__c', id!)).Room__c, 'North');
    assert.deepEqual(outcome([await metadata.create('CustomField', field('Room__c') as never)]), [
      ['Lamp__c.Room__c', false, 'DUPLICATE_DEVELOPER_NAME']
    ]);
  });

  it('reads what is there, and nothing for what is not', async () => {
    const { metadata } = connection;
    const [room, nope] = (await metadata.read('CustomField', [
      'Lamp__c.Room__c',
      'Lamp__c.Nope__c'
    ])) as unknown as Record<string, unknown>[];
    assert.deepEqual([room?.fullName, room?.label, room?.length, room?.type], ['Lamp__c.Room__c', 'Room', 20, 'Text']);
    assert.equal(nope?.fullName, undefined);
    const whole = (await metadata.read('CustomObject', 'Lamp__c')) as unknown as {
      label: string;
      fields: { fullName: string }[];
    };
    assert.deepEqual(
      [whole.label, whole.fields.map(({ fullName }) => fullName).toSorted()],
      ['Lamp', ['Room__c', 'Shade__c']]
    );
    await assert.rejects(() => metadata.read('Nonsense' as never, 'X'), /Unknown type: Nonsense/);
  });

  it('updates and upserts', async () => {
    const { metadata } = connection;
    const updated = await metadata.update('CustomField', [
      field('Room__c', { label: 'Wing' }),
      field('Nope__c')
    ] as never[]);
    assert.deepEqual(outcome(updated), [
      ['Lamp__c.Room__c', true],
      ['Lamp__c.Nope__c', false, 'INVALID_CROSS_REFERENCE_KEY']
    ]);
    assert.equal((await connection.describe('Lamp__c')).fields.find(({ name }) => name === 'Room__c')?.label, 'Wing');
    const upserted = (await metadata.upsert('CustomField', [
      field('Shade__c', { label: 'Hood' }),
      field('Bulb__c')
    ] as never[])) as unknown as Saved[];
    assert.deepEqual(
      upserted.map(({ success, created }) => [success, created]),
      [
        [true, false],
        [true, true]
      ]
    );
    const label = {
      fullName: 'Greeting',
      language: 'en_US',
      protected: false,
      shortDescription: 'Greeting',
      value: 'Hello & welcome'
    };
    assert.deepEqual(outcome([await metadata.upsert('CustomLabel', label as never)]), [['Greeting', true]]);
    const read = (await metadata.read('CustomLabel', 'Greeting')) as unknown as { value: string };
    assert.equal(read.value, 'Hello & welcome');
    const code = Buffer.from('public class Toggle { public static Integer state() { return 1; } }').toString('base64');
    const apex = { fullName: 'Toggle', apiVersion: 67, status: 'Active', content: code };
    assert.deepEqual(outcome([await metadata.create('ApexClass', apex as never)]), [['Toggle', true]]);
    assert.equal(((await metadata.read('ApexClass', 'Toggle')) as unknown as { content: string }).content, code);
    const { success } = await connection.tooling.executeAnonymous('System.assertEquals(1, Toggle.state());');
    assert.ok(success);
  });

  it('renames and deletes', async () => {
    const { metadata } = connection;
    const set = { fullName: 'Readers', label: 'Readers', hasActivationRequired: false };
    assert.deepEqual(outcome([await metadata.create('PermissionSet', set as never)]), [['Readers', true]]);
    assert.deepEqual(outcome([await metadata.rename('PermissionSet', 'Readers', 'Visitors')]), [['Visitors', true]]);
    const [old, renamed] = (await metadata.read('PermissionSet', ['Readers', 'Visitors'])) as unknown as {
      label?: string;
    }[];
    assert.deepEqual([old?.label, renamed?.label], ['', 'Readers']);
    assert.deepEqual(outcome(await metadata.delete('CustomField', ['Lamp__c.Bulb__c', 'Lamp__c.Nope__c'])), [
      ['Lamp__c.Bulb__c', true],
      ['Lamp__c.Nope__c', false, 'INVALID_CROSS_REFERENCE_KEY']
    ]);
    assert.equal(
      (await connection.describe('Lamp__c')).fields.some(({ name }) => name === 'Bulb__c'),
      false
    );
    await assert.rejects(() => metadata.rename('CustomObject', 'Lamp__c', 'Light__c'), /cannot rename a CustomObject/);
    const many = Array.from({ length: 11 }, (_, index) => field(`F${index}__c`));
    await assert.rejects(() => metadata.create('CustomField', many as never[]), /cannot submit more than 10 records/);
  });

  it('lists and describes', async () => {
    const listed = await connection.metadata.list([{ type: 'CustomField' }, { type: 'ApexClass' }]);
    const found = listed.map(({ fullName, fileName }) => [fullName, fileName]);
    assert.deepEqual(
      found.find(([name]) => name === 'Toggle'),
      ['Toggle', 'classes/Toggle.cls']
    );
    assert.ok(found.some(([name]) => name === 'Lamp__c.Room__c'));
    const { metadataObjects, testRequired } = await connection.metadata.describe();
    const tab = metadataObjects.find(({ xmlName }) => xmlName === 'CustomTab');
    assert.deepEqual([tab?.directoryName, tab?.suffix, testRequired], ['tabs', 'tab', false]);
  });

  it('forgets deleted classes', async () => {
    const count = async (): Promise<number> =>
      (await connection.tooling.query("SELECT Id FROM ApexClass WHERE Name = 'Toggle'")).totalSize;
    assert.equal(await count(), 1);
    assert.deepEqual(outcome([await connection.metadata.delete('ApexClass', 'Toggle')]), [['Toggle', true]]);
    assert.equal(await count(), 0);
  });
});
