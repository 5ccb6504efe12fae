import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const METADATA = {
  'objects/Deal__c/Deal__c.object-meta.xml':
    '<CustomObject><label>Deal</label><pluralLabel>Deals</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel></CustomObject>',
  'objects/Deal__c/fields/A__c.field-meta.xml':
    '<CustomField><fullName>A__c</fullName><label>A</label><type>Text</type><length>20</length></CustomField>',
  'objects/Deal__c/fields/B__c.field-meta.xml':
    '<CustomField><fullName>B__c</fullName><label>B</label><type>Text</type><length>20</length></CustomField>',
  'permissionsets/Deals.permissionset-meta.xml':
    '<PermissionSet><label>Deals</label><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Deal__c</object><viewAllRecords>false</viewAllRecords></objectPermissions></PermissionSet>',
  'permissionsets/Users.permissionset-meta.xml':
    '<PermissionSet><label>Users</label><userPermissions><enabled>true</enabled><name>ManageUsers</name></userPermissions></PermissionSet>'
};

const COUNTERS = [
  ['Strict', 'with sharing'],
  ['Loose', 'without sharing']
].map(([name = '', sharing = '']) =>
  apexClass(
    name,
    `public ${sharing} class ${name} implements Queueable, Iterable<Integer>, Iterator<Integer> {
      public static Integer counted;
      public static final Integer AT_START = Silent.count();
      Boolean done = false;
      public void execute(QueueableContext c) { counted = Silent.count(); }
      public Iterator<Integer> iterator() { return this; }
      public Boolean hasNext() { return !done; }
      public Integer next() { done = true; return Silent.count(); }
      public static Integer deep(Integer depth) { return Silent.deep(depth); }
    }`
  )
);

const TESTS = [
  apexClass(
    'Silent',
    `public class Silent {
      public static Integer count() { return [SELECT COUNT() FROM Deal__c]; }
      public static Integer deep(Integer depth) { return depth == 0 ? count() : deep(depth - 1); }
      public static void remove(Id id) { delete new Deal__c(Id = id); }
    }`
  ),
  apexClass(
    'Heir',
    'public inherited sharing class Heir { public static Integer count() { return [SELECT COUNT() FROM Deal__c WITH SYSTEM_MODE]; } }'
  ),
  apexClass(
    'RightsTest',
    `@IsTest private class RightsTest {
  static User user(String name, String profile) {
    return new User(LastName = name, Username = name + '@example.com.rights', Email = name + '@example.com', Alias = 'u', TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', ProfileId = [SELECT Id FROM Profile WHERE Name = :profile].Id);
  }
  static User loner(String setName) {
    User u = user('loner', 'Minimum Access - Salesforce');
    System.runAs(new User(Id = UserInfo.getUserId())) {
      insert u;
      if (setName != null) insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = :setName].Id);
    }
    return u;
  }
  @IsTest static void whatCallsBackKeepsTheSharingOfItsClass() {
    User u = loner('Deals');
    insert as system new Deal__c(Name = 'd');
    System.runAs(u) {
      Assert.areEqual(0, Strict.AT_START);
      Assert.areEqual(1, Loose.AT_START);
      for (Integer n : new Strict()) { Assert.areEqual(0, n); }
      for (Integer n : new Loose()) { Assert.areEqual(1, n); }
      Assert.areEqual(0, Strict.deep(300));
      Assert.areEqual(1, Loose.deep(300));
      Assert.areEqual(0, Heir.count());
      Test.startTest();
      System.enqueueJob(new Strict());
      System.enqueueJob(new Loose());
      Test.stopTest();
      Assert.areEqual(0, Strict.counted);
      Assert.areEqual(1, Loose.counted);
    }
  }
  @IsTest static void recordsOfOthersAreNotDeleted() {
    User u = loner('Deals');
    Deal__c d = new Deal__c(Name = 'd');
    insert as system d;
    System.runAs(u) {
      Database.DeleteResult r = Database.delete(d.Id, false);
      Assert.isFalse(r.isSuccess());
      Assert.areEqual(StatusCode.INSUFFICIENT_ACCESS_OR_READONLY, r.getErrors()[0].getStatusCode());
    }
    Assert.areEqual(1, [SELECT COUNT() FROM Deal__c WITH SYSTEM_MODE]);
  }
  @IsTest static void userModeNamesAllFields() {
    User u = loner('Deals');
    System.runAs(u) {
      try {
        insert as user new Deal__c(Name = 'd', A__c = 'a', B__c = 'b');
        Assert.fail('inserted');
      } catch (DmlException e) {
        Assert.areEqual('Operation failed due to fields being inaccessible on Sobject Deal__c, check errors on Exception or Result!', e.getMessage());
        Assert.areEqual(new List<String>{ 'A__c', 'B__c' }, e.getDmlFieldNames(0));
        Assert.isTrue(e.getDmlMessage(0).contains('A__c, B__c'), e.getDmlMessage(0));
      }
      Database.SaveResult r = Database.insert(new Deal__c(Name = 'd', A__c = 'a', B__c = 'b'), false, AccessLevel.USER_MODE);
      Assert.areEqual(new List<String>{ 'A__c', 'B__c' }, r.getErrors()[0].getFields());
      for (AccessLevel level : new List<AccessLevel>{ AccessLevel.USER_MODE, AccessLevel.SYSTEM_MODE }) {
        Deal__c own = new Deal__c(Name = 'own');
        Assert.isTrue(Database.insert(own, false, level).isSuccess());
        Assert.isTrue(Database.update(own, false, level).isSuccess());
        Assert.isTrue(Database.upsert(own, Deal__c.Id, false, level).isSuccess());
        Assert.areEqual(1, Database.query('SELECT Id FROM Deal__c', level).size());
        Assert.areEqual(1, Database.countQuery('SELECT COUNT() FROM Deal__c', level));
        Assert.isTrue(Database.delete(own, false, level).isSuccess());
        Assert.isTrue(Database.undelete(own, false, level).isSuccess());
        Assert.isTrue(Database.delete(own, false, level).isSuccess());
      }
    }
  }
  @IsTest static void usersAreMadeByThoseWhoManageThem() {
    User other = user('other', 'Standard User');
    System.runAs(loner(null)) {
      Database.SaveResult r = Database.insert(other, false, AccessLevel.SYSTEM_MODE);
      Assert.areEqual(StatusCode.INSUFFICIENT_ACCESS_OR_READONLY, r.getErrors()[0].getStatusCode());
      try { insert as user user('third', 'Standard User'); Assert.fail('made'); } catch (Exception e) { Assert.isNotNull(e.getMessage()); }
    }
    Assert.areEqual(0, [SELECT COUNT() FROM User WHERE Username LIKE 'other@%' WITH SYSTEM_MODE]);
  }
  @IsTest static void thoseWhoManageUsersMakeThem() {
    User other = user('other', 'Standard User');
    System.runAs(loner('Users')) {
      insert other;
    }
    Assert.isNotNull(other.Id);
  }
}`,
    67
  )
];

test('what runs as another user has that user’s rights', async () => {
  const org = openProject(METADATA, ...COUNTERS, ...TESTS);
  try {
    assert.deepEqual(await failuresOf(org), []);
  } finally {
    await org.close();
  }
});
