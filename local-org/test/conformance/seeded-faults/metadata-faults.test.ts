import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProject } from '../../../src/index.ts';
import { writeProject } from '../../dml/org-double.ts';
import { PROJECT } from './project.ts';

/** A metadata file of the sound project, or one beside it, with one fault in it. */
const FAULTS: readonly (readonly [what: string, file: string, content: string, message: RegExp])[] = [
  [
    'a formula over a field that is not there',
    'objects/Parcel__c/fields/Double__c.field-meta.xml',
    '<CustomField><fullName>Double__c</fullName><label>D</label><type>Number</type><precision>8</precision><scale>2</scale><formula>Weigth__c * 2</formula></CustomField>',
    /^Field Weigth__c does not exist\. Check spelling\.$/
  ],
  [
    'a formula of another type',
    'objects/Parcel__c/fields/Double__c.field-meta.xml',
    '<CustomField><fullName>Double__c</fullName><label>D</label><type>Number</type><precision>8</precision><scale>2</scale><formula>Code__c</formula></CustomField>',
    /^Formula result is data type \(Text\), incompatible with expected data type \(Number\)\.$/
  ],
  [
    'a rule that lacks a parenthesis',
    'objects/Parcel__c/validationRules/Weight_Positive.validationRule-meta.xml',
    '<ValidationRule><fullName>Weight_Positive</fullName><active>true</active><errorConditionFormula>AND(Weight__c &lt; 0</errorConditionFormula><errorMessage>No</errorMessage></ValidationRule>',
    /^Syntax error\. Missing '\)'$/
  ],
  [
    'a lookup to nothing',
    'objects/Parcel__c/fields/Account__c.field-meta.xml',
    '<CustomField><fullName>Account__c</fullName><label>A</label><type>Lookup</type><referenceTo>Acount__c</referenceTo><relationshipName>Parcels</relationshipName></CustomField>',
    /^referenceTo value of 'Acount__c' does not resolve to a valid sObject type$/
  ],
  [
    'a right to a field that is not there',
    'permissionsets/Clerk.permissionset-meta.xml',
    '<PermissionSet><label>Clerk</label><fieldPermissions><field>Parcel__c.Kode__c</field><readable>true</readable><editable>true</editable></fieldPermissions></PermissionSet>',
    /^In field: field - no CustomField named Parcel__c\.Kode__c found$/
  ],
  [
    'an element that the type does not have',
    'permissionsets/Clerk.permissionset-meta.xml',
    '<PermissionSet><label>Clerk</label><colour>red</colour></PermissionSet>',
    /colour invalid at this location in type PermissionSet$/
  ],
  [
    'a field too long',
    'objects/Parcel__c/fields/Code__c.field-meta.xml',
    '<CustomField><fullName>Code__c</fullName><label>C</label><type>Text</type><length>256</length></CustomField>',
    /^The length of a CustomField of type Text must be between 1 and 255$/
  ],
  [
    'a page with a component that is not there',
    'flexipages/P.flexipage-meta.xml',
    '<FlexiPage><flexiPageRegions><itemInstances><componentInstance><componentName>gone</componentName></componentInstance></itemInstances><name>main</name><type>Region</type></flexiPageRegions><masterLabel>P</masterLabel><template><name>flexipage:defaultAppHomeTemplate</name></template><type>AppPage</type></FlexiPage>',
    /^We couldn't retrieve the design time component information for component c:gone\.$/
  ],
  [
    'a component for a target that there is not',
    'lwc/card/card.js-meta.xml',
    '<LightningComponentBundle><apiVersion>66.0</apiVersion><targets><target>lightning__Recordpage</target></targets></LightningComponentBundle>',
    /^lightning__Recordpage is not a valid TARGETS$/
  ],
  [
    'a layout without the name',
    'layouts/Parcel__c-Parcel Layout.layout-meta.xml',
    '<Layout><layoutSections><style>OneColumn</style><layoutColumns><layoutItems><behavior>Edit</behavior><field>Code__c</field></layoutItems></layoutColumns></layoutSections></Layout>',
    /^Layout must contain an item for required layout field: Name$/
  ],
  [
    'a view of a column that is not there',
    'objects/Parcel__c/listViews/All.listView-meta.xml',
    '<ListView><fullName>All</fullName><columns>Kode__c</columns><filterScope>Everything</filterScope><label>All</label></ListView>',
    /^Could not resolve list view column: Kode__c$/
  ]
];

const messages = (files: Readonly<Record<string, string>>): string[] =>
  checkProject({ source: [writeProject(files)], metadata: true }).errors.map(({ message }) => message);

test('the sound project has no fault in its metadata', () => {
  assert.deepEqual(messages(PROJECT), []);
});

for (const [what, file, content, message] of FAULTS) {
  test(`${what} is told`, () => {
    const found = messages({ ...PROJECT, [file]: content });
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', message);
  });
}
