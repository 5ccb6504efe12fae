import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from './support.ts';

const set = (name: string, inner: string): Record<string, string> => ({
  [`permissionsets/${name}.permissionset-meta.xml`]: `<PermissionSet>\n<label>${name}</label>\n${inner}\n</PermissionSet>`
});
const fieldAccess = (name: string): string =>
  `<fieldPermissions>\n<editable>true</editable>\n<field>${name}</field>\n<readable>true</readable></fieldPermissions>`;
const rights = (name: string, ...allowed: string[]): string =>
  `<objectPermissions><object>${name}</object>${allowed.map((right) => `<${right}>true</${right}>`).join('')}</objectPermissions>`;
const gone = (name: string, line: number, member: string, kind: string, what: string): string =>
  `PermissionSet ${name} ${line}: In field: ${member} - no ${kind} named ${what} found`;

test('what permission sets name must exist; what a package or a feature may bring is let through', () => {
  const found = problems(
    set('Object', rights('Gone__c', 'allowRead')),
    set('Field', fieldAccess('Crate__c.Gone__c')),
    set('StandardOfCustom', fieldAccess('Crate__c.Gone')),
    set('CustomOfStandard', fieldAccess('Account.Gone__c')),
    set('Class', '<classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses>'),
    set('Page', '<pageAccesses><apexPage>Gone</apexPage><enabled>true</enabled></pageAccesses>'),
    set('Permission', '<customPermissions><enabled>true</enabled><name>Gone</name></customPermissions>'),
    set(
      'App',
      '<applicationVisibilities><application>Gone</application><visible>true</visible></applicationVisibilities>'
    ),
    set('Tab', '<tabSettings><tab>Gone</tab><visibility>Visible</visibility></tabSettings>'),
    set(
      'RecordType',
      '<recordTypeVisibilities><recordType>Crate__c.Gone</recordType><visible>true</visible></recordTypeVisibilities>'
    ),
    set(
      'Sound',
      [
        rights('Crate__c', 'allowRead'),
        rights('pkg__Thing__c', 'allowRead'),
        fieldAccess('Crate__c.Code__c'),
        fieldAccess('crate__c.code__c'),
        fieldAccess('Task.Effort__c'),
        fieldAccess('Event.Effort__c'),
        fieldAccess('Contact.Pronouns'),
        fieldAccess('Account.pkg__Level__c'),
        fieldAccess('Account.Age__pc'),
        fieldAccess('pkg__Thing__c.Own__c'),
        '<classAccesses><apexClass>packer</apexClass><enabled>true</enabled></classAccesses>',
        '<classAccesses><apexClass>pkg__Other</apexClass><enabled>true</enabled></classAccesses>',
        '<customPermissions><enabled>true</enabled><name>Pack</name></customPermissions>',
        '<applicationVisibilities><application>standard__Sales</application><visible>true</visible></applicationVisibilities>',
        '<tabSettings><tab>standard-Account</tab><visibility>Visible</visibility></tabSettings>'
      ].join('\n')
    )
  );
  assert.deepEqual(found, [
    gone('App', 4, 'application', 'CustomApplication', 'Gone'),
    gone('Class', 4, 'apexClass', 'ApexClass', 'Gone'),
    gone('CustomOfStandard', 6, 'field', 'CustomField', 'Account.Gone__c'),
    gone('Field', 6, 'field', 'CustomField', 'Crate__c.Gone__c'),
    gone('Object', 4, 'object', 'CustomObject', 'Gone__c'),
    gone('Page', 4, 'apexPage', 'ApexPage', 'Gone'),
    gone('Permission', 4, 'customPermission', 'CustomPermission', 'Gone'),
    gone('RecordType', 4, 'recordType', 'RecordType', 'Crate__c.Gone'),
    gone('StandardOfCustom', 6, 'field', 'CustomField', 'Crate__c.Gone'),
    gone('Tab', 4, 'tab', 'CustomTab', 'Gone')
  ]);
});

test('rights must be ones that can be given', () => {
  const found = problems(
    set('Required', fieldAccess('Item__c.Crate__c')),
    set('Edit', rights('Crate__c', 'allowEdit')),
    set('Detail', rights('Item__c', 'allowRead')),
    set('Both', rights('Item__c', 'allowRead') + rights('Crate__c', 'allowRead')),
    { 'profiles/Detail.profile-meta.xml': `<Profile>${rights('Item__c', 'allowRead')}</Profile>` }
  );
  assert.deepEqual(found, [
    'PermissionSet Detail 4: Permission Read Item__c depends on permission(s): Read Crate__c',
    'PermissionSet Edit 4: Permission Edit Crate__c depends on permission(s): Read Crate__c',
    'PermissionSet Required 6: You cannot deploy to a required field: Item__c.Crate__c'
  ]);
});

test('layouts of profiles, tabs, pages and overrides must exist', () => {
  const assigned = (layout: string): string => `<layoutAssignments>\n<layout>${layout}</layout></layoutAssignments>`;
  const found = problems({
    'profiles/P.profile-meta.xml': `<Profile>\n${assigned('Crate__c-Gone')}\n${assigned('Account-Account Layout')}\n${assigned('Crate__c-Crate Layout')}</Profile>`,
    'layouts/Crate__c-Crate Layout.layout-meta.xml':
      '<Layout><layoutSections><style>OneColumn</style><layoutColumns><layoutItems><behavior>Required</behavior><field>Name</field></layoutItems></layoutColumns></layoutSections></Layout>',
    'tabs/Crate__c.tab-meta.xml': '<CustomTab><customObject>true</customObject></CustomTab>',
    'tabs/Gone__c.tab-meta.xml': '<CustomTab>\n<customObject>true</customObject></CustomTab>',
    'tabs/Paged.tab-meta.xml': '<CustomTab><label>T</label>\n<flexiPage>Nowhere</flexiPage></CustomTab>',
    'tabs/Web.tab-meta.xml': '<CustomTab><label>T</label>\n<lwcComponent>nowhere</lwcComponent></CustomTab>',
    'applications/Shop.app-meta.xml':
      '<CustomApplication>\n<actionOverrides><actionName>View</actionName><content>No_Page</content><pageOrSobjectType>Crate__c</pageOrSobjectType><type>Flexipage</type></actionOverrides>\n<label>S</label>\n<tabs>standard-Account</tabs>\n<tabs>Crate__c</tabs>\n<tabs>Nope</tabs>\n<utilityBar>No_Bar</utilityBar></CustomApplication>',
    'objects/Account/Account.object-meta.xml':
      '<CustomObject>\n<actionOverrides><actionName>Edit</actionName><type>Default</type></actionOverrides>\n<actionOverrides><actionName>New</actionName><content>No_VF</content><type>Visualforce</type></actionOverrides></CustomObject>'
  });
  assert.deepEqual(found, [
    'CustomApplication Shop 3: No_Page does not exist or is not a valid override for action View.',
    'CustomApplication Shop 7: In field: tab - no CustomTab named Nope found',
    'CustomApplication Shop 8: In field: utilityBar - no FlexiPage named No_Bar found',
    'CustomObject Account 4: No_VF does not exist or is not a valid override for action New.',
    'CustomTab Gone__c 3: In field: customObject - no CustomObject named Gone__c found',
    'CustomTab Paged 3: In field: flexiPage - no FlexiPage named Nowhere found',
    'CustomTab Web 3: In field: lwcComponent - no LightningComponentBundle named nowhere found',
    'Profile P 4: In field: layout - no Layout named Crate__c-Gone found'
  ]);
});
