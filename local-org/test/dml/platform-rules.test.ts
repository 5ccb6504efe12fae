import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SObject, type ApexValue } from '../../src/values/index.ts';
import { runDml } from '../../src/dml/index.ts';
import type { Org } from '../../src/index.ts';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const OBJECT =
  '<CustomObject><enableHistory>true</enableHistory><label>Box</label><pluralLabel>Boxes</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>';
const METADATA = {
  'objects/Box__c/Box__c.object-meta.xml': OBJECT,
  'objects/Box__c/fields/Account__c.field-meta.xml':
    '<CustomField><fullName>Account__c</fullName><label>Account</label><type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Boxes</relationshipName><trackHistory>true</trackHistory></CustomField>',
  'objects/Box__c/fields/Label__c.field-meta.xml':
    '<CustomField><fullName>Label__c</fullName><label>Label</label><type>Text</type><length>5</length><trackHistory>true</trackHistory></CustomField>',
  'objects/Box__c/fields/Color__c.field-meta.xml':
    '<CustomField><fullName>Color__c</fullName><label>Color</label><type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><value><fullName>Red</fullName><default>false</default><label>Red</label></value><value><fullName>Blue</fullName><default>false</default><label>Blue</label></value></valueSetDefinition></valueSet></CustomField>',
  'objects/Box__c/recordTypes/Cold.recordType-meta.xml':
    '<RecordType><fullName>Cold</fullName><active>true</active><label>Cold</label><picklistValues><picklist>Color__c</picklist><values><fullName>Blue</fullName><default>true</default></values></picklistValues></RecordType>',
  'objects/Opt__c/Opt__c.object-meta.xml':
    '<CustomObject><customSettingsType>Hierarchy</customSettingsType><label>Opt</label><visibility>Public</visibility></CustomObject>',
  'objects/Opt__c/fields/Level__c.field-meta.xml':
    "<CustomField><fullName>Level__c</fullName><label>Level</label><type>Text</type><length>20</length><required>true</required><defaultValue>'FINE'</defaultValue></CustomField>",
  'objects/Opt__c/fields/On__c.field-meta.xml':
    '<CustomField><fullName>On__c</fullName><label>On</label><type>Checkbox</type><defaultValue>true</defaultValue></CustomField>',
  'permissionsets/Box.permissionset-meta.xml': '<PermissionSet><label>Box</label></PermissionSet>',
  'triggers/LeadTrigger.trigger':
    "trigger LeadTrigger on Lead (before update, after update) { for (Lead l : Trigger.new) { LeadLog.lines.add(Trigger.operationType + ':' + Trigger.oldMap.get(l.Id).IsConverted + '>' + l.IsConverted); } }",
  'triggers/LeadTrigger.trigger-meta.xml':
    '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
};

