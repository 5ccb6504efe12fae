import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

/** Who reaches which records, one documented rule per line: its name, and the Apex that must hold. */

const custom = (label: string, sharing: string): string =>
  `<CustomObject><label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>${sharing}</sharingModel></CustomObject>`;
const standard = (sharing: string): string => `<CustomObject><sharingModel>${sharing}</sharingModel></CustomObject>`;
const field = (name: string, type: string): string =>
  `<CustomField><fullName>${name}</fullName><label>${name}</label>${type}</CustomField>`;
const lookup = (to: string, relationship: string): string =>
  `<type>Lookup</type><referenceTo>${to}</referenceTo><relationshipName>${relationship}</relationshipName>`;
const rights = (object: string): string =>
  `<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${object}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;
const fieldRight = (name: string): string =>
  `<fieldPermissions><editable>true</editable><field>${name}</field><readable>true</readable></fieldPermissions>`;

const METADATA = {
  'objects/Deal__c/Deal__c.object-meta.xml': custom('Deal', 'Private').replace(
    '</CustomObject>',
    '<sharingReasons><fullName>Partner__c</fullName><label>Partner</label></sharingReasons></CustomObject>'
  ),
  'objects/Deal__c/fields/Region__c.field-meta.xml': field('Region__c', '<type>Text</type><length>20</length>'),
  'objects/Deal__c/fields/Previous__c.field-meta.xml': field('Previous__c', lookup('Deal__c', 'Followers')),
  'objects/Deal__c/fields/Code__c.field-meta.xml': field(
    'Code__c',
    '<type>EncryptedText</type><length>20</length><maskChar>asterisk</maskChar><maskType>lastFour</maskType>'
  ),
  'objects/Term__c/Term__c.object-meta.xml': custom('Term', 'ControlledByParent'),
  'objects/Term__c/fields/Deal__c.field-meta.xml': field(
    'Deal__c',
    '<type>MasterDetail</type><referenceTo>Deal__c</referenceTo><relationshipName>Terms</relationshipName>'
  ),
  'objects/Clause__c/Clause__c.object-meta.xml': custom('Clause', 'ControlledByParent'),
  'objects/Clause__c/fields/Term__c.field-meta.xml': field(
    'Term__c',
    '<type>MasterDetail</type><referenceTo>Term__c</referenceTo><relationshipName>Clauses</relationshipName>'
  ),
  'objects/Account/Account.object-meta.xml': standard('Private'),
  'objects/Contact/Contact.object-meta.xml': standard('ControlledByParent'),
  'objects/Opportunity/Opportunity.object-meta.xml': standard('Private'),
  'objects/Case/Case.object-meta.xml': standard('ReadWriteTransfer'),
  'objects/Lead/Lead.object-meta.xml': standard('ReadWrite'),
  'permissionsets/Dealer.permissionset-meta.xml': `<PermissionSet><label>Dealer</label>${['Deal__c', 'Term__c', 'Clause__c'].map(rights).join('')}${['Deal__c.Region__c', 'Deal__c.Previous__c', 'Deal__c.Code__c'].map(fieldRight).join('')}</PermissionSet>`
};

const CLASSES = [
  apexClass(
    'Strict',
    `public with sharing class Strict {
    public static Integer deals() { return [SELECT COUNT() FROM Deal__c]; }
    public class Nested { public Integer deals() { return [SELECT COUNT() FROM Deal__c]; } }
    public static Integer viaInterface(Counter c) { return c.count(); }
    public static Integer viaQueueOf(SObjectType t) { return Database.countQuery('SELECT COUNT() FROM ' + t); }
  }`
  ),
  apexClass(
    'StrictBase',
    `public virtual with sharing class StrictBase { public virtual Integer count() { return 0; } }`
  ),
  apexClass('Counter', 'public interface Counter { Integer count(); }'),
  apexClass(
    'Loose',
    `public without sharing class Loose implements Counter {
    public Integer count() { return [SELECT COUNT() FROM Deal__c]; }
    public static Integer deals() { return [SELECT COUNT() FROM Deal__c]; }
    public static Integer innerOfStrict() { return new Strict.Nested().deals(); }
    public static Integer callsStrict() { return Strict.deals(); }
    public static Integer search() { return ((List<List<SObject>>) [FIND 'abc' RETURNING Deal__c])[0].size(); }
    public static List<SObject> dynamic(String q) { return Database.query(q); }
  }`
  ),
  apexClass(
    'Silent',
    `public class Silent implements Counter {
    public Integer count() { return [SELECT COUNT() FROM Deal__c]; }
    public static Integer deals() { return [SELECT COUNT() FROM Deal__c]; }
  }`
  ),
  apexClass(
    'SilentChild',
    `public class SilentChild extends StrictBase { public override Integer count() { return [SELECT COUNT() FROM Deal__c]; } }`
  ),
  apexClass(
    'StaticHolder',
    `public without sharing class StaticHolder { public static Integer seen = [SELECT COUNT() FROM Deal__c]; }`
  ),
  apexClass(
    'StrictHolder',
    `public with sharing class StrictHolder { public static Integer seen = [SELECT COUNT() FROM Deal__c]; }`
  ),
  apexClass(
    'Job',
    `public class Job implements Queueable { public static Integer seen; public void execute(QueueableContext c) { seen = [SELECT COUNT() FROM Deal__c]; } }`
  ),
  apexClass(
    'StrictJob',
    `public with sharing class StrictJob implements Queueable, Database.Batchable<SObject> {
    public static Integer seen; public void execute(QueueableContext c) { seen = [SELECT COUNT() FROM Deal__c]; }
    public Database.QueryLocator start(Database.BatchableContext c) { return Database.getQueryLocator('SELECT Id FROM Deal__c'); }
    public void execute(Database.BatchableContext c, List<SObject> scope) { seen = scope.size(); } public void finish(Database.BatchableContext c) {}
    @future public static void later() { seen = [SELECT COUNT() FROM Deal__c]; }
  }`
  ),
  apexClass(
    'InheritJob',
    `public inherited sharing class InheritJob implements Queueable { public static Integer seen; public void execute(QueueableContext c) { seen = [SELECT COUNT() FROM Deal__c]; } }`
  ),
  apexClass(
    'NewSilent',
    `public class NewSilent { public static Integer deals() { return [SELECT COUNT() FROM Deal__c]; } public static Integer inSystem() { return [SELECT COUNT() FROM Deal__c WITH SYSTEM_MODE]; } public static void save(SObject s) { update s; } }`,
    67
  ),
  apexClass(
    'NewLoose',
    `public without sharing class NewLoose { public static Integer deals() { return [SELECT COUNT() FROM Deal__c]; } public static Integer inSystem() { return [SELECT COUNT() FROM Deal__c WITH SYSTEM_MODE]; } }`,
    67
  )
];

const RULES: readonly (readonly [string, string])[] = [
  [
    'innerClassesDoNotInherit',
    `hidden(); System.runAs(loner) { Assert.areEqual(1, Loose.innerOfStrict()); Assert.areEqual(0, Loose.callsStrict()); }`
  ],
  [
    'interfacesRunAsTheirClass',
    `hidden(); System.runAs(loner) { Assert.areEqual(1, Strict.viaInterface(new Loose())); Assert.areEqual(0, Strict.viaInterface(new Silent())); }`
  ],
  [
    'subclassesTakeOverTheirParents',
    `hidden(); System.runAs(loner) { Assert.areEqual(0, new SilentChild().count()); }`
  ],
  [
    'staticInitialisers',
    `hidden(); System.runAs(loner) { Assert.areEqual(1, StaticHolder.seen); Assert.areEqual(0, StrictHolder.seen); }`
  ],
  [
    'queueables',
    `hidden(); System.runAs(loner) { Test.startTest(); System.enqueueJob(new Job()); System.enqueueJob(new StrictJob()); System.enqueueJob(new InheritJob()); Test.stopTest(); }
     Assert.areEqual(1, Job.seen); Assert.areEqual(0, StrictJob.seen); Assert.areEqual(0, InheritJob.seen);`
  ],
  [
    'futures',
    `hidden(); System.runAs(loner) { Test.startTest(); StrictJob.later(); Test.stopTest(); } Assert.areEqual(0, StrictJob.seen);`
  ],
  [
    'modesAndVersions',
    `hidden(); System.runAs(loner) { Assert.areEqual(0, NewSilent.deals()); Assert.areEqual(0, NewSilent.inSystem(), 'with sharing is the default of 67.0'); Assert.areEqual(0, NewLoose.deals(), 'user mode'); Assert.areEqual(1, NewLoose.inSystem()); }`
  ],
  [
    'levelsOfDetails',
    `Deal__c d = hidden(); Term__c t = new Term__c(Deal__c = d.Id); insert t; Clause__c c = new Clause__c(Term__c = t.Id); insert c;
     System.runAs(loner) { Assert.areEqual(0, [SELECT COUNT() FROM Clause__c WITH USER_MODE]); }
     share(d, 'Read');
     System.runAs(loner) { Assert.areEqual(1, [SELECT COUNT() FROM Clause__c WITH USER_MODE]); refused('update', c, 'INSUFFICIENT_ACCESS_OR_READONLY'); }
     share(d, 'Edit');
     System.runAs(loner) { update as user c; delete as user c; delete as user t; refused('delete', d, 'INSUFFICIENT_ACCESS_OR_READONLY'); }`
  ],
  [
    'contactsFollowAccounts',
    `Account a = new Account(Name = 'a'); insert a; Contact c = new Contact(LastName = 'c', AccountId = a.Id); insert c; Contact p = new Contact(LastName = 'p'); insert p; Contact own = new Contact(LastName = 'o', OwnerId = loner.Id); insert own;
     System.runAs(loner) { Assert.areEqual(1, [SELECT COUNT() FROM Contact WITH USER_MODE], 'private contacts are their owners\\''); }
     insert new AccountShare(AccountId = a.Id, UserOrGroupId = loner.Id, AccountAccessLevel = 'Edit', OpportunityAccessLevel = 'None', CaseAccessLevel = 'None');
     System.runAs(loner) { Assert.areEqual(2, [SELECT COUNT() FROM Contact WITH USER_MODE]); c.LastName = 'd'; update as user c; refused('delete', c, 'INSUFFICIENT_ACCESS_OR_READONLY'); }`
  ],
  [
    'opportunitiesOpenTheirAccounts',
    `Account a = new Account(Name = 'a'); insert a; insert new Opportunity(Name = 'o', StageName = 'Prospecting', CloseDate = Date.today(), AccountId = a.Id, OwnerId = loner.Id);
     System.runAs(loner) { Assert.areEqual(1, [SELECT COUNT() FROM Account WITH USER_MODE]); refused('update', a, 'INSUFFICIENT_ACCESS_OR_READONLY'); }`
  ],
  [
    'transferableCases',
    `Case c = new Case(Subject = 's'); insert c; Lead l = new Lead(LastName = 'l', Company = 'c'); insert l;
     System.runAs(loner) { update as user new Case(Id = c.Id, OwnerId = loner.Id); Assert.areEqual(loner.Id, [SELECT OwnerId FROM Case WHERE Id = :c.Id].OwnerId);
       update as user new Lead(Id = l.Id, Company = 'd'); refused('update', new Lead(Id = l.Id, OwnerId = loner.Id), 'INSUFFICIENT_ACCESS_OR_READONLY'); }`
  ],
  [
    'manualSharesEndWithTheOwner',
    `Deal__c d = hidden(); share(d, 'Read'); insert new Deal__Share(ParentId = d.Id, UserOrGroupId = other.Id, AccessLevel = 'Read', RowCause = Schema.Deal__Share.RowCause.Partner__c);
     System.runAs(other) { Assert.areEqual(1, Strict.deals()); }
     d.OwnerId = boss.Id; update d;
     System.runAs(loner) { Assert.areEqual(0, Strict.deals()); }
     System.runAs(other) { Assert.areEqual(1, Strict.deals(), 'an Apex sharing reason stays'); }
     Assert.areEqual(2, [SELECT COUNT() FROM Deal__Share WHERE ParentId = :d.Id]);`
  ],
  [
    'sharesAreUniquePerReason',
    `Deal__c d = hidden(); share(d, 'Read'); share(d, 'Edit'); Assert.areEqual('Edit', [SELECT AccessLevel FROM Deal__Share WHERE ParentId = :d.Id AND UserOrGroupId = :loner.Id].AccessLevel);
     insert new Deal__Share(ParentId = d.Id, UserOrGroupId = loner.Id, AccessLevel = 'Read', RowCause = 'Partner__c'); Assert.areEqual(2, [SELECT COUNT() FROM Deal__Share WHERE ParentId = :d.Id AND UserOrGroupId = :loner.Id]);`
  ],
  [
    'sharesDieWithTheRecord',
    `Deal__c d = hidden(); share(d, 'Read'); delete d; Assert.areEqual(0, [SELECT COUNT() FROM Deal__Share WHERE ParentId = :d.Id]);`
  ],
  [
    'shareLevelsCanBeChanged',
    `Deal__c d = hidden(); share(d, 'Read'); Deal__Share s = [SELECT Id, AccessLevel FROM Deal__Share WHERE ParentId = :d.Id AND UserOrGroupId = :loner.Id]; s.AccessLevel = 'Edit'; update s;
     System.runAs(loner) { d.Region__c = 'x'; update as user d; } delete s; System.runAs(loner) { Assert.areEqual(0, Strict.deals()); }`
  ],
  [
    'lookupsToHiddenRecords',
    `Deal__c d = hidden(); System.runAs(loner) { refused('insert', new Deal__c(Name = 'n', Previous__c = d.Id), 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY'); } share(d, 'Read'); System.runAs(loner) { insert as user new Deal__c(Name = 'n', Previous__c = d.Id); }`
  ],
  [
    'parentsThatAreHiddenKeepTheirNames',
    `Deal__c d = hidden(); insert new Deal__c(Name = 'mine', Previous__c = d.Id, OwnerId = loner.Id);
     System.runAs(loner) { Deal__c mine = [SELECT Previous__c, Previous__r.Name, Owner.Name FROM Deal__c WHERE Name = 'mine' WITH USER_MODE]; Assert.areEqual(d.Id, mine.Previous__c); }`
  ],
  [
    'childrenAreFiltered',
    `Deal__c mine = new Deal__c(Name = 'mine', OwnerId = loner.Id); insert mine; insert new Deal__c(Name = 'his', Previous__c = mine.Id);
     System.runAs(loner) { Assert.areEqual(0, [SELECT (SELECT Id FROM Followers__r) FROM Deal__c WHERE Id = :mine.Id WITH USER_MODE].Followers__r.size()); Assert.areEqual(0, [SELECT COUNT() FROM Deal__c WHERE Previous__c = :mine.Id WITH USER_MODE]);
       Assert.areEqual(0, [SELECT COUNT() FROM Deal__c WHERE Id IN (SELECT Previous__c FROM Deal__c WHERE Name = 'his') WITH USER_MODE], 'semi-joins see what the user sees'); }`
  ],
  [
    'aggregatesAreFiltered',
    `hidden(); hidden(); System.runAs(loner) { Assert.areEqual(0, (Integer) [SELECT COUNT(Id) n FROM Deal__c WITH USER_MODE][0].get('n')); Assert.areEqual(0, Database.countQuery('SELECT COUNT() FROM Deal__c', AccessLevel.USER_MODE)); }`
  ],
  [
    'upsertAndUndelete',
    `Deal__c d = hidden(); System.runAs(loner) { refused('upsert', d, 'INSUFFICIENT_ACCESS_OR_READONLY'); } delete d; System.runAs(loner) { refused('undelete', d, null); }`
  ],
  [
    'userRecordAccess',
    `Deal__c d = hidden(); share(d, 'Edit');
     UserRecordAccess a = [SELECT RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess, HasTransferAccess, HasAllAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = :loner.Id AND RecordId = :d.Id];
     Assert.isTrue(a.HasEditAccess); Assert.isFalse(a.HasDeleteAccess); Assert.isFalse(a.HasTransferAccess); Assert.isFalse(a.HasAllAccess); Assert.areEqual('Edit', a.MaxAccessLevel);
     Assert.areEqual('All', [SELECT MaxAccessLevel, RecordId FROM UserRecordAccess WHERE UserId = :boss.Id AND RecordId = :new Deal__c(Id = ownedBy(clerk).Id).Id].MaxAccessLevel);`
  ],
  [
    'fieldsInEveryClause',
    `System.runAs(nobody) {
     for (String q : new List<String>{ 'SELECT Id FROM Deal__c WHERE Region__c = \\'x\\'', 'SELECT Id FROM Deal__c ORDER BY Region__c', 'SELECT COUNT(Id) FROM Deal__c GROUP BY Region__c', 'SELECT Id FROM Deal__c WHERE Previous__r.Region__c = \\'x\\'',
         'SELECT Previous__r.Region__c FROM Deal__c', 'SELECT (SELECT Region__c FROM Followers__r) FROM Deal__c', 'SELECT Id FROM Deal__c WHERE Id IN (SELECT Previous__c FROM Deal__c WHERE Region__c = \\'x\\')', 'SELECT MAX(Region__c) FROM Deal__c', 'SELECT Owner.Name, toLabel(Region__c) FROM Deal__c' }) {
       try { Database.query(q, AccessLevel.USER_MODE); Assert.fail(q); } catch (QueryException e) { Assert.isNotNull(e.getInaccessibleFields(), q); Assert.isTrue(e.getInaccessibleFields().get('Deal__c') != null, q + e.getInaccessibleFields()); }
     } }`
  ],
  [
    'securityEnforcedLooksAtSelectAndFrom',
    `System.runAs(nobody) {
     try { Database.query('SELECT Region__c FROM Deal__c WITH SECURITY_ENFORCED'); Assert.fail(); } catch (QueryException e) { Assert.isTrue(e.getMessage().contains('Insufficient permissions: secure query included inaccessible field'), e.getMessage()); }
     Assert.areEqual(0, Database.query('SELECT Id FROM Deal__c WHERE Region__c = \\'x\\' WITH SECURITY_ENFORCED').size(), 'WHERE is not looked at');
     Assert.areEqual(0, Database.query('SELECT Id FROM Deal__c WITH SECURITY_ENFORCED ORDER BY Region__c').size()); }`
  ],
  [
    'stripRelationships',
    `Deal__c d = ownedBy(nobody); d.Region__c = 'r'; update d; insert new Deal__c(Name = 'child', Previous__c = d.Id, OwnerId = nobody.Id, Region__c = 'x'); List<Deal__c> found = [SELECT Name, Previous__c, Previous__r.Region__c, (SELECT Region__c FROM Followers__r) FROM Deal__c ORDER BY Name];
     System.runAs(nobody) { SObjectAccessDecision s = Security.stripInaccessible(AccessType.READABLE, found); Deal__c child = (Deal__c) s.getRecords()[0];
       Assert.isFalse(child.isSet('Previous__c')); Assert.isTrue(s.getRemovedFields().get('Deal__c').contains('Region__c')); Assert.isTrue(s.getRemovedFields().get('Deal__c').contains('Previous__c')); Assert.areEqual(2, s.getModifiedIndexes().size()); }`
  ],
  [
    'groupsWithoutBosses',
    `Group g = new Group(Name = 'g', DeveloperName = 'gg', Type = 'Regular', DoesIncludeBosses = false); Group b = new Group(Name = 'b', DeveloperName = 'bb', Type = 'Regular');
     System.runAs(me()) { insert new List<Group>{ g, b }; insert new List<GroupMember>{ new GroupMember(GroupId = g.Id, UserOrGroupId = clerk.Id), new GroupMember(GroupId = b.Id, UserOrGroupId = clerk.Id) }; }
     Deal__c d = hidden(); insert new Deal__Share(ParentId = d.Id, UserOrGroupId = g.Id, AccessLevel = 'Read');
     System.runAs(clerk) { Assert.areEqual(1, Strict.deals()); } System.runAs(boss) { Assert.areEqual(0, Strict.deals()); }
     insert new Deal__Share(ParentId = d.Id, UserOrGroupId = b.Id, AccessLevel = 'Read'); System.runAs(boss) { Assert.areEqual(1, Strict.deals()); }`
  ],
  [
    'inactiveOwnersAndUnknownQueues',
    `Deal__c d = hidden(); System.runAs(me()) { update new User(Id = other.Id, IsActive = false); } d.OwnerId = other.Id; try { update d; Assert.fail(); } catch (DmlException e) { Assert.areEqual(StatusCode.INACTIVE_OWNER_OR_USER, e.getDmlType(0)); }`
  ],
  [
    'noObjectRightAtAll',
    `System.runAs(stranger) {
     try { Database.query('SELECT Id FROM Deal__c', AccessLevel.USER_MODE); Assert.fail(); } catch (QueryException e) { Assert.isTrue(e.getMessage().contains('sObject type \\'Deal__c\\' is not supported'), e.getMessage()); }
     Assert.isFalse(Deal__c.SObjectType.getDescribe().isAccessible());
     try { Security.stripInaccessible(AccessType.READABLE, new List<Deal__c>{ new Deal__c() }); Assert.fail(); } catch (NoAccessException e) { Assert.areEqual('No access to entity: Deal__c', e.getMessage()); } }`
  ],
  [
    'encryptedFieldsInApex',
    `Deal__c d = hidden(); d.Code__c = '1234567890'; update d; Assert.areEqual('1234567890', [SELECT Code__c FROM Deal__c WHERE Id = :d.Id].Code__c);`
  ]
];

const methods = RULES.map(([name, body]) => `@IsTest static void ${name}() { cast();\n${body}\n}`).join('\n');

test('who reaches which records', async () => {
  const org = openProject(
    METADATA,
    ...CLASSES,
    apexClass(
      'RecordRulesTest',
      `@IsTest private class RecordRulesTest {
        static User loner; static User other; static User boss; static User clerk; static User nobody; static User stranger;
        static User me() { return new User(Id = UserInfo.getUserId()); }
        static User person(String name, Id role, String profile) {
          return new User(LastName = name, Username = name + '@example.com.rules', Email = 'u@example.com', Alias = name.left(8), UserRoleId = role,
            TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', ProfileId = [SELECT Id FROM Profile WHERE Name = :profile].Id);
        }
        static void cast() {
          System.runAs(me()) {
            UserRole top = new UserRole(Name = 'Top', DeveloperName = 'Top'); insert top;
            UserRole low = new UserRole(Name = 'Low', DeveloperName = 'Low', ParentRoleId = top.Id); insert low;
            loner = person('loner', null, 'Standard User'); other = person('other', null, 'Standard User'); boss = person('boss', top.Id, 'Standard User'); clerk = person('clerk', low.Id, 'Standard User');
            nobody = person('nobody', null, 'Minimum Access - Salesforce'); stranger = person('stranger', null, 'Minimum Access - Salesforce');
            insert new List<User>{ loner, other, boss, clerk, nobody, stranger };
            Id dealer = [SELECT Id FROM PermissionSet WHERE Name = 'Dealer'].Id;
            for (User u : new List<User>{ loner, other, boss, clerk }) insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = dealer);
            PermissionSet bare = new PermissionSet(Name = 'Bare', Label = 'Bare'); insert bare;
            insert new ObjectPermissions(ParentId = bare.Id, SobjectType = 'Deal__c', PermissionsRead = true);
            insert new PermissionSetAssignment(AssigneeId = nobody.Id, PermissionSetId = bare.Id);
          }
        }
        static Deal__c hidden() { Deal__c d = new Deal__c(Name = 'hidden'); insert d; return d; }
        static Deal__c ownedBy(User u) { Deal__c d = new Deal__c(Name = 'owned', OwnerId = u.Id); insert d; return d; }
        static void share(Deal__c d, String level) { insert new Deal__Share(ParentId = d.Id, UserOrGroupId = loner.Id, AccessLevel = level); }
        static void refused(String operation, SObject record, String code) {
          try {
            switch on operation {
              when 'insert' { insert as user record; } when 'update' { update as user record; } when 'delete' { delete as user record; } when 'upsert' { upsert as user record; } when else { undelete as user record; }
            }
            Assert.fail(operation + ' was accepted');
          } catch (DmlException e) { if (code != null) Assert.areEqual(code, String.valueOf(e.getDmlType(0))); }
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
