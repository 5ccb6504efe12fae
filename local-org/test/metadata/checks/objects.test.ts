import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, problems } from './support.ts';

const item = (name: string, behavior = 'Edit'): string =>
  `<layoutItems><behavior>${behavior}</behavior>\n<field>${name}</field></layoutItems>`;
const NAME = item('Name', 'Required');
function layout(name: string, items: string, rest = '', object = 'Crate__c'): Record<string, string> {
  return {
    [`layouts/${object}-${name}.layout-meta.xml`]: `<Layout>${rest.startsWith('<custom') ? rest : ''}<layoutSections><style>TwoColumnsTopToBottom</style><layoutColumns>${items}</layoutColumns></layoutSections>${rest.startsWith('<custom') ? '' : rest}</Layout>`
  };
}
const related = (list: string, ...fields: string[]): string =>
  `\n<relatedLists>${fields.map((name) => `<fields>${name}</fields>`).join('')}<relatedList>${list}</relatedList></relatedLists>`;

test('layouts hold fields of their object once, the name, related lists and actions that there are', () => {
  const action =
    '<quickActionList><quickActionListItems>\n<quickActionName>Crate__c.Gone</quickActionName></quickActionListItems></quickActionList>';
  const found = problems(
    layout(
      'Good',
      NAME + item('Code__c') + item('OwnerId') + item('CreatedById', 'Readonly') + item('pkg__X__c'),
      related('Item__c.Crate__c', 'NAME', 'Amount__c') +
        related('RelatedNoteList') +
        related('pkg__Y__c.pkg__Z__c', 'pkg__W__c')
    ),
    layout('Standard', item('Pronouns') + item('LastName', 'Required'), related('Crate__c.Account__c'), 'Account'),
    layout('Field', NAME + item('Gone__c')),
    layout('Twice', NAME + item('Code__c') + item('code__c')),
    layout('NoName', item('Code__c')),
    layout('OptionalName', item('Name')),
    layout('Required', NAME + item('Sum__c', 'Required')),
    layout('List', NAME, related('Item__c.Gone__c')),
    layout('OtherList', NAME, related('Crate__c.Account__c')),
    layout('RelationName', NAME, related('Items__r')),
    layout('ListTwice', NAME, related('Item__c.Crate__c') + related('Item__c.Crate__c')),
    layout('ListField', NAME, related('Item__c.Crate__c', 'Gone__c')),
    layout('Action', NAME, action),
    layout('Button', NAME, '<customButtons>Gone</customButtons>'),
    layout('Object', NAME, '', 'Gone__c'),
    field(
      'Crate__c',
      'Sum__c',
      '<type>Summary</type><summaryForeignKey>Item__c.Crate__c</summaryForeignKey><summaryOperation>count</summaryOperation>'
    )
  );
  const told = (name: string, line: number, problem: string): string => `Layout Crate__c-${name} ${line}: ${problem}`;
  assert.deepEqual(found, [
    told('Action', 4, 'In field: QuickAction - no QuickAction named Crate__c.Gone found'),
    told('Button', 2, 'In field: customButton - no WebLink named Crate__c.Gone found'),
    told('Field', 4, 'In field: field - no CustomField named Crate__c.Gone__c found'),
    told('List', 4, 'Cannot find related list:Item__c.Gone__c'),
    told('ListField', 4, 'Invalid field:Gone__c in related list:Item__c.Crate__c'),
    told('ListTwice', 5, 'Field: relatedLists, value:Item__c.Crate__c appears more than once'),
    told('NoName', 2, 'Layout must contain an item for required layout field: Name'),
    told('OptionalName', 2, 'Field:Name must be Required'),
    told('OtherList', 4, 'Cannot find related list:Crate__c.Account__c'),
    told('RelationName', 4, 'Cannot find related list:Items__r'),
    told('Required', 3, 'Field:Sum__c must not be Required'),
    told('Twice', 5, 'Field: layoutItems, value:code__c appears more than once'),
    'Layout Gone__c-Object 2: In field: layout - no CustomObject named Gone__c found'
  ]);
});

const part = (folder: string, suffix: string, type: string, name: string, inner: string): Record<string, string> => ({
  [`objects/Crate__c/${folder}/${name}.${suffix}-meta.xml`]: `<${type}><fullName>${name}</fullName>\n${inner}</${type}>`
});