const TESTS = [
  apexClass('LeadLog', 'public class LeadLog { public static List<String> lines = new List<String>(); }'),
  apexClass(
    'RulesTest',
    `@IsTest private class RulesTest {
      static String fault(SObject record) {
        try { insert record; return 'done'; } catch (DmlException e) { return e.getDmlType(0) + ': ' + e.getDmlMessage(0); }
      }
      static PermissionSetAssignment assignment() {
        return new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Box'].Id);
      }
      @IsTest static void setupAndDataDoNotMix() {
        insert new Box__c(Name = 'a');
        Assert.areEqual('MIXED_DML_OPERATION: DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): PermissionSetAssignment, original object: Box__c', fault(assignment()));
        System.runAs(new User(Id = UserInfo.getUserId())) { insert assignment(); }
        insert new Box__c(Name = 'b');
      }
      @IsTest static void runAsInsertsAUserWhoDoesNotExistYet() {
        insert new Box__c(Name = 'a');
        User u = new User(LastName = 'New', Alias = 'new', Email = 'new@example.com', Username = 'new@example.com.rules', ProfileId = UserInfo.getProfileId(),
          UserRoleId = null, TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US');
        System.runAs(u) {
          Assert.isNotNull(u.Id);
          Assert.areEqual(u.Id, UserInfo.getUserId());
          Assert.areEqual('new@example.com.rules', UserInfo.getUserName());
        }
        Assert.areNotEqual(u.Id, UserInfo.getUserId());
        Assert.areEqual(1, [SELECT COUNT() FROM User WHERE Username = 'new@example.com.rules']);
        try {
          System.runAs(new User(LastName = 'Bad')) { Assert.fail('ran'); }
        } catch (DmlException e) {
          Assert.isTrue(e.getMessage().contains('REQUIRED_FIELD_MISSING'), e.getMessage());
        }
        Assert.areNotEqual(u.Id, UserInfo.getUserId());
      }
      @IsTest static void dataAfterSetupDoesNotMix() {
        insert assignment();
        Assert.isTrue(fault(new Box__c(Name = 'a')).startsWith('MIXED_DML_OPERATION'));
        Test.startTest();
        Assert.areEqual('done', fault(new Box__c(Name = 'a')));
        Test.stopTest();
      }
      @IsTest static void anAssignmentExistsOnce() {
        insert assignment();
        Assert.isTrue(fault(assignment()).startsWith('DUPLICATE_VALUE: Duplicate PermissionSetAssignment. Assignee: ' + UserInfo.getUserId()), fault(assignment()));
      }
      @IsTest static void aStandardPriceComesFirst() {
        Product2 p = new Product2(Name = 'p');
        insert p;
        Pricebook2 b = new Pricebook2(Name = 'b', IsActive = true);
        insert b;
        Assert.areEqual('STANDARD_PRICE_NOT_DEFINED: No standard price defined for this product', fault(new PricebookEntry(Product2Id = p.Id, Pricebook2Id = b.Id, UnitPrice = 2)));
        Id standard = Test.getStandardPricebookId();
        insert new PricebookEntry(Product2Id = p.Id, Pricebook2Id = standard, UnitPrice = 1);
        Assert.areEqual('done', fault(new PricebookEntry(Product2Id = p.Id, Pricebook2Id = b.Id, UnitPrice = 2)));
        Assert.areEqual('DUPLICATE_VALUE: This price definition already exists in this price book', fault(new PricebookEntry(Product2Id = p.Id, Pricebook2Id = b.Id, UnitPrice = 3)));
      }
      @IsTest static void undeleteRestoresLookups() {
        Account a = new Account(Name = 'a');
        Account other = new Account(Name = 'b');
        insert new List<Account>{ a, other };
        Box__c kept = new Box__c(Name = 'kept', Account__c = a.Id);
        Box__c moved = new Box__c(Name = 'moved', Account__c = a.Id);
        insert new List<Box__c>{ kept, moved };
        delete a;
        Assert.areEqual(2, [SELECT COUNT() FROM Box__c WHERE Account__c = null]);
        update new Box__c(Id = moved.Id, Account__c = other.Id);
        undelete a;
        Assert.areEqual(a.Id, [SELECT Account__c FROM Box__c WHERE Id = :kept.Id].Account__c);
        Assert.areEqual(other.Id, [SELECT Account__c FROM Box__c WHERE Id = :moved.Id].Account__c);
      }
      @IsTest static void recordTypesLimitRestrictedPicklists() {
        Id cold = Schema.SObjectType.Box__c.getRecordTypeInfosByDeveloperName().get('Cold').getRecordTypeId();
        Box__c b = new Box__c(Name = 'b', RecordTypeId = cold);
        insert b;
        Assert.areEqual('Blue', [SELECT Color__c FROM Box__c WHERE Id = :b.Id].Color__c);
        Assert.areEqual('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: Color: bad value for restricted picklist field: Red', fault(new Box__c(Name = 'c', RecordTypeId = cold, Color__c = 'Red')));
        Assert.areEqual('done', fault(new Box__c(Name = 'd', Color__c = 'Red')));
      }
      @IsTest static void textsAreCutWhereThatIsAllowed() {
        Database.DMLOptions options = new Database.DMLOptions();
        options.AllowFieldTruncation = true;
        Database.SaveResult result = Database.insert(new Box__c(Name = 'b', Label__c = 'longer'), options);
        Assert.isTrue(result.isSuccess());
        Assert.areEqual('longe', [SELECT Label__c FROM Box__c].Label__c);
        Assert.isFalse(Database.insert(new Box__c(Name = 'b', Label__c = 'longer'), new Database.DMLOptions()).isSuccess());
      }
      @IsTest static void ownersAreActiveOrTakeTheObject() {
        Group q = new Group(Name = 'q', DeveloperName = 'q', Type = 'Queue');
        User idle = new User(LastName = 'idle', Username = 'idle@example.com.rules', Email = 'i@example.com', Alias = 'i', TimeZoneSidKey = 'GMT',
          LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', IsActive = false,
          ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id);
        System.runAs(new User(Id = UserInfo.getUserId())) { insert q; insert idle; }
        Assert.areEqual('INVALID_OPERATION: Queue not associated with this SObject type', fault(new Box__c(Name = 'a', OwnerId = q.Id)));
        System.runAs(new User(Id = UserInfo.getUserId())) { insert new QueueSobject(QueueId = q.Id, SobjectType = 'Box__c'); }
        Assert.areEqual('done', fault(new Box__c(Name = 'a', OwnerId = q.Id)));
        Assert.areEqual('INACTIVE_OWNER_OR_USER: operation performed with inactive user [' + String.valueOf(idle.Id).left(15) + '] as owner of box__c', fault(new Box__c(Name = 'a', OwnerId = idle.Id)));
      }
      @IsTest static void defaultsAreLoadedAndCanBeSaved() {
        Opt__c fresh = (Opt__c) Opt__c.SObjectType.newSObject(null, true);
        Assert.areEqual('FINE', fresh.Level__c);
        Assert.isTrue(fresh.On__c);
        fresh.SetupOwnerId = UserInfo.getProfileId();
        insert fresh;
        Opt__c mine = Opt__c.getInstance();
        mine.Level__c = 'ERROR';
        upsert mine;
        Assert.areEqual('ERROR', Opt__c.getInstance().Level__c);
      }
      @IsTest static void eventsAreFoundByName() {
        Assert.areEqual('BatchApexErrorEvent', String.valueOf(((SObject) Type.forName('BatchApexErrorEvent').newInstance()).getSObjectType()));
      }
      @IsTest static void aConvertedLeadRunsItsTriggers() {
        Lead l = new Lead(LastName = 'l', Company = 'c', Status = 'Open - Not Contacted');
        insert l;
        Database.LeadConvert conversion = new Database.LeadConvert();
        conversion.setLeadId(l.Id);
        conversion.setConvertedStatus([SELECT MasterLabel FROM LeadStatus WHERE IsConverted = true LIMIT 1].MasterLabel);
        Database.LeadConvertResult result = Database.convertLead(conversion);
        Assert.isTrue(result.isSuccess());
        Assert.areEqual(new List<String>{ 'BEFORE_UPDATE:false>true', 'AFTER_UPDATE:false>true' }, LeadLog.lines);
        Lead after = [SELECT IsConverted, ConvertedAccountId, ConvertedDate FROM Lead];
        Assert.isTrue(after.IsConverted);
        Assert.areEqual(result.getAccountId(), after.ConvertedAccountId);
        Assert.areEqual(Date.today(), after.ConvertedDate);
      }
    }`
  ),
  apexClass(
    'UncatchableTest',
    `@IsTest private class UncatchableTest {
      @IsTest static void assertionEnds() { try { Assert.fail('stop'); } catch (Exception e) { return; } }
      @IsTest static void limitEnds() { try { for (Integer i = 0; i < 200; i++) { Integer n = [SELECT COUNT() FROM Box__c]; } } catch (Exception e) { return; } }
      @IsTest static void limitEndsAsItself() { try { for (Integer i = 0; i < 200; i++) { Integer n = [SELECT COUNT() FROM Box__c]; } } catch (LimitException e) { return; } }
      @IsTest static void othersDoNot() { try { Integer i = 1 / 0; } catch (Exception e) { return; } Assert.fail(); }
    }`
  )
];

