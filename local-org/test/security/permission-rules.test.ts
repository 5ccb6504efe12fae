import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

/** What profiles and permission sets grant, one documented rule per line: its name, and the Apex that must hold. */

const custom = (label: string, sharing: string): string =>
  `<CustomObject><label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>${sharing}</sharingModel></CustomObject>`;
const text = (name: string): string =>
  `<CustomField><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>40</length></CustomField>`;
const RIGHTS = ['Create', 'Delete', 'Edit', 'Read'];
const rights = (object: string, granted: readonly string[], viewAll = false, modifyAll = false): string =>
  `<objectPermissions>${RIGHTS.map((r) => `<allow${r}>${granted.includes(r)}</allow${r}>`).join('')}<modifyAllRecords>${modifyAll}</modifyAllRecords><object>${object}</object><viewAllRecords>${viewAll}</viewAllRecords></objectPermissions>`;
const fieldRight = (name: string, edit: boolean): string =>
  `<fieldPermissions><editable>${edit}</editable><field>${name}</field><readable>true</readable></fieldPermissions>`;
const system = (name: string): string =>
  `<userPermissions><enabled>true</enabled><name>${name}</name></userPermissions>`;
const set = (label: string, ...parts: string[]): string =>
  `<PermissionSet><label>${label}</label>${parts.join('')}</PermissionSet>`;

const METADATA = {
  'objects/Deal__c/Deal__c.object-meta.xml': custom('Deal', 'Private'),
  'objects/Deal__c/fields/Region__c.field-meta.xml': text('Region__c'),
  'objects/Deal__c/fields/Note__c.field-meta.xml': text('Note__c'),
  'objects/Plan__c/Plan__c.object-meta.xml': custom('Plan', 'Private'),
  'customPermissions/Approve.customPermission-meta.xml': '<CustomPermission><label>Approve</label></CustomPermission>',
  'permissionsets/Reader.permissionset-meta.xml': set(
    'Reader',
    rights('Deal__c', ['Read']),
    fieldRight('Deal__c.Region__c', false)
  ),
  'permissionsets/Writer.permissionset-meta.xml': set(
    'Writer',
    rights('Deal__c', RIGHTS),
    fieldRight('Deal__c.Region__c', true),
    fieldRight('Deal__c.Note__c', true),
    '<customPermissions><enabled>true</enabled><name>Approve</name></customPermissions>',
    system('RunReports'),
    system('ExportReport')
  ),
  'permissionsets/Looker.permissionset-meta.xml': set('Looker', rights('Deal__c', ['Read'], true)),
  'permissionsets/Master.permissionset-meta.xml': set('Master', rights('Deal__c', RIGHTS, true, true)),
  'permissionsets/All_Seeing.permissionset-meta.xml': set('All Seeing', system('ViewAllData')),
  'permissionsets/Almighty.permissionset-meta.xml': set('Almighty', system('ModifyAllData')),
  'permissionsets/Mover.permissionset-meta.xml': set('Mover', system('TransferAnyEntity')),
  'permissionsetgroups/Team.permissionsetgroup-meta.xml':
    '<PermissionSetGroup><label>Team</label><mutingPermissionSets>Quiet</mutingPermissionSets><permissionSets>Writer</permissionSets></PermissionSetGroup>',
  'mutingpermissionsets/Quiet.mutingpermissionset-meta.xml': `<MutingPermissionSet><label>Quiet</label><customPermissions><enabled>true</enabled><name>Approve</name></customPermissions><fieldPermissions><editable>true</editable><field>Deal__c.Region__c</field><readable>false</readable></fieldPermissions><fieldPermissions><editable>true</editable><field>Deal__c.Note__c</field><readable>true</readable></fieldPermissions>${rights('Deal__c', ['Delete'])}${system('ExportReport')}</MutingPermissionSet>`
};