test('list views, compact layouts, field sets and record types', () => {
  const view = (name: string, inner: string): Record<string, string> =>
    part('listViews', 'listView', 'ListView', name, inner);
  const type = (name: string, inner: string): Record<string, string> =>
    part('recordTypes', 'recordType', 'RecordType', name, `<active>true</active><label>T</label>${inner}`);
  const values = (picklist: string, value: string): string =>
    `<picklistValues><picklist>${picklist}</picklist>\n<values><fullName>${value}</fullName><default>false</default></values></picklistValues>`;
  const found = problems(
    view(
      'Good',
      '<columns>NAME</columns><columns>Code__c</columns><columns>OWNER.ALIAS</columns><columns>pkg__X__c</columns>'
    ),
    view('Column', '<columns>NAME</columns>\n<columns>Gone__c</columns>'),
    view('Platform', '<columns>CreatedDate</columns>'),
    view('Filter', '<columns>NAME</columns><filters>\n<field>Gone__c</field><operation>equals</operation></filters>'),
    view('Queue', '<columns>NAME</columns><filterScope>Queue</filterScope><queue>Gone</queue>'),
    part('compactLayouts', 'compactLayout', 'CompactLayout', 'Good', '<fields>Name</fields><fields>Code__c</fields>'),
    part('compactLayouts', 'compactLayout', 'CompactLayout', 'Bad', '<fields>Gone__c</fields>'),
    part(
      'fieldSets',
      'fieldSet',
      'FieldSet',
      'Good',
      '<displayedFields><field>Account__r.Name</field></displayedFields>'
    ),
    part(
      'fieldSets',
      'fieldSet',
      'FieldSet',
      'Bad',
      '<availableFields><field>Account__r.Gone__c</field></availableFields>'
    ),
    type('Good', values('Colour__c', 'Red') + '<compactLayoutAssignment>Good</compactLayoutAssignment>'),
    type('Compact', '<compactLayoutAssignment>Gone</compactLayoutAssignment>'),
    type('List', values('Gone__c', 'Red')),
    type('Value', values('Colour__c', 'Green%20ish'))
  );
  assert.deepEqual(found, [
    'CompactLayout Crate__c.Bad 3: In field: field - no CustomField named Crate__c.Gone__c found',
    'FieldSet Crate__c.Bad 3: In field: Account__r.Gone__c - no CustomField named Crate__c.Account__r.Gone__c found',
    'ListView Crate__c.Column 4: Could not resolve list view column: Gone__c',
    'ListView Crate__c.Filter 4: Could not resolve list view column: Gone__c',
    'ListView Crate__c.Platform 3: Could not resolve list view column: CreatedDate',
    'ListView Crate__c.Queue 3: In field: queue - no Queue named Gone found',
    'RecordType Crate__c.Compact 3: In field: compactLayoutAssignment - no CompactLayout named Crate__c.Gone found',
    'RecordType Crate__c.List 3: In field: picklist - no CustomField named Crate__c.Gone__c found',
    'RecordType Crate__c.Value 4: Picklist value: Green ish in picklist: Colour__c not found'
  ]);
});

test('lookups, summaries, filters and controlling fields', () => {
  const lookup = (target: string, name: string, more = ''): string =>
    `<type>Lookup</type><referenceTo>${target}</referenceTo>\n<relationshipName>${name}</relationshipName>${more}`;
  const filter = (name: string): string =>
    `<lookupFilter><active>true</active><filterItems>\n<field>${name}</field><operation>equals</operation><value>1</value></filterItems></lookupFilter>`;
  const summary = (key: string, operation: string, summed = ''): string =>
    `<type>Summary</type><summaryForeignKey>${key}</summaryForeignKey>\n<summaryOperation>${operation}</summaryOperation>${summed}`;
  const found = problems(
    field('Crate__c', 'Good__c', lookup('Account', 'Others', filter('$Source.Code__c'))),
    field('Crate__c', 'Target__c', lookup('Gone__c', 'Gones')),
    field('Crate__c', 'Again__c', lookup('Account', 'Crates')),
    field('Crate__c', 'Filter__c', lookup('Account', 'Filters', filter('Account.Gone__c'))),
    field('Crate__c', 'Source__c', lookup('Account', 'Sources', filter('$Source.Gone__c'))),
    field(
      'Crate__c',
      'Total__c',
      summary('Item__c.Crate__c', 'sum', '<summarizedField>Item__c.Amount__c</summarizedField>')
    ),
    field('Crate__c', 'Key__c', summary('Item__c.Gone__c', 'count')),
    field(
      'Crate__c',
      'Summed__c',
      summary('Item__c.Crate__c', 'sum', '<summarizedField>Item__c.Gone__c</summarizedField>')
    ),
    field('Crate__c', 'Nothing__c', summary('Item__c.Crate__c', 'max')),
    field('Item__c', 'Detail__c', summary('Crate__c.Account__c', 'count')),
    field(
      'Crate__c',
      'Shade__c',
      '<type>Picklist</type><valueSet><controllingField>Gone__c</controllingField><valueSetDefinition><sorted>false</sorted></valueSetDefinition></valueSet>'
    )
  );
  const told = (name: string, line: number, problem: string): string => `CustomField ${name} ${line}: ${problem}`;
  assert.deepEqual(found, [
    told('Crate__c.Account__c', 2, 'There is already a Child Relationship named Crates on Account.'),
    told('Crate__c.Again__c', 3, 'There is already a Child Relationship named Crates on Account.'),
    told('Crate__c.Filter__c', 4, 'In field: field - no CustomField named Account.Gone__c found'),
    told('Crate__c.Key__c', 2, 'In field: summaryForeignKey - no CustomField named Item__c.Gone__c found'),
    told('Crate__c.Nothing__c', 3, "Must specify 'summarizedField' for a CustomField of type Summary"),
    told('Crate__c.Shade__c', 2, 'In field: controllingField - no CustomField named Crate__c.Gone__c found'),
    told('Crate__c.Source__c', 4, 'In field: field - no CustomField named Crate__c.Gone__c found'),
    told('Crate__c.Summed__c', 3, 'In field: summarizedField - no CustomField named Item__c.Gone__c found'),
    told('Crate__c.Target__c', 2, "referenceTo value of 'Gone__c' does not resolve to a valid sObject type"),
    told('Item__c.Detail__c', 2, 'Crate__c.Account__c is not a master-detail relationship to Item__c')
  ]);
});
