import assert from 'node:assert/strict';
import { basename } from 'node:path';
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

test('source in the metadata format loads: whole objects in one file, other components without -meta.xml', () => {
  const project = loadProject([
    writeProject({
      'src/objects/Account.object':
        '<CustomObject><fields><fullName>Tier__c</fullName><label>Tier</label><type>Text</type><length>7</length></fields>' +
        '<fields><fullName>Name</fullName></fields>' +
        '<recordTypes><fullName>Shop</fullName><label>A shop</label><active>true</active></recordTypes></CustomObject>',
      'src/objects/Barrel__c.object':
        '<CustomObject><label>Barrel</label><pluralLabel>Casks</pluralLabel><sharingModel>Private</sharingModel>' +
        '<fields><fullName>Wood__c</fullName><label>Wood</label><type>Picklist</type><picklist>' +
        '<picklistValues><fullName>Oak</fullName><default>true</default></picklistValues>' +
        '<picklistValues><fullName>Elm</fullName><default>false</default></picklistValues></picklist></fields>' +
        '<nameField><type>Text</type><label>Barrel Name</label></nameField></CustomObject>',
      'src/labels/CustomLabels.labels':
        '<CustomLabels><labels><fullName>Hi</fullName><value>Hello</value><language>en_US</language></labels></CustomLabels>',
      'src/customMetadata/README.md': '# not a record',
      'src/staticresources/Logo.resource': 'bytes',
      'src/staticresources/Logo.resource-meta.xml':
        '<StaticResource><contentType>text/plain</contentType></StaticResource>',
      'README.md': '# not a record either',
      'src/classes/A.cls': 'public class A {}'
    })
  ]);
  const account = project.schema.object('Account');
  assert.deepEqual([account?.label, account?.fields.get('tier__c')?.length], ['Account', 7]);
  assert.equal(account?.fields.has('recordtypeid'), true);
  assert.deepEqual(
    account?.recordTypes.map(({ developerName, label }) => [developerName, label]),
    [['Shop', 'A shop']]
  );
  const barrel = project.schema.object('Barrel__c');
  assert.equal(barrel?.label, 'Barrel');
  assert.equal(barrel?.sharingModel, 'Private');
  assert.deepEqual(
    barrel?.fields.get('wood__c')?.picklistValues.map(({ value, isDefault }) => [value, isDefault]),
    [
      ['Oak', true],
      ['Elm', false]
    ]
  );
  assert.equal(project.labels.get('hi')?.value, 'Hello');
  assert.deepEqual(
    project.staticResources.map(({ name, contentType }) => [name, contentType]),
    [['Logo', 'text/plain']]
  );
  assert.equal(project.customMetadataRecords.length, 0);
  assert.deepEqual(
    project.apex.map(({ name }) => name),
    ['A']
  );
});