test('rules of single objects and statements as Apex meets them', async () => {
  const org = openProject(METADATA, ...TESTS);
  try {
    const failures = await failuresOf(org);
    assert.deepEqual(
      failures.filter((line) => !line.startsWith('UncatchableTest')),
      []
    );
    assert.deepEqual(
      failures
        .filter((line) => line.startsWith('UncatchableTest'))
        .map((line) => line.replace(/^UncatchableTest\./, ''))
        .sort(),
      [
        'assertionEnds: System.AssertException: Assertion Failed: stop',
        'limitEnds: System.LimitException: Too many SOQL queries: 101',
        'limitEndsAsItself: System.LimitException: Too many SOQL queries: 101'
      ]
    );
  } finally {
    await org.close();
  }
});

function save(org: Org, operation: 'insert' | 'update', values: Readonly<Record<string, ApexValue>>): string {
  const record = new SObject('Box__c', org.schema.object('Box__c') ?? null);
  Object.entries(values).forEach(([key, value]) => record.fields.set(key, value));
  org.run({ user: org.users.administrator() }, () =>
    runDml(org.program, { operation, records: [record], allOrNone: true, access: 'system', sharing: 'without' })
  );
  return record.id ?? '';
}

test('tracked fields leave a history', async () => {
  const org = openProject(METADATA, ...TESTS);
  try {
    const id = save(org, 'insert', { name: 'box', label__c: 'one' });
    save(org, 'update', { id, label__c: 'two' });
    save(org, 'update', { id, name: 'not tracked' });
    assert.deepEqual(org.db.rows('SELECT parentid, field, oldvalue, newvalue FROM box__history ORDER BY id'), [
      [id, 'created', null, null],
      [id, 'Label__c', 'one', 'two']
    ]);
  } finally {
    await org.close();
  }
});