const RULES: readonly (readonly [string, string])[] = [
  [
    'mutedObjectRight',
    `User u = someone(new List<String>(), 'Team'); System.runAs(u) {
     DescribeSObjectResult d = Deal__c.SObjectType.getDescribe();
     Assert.isTrue(d.isAccessible()); Assert.isTrue(d.isCreateable()); Assert.isTrue(d.isUpdateable()); Assert.isFalse(d.isDeletable()); }`
  ],
  [
    'mutedFields',
    `User u = someone(new List<String>(), 'Team'); System.runAs(u) {
     Assert.isTrue(Deal__c.Region__c.getDescribe().isAccessible()); Assert.isFalse(Deal__c.Region__c.getDescribe().isUpdateable());
     Assert.isFalse(Deal__c.Note__c.getDescribe().isAccessible()); }`
  ],
  [
    'mutedCustomPermission',
    `User u = someone(new List<String>(), 'Team'); System.runAs(u) { Assert.isFalse(FeatureManagement.checkPermission('Approve')); }`
  ],
  [
    'mutingStopsAtTheGroup',
    `User u = someone(new List<String>{ 'Writer' }, 'Team'); System.runAs(u) {
     Assert.isTrue(FeatureManagement.checkPermission('Approve')); Assert.isTrue(Deal__c.SObjectType.getDescribe().isDeletable());
     Assert.isTrue(Deal__c.Note__c.getDescribe().isUpdateable()); }`
  ],
  [
    'expiredGroupAssignment',
    `User u = someone(new List<String>(), null);
     System.runAs(me()) { insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetGroupId = [SELECT Id FROM PermissionSetGroup WHERE DeveloperName = 'Team'].Id, ExpirationDate = Datetime.now().addDays(-1)); }
     System.runAs(u) { Assert.isFalse(Deal__c.SObjectType.getDescribe().isAccessible()); }`
  ],
  [
    'assignmentThatExpiresLaterCounts',
    `User u = someone(new List<String>(), null);
     System.runAs(me()) { insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Reader'].Id, ExpirationDate = Datetime.now().addDays(1)); }
     System.runAs(u) { Assert.isTrue(Deal__c.SObjectType.getDescribe().isAccessible()); }`
  ],
  [
    'readerReadsOwnOnly',
    `User u = someone(new List<String>{ 'Reader' }, null); Deal__c d = new Deal__c(Name = 'd'); insert d; System.runAs(u) {
     Assert.areEqual(0, [SELECT COUNT() FROM Deal__c WITH USER_MODE]);
     Assert.isFalse(Deal__c.SObjectType.getDescribe().isCreateable()); Assert.isFalse(Deal__c.Region__c.getDescribe().isUpdateable()); Assert.isTrue(Deal__c.Region__c.getDescribe().isAccessible()); Assert.isFalse(Deal__c.Note__c.getDescribe().isAccessible()); }`
  ],
  [
    'viewAllOfObject',
    `User u = someone(new List<String>{ 'Looker', 'Writer' }, null); Deal__c d = new Deal__c(Name = 'd'); insert d; System.runAs(u) {
     Assert.areEqual(1, [SELECT COUNT() FROM Deal__c WITH USER_MODE]);
     try { update as user new Deal__c(Id = d.Id, Name = 'e'); Assert.fail(); } catch (DmlException e) { Assert.areEqual(StatusCode.INSUFFICIENT_ACCESS_OR_READONLY, e.getDmlType(0)); } }`
  ],
  [
    'modifyAllOfObject',
    `User u = someone(new List<String>{ 'Master' }, null); Deal__c d = new Deal__c(Name = 'd'); insert d; System.runAs(u) {
     update as user new Deal__c(Id = d.Id, Name = 'e'); delete as user new Deal__c(Id = d.Id); Assert.areEqual(0, [SELECT COUNT() FROM Deal__c]); }`
  ],
  [
    'viewAllData',
    `User u = someone(new List<String>{ 'All_Seeing' }, null); insert new Plan__c(Name = 'p'); System.runAs(u) {
     Assert.areEqual(1, [SELECT COUNT() FROM Plan__c WITH USER_MODE]); Assert.isFalse(Plan__c.SObjectType.getDescribe().isUpdateable()); }`
  ],
  [
    'modifyAllData',
    `User u = someone(new List<String>{ 'Almighty' }, null); Plan__c p = new Plan__c(Name = 'p'); insert p; System.runAs(u) {
     p.Name = 'q'; update as user p; delete as user p; insert as user new Plan__c(Name = 'r'); Assert.areEqual(1, [SELECT COUNT() FROM Plan__c WITH USER_MODE]); }`
  ],
  [
    'onlyFullAccessTransfers',
    `User u = someone(new List<String>{ 'Writer' }, null); User v = someone(new List<String>{ 'Writer' }, null);
     Deal__c d = new Deal__c(Name = 'd'); insert d; insert new Deal__Share(ParentId = d.Id, UserOrGroupId = u.Id, AccessLevel = 'Edit');
     System.runAs(u) { update as user new Deal__c(Id = d.Id, Name = 'e');
       try { update as user new Deal__c(Id = d.Id, OwnerId = u.Id); Assert.fail('transferred'); } catch (DmlException e) { Assert.areEqual(StatusCode.INSUFFICIENT_ACCESS_OR_READONLY, e.getDmlType(0)); } }`
  ],
  [
    'ownerTransfers',
    `User u = someone(new List<String>{ 'Writer' }, null); User v = someone(new List<String>{ 'Writer' }, null); Deal__c d = new Deal__c(Name = 'd', OwnerId = u.Id); insert d;
     System.runAs(u) { update as user new Deal__c(Id = d.Id, OwnerId = v.Id); Assert.areEqual(0, [SELECT COUNT() FROM Deal__c WITH USER_MODE]); }`
  ],
  [
    'transferPermission',
    `User u = someone(new List<String>{ 'Writer', 'Mover' }, null); Deal__c d = new Deal__c(Name = 'd'); insert d; insert new Deal__Share(ParentId = d.Id, UserOrGroupId = u.Id, AccessLevel = 'Edit');
     System.runAs(u) { update as user new Deal__c(Id = d.Id, OwnerId = u.Id); Assert.areEqual(1, [SELECT COUNT() FROM Deal__c WHERE OwnerId = :u.Id]); }`
  ],
  [
    'newOwnersMustReadTheObject',
    `User u = someone(new List<String>(), null); Deal__c d = new Deal__c(Name = 'd'); insert d;
     try { d.OwnerId = u.Id; update d; Assert.fail('owned'); } catch (DmlException e) { Assert.areEqual(StatusCode.TRANSFER_REQUIRES_READ, e.getDmlType(0)); Assert.areEqual('The new owner must have read permission', e.getDmlMessage(0)); }`
  ],
  [
    'licences',
    `User u = [SELECT Profile.UserLicense.Name, Profile.UserLicense.LicenseDefinitionKey, Profile.UserLicense.MasterLabel, Profile.PermissionsAuthorApex FROM User WHERE Id = :UserInfo.getUserId()];
     Assert.areEqual('Salesforce', u.Profile.UserLicense.Name); Assert.areEqual('SFDC', u.Profile.UserLicense.LicenseDefinitionKey); Assert.isTrue(u.Profile.PermissionsAuthorApex);
     Assert.areEqual(1, [SELECT COUNT() FROM UserLicense WHERE Name = 'Salesforce']);
     Assert.areEqual('Guest User License', [SELECT UserLicense.Name FROM Profile WHERE Name = 'Guest License User'].UserLicense.Name);
     Assert.areEqual('Chatter Free', [SELECT UserLicense.Name FROM Profile WHERE Name = 'Chatter Free User'].UserLicense.Name);`
  ],
  [
    'systemPermissionsOfTheAdministrator',
    `Profile p = [SELECT PermissionsViewSetup, PermissionsModifyMetadata, PermissionsApiEnabled, PermissionsAuthorApex, PermissionsModifyAllData, PermissionsManageUsers, PermissionsViewEncryptedData, PermissionsTransferAnyEntity FROM Profile WHERE Name = 'System Administrator'];
     Assert.isTrue(p.PermissionsViewSetup); Assert.isTrue(p.PermissionsModifyMetadata); Assert.isTrue(p.PermissionsApiEnabled); Assert.isTrue(p.PermissionsAuthorApex); Assert.isTrue(p.PermissionsManageUsers); Assert.isTrue(p.PermissionsTransferAnyEntity); Assert.isFalse(p.PermissionsViewEncryptedData);
     Profile s = [SELECT PermissionsModifyMetadata, PermissionsApiEnabled, PermissionsAuthorApex, PermissionsViewAllData FROM Profile WHERE Name = 'Standard User'];
     Assert.isTrue(s.PermissionsApiEnabled); Assert.isFalse(s.PermissionsAuthorApex); Assert.isFalse(s.PermissionsModifyMetadata); Assert.isFalse(s.PermissionsViewAllData);`
  ],
  [
    'permissionSetsAsRows',
    `PermissionSet s = [SELECT PermissionsRunReports, PermissionsViewAllData, (SELECT SobjectType, PermissionsDelete FROM ObjectPerms) FROM PermissionSet WHERE Name = 'Writer'];
     Assert.isTrue(s.PermissionsRunReports); Assert.isFalse(s.PermissionsViewAllData); Assert.areEqual(1, s.ObjectPerms.size()); Assert.isTrue(s.ObjectPerms[0].PermissionsDelete);
     Assert.areEqual(1, [SELECT COUNT() FROM PermissionSet WHERE PermissionsModifyAllData = true AND IsOwnedByProfile = false AND Name = 'Almighty']);
     Assert.areEqual(2, [SELECT COUNT() FROM FieldPermissions WHERE Parent.Name = 'Writer']);`
  ],
  [
    'permissionSetsMadeInApex',
    `User u = someone(new List<String>(), null); System.runAs(me()) {
       PermissionSet s = new PermissionSet(Name = 'Made', Label = 'Made'); insert s;
       insert new ObjectPermissions(ParentId = s.Id, SobjectType = 'Deal__c', PermissionsRead = true);
       insert new FieldPermissions(ParentId = s.Id, SobjectType = 'Deal__c', Field = 'Deal__c.Note__c', PermissionsRead = true);
       insert new SetupEntityAccess(ParentId = s.Id, SetupEntityId = [SELECT Id FROM CustomPermission WHERE DeveloperName = 'Approve'].Id);
       insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = s.Id); }
     System.runAs(u) { Assert.isTrue(Deal__c.Note__c.getDescribe().isAccessible()); Assert.isFalse(Deal__c.Region__c.getDescribe().isAccessible()); Assert.isTrue(FeatureManagement.checkPermission('Approve')); }`
  ],
  [
    'objectRightsDependOnEachOther',
    `System.runAs(me()) { PermissionSet s = new PermissionSet(Name = 'Made', Label = 'Made'); insert s;
       try { insert new ObjectPermissions(ParentId = s.Id, SobjectType = 'Deal__c', PermissionsEdit = true, PermissionsRead = false); Assert.fail('edit without read'); } catch (DmlException e) { Assert.areEqual(StatusCode.FIELD_INTEGRITY_EXCEPTION, e.getDmlType(0)); } }`
  ],
  [
    'fieldRightsNeedObjectRights',
    `System.runAs(me()) { PermissionSet s = new PermissionSet(Name = 'Made', Label = 'Made'); insert s;
       try { insert new FieldPermissions(ParentId = s.Id, SobjectType = 'Deal__c', Field = 'Deal__c.Note__c', PermissionsEdit = true); Assert.fail('edit without read'); } catch (DmlException e) { Assert.areEqual(StatusCode.FIELD_INTEGRITY_EXCEPTION, e.getDmlType(0)); } }`
  ],
  [
    'assignedOnce',
    `User u = someone(new List<String>{ 'Reader' }, null); System.runAs(me()) {
       try { insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Reader'].Id); Assert.fail('twice'); } catch (DmlException e) { Assert.areEqual(StatusCode.DUPLICATE_VALUE, e.getDmlType(0)); } }`
  ],
  [
    'permissionSetWithAccessLevel',
    `User u = someone(new List<String>{ 'Reader' }, null); insert new Deal__c(Name = 'd', OwnerId = u.Id, Note__c = 'n'); Id writer = [SELECT Id FROM PermissionSet WHERE Name = 'Writer'].Id;
     System.runAs(u) {
       try { Database.query('SELECT Note__c FROM Deal__c', AccessLevel.USER_MODE); Assert.fail('read'); } catch (QueryException e) { Assert.isTrue(e.getInaccessibleFields().get('Deal__c').contains('Note__c')); }
       List<Deal__c> deals = Database.query('SELECT Note__c FROM Deal__c', AccessLevel.USER_MODE.withPermissionSetId(writer));
       Assert.areEqual('n', deals[0].Note__c);
       Database.insert(new Deal__c(Name = 'e', Note__c = 'x'), AccessLevel.USER_MODE.withPermissionSetId(writer));
       Assert.isFalse(Deal__c.Note__c.getDescribe().isAccessible(), 'only for the statement'); }`
  ],
  [
    'stripWithPermissionSet',
    `User u = someone(new List<String>{ 'Reader' }, null); Id writer = [SELECT Id FROM PermissionSet WHERE Name = 'Writer'].Id; List<Deal__c> deals = new List<Deal__c>{ new Deal__c(Name = 'd', Note__c = 'n') };
     System.runAs(u) {
       SObjectAccessDecision d = Security.stripInaccessible(AccessType.CREATABLE, deals, writer); Assert.areEqual('n', ((Deal__c) d.getRecords()[0]).Note__c);
       try { Security.stripInaccessible(AccessType.CREATABLE, deals); Assert.fail(); } catch (NoAccessException e) { Assert.isNotNull(e.getMessage()); }
       Assert.isFalse(Security.stripInaccessible(AccessType.CREATABLE, deals, false).getRecords()[0].isSet('Note__c')); }`
  ]
];

const methods = RULES.map(([name, body]) => `@IsTest static void ${name}() {\n${body}\n}`).join('\n');

test('what profiles and permission sets grant', async () => {
  const org = openProject(
    METADATA,
    apexClass(
      'PermissionRulesTest',
      `@IsTest private class PermissionRulesTest {
        static Integer made = 0;
        static User me() { return new User(Id = UserInfo.getUserId()); }
        static User someone(List<String> sets, String permissionGroup) {
          made++;
          User u = new User(LastName = 'u' + made, Username = 'u' + made + '@example.com.rules', Email = 'u@example.com', Alias = 'u' + made,
            TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US',
            ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id);
          System.runAs(me()) {
            insert u;
            for (PermissionSet one : [SELECT Id FROM PermissionSet WHERE Name IN :sets]) insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = one.Id);
            if (permissionGroup != null) insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetGroupId = [SELECT Id FROM PermissionSetGroup WHERE DeveloperName = :permissionGroup].Id);
          }
          return u;
        }
        ${methods}
      }`
    )
  );
  try {
    assert.deepEqual(await failuresOf(org), []);
  } finally {
    await org.close();
  }
});
