import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

/** What user mode asks of objects and fields, and how it refuses: one documented rule per line. */

const custom = (label: string, sharing = 'ReadWrite'): string =>
  `<CustomObject><label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>${sharing}</sharingModel></CustomObject>`;
const field = (name: string, type = '<type>Text</type><length>40</length>'): string =>
  `<CustomField><fullName>${name}</fullName><label>${name}</label>${type}</CustomField>`;
const lookup = (to: string, relationship: string): string =>
  `<type>Lookup</type><referenceTo>${to}</referenceTo><relationshipName>${relationship}</relationshipName>`;
const rights = (object: string, ...granted: string[]): string =>
  `<objectPermissions>${['Create', 'Delete', 'Edit', 'Read'].map((r) => `<allow${r}>${granted.includes(r)}</allow${r}>`).join('')}<modifyAllRecords>false</modifyAllRecords><object>${object}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;
const fieldRight = (name: string, edit: boolean): string =>
  `<fieldPermissions><editable>${edit}</editable><field>${name}</field><readable>true</readable></fieldPermissions>`;

const METADATA = {
  'objects/Deal__c/Deal__c.object-meta.xml': custom('Deal'),
  'objects/Deal__c/fields/Open__c.field-meta.xml': field('Open__c'),
  'objects/Deal__c/fields/Shown__c.field-meta.xml': field('Shown__c'),
  'objects/Deal__c/fields/Hidden__c.field-meta.xml': field('Hidden__c'),
  'objects/Deal__c/fields/Sum__c.field-meta.xml': field(
    'Sum__c',
    '<type>Number</type><precision>10</precision><scale>0</scale><formula>1 + 1</formula>'
  ),
  'objects/Deal__c/fields/Must__c.field-meta.xml': field(
    'Must__c',
    '<type>Text</type><length>10</length><required>true</required>'
  ),
  'objects/Deal__c/fields/Vault__c.field-meta.xml': field('Vault__c', lookup('Vault__c', 'Deals')),
  'objects/Vault__c/Vault__c.object-meta.xml': custom('Vault'),
  'objects/Vault__c/fields/Deal__c.field-meta.xml': field('Deal__c', lookup('Deal__c', 'Vaults')),
  'objects/Choice__mdt/Choice__mdt.object-meta.xml':
    '<CustomObject><label>Choice</label><pluralLabel>Choices</pluralLabel></CustomObject>',
  'objects/Setting__c/Setting__c.object-meta.xml':
    '<CustomObject><label>Setting</label><customSettingsType>Hierarchy</customSettingsType><enableFeeds>false</enableFeeds><visibility>Public</visibility></CustomObject>',
  'objects/Setting__c/fields/Level__c.field-meta.xml': field('Level__c'),
  'permissionsets/Some.permissionset-meta.xml': `<PermissionSet><label>Some</label>${rights('Deal__c', 'Create', 'Edit', 'Read')}${fieldRight('Deal__c.Open__c', true)}${fieldRight('Deal__c.Shown__c', false)}${fieldRight('Deal__c.Vault__c', true)}<classAccesses><apexClass>Granted</apexClass><enabled>true</enabled></classAccesses></PermissionSet>`,
  'permissionsets/OnlyReads.permissionset-meta.xml': `<PermissionSet><label>Only Reads</label>${rights('Deal__c', 'Read')}</PermissionSet>`
};

const CLASSES = [
  apexClass(
    'Granted',
    `public with sharing class Granted {
    public static List<SObject> read(String q) { return Database.query(q, AccessLevel.USER_MODE); }
    public static void save(Deal__c d) { upsert as user d; }
  }`
  ),
  apexClass(
    'Fresh',
    `public class Fresh {
    public static List<Deal__c> all() { return [SELECT Hidden__c FROM Deal__c]; }
    public static List<Deal__c> systemAll() { return [SELECT Hidden__c FROM Deal__c WITH SYSTEM_MODE]; }
    public static void save(Deal__c d) { insert d; } public static void systemSave(Deal__c d) { insert as system d; }
    public static Database.SaveResult trySave(Deal__c d) { return Database.insert(d, false); }
    public static Integer search() { return ((List<List<SObject>>) [FIND 'abcd' RETURNING Deal__c(Hidden__c)])[0].size(); }
    public static void change(Deal__c d) { update d; } public static void remove(Deal__c d) { delete d; }
    public static void mergeThem(Account a, Account b) { merge a b; }
  }`,
    67
  )
];

const RULES: readonly (readonly [string, string])[] = [
  [
    'hiddenFieldInSelect',
    `refusedQuery('SELECT Hidden__c, Open__c FROM Deal__c', 'No such column \\'Hidden__c\\' on entity \\'Deal__c\\'', 'Deal__c', new Set<String>{ 'Hidden__c' });`
  ],
  [
    'severalHiddenFields',
    `refusedQuery('SELECT Hidden__c FROM Deal__c WHERE Sum__c = 2', 'No such column', 'Deal__c', new Set<String>{ 'Hidden__c', 'Sum__c' });`
  ],
  [
    'hiddenObjects',
    `refusedQuery('SELECT Id FROM Vault__c', 'sObject type \\'Vault__c\\' is not supported', 'Vault__c', null);`
  ],
  ['hiddenParents', `refusedQuery('SELECT Vault__r.Name FROM Deal__c', null, 'Vault__c', null);`],
  ['hiddenChildren', `refusedQuery('SELECT (SELECT Id FROM Vaults__r) FROM Deal__c', null, 'Vault__c', null);`],
  [
    'hiddenInSemiJoins',
    `refusedQuery('SELECT Id FROM Deal__c WHERE Id IN (SELECT Deal__c FROM Vault__c)', null, 'Vault__c', null);`
  ],
  [
    'hiddenInHaving',
    `refusedQuery('SELECT Open__c FROM Deal__c GROUP BY Open__c HAVING MAX(Hidden__c) = \\'x\\'', null, 'Deal__c', null);`
  ],
  [
    'requiredAndSystemFieldsAreShown',
    `System.runAs(someone) { Assert.areEqual(0, Granted.read('SELECT Id, Name, Must__c, OwnerId, Owner.Name, CreatedBy.Name, CreatedDate, LastModifiedDate, SystemModstamp, IsDeleted, Shown__c FROM Deal__c').size()); }`
  ],
  [
    'insertOfHiddenField',
    `System.runAs(someone) { try { insert as user new Deal__c(Name = 'd', Must__c = 'm', Hidden__c = 'h', Open__c = 'o'); Assert.fail(); } catch (DmlException e) {
     Assert.areEqual(StatusCode.CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, e.getDmlType(0)); Assert.areEqual(new List<String>{ 'Hidden__c' }, e.getDmlFieldNames(0)); Assert.isTrue(e.getDmlMessage(0).contains('Hidden__c')); } Assert.areEqual(0, [SELECT COUNT() FROM Deal__c]); }`
  ],
  [
    'updateOfReadOnlyField',
    `Deal__c d = make(); System.runAs(someone) { try { update as user new Deal__c(Id = d.Id, Shown__c = 'new'); Assert.fail(); } catch (DmlException e) { Assert.areEqual(new List<String>{ 'Shown__c' }, e.getDmlFieldNames(0)); }
     update as user new Deal__c(Id = d.Id, Open__c = 'n'); Assert.areEqual('n', [SELECT Open__c FROM Deal__c].Open__c); }`
  ],
  [
    'queriedFieldsThatStayAreNotWritten',
    `make(); System.runAs(someone) { Deal__c d = [SELECT Shown__c, Hidden__c, Open__c FROM Deal__c]; d.Open__c = 'n'; update as user d; Assert.areEqual('n', [SELECT Open__c FROM Deal__c].Open__c); }`
  ],
  [
    'partialSuccess',
    `System.runAs(someone) { List<Database.SaveResult> r = Database.insert(new List<Deal__c>{ new Deal__c(Name = 'a', Must__c = 'm'), new Deal__c(Name = 'b', Must__c = 'm', Hidden__c = 'h') }, false, AccessLevel.USER_MODE); Assert.isTrue(r[0].isSuccess()); Assert.isFalse(r[1].isSuccess()); Assert.areEqual(new List<String>{ 'Hidden__c' }, r[1].getErrors()[0].getFields()); }`
  ],
  [
    'noCreate',
    `System.runAs(reader) { try { insert as user new Deal__c(Name = 'd', Must__c = 'm'); Assert.fail(); } catch (Exception e) { Assert.isTrue(e.getMessage().contains('Access to entity \\'Deal__c\\' denied'), e.getMessage()); } }`
  ],
  [
    'noEdit',
    `Deal__c d = make(); System.runAs(reader) { try { update as user new Deal__c(Id = d.Id, Name = 'x'); Assert.fail(); } catch (Exception e) { Assert.isTrue(e.getMessage().contains('Access to entity \\'Deal__c\\' denied'), e.getMessage()); } }`
  ],
  [
    'noDelete',
    `Deal__c d = make(); System.runAs(someone) { try { delete as user d; Assert.fail(); } catch (Exception e) { Assert.isTrue(e.getMessage().contains('Access to entity \\'Deal__c\\' denied'), e.getMessage()); } } delete as system d;`
  ],
  [
    'upsertNeedsBoth',
    `System.runAs(reader) { try { Granted.save(new Deal__c(Name = 'd', Must__c = 'm')); Assert.fail(); } catch (Exception e) { Assert.isTrue(e.getMessage().contains('denied'), e.getMessage()); } } System.runAs(someone) { Granted.save(new Deal__c(Name = 'd', Must__c = 'm')); Assert.areEqual(1, [SELECT COUNT() FROM Deal__c]); }`
  ],
  [
    'newVersionsAreInUserMode',
    `System.runAs(someone) { try { Fresh.all(); Assert.fail(); } catch (QueryException e) { Assert.isTrue(e.getInaccessibleFields().get('Deal__c').contains('Hidden__c')); } Assert.areEqual(0, Fresh.systemAll().size());
     try { Fresh.save(new Deal__c(Name = 'd', Must__c = 'm', Hidden__c = 'h')); Assert.fail(); } catch (DmlException e) { Assert.areEqual(1, e.getNumDml()); } Assert.isFalse(Fresh.trySave(new Deal__c(Name = 'd', Must__c = 'm', Hidden__c = 'h')).isSuccess()); Fresh.systemSave(new Deal__c(Name = 'd', Must__c = 'm', Hidden__c = 'h')); Assert.areEqual(1, [SELECT COUNT() FROM Deal__c]); }`
  ],
  [
    'searchesInUserMode',
    `Deal__c d = make(); Test.setFixedSearchResults(new List<Id>{ d.Id }); System.runAs(someone) { try { Fresh.search(); Assert.fail(); } catch (Exception e) { Assert.isTrue(e.getMessage().contains('Hidden__c'), e.getMessage()); }
     Assert.areEqual(1, Search.query('FIND {abcd} RETURNING Deal__c(Open__c)', AccessLevel.USER_MODE)[0].size()); try { Search.query('FIND {abcd} RETURNING Deal__c(Hidden__c)', AccessLevel.USER_MODE); Assert.fail(); } catch (Exception e) { Assert.isTrue(e.getMessage().contains('Hidden__c'), e.getMessage()); }
     Assert.areEqual(1, Search.query('FIND {abcd} RETURNING Deal__c(Hidden__c)', AccessLevel.SYSTEM_MODE)[0].size()); }`
  ],
  [
    'describesFollowTheUser',
    `DescribeFieldResult shown = Deal__c.Shown__c.getDescribe(); Assert.isFalse(shown.isAccessible(), 'to an administrator without grants'); System.runAs(someone) { DescribeFieldResult h = Deal__c.Hidden__c.getDescribe(); Assert.isFalse(h.isAccessible()); Assert.isFalse(h.isCreateable()); Assert.isFalse(h.isUpdateable());
     DescribeFieldResult s = Deal__c.Shown__c.getDescribe(); Assert.isTrue(s.isAccessible()); Assert.isFalse(s.isUpdateable()); DescribeFieldResult o = Deal__c.Open__c.getDescribe(); Assert.isTrue(o.isCreateable() && o.isUpdateable()); Assert.isTrue(Deal__c.Must__c.getDescribe().isUpdateable()); Assert.isFalse(Deal__c.Id.getDescribe().isUpdateable());
     Assert.isFalse(Deal__c.SObjectType.getDescribe().isDeletable()); Assert.isFalse(Vault__c.SObjectType.getDescribe().isAccessible()); Assert.isFalse(Deal__c.Sum__c.getDescribe().isAccessible()); Assert.isTrue(Deal__c.SObjectType.getDescribe().fields.getMap().containsKey('hidden__c'), 'describes list every field'); }`
  ],
  [
    'stripEachAccessType',
    `System.runAs(someone) { List<Deal__c> deals = new List<Deal__c>{ new Deal__c(Name = 'a', Must__c = 'm', Open__c = 'o', Shown__c = 's', Hidden__c = 'h'), new Deal__c(Name = 'b') };
     for (AccessType t : new List<AccessType>{ AccessType.CREATABLE, AccessType.UPDATABLE, AccessType.UPSERTABLE }) { SObjectAccessDecision d = Security.stripInaccessible(t, deals); Deal__c r = (Deal__c) d.getRecords()[0]; Assert.areEqual('o', r.Open__c); Assert.isFalse(r.isSet('Shown__c')); Assert.isFalse(r.isSet('Hidden__c')); Assert.areEqual('m', r.Must__c); Assert.areEqual(new Set<String>{ 'Shown__c', 'Hidden__c' }, d.getRemovedFields().get('Deal__c')); Assert.areEqual(new Set<Integer>{ 0 }, d.getModifiedIndexes()); }
     SObjectAccessDecision d = Security.stripInaccessible(AccessType.READABLE, deals); Assert.areEqual(new Set<String>{ 'Hidden__c' }, d.getRemovedFields().get('Deal__c')); Assert.areEqual('s', ((Deal__c) d.getRecords()[0]).Shown__c); Assert.areEqual('h', deals[0].Hidden__c, 'the source stays'); }`
  ],
  [
    'stripObjectRight',
    `System.runAs(reader) { List<Deal__c> deals = new List<Deal__c>{ new Deal__c(Name = 'a', Hidden__c = 'h') }; try { Security.stripInaccessible(AccessType.CREATABLE, deals); Assert.fail(); } catch (NoAccessException e) { Assert.areEqual('No access to entity: Deal__c', e.getMessage()); } try { Security.stripInaccessible(AccessType.UPDATABLE, deals, true); Assert.fail(); } catch (NoAccessException e) { Assert.isNotNull(e.getMessage()); } Assert.isFalse(((Deal__c) Security.stripInaccessible(AccessType.UPDATABLE, deals, false).getRecords()[0]).isSet('Hidden__c')); Assert.areEqual(1, Security.stripInaccessible(AccessType.READABLE, deals).getRecords().size()); }`
  ],
  [
    'stripNoAggregates',
    `make(); try { Security.stripInaccessible(AccessType.READABLE, Database.query('SELECT COUNT(Id) n FROM Deal__c')); Assert.fail(); } catch (Exception e) { Assert.areEqual('AggregateResult SObject types are not supported', e.getMessage()); }`
  ],
  [
    'securityEnforcedOnObjects',
    `System.runAs(someone) { try { Database.query('SELECT Id FROM Vault__c WITH SECURITY_ENFORCED'); Assert.fail(); } catch (QueryException e) { Assert.isTrue(e.getMessage().contains('Insufficient permissions: secure query included inaccessible'), e.getMessage()); } try { Database.query('SELECT Vault__r.Name FROM Deal__c WITH SECURITY_ENFORCED'); Assert.fail(); } catch (QueryException e) { Assert.isTrue(e.getMessage().contains('Insufficient permissions'), e.getMessage()); } }`
  ],
  [
    'settingsAndMetadata',
    `upsert new Setting__c(SetupOwnerId = UserInfo.getOrganizationId(), Level__c = 'x'); System.runAs(someone) { Assert.areEqual('x', Setting__c.getOrgDefaults().Level__c); try { Database.query('SELECT Level__c FROM Setting__c', AccessLevel.USER_MODE); Assert.fail(); } catch (QueryException e) { Assert.isNotNull(e.getMessage()); } try { Database.query('SELECT Label FROM Choice__mdt', AccessLevel.USER_MODE); Assert.fail(); } catch (QueryException e) { Assert.isNotNull(e.getMessage()); } Assert.areEqual(0, [SELECT COUNT() FROM Choice__mdt]); }`
  ],
  [
    'usersCannotManageUsers',
    `System.runAs(someone) { try { insert as user new PermissionSetAssignment(AssigneeId = reader.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Some'].Id); Assert.fail('assigned'); } catch (Exception e) { Assert.isNotNull(e.getMessage()); } try { update as user new User(Id = reader.Id, LastName = 'x'); Assert.fail('renamed'); } catch (Exception e) { Assert.isNotNull(e.getMessage()); } try { insert as user new UserRole(Name = 'R', DeveloperName = 'R'); Assert.fail('role'); } catch (Exception e) { Assert.isNotNull(e.getMessage()); } }`
  ],
  [
    'administratorsMay',
    `System.runAs(new User(Id = UserInfo.getUserId())) { update as user new User(Id = reader.Id, LastName = 'x'); insert as user new UserRole(Name = 'R', DeveloperName = 'R'); }`
  ],
  [
    'runAsKeepsTheClassMode',
    `Deal__c d = make(); System.runAs(reader) { Assert.areEqual(UserInfo.getUserId(), reader.Id); d.Name = 'changed'; update d; } Assert.areEqual(reader.Id, [SELECT LastModifiedById FROM Deal__c].LastModifiedById);`
  ]
];

const methods = RULES.map(([name, body]) => `@IsTest static void ${name}() { cast();\n${body}\n}`).join('\n');

test('what user mode asks, and how it refuses', async () => {
  const org = openProject(
    METADATA,
    ...CLASSES,
    apexClass(
      'ModeRulesTest',
      `@IsTest private class ModeRulesTest {
        static User someone; static User reader;
        static User person(String name) {
          return new User(LastName = name, Username = name + '@example.com.modes', Email = 'u@example.com', Alias = name.left(8), TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id);
        }
        static void cast() {
          System.runAs(new User(Id = UserInfo.getUserId())) {
            someone = person('someone'); reader = person('reader'); insert new List<User>{ someone, reader };
            insert new PermissionSetAssignment(AssigneeId = someone.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Some'].Id);
            insert new PermissionSetAssignment(AssigneeId = reader.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'OnlyReads'].Id);
          }
        }
        static Deal__c make() { Deal__c d = new Deal__c(Name = 'd', Must__c = 'm', Shown__c = 's', Hidden__c = 'h'); insert d; return d; }
        static void refusedQuery(String q, String message, String entity, Set<String> fields) {
          System.runAs(someone) {
            try { Granted.read(q); Assert.fail('accepted ' + q); } catch (QueryException e) {
              if (message != null) Assert.isTrue(e.getMessage().contains(message), e.getMessage());
              Assert.isTrue(e.getInaccessibleFields().containsKey(entity), q + e.getInaccessibleFields());
              if (fields != null) Assert.areEqual(fields, e.getInaccessibleFields().get(entity));
            }
          }
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
