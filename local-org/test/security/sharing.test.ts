import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const object = (label: string, sharing: string): string =>
  `<CustomObject><label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>${sharing}</sharingModel></CustomObject>`;
const standard = (sharing: string): string => `<CustomObject><sharingModel>${sharing}</sharingModel></CustomObject>`;
const role = (name: string, more: string): string =>
  `<Role><name>${name}</name><caseAccessLevel>Read</caseAccessLevel><opportunityAccessLevel>None</opportunityAccessLevel>${more}</Role>`;
const grant = (name: string): string =>
  `<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${name}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;

const METADATA = {
  'objects/Deal__c/Deal__c.object-meta.xml': object('Deal', 'Private'),
  'objects/Deal__c/fields/Region__c.field-meta.xml':
    '<CustomField><fullName>Region__c</fullName><label>Region</label><type>Text</type><length>20</length></CustomField>',
  'objects/Term__c/Term__c.object-meta.xml': object('Term', 'ControlledByParent'),
  'objects/Term__c/fields/Deal__c.field-meta.xml':
    '<CustomField><fullName>Deal__c</fullName><label>Deal</label><type>MasterDetail</type><referenceTo>Deal__c</referenceTo><relationshipName>Terms</relationshipName><writeRequiresMasterRead>false</writeRequiresMasterRead></CustomField>',
  'objects/Sheet__c/Sheet__c.object-meta.xml': object('Sheet', 'Read'),
  'objects/Board__c/Board__c.object-meta.xml': object('Board', 'ReadWrite'),
  'objects/Account/Account.object-meta.xml': standard('Private'),
  'objects/Case/Case.object-meta.xml': standard('Private'),
  'groups/Auditors.group-meta.xml': '<Group><doesIncludeBosses>true</doesIncludeBosses><name>Auditors</name></Group>',
  'roles/Head.role-meta.xml': role('Head', ''),
  'roles/Seller.role-meta.xml': role('Seller', '<parentRole>Head</parentRole>'),
  'sharingRules/Deal__c.sharingRules-meta.xml': `<SharingRules>
    <sharingCriteriaRules><fullName>North</fullName><accessLevel>Edit</accessLevel><label>North</label><sharedTo><role>Seller</role></sharedTo><criteriaItems><field>Region__c</field><operation>equals</operation><value>North,Pole</value></criteriaItems></sharingCriteriaRules>
    <sharingOwnerRules><fullName>Heads</fullName><accessLevel>Read</accessLevel><label>Heads</label><sharedTo><group>Auditors</group></sharedTo><sharedFrom><role>Head</role></sharedFrom></sharingOwnerRules>
    <sharingGuestRules><fullName>Public</fullName><accessLevel>Read</accessLevel><includeHVUOwnedRecords>false</includeHVUOwnedRecords><label>Public</label><sharedTo><guestUser>Site</guestUser></sharedTo><criteriaItems><field>Region__c</field><operation>startsWith</operation><value>Pub</value></criteriaItems></sharingGuestRules>
  </SharingRules>`,
  'permissionsets/Dealer.permissionset-meta.xml': `<PermissionSet><label>Dealer</label>${['Deal__c', 'Term__c', 'Board__c'].map(grant).join('')}<fieldPermissions><editable>true</editable><field>Deal__c.Region__c</field><readable>true</readable></fieldPermissions></PermissionSet>`
};

const CLASSES = [
  apexClass(
    'WithSharing',
    `public with sharing class WithSharing {
      public static Integer deals() { return [SELECT COUNT() FROM Deal__c]; }
      public static Integer accounts() { return [SELECT COUNT() FROM Account]; }
      public static Integer cases() { return [SELECT COUNT() FROM Case]; }
      public static Integer terms() { return [SELECT COUNT() FROM Term__c]; }
      public static Integer callsInherited() { return Inherits.deals(); }
      public static Integer callsNothing() { return SaysNothing.deals(); }
      public static Integer callsWithout() { return NoSharing.deals(); }
      public static void save(SObject record) { update record; }
      public static void add(SObject record) { insert record; }
      public static void remove(SObject record) { delete record; }
      public static String fault(String what, SObject record) {
        try {
          if (what == 'update') update record;
          if (what == 'insert') insert record;
          if (what == 'delete') delete record;
          return 'done';
        } catch (DmlException e) { return String.valueOf(e.getDmlType(0)); }
      }
    }`
  ),
  apexClass(
    'NoSharing',
    `public without sharing class NoSharing {
      public static Integer deals() { return [SELECT COUNT() FROM Deal__c]; }
      public static Integer inUserMode() { return [SELECT COUNT() FROM Deal__c WITH USER_MODE]; }
      public static Integer callsInherited() { return Inherits.deals(); }
      public static Integer callsNothing() { return SaysNothing.deals(); }
      public static String updateAs(SObject record) {
        try { update as user record; return 'done'; } catch (DmlException e) { return String.valueOf(e.getDmlType(0)); }
      }
    }`
  ),
  apexClass(
    'Inherits',
    'public inherited sharing class Inherits { public static Integer deals() { return [SELECT COUNT() FROM Deal__c]; } }'
  ),
  apexClass(
    'SaysNothing',
    'public class SaysNothing { public static Integer deals() { return [SELECT COUNT() FROM Deal__c]; } }'
  ),
  apexClass(
    'NewClass',
    'public class NewClass { public static Integer deals() { return [SELECT COUNT() FROM Deal__c]; } }',
    67
  ),
  apexClass(
    'SharingTest',
    `@IsTest private class SharingTest {
      static User someone(String name, String role) {
        User u = new User(LastName = name, Username = name + '@example.com.share', Email = name + '@example.com', Alias = name.left(8),
          TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US',
          ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id,
          UserRoleId = role == null ? null : [SELECT Id FROM UserRole WHERE DeveloperName = :role].Id);
        insert u;
        insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Dealer'].Id);
        return u;
      }
      static User me() { return new User(Id = UserInfo.getUserId()); }
      static User seller; static User head; static User loner;
      static void cast() {
        System.runAs(me()) { seller = someone('seller', 'Seller'); head = someone('head', 'Head'); loner = someone('loner', null); }
      }
      static Deal__c deal(User owner, String region) {
        Deal__c d = new Deal__c(Name = region, Region__c = region, OwnerId = owner.Id);
        insert d;
        return d;
      }
      @IsTest static void keywordsDecide() {
        cast();
        deal(me(), 'South');
        System.runAs(loner) {
          Assert.areEqual(0, WithSharing.deals());
          Assert.areEqual(1, NoSharing.deals());
          Assert.areEqual(0, NoSharing.inUserMode());
          Assert.areEqual(0, WithSharing.callsInherited());
          Assert.areEqual(0, WithSharing.callsNothing());
          Assert.areEqual(1, WithSharing.callsWithout());
          Assert.areEqual(1, NoSharing.callsInherited());
          Assert.areEqual(1, NoSharing.callsNothing());
          Assert.areEqual(0, NewClass.deals());
        }
      }
      @IsTest static void rolesLookDown() {
        cast();
        deal(seller, 'South');
        deal(head, 'South');
        System.runAs(head) { Assert.areEqual(2, WithSharing.deals()); }
        System.runAs(seller) { Assert.areEqual(1, WithSharing.deals()); }
        System.runAs(loner) { Assert.areEqual(0, WithSharing.deals()); }
      }
      @IsTest static void criteriaRulesOpenToEdit() {
        cast();
        Deal__c d = deal(me(), 'Pole');
        deal(me(), 'South');
        System.runAs(seller) {
          Assert.areEqual(1, WithSharing.deals());
          Assert.areEqual('done', WithSharing.fault('update', d));
          Assert.areEqual('INSUFFICIENT_ACCESS_OR_READONLY', WithSharing.fault('delete', d));
        }
        System.runAs(loner) { Assert.areEqual(0, WithSharing.deals()); }
      }
      @IsTest static void ownerRulesOpenToRead() {
        cast();
        System.runAs(me()) {
          insert new GroupMember(GroupId = [SELECT Id FROM Group WHERE DeveloperName = 'Auditors' AND Type = 'Regular'].Id, UserOrGroupId = loner.Id);
        }
        Deal__c d = deal(head, 'South');
        deal(seller, 'South');
        System.runAs(loner) {
          Assert.areEqual(1, WithSharing.deals());
          Assert.areEqual('INSUFFICIENT_ACCESS_OR_READONLY', WithSharing.fault('update', d));
        }
      }
      @IsTest static void sharesAreRows() {
        cast();
        Deal__c d = deal(me(), 'South');
        Assert.areEqual('Owner', [SELECT RowCause FROM Deal__Share WHERE ParentId = :d.Id].RowCause);
        insert new Deal__Share(ParentId = d.Id, UserOrGroupId = loner.Id, AccessLevel = 'Read');
        System.runAs(loner) {
          Assert.areEqual(1, WithSharing.deals());
          Assert.areEqual('INSUFFICIENT_ACCESS_OR_READONLY', WithSharing.fault('update', d));
          Assert.areEqual('INSUFFICIENT_ACCESS_OR_READONLY', NoSharing.updateAs(d));
          Assert.areEqual('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', WithSharing.fault('insert', new Term__c(Deal__c = d.Id)));
          Assert.areEqual('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
            WithSharing.fault('insert', new Deal__Share(ParentId = d.Id, UserOrGroupId = head.Id, AccessLevel = 'Edit')));
        }
        Group sellers = [SELECT Id FROM Group WHERE DeveloperName = 'Seller' AND Type = 'Role'];
        insert new Deal__Share(ParentId = d.Id, UserOrGroupId = sellers.Id, AccessLevel = 'Edit');
        System.runAs(seller) {
          Assert.areEqual('done', WithSharing.fault('update', d));
          Assert.areEqual('done', WithSharing.fault('insert', new Term__c(Deal__c = d.Id)));
          Assert.areEqual(1, WithSharing.terms());
        }
        System.runAs(head) { Assert.areEqual(1, WithSharing.deals()); }
        d.OwnerId = head.Id;
        update d;
        Assert.areEqual(1, [SELECT COUNT() FROM Deal__Share WHERE ParentId = :d.Id]);
      }
      @IsTest static void refusesTrivialShares() {
        cast();
        Deal__c d = deal(me(), 'South');
        try {
          insert new Deal__Share(ParentId = d.Id, UserOrGroupId = loner.Id, AccessLevel = 'All');
          Assert.fail();
        } catch (DmlException e) { Assert.areEqual(StatusCode.INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, e.getDmlType(0)); }
      }
      @IsTest static void giveNoMoreThanEverybodyHas() {
        cast();
        Sheet__c sheet = new Sheet__c(Name = 's');
        insert sheet;
        try {
          insert new Sheet__Share(ParentId = sheet.Id, UserOrGroupId = loner.Id, AccessLevel = 'Read');
          Assert.fail();
        } catch (DmlException e) {
          Assert.areEqual(StatusCode.FIELD_INTEGRITY_EXCEPTION, e.getDmlType(0));
          Assert.areEqual('field integrity exception: AccessLevel (trivial share level Read, for organization with default level Read)', e.getDmlMessage(0));
        }
        insert new Sheet__Share(ParentId = sheet.Id, UserOrGroupId = loner.Id, AccessLevel = 'Edit');
      }
      @IsTest static void openRecordsAreDeletedByTheirOwnersAlone() {
        cast();
        Board__c b = new Board__c(Name = 'b');
        insert b;
        System.runAs(loner) {
          Assert.areEqual('done', WithSharing.fault('update', b));
          Assert.areEqual('INSUFFICIENT_ACCESS_OR_READONLY', WithSharing.fault('delete', b));
        }
      }
      @IsTest static void accountsAndCasesOpenEachOther() {
        cast();
        Account a = new Account(Name = 'a', OwnerId = seller.Id);
        Account b = new Account(Name = 'b', OwnerId = head.Id);
        insert new List<Account>{ a, b };
        insert new List<Case>{ new Case(AccountId = a.Id), new Case(AccountId = b.Id, OwnerId = loner.Id) };
        System.runAs(seller) {
          Assert.areEqual(1, WithSharing.accounts());
          Assert.areEqual(1, WithSharing.cases(), 'as the role says');
        }
        System.runAs(loner) {
          Assert.areEqual(1, WithSharing.cases());
          Assert.areEqual(1, WithSharing.accounts(), 'the account of a case that is seen');
        }
        insert new AccountShare(AccountId = a.Id, UserOrGroupId = loner.Id, AccountAccessLevel = 'Edit', OpportunityAccessLevel = 'None', CaseAccessLevel = 'Read');
        System.runAs(loner) {
          Assert.areEqual(2, WithSharing.cases());
          Assert.areEqual(2, WithSharing.accounts());
          Assert.areEqual('done', WithSharing.fault('update', a));
          Assert.areEqual('INSUFFICIENT_ACCESS_OR_READONLY', WithSharing.fault('update', b));
        }
      }
      @IsTest static void lookupsLeadToRecordsThatAreSeen() {
        cast();
        Account a = new Account(Name = 'a');
        insert a;
        System.runAs(loner) {
          Assert.areEqual('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', WithSharing.fault('insert', new Case(AccountId = a.Id)));
        }
      }
      @IsTest static void userRecordAccessTells() {
        cast();
        Deal__c mine = deal(loner, 'South');
        Deal__c other = deal(me(), 'South');
        insert new Deal__Share(ParentId = other.Id, UserOrGroupId = loner.Id, AccessLevel = 'Read');
        Map<Id, UserRecordAccess> byId = new Map<Id, UserRecordAccess>();
        for (UserRecordAccess one : [SELECT RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess, MaxAccessLevel FROM UserRecordAccess
            WHERE UserId = :loner.Id AND RecordId IN :new List<Id>{ mine.Id, other.Id }]) {
          byId.put(one.RecordId, one);
        }
        Assert.areEqual('All', byId.get(mine.Id).MaxAccessLevel);
        Assert.isTrue(byId.get(mine.Id).HasDeleteAccess);
        Assert.areEqual('Read', byId.get(other.Id).MaxAccessLevel);
        Assert.isTrue(byId.get(other.Id).HasReadAccess);
        Assert.isFalse(byId.get(other.Id).HasEditAccess);
      }
    }`
  )
];

test('sharing as Apex meets it', async () => {
  const org = openProject(METADATA, ...CLASSES);
  try {
    assert.deepEqual(await failuresOf(org), []);
  } finally {
    await org.close();
  }
});

test('a guest reads what a guest rule opens, and changes nothing', async () => {
  const org = openProject(METADATA, ...CLASSES);
  try {
    const guest = {
      ...org.users.administrator(),
      id: '005gL0000000001QAA',
      profileId: '',
      profileName: 'Site',
      userType: 'Guest',
      isGuest: true
    };
    const deal = org.schema.object('Deal__c');
    assert.ok(deal);
    const shown = org.access.visibleRowsSql(guest, deal) ?? '';
    for (const [id, region] of Object.entries({ a: 'Public', b: 'Pole' })) {
      org.db.run('INSERT INTO deal__c (id, name, ownerid, region__c) VALUES (?, ?, ?, ?)', [id, id, guest.id, region]);
    }
    assert.deepEqual(org.db.rows(`SELECT id FROM deal__c WHERE ${shown}`).flat(), ['a']);
    const term = org.schema.object('Term__c');
    assert.ok(term);
    assert.match(org.access.visibleRowsSql(guest, term) ?? '', /deal__c/);
  } finally {
    await org.close();
  }
});
