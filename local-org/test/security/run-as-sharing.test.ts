import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const METADATA = {
  'objects/Deal__c/Deal__c.object-meta.xml':
    '<CustomObject><label>Deal</label><pluralLabel>Deals</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel></CustomObject>',
  'objects/Deal__c/fields/Sum__c.field-meta.xml':
    '<CustomField><fullName>Sum__c</fullName><label>Sum</label><type>Number</type><precision>8</precision><scale>0</scale></CustomField>',
  'permissionsets/Deals.permissionset-meta.xml':
    '<PermissionSet><label>Deals</label><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Deal__c</object><viewAllRecords>false</viewAllRecords></objectPermissions></PermissionSet>'
};

const HELPERS = [
  ['Strict', 'with sharing'],
  ['Loose', 'without sharing'],
  ['Silent', ''],
  ['Heir', 'inherited sharing']
].map(([name, sharing]) =>
  apexClass(
    name ?? '',
    `public ${sharing} class ${name} { public static Integer deals() { return [SELECT COUNT() FROM Deal__c WITH SYSTEM_MODE]; } }`
  )
);

/** The same tests in a class of each sharing: what stands in a block of runAs does not look at it. */
const tests = (name: string, sharing: string, version: number): Record<string, string> =>
  apexClass(
    name,
    `@IsTest private ${sharing} class ${name} {
  static User loner;
  static Deal__c deal;
  static Integer own() { return [SELECT COUNT() FROM Deal__c WITH SYSTEM_MODE]; }
  static Integer dynamic() { return Database.countQuery('SELECT COUNT() FROM Deal__c', AccessLevel.SYSTEM_MODE); }
  static void setUp() {
    loner = new User(LastName = 'l', Username = 'loner@example.com.runas', Email = 'u@example.com', Alias = 'l', TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id);
    System.runAs(new User(Id = UserInfo.getUserId())) {
      insert loner;
      insert new PermissionSetAssignment(AssigneeId = loner.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Deals'].Id);
    }
    deal = new Deal__c(Name = 'd', Sum__c = 1);
    insert as system deal;
  }
  @IsTest static void statementsOfTheBlockFollowTheUsersSharing() {
    setUp();
    System.runAs(loner) {
      Assert.areEqual(0, [SELECT COUNT() FROM Deal__c WITH SYSTEM_MODE]);
      Assert.areEqual(0, Database.countQuery('SELECT COUNT() FROM Deal__c', AccessLevel.SYSTEM_MODE));
      for (Deal__c d : [SELECT Id FROM Deal__c WITH SYSTEM_MODE]) { Assert.fail('seen'); }
      try { update as system new Deal__c(Id = deal.Id, Sum__c = 2); Assert.fail('updated'); } catch (DmlException e) { Assert.areEqual(StatusCode.INSUFFICIENT_ACCESS_OR_READONLY, e.getDmlType(0)); }
      Assert.isFalse(Database.delete(deal, false, AccessLevel.SYSTEM_MODE).isSuccess());
    }
    Assert.areEqual(1, Loose.deals());
  }
  @IsTest static void methodsFollowTheirClass() {
    setUp();
    System.runAs(loner) {
      Assert.areEqual(0, Strict.deals());
      Assert.areEqual(1, Loose.deals());
      Assert.areEqual(0, Silent.deals(), 'takes over the sharing of the block');
      Assert.areEqual(0, Heir.deals(), 'takes over the sharing of the block');
      Assert.areEqual(${sharing === 'without sharing' ? 1 : 0}, own(), 'a method of the test class');
      Assert.areEqual(${sharing === 'without sharing' ? 1 : 0}, dynamic());
    }
  }
  @IsTest static void blocksEndWhereverTheyAreLeft() {
    setUp();
    System.runAs(loner) {
      Assert.areEqual(0, returned(), 'in the block');
      Assert.areEqual(${sharing === 'without sharing' ? 1 : 0}, thrown(), 'behind it');
      Assert.areEqual(${sharing === 'without sharing' ? 1 : 0}, nested(), 'behind it');
      Assert.areEqual(0, Silent.deals(), 'in the block again');
    }
    Assert.areEqual(1, Silent.deals());
    Assert.areNotEqual(loner.Id, UserInfo.getUserId());
  }
  static Integer returned() { System.runAs(loner) { return Silent.deals(); } }
  static Integer thrown() {
    try { System.runAs(loner) { Integer n = 1 / 0; } } catch (MathException e) { return Silent.deals(); }
    return null;
  }
  static Integer nested() {
    for (Integer i = 0; i < 2; i++) { System.runAs(loner) { if (i == 0) { continue; } break; } }
    System.runAs(loner) { System.runAs(loner) { Assert.areEqual(0, Silent.deals()); } Assert.areEqual(0, Silent.deals()); }
    return Silent.deals();
  }
  @IsTest static void userModeIsThatOfTheUser() {
    setUp();
    System.runAs(loner) {
      Deal__c mine = new Deal__c(Name = 'm', Sum__c = 3);
      try { insert as user mine; Assert.fail('a field that is not granted'); } catch (DmlException e) { Assert.areEqual(new List<String>{ 'Sum__c' }, e.getDmlFieldNames(0)); }
      insert as system mine;
      Assert.areEqual(1, [SELECT COUNT() FROM Deal__c WITH SYSTEM_MODE], 'his own');
      Assert.isFalse(Database.update(new Deal__c(Id = mine.Id, Sum__c = 4), false, AccessLevel.USER_MODE).isSuccess());
      try { Integer n = [SELECT Sum__c FROM Deal__c WITH USER_MODE].size(); Assert.fail('read'); } catch (QueryException e) { Assert.isTrue(e.getInaccessibleFields().containsKey('Deal__c')); }
    }
  }
}`,
    version
  );

test('System.runAs enforces the sharing of the user, whatever the test class declares', async () => {
  const org = openProject(
    METADATA,
    ...HELPERS,
    tests('StrictTest', 'with sharing', 66),
    tests('LooseTest', 'without sharing', 66),
    tests('SilentTest', '', 66),
    tests('HeirTest', 'inherited sharing', 66),
    tests('NewLooseTest', 'without sharing', 67),
    tests('NewSilentTest', '', 67)
  );
  try {
    assert.deepEqual(await failuresOf(org), []);
  } finally {
    await org.close();
  }
});
