import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProject, MetadataError } from '../../src/metadata/index.ts';
import { SAMPLE, writeProject } from '../dml/org-double.ts';

const project = loadProject([writeProject(SAMPLE)]);

function object(name: string): NonNullable<ReturnType<typeof project.schema.object>> {
  const found = project.schema.object(name);
  assert.ok(found, `object ${name}`);
  return found;
}

test('a custom object has its own fields, its system fields and a stable key prefix', () => {
  const crate = object('CRATE__C');
  assert.equal(crate.kind, 'custom');
  assert.match(crate.keyPrefix, /^a\w\w$/);
  assert.equal(loadProject([writeProject(SAMPLE)]).schema.object('Crate__c')?.keyPrefix, crate.keyPrefix);
  assert.equal(project.schema.objectByPrefix(crate.keyPrefix)?.name, 'Crate__c');
  for (const field of ['id', 'ownerid', 'createdbyid', 'systemmodstamp', 'isdeleted', 'key__c']) {
    assert.ok(crate.fields.has(field), field);
  }
  assert.equal(crate.fields.has('recordtypeid'), false);
  assert.equal(crate.fields.get('name')?.type, 'autonumber');
  assert.deepEqual(
    crate.fields.get('status__c')?.picklistValues.map(({ value, isDefault }) => [value, isDefault]),
    [
      ['Open', true],
      ['Shut', false]
    ]
  );
  const summary = crate.fields.get('weight__c');
  assert.deepEqual([summary?.type, summary?.scale, summary?.updateable], ['double', 3, false]);
});

test('a detail has no owner and cascades; relationships are known on both sides', () => {
  const item = object('Item__c');
  assert.equal(item.fields.has('ownerid'), false);
  assert.equal(item.sharingModel, 'ControlledByParent');
  assert.equal(item.fields.get('crate__c')?.relationshipName, 'Crate__r');
  const items = object('Crate__c').childRelationships.find((relationship) => relationship.name === 'Items__r');
  assert.deepEqual([items?.childObject, items?.field, items?.cascadeDelete], ['Item__c', 'Crate__c', true]);
  const crates = object('Account').childRelationships.find((relationship) => relationship.name === 'Crates__r');
  assert.equal(crates?.childObject, 'Crate__c');
});

test('private objects have share objects; events and metadata types have their own system fields', () => {
  assert.ok(object('Secret__Share').fields.has('userorgroupid'));
  assert.equal(project.schema.object('Crate__Share'), undefined);
  assert.ok(object('Bell__e').fields.has('replayid'));
  assert.equal(object('Rule__mdt').nameField, 'DeveloperName');
  const [record] = project.customMetadataRecords;
  assert.deepEqual(
    [record?.object, record?.developerName, record?.values.get('limit__c')?.text],
    ['Rule__mdt', 'Default', '7.0']
  );
  assert.equal(project.labels.get('greeting')?.value, 'Good day');
});

test('standard objects carry facts that signatures lack, and others can be described', () => {
  const contact = object('contact');
  assert.equal(contact.keyPrefix, '003');
  assert.deepEqual([contact.fields.get('lastname')?.required, contact.fields.get('lastname')?.length], [true, 80]);
  assert.equal(contact.fields.get('accountid')?.relationshipName, 'Account');
  assert.ok(
    object('Account').childRelationships.some(({ name, field }) => name === 'Contacts' && field === 'AccountId')
  );
  assert.deepEqual(
    object('Case')
      .fields.get('status')
      ?.picklistValues.filter((value) => value.isDefault)
      .map(({ value }) => value),
    ['New']
  );
  const rare = object('OperatingHours');
  assert.equal(rare.createable, true);
  assert.equal(project.schema.objectByPrefix(rare.keyPrefix), rare);
  assert.equal(object('AccountFeed').createable, false);
  assert.ok(rare.fields.has('name'));
  assert.equal(project.schema.object('NoSuchThing'), undefined);
});

test('fields of features that the org lacks do not exist', () => {
  assert.equal(object('Account').fields.has('currencyisocode'), false);
  assert.equal(object('Account').fields.has('personemail'), false);
  const folder = writeProject({
    'sfdx-project.json': '{"packageDirectories":[{"path":"app"}]}',
    'config/project-scratch-def.json': '{"features":["MultiCurrency"]}',
    'app/README': ''
  });
  assert.ok(loadProject([folder]).schema.object('Account')?.fields.has('currencyisocode'));
});

test('a plain folder of classes is a project', () => {
  const folder = writeProject({
    'A.cls': 'public class A {}',
    'sub/B.trigger': 'trigger B on Account (before insert) {}'
  });
  const { apex } = loadProject([folder]);
  assert.deepEqual(
    apex.map(({ name, kind, apiVersion }) => [name, kind, apiVersion]),
    [
      ['A', 'class', 67],
      ['B', 'trigger', 67]
    ]
  );
});

test('a class keeps the version of its own metadata', () => {
  const folder = writeProject({
    'C.cls': 'public class C {}',
    'C.cls-meta.xml': '<ApexClass><apiVersion>58.0</apiVersion></ApexClass>'
  });
  assert.equal(loadProject([folder]).apex[0]?.apiVersion, 58);
});

test('fields that a project adds to an object of a managed package make an object that stands for it', () => {
  const field = (name: string): string =>
    `<CustomField><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>9</length></CustomField>`;
  const { schema } = loadProject([
    writeProject({
      'objects/pkg1__Gift__c/fields/Thanks__c.field-meta.xml': field('Thanks__c'),
      'objects/my_pk__Gift__c/fields/My_Note__c.field-meta.xml': field('My_Note__c')
    })
  ]);
  const gift = schema.object('PKG1__gift__c');
  assert.deepEqual(
    [gift?.name, gift?.kind, gift?.nameField, gift?.fields.get('thanks__c')?.length, gift?.createable],
    ['pkg1__Gift__c', 'custom', 'Name', 9, true]
  );
  assert.ok(gift?.fields.has('ownerid'));
  assert.ok(schema.object('my_pk__Gift__c')?.fields.has('my_note__c'));
});

test('errors name the file and the reason', () => {
  const broken: [Record<string, string>, RegExp][] = [
    [
      { 'labels/CustomLabels.labels-meta.xml': '<CustomLabels><labels></CustomLabels>' },
      /CustomLabels\.labels-meta\.xml: .*labels/
    ],
    [
      { 'layouts/A.layout-meta.xml': '<Profile/>' },
      /A\.layout-meta\.xml: expected root element <Layout>, found <Profile>/
    ],
    [
      {
        'objects/X__c/fields/Y__c.field-meta.xml':
          '<CustomField><fullName>Y__c</fullName><type>Text</type></CustomField>'
      },
      /Y__c\.field-meta\.xml: X__c has fields but no X__c\.object-meta\.xml/
    ],
    [
      {
        'objects/Account/fields/Y__c.field-meta.xml':
          '<CustomField><fullName>Y__c</fullName><type>Blob</type></CustomField>'
      },
      /Y__c\.field-meta\.xml: field Y__c has the unknown type Blob/
    ]
  ];
  for (const [files, message] of broken) {
    assert.throws(
      () => loadProject([writeProject(files)]),
      (error: unknown) => {
        assert.ok(error instanceof MetadataError);
        assert.match(error.message, message);
        return true;
      }
    );
  }
  assert.throws(() => loadProject(['/no/such/folder']), /no such directory/);
});