test('what a later directory says of an object comes on top of what an earlier one says', () => {
  const object = (inner: string): string => `<CustomObject>${inner}</CustomObject>`;
  const { schema } = loadProject([
    writeProject({
      'a/objects/B__c/B__c.object-meta.xml': object('<label>One</label><pluralLabel>Ones</pluralLabel>'),
      'b/objects/B__c/B__c.object-meta.xml': object('<label>Two</label>')
    })
  ]);
  const found = schema.object('B__c');
  assert.deepEqual([found?.label, found?.labelPlural], ['Two', 'Ones']);
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

test('a file that cannot be read is named with its reason, and the rest of the project is there', () => {
  const field = (inner: string): string => `<CustomField>${inner}</CustomField>`;
  const { faults, schema, permissionSets } = loadProject([
    writeProject({
      'labels/CustomLabels.labels-meta.xml': '<CustomLabels>\n<labels></CustomLabels>',
      'layouts/A.layout-meta.xml': '<Profile/>',
      'objects/Account/fields/Y__c.field-meta.xml': field('<fullName>Y__c</fullName><type>Blob</type>'),
      'objects/Account/fields/Z__c.field-meta.xml': field('<fullName>Z__c</fullName>'),
      'objects/Account/fields/Sum__c.field-meta.xml': field('<fullName>Sum__c</fullName><type>Summary</type>'),
      'objects/Account/fields/Set__c.field-meta.xml': field(
        '<fullName>Set__c</fullName><type>Picklist</type><valueSet><valueSetName>Gone</valueSetName></valueSet>'
      ),
      'objects/Account/fields/Good__c.field-meta.xml': field('<fullName>Good__c</fullName><type>Text</type>'),
      'objects/Account/validationRules/V.validationRule-meta.xml':
        '<ValidationRule><active>true</active></ValidationRule>',
      'objects/X__c/fields/Alone__c.field-meta.xml': field('<fullName>Alone__c</fullName><type>Text</type>'),
      'customMetadata/Odd.md-meta.xml': '<CustomMetadata/>',
      'staticresources/R.resource-meta.xml': '<StaticResource/>',
      'layouts/Account-%zz.layout-meta.xml': '<Layout/>',
      'permissionsets/P.permissionset-meta.xml': '<PermissionSet><label>P</label></PermissionSet>'
    })
  ]);
  const told = faults.map(({ file, reason, line, column }) => [basename(file).split('.')[0], reason, line, column]);
  assert.deepEqual(
    told.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    [
      ['A', 'expected root element <Layout>, found <Profile>', undefined, undefined],
      ['Account-%zz', 'a name is not encoded correctly: URI malformed', undefined, undefined],
      [
        'Alone__c',
        'Must specify a non-empty label for the CustomObject: X__c has fields but no X__c.object-meta.xml',
        undefined,
        undefined
      ],
      [
        'CustomLabels',
        "Error parsing file: Expected closing tag 'labels' (opened in line 3, col 1) instead of closing tag 'CustomLabels'.",
        3,
        9
      ],
      ['Odd', 'the file name must be Type.Record.md-meta.xml', undefined, undefined],
      ['R', 'the resource has no content beside its metadata', undefined, undefined],
      ['Set__c', 'In field: valueSet - no GlobalValueSet named Gone found', undefined, undefined],
      ['Sum__c', 'a roll-up summary needs summaryForeignKey and summaryOperation', undefined, undefined],
      ['V', 'validation rule V has no errorConditionFormula', undefined, undefined],
      ['Y__c', 'field Y__c has the unknown type Blob', undefined, undefined],
      ['Z__c', 'field Z__c has no type', undefined, undefined]
    ]
  );
  const fields = schema.object('Account')?.fields;
  assert.deepEqual(
    ['good__c', 'set__c', 'y__c', 'z__c', 'sum__c'].map((name) => fields?.has(name)),
    [true, true, false, false, false]
  );
  assert.equal(fields?.get('set__c')?.restrictedPicklist, false);
  assert.ok(schema.object('X__c')?.fields.has('alone__c'));
  assert.ok(permissionSets.has('p'));
  assert.throws(() => loadProject(['/no/such/folder']), MetadataError);
});

test('an object of a package that the project adds to is a placeholder of the kind that Apex takes it for', () => {
  const field = (name: string): Record<string, string> => ({
    [`objects/${name}/fields/Y__c.field-meta.xml`]:
      '<CustomField><fullName>Y__c</fullName><type>Text</type><length>10</length></CustomField>'
  });
  const { faults, schema } = loadProject([
    writeProject({
      ...field('pkg__Thing__c'),
      ...field('pkg__Settings__c'),
      ...field('pkg__List__c'),
      ...field('pkg__Kind__mdt'),
      'A.cls':
        'class A { void a() { pkg__Settings__c.getInstance(); pkg__List__c.getAll(); pkg__Thing__c.getSObjectType(); } }'
    })
  ]);
  assert.deepEqual(faults, []);
  assert.deepEqual(
    ['pkg__Thing__c', 'pkg__Settings__c', 'pkg__List__c', 'pkg__Kind__mdt'].map((name) => schema.object(name)?.kind),
    ['custom', 'hierarchySetting', 'listSetting', 'customMetadata']
  );
  const thing = schema.object('pkg__thing__c');
  assert.deepEqual(
    ['id', 'name', 'ownerid', 'y__c'].map((name) => thing?.fields.has(name)),
    [true, true, true, true]
  );
});

test('a package directory inside another counts once, and a class of a later one replaces that of an earlier one', () => {
  const folder = writeProject({
    'sfdx-project.json': '{"packageDirectories":[{"path":"a"},{"path":"a/inner"},{"path":"ab"}]}',
    'a/A.cls': 'public class A {}',
    'a/inner/B.cls': 'public class B {}',
    'ab/a.cls': 'public class A { Integer later; }',
    'ab/A.trigger': 'trigger A on Account (before insert) {}'
  });
  assert.deepEqual(
    loadProject([folder]).apex.map(({ kind, source }) => [kind, source.length]),
    [
      ['class', 33],
      ['class', 17],
      ['trigger', 39]
    ]
  );
  const twice = writeProject({ 'x/A.cls': 'public class A {}', 'y/A.cls': 'public class A {}' });
  assert.equal(loadProject([twice]).apex.length, 2);
});

test('tasks and events share the custom fields of activities', () => {
  const { schema } = loadProject([
    writeProject({
      'objects/Plan__c/Plan__c.object-meta.xml': '<CustomObject><label>Plan</label></CustomObject>',
      'objects/Activity/fields/Plan__c.field-meta.xml':
        '<CustomField><fullName>Plan__c</fullName><type>Lookup</type><referenceTo>Plan__c</referenceTo>' +
        '<relationshipName>Doings</relationshipName></CustomField>'
    })
  ]);
  for (const name of ['Task', 'Event']) {
    assert.deepEqual(schema.object(name)?.fields.get('plan__c')?.referenceTo, ['Plan__c'], name);
  }
  assert.deepEqual(
    schema
      .object('Plan__c')
      ?.childRelationships.filter(({ field }) => field === 'Plan__c')
      .map(({ childObject, name }) => [childObject, name])
      .sort(),
    [
      ['Event', undefined],
      ['Task', 'Doings__r']
    ]
  );
});
