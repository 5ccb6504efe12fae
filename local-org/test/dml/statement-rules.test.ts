import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const METADATA = {
  'objects/Crate__c/Crate__c.object-meta.xml':
    '<CustomObject><label>Crate</label><pluralLabel>Crates</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel></CustomObject>',
  'objects/Crate__c/fields/Kind__c.field-meta.xml':
    '<CustomField><fullName>Kind__c</fullName><label>Kind</label><type>Text</type><length>10</length></CustomField>'
};

const TESTS = `@IsTest private class RulesTest {
  static List<Crate__c> crates() {
    List<Crate__c> made = new List<Crate__c>{ new Crate__c(Name = 'a'), new Crate__c(Name = 'b') };
    insert made;
    return made;
  }

  @IsTest static void aRecordIsChangedOncePerStatement() {
    Id one = crates()[0].Id;
    List<String> messages = new List<String>();
    try { update new List<Crate__c>{ new Crate__c(Id = one, Kind__c = 'x'), new Crate__c(Id = one, Kind__c = 'y') }; } catch (Exception e) { messages.add(e.getTypeName() + ': ' + e.getMessage()); }
    try { delete new List<Crate__c>{ new Crate__c(Id = one), new Crate__c(Id = one) }; } catch (Exception e) { messages.add(e.getTypeName() + ': ' + e.getMessage()); }
    try { upsert new List<Crate__c>{ new Crate__c(Id = one), new Crate__c(Id = one) }; } catch (Exception e) { messages.add(e.getTypeName() + ': ' + e.getMessage()); }
    Assert.areEqual(3, messages.size());
    for (String message : messages) Assert.areEqual('System.ListException: Duplicate id in list: ' + one, message);
    Assert.isNull([SELECT Kind__c FROM Crate__c WHERE Id = :one].Kind__c);
    update new List<Crate__c>{ new Crate__c(Id = one, Kind__c = 'x'), crates()[1] };
  }

  @IsTest static void listsWithNullAreRefusedWhole() {
    List<Crate__c> holed = new List<Crate__c>{ new Crate__c(Name = 'a'), null };
    List<String> types = new List<String>();
    try { insert holed; } catch (Exception e) { types.add(e.getTypeName()); }
    try { Database.insert(holed, false); } catch (Exception e) { types.add(e.getTypeName()); }
    Assert.areEqual(new List<String>{ 'System.NullPointerException', 'System.NullPointerException' }, types);
    Assert.areEqual(0, [SELECT COUNT() FROM Crate__c]);
  }

  @IsTest static void upsertsMatchExternalIdsAlone() {
    String message;
    try { Database.upsert(new Crate__c(Name = 'a'), Crate__c.Kind__c); } catch (Exception e) { message = e.getTypeName(); }
    Assert.areEqual('System.SObjectException', message);
    Assert.areEqual(0, [SELECT COUNT() FROM Crate__c]);
  }

  @IsTest static void mergesTakeOtherRecords() {
    Account kept = new Account(Name = 'kept');
    Account other = new Account(Name = 'other');
    insert new List<Account>{ kept, other };
    String message;
    try { merge kept new Account(Id = kept.Id); } catch (DmlException e) { message = e.getMessage(); }
    Assert.isTrue(message.startsWith('Merge failed.'), message);
    Assert.areEqual(2, [SELECT COUNT() FROM Account]);
    Contact c = new Contact(LastName = 'c', AccountId = other.Id);
    insert c;
    delete c;
    merge kept other;
    Assert.areEqual(1, [SELECT COUNT() FROM Account]);
    Assert.areEqual(kept.Id, [SELECT MasterRecordId FROM Account WHERE Id = :other.Id ALL ROWS].MasterRecordId);
  }

  @IsTest static void oneShareStandsForAllOfAReason() {
    User other = [SELECT Id FROM User WHERE Id != :UserInfo.getUserId() AND IsActive = TRUE LIMIT 1];
    Crate__c c = crates()[0];
    insert new Crate__Share(ParentId = c.Id, UserOrGroupId = other.Id, AccessLevel = 'Edit');
    insert new Crate__Share(ParentId = c.Id, UserOrGroupId = other.Id, AccessLevel = 'Read');
    Assert.areEqual('Edit', [SELECT AccessLevel FROM Crate__Share WHERE ParentId = :c.Id AND RowCause = 'Manual'].AccessLevel);
    Database.SaveResult result = Database.insert(new Crate__Share(ParentId = c.Id, UserOrGroupId = other.Id, AccessLevel = 'Read', RowCause = 'Owner'), false);
    Assert.isFalse(result.isSuccess());
    Assert.areEqual(StatusCode.INSUFFICIENT_ACCESS_OR_READONLY, result.getErrors()[0].getStatusCode());
    result = Database.insert(new Crate__Share(ParentId = c.Id, UserOrGroupId = other.Id, AccessLevel = 'All'), false);
    Assert.areEqual('AccessLevel: bad value for restricted picklist field: All', result.getErrors()[0].getMessage());
  }

  @IsTest static void recordsKeepToTheirRelationships() {
    List<String> types = new List<String>();
    Crate__c c = new Crate__c();
    try { c.getSObject('Nope__r'); } catch (Exception e) { types.add(e.getTypeName()); }
    try { c.getSObjects('Nope__r'); } catch (Exception e) { types.add(e.getTypeName()); }
    try { c.putSObject('Nope__r', new Account()); } catch (Exception e) { types.add(e.getTypeName()); }
    try { c.addError('Nope__c', 'x'); } catch (Exception e) { types.add(e.getTypeName()); }
    Assert.areEqual('System.SObjectException', String.join(new List<String>(new Set<String>(types)), ','));
    Assert.areEqual(4, types.size());
    Contact k = new Contact(Account = new Account(Name = 'p'));
    Contact copy = k.clone(false, true);
    copy.Account.Name = 'q';
    Assert.areEqual('p', k.Account.Name);
  }

  @IsTest static void describesAreEqualByWhatTheyDescribe() {
    Schema.DescribeFieldResult f = Crate__c.Kind__c.getDescribe();
    Assert.isTrue(f == Schema.SObjectType.Crate__c.fields.Kind__c);
    Assert.isFalse(f == Crate__c.Name.getDescribe());
    Assert.isTrue(Schema.SObjectType.Crate__c == Crate__c.SObjectType.getDescribe());
    Assert.isFalse((Object) Schema.SObjectType.Crate__c == (Object) Schema.SObjectType.Account);
    Assert.areEqual('Kind__c', String.valueOf(f.getSObjectField()));
  }
}`;

test('rules of statements and records as Apex meets them', async () => {
  const org = openProject(METADATA, apexClass('RulesTest', TESTS));
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
