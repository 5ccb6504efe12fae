import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const METADATA = {
  'objects/Jar__c/Jar__c.object-meta.xml':
    '<CustomObject><label>Jar</label><pluralLabel>Jars</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  'objects/Jar__c/fields/Code__c.field-meta.xml':
    '<CustomField><fullName>Code__c</fullName><label>Code</label><type>Text</type><length>5</length><externalId>true</externalId><unique>true</unique></CustomField>',
  'objects/Jar__c/validationRules/NoCracks.validationRule-meta.xml':
    '<ValidationRule><fullName>NoCracks</fullName><active>true</active><errorConditionFormula>Name = "cracked"</errorConditionFormula><errorDisplayField>Code__c</errorDisplayField><errorMessage>It is cracked</errorMessage></ValidationRule>',
  'triggers/JarTrigger.trigger': 'trigger JarTrigger on Jar__c (before insert, after insert) { JarLog.note(); }',
  'triggers/JarTrigger.trigger-meta.xml':
    '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
};

const CLASSES = [
  apexClass(
    'JarLog',
    `public class JarLog {
      public static List<String> lines = new List<String>();
      public static Boolean divides = false;
      public static void note() {
        lines.add(Trigger.operationType + ' ' + Trigger.size + ' ' + Limits.getQueries());
        Integer count = [SELECT COUNT() FROM Jar__c];
        if (divides) { Integer broken = 1 / (count - count); }
      }
    }`
  ),
  apexClass(
    'JarTest',
    `@IsTest private class JarTest {
      static String fault(SObject record) {
        try { insert record; return 'done'; } catch (DmlException e) { return e.getDmlType(0) + ': ' + e.getDmlMessage(0) + ' ' + e.getDmlFieldNames(0); }
      }
      static String refusal(SObject record) {
        try { delete record; return 'done'; } catch (DmlException e) { return e.getDmlType(0) + ': ' + e.getDmlMessage(0).trim(); }
      }
      @IsTest static void attemptsBeginWithTheSameLimits() {
        List<Database.SaveResult> results = Database.insert(new List<Jar__c>{ new Jar__c(Name = 'whole'), new Jar__c(Name = 'cracked') }, false);
        Assert.isTrue(results[0].isSuccess());
        Assert.isFalse(results[1].isSuccess());
        Assert.areEqual(new List<String>{ 'BEFORE_INSERT 2 0', 'AFTER_INSERT 1 1', 'BEFORE_INSERT 1 0', 'AFTER_INSERT 1 1' }, JarLog.lines);
        Assert.areEqual(2, Limits.getQueries());
      }
      @IsTest static void aTriggersStackEndsAtTheTrigger() {
        JarLog.divides = true;
        String message;
        try { insert new Jar__c(Name = 'a'); } catch (DmlException e) { message = e.getMessage(); }
        Assert.isTrue(message.endsWith('Trigger.JarTrigger: line 1, column 1: []'), message);
        Assert.isTrue(message.contains('caused by: System.MathException: Divide by 0\\n\\nClass.JarLog.note: line 7'), message);
      }
      @IsTest static void rowsOfOneKeyAllFail() {
        List<Database.UpsertResult> results = Database.upsert(new List<Jar__c>{ new Jar__c(Name = 'a', Code__c = 'K1'), new Jar__c(Name = 'b', Code__c = 'k1'), new Jar__c(Name = 'c', Code__c = 'K2') }, Jar__c.Code__c, false);
        Assert.areEqual('Duplicate external id specified: k1', results[0].getErrors()[0].getMessage());
        Assert.areEqual(StatusCode.DUPLICATE_VALUE, results[1].getErrors()[0].getStatusCode());
        Assert.isTrue(results[2].isSuccess());
      }
      @IsTest static void fieldsOfANewRecordsErrorAreTokens() {
        try {
          insert new Jar__c(Name = 'cracked');
          Assert.fail();
        } catch (DmlException e) {
          Assert.areEqual(new List<SObjectField>{ Jar__c.Code__c }, e.getDmlFields(0));
        }
      }
      @IsTest static void aRecordsOwnOptionsCutTexts() {
        Database.DMLOptions options = new Database.DMLOptions();
        options.allowFieldTruncation = true;
        Jar__c cut = new Jar__c(Name = 'a', Code__c = '123456');
        cut.setOptions(options);
        insert cut;
        Assert.areEqual('12345', [SELECT Code__c FROM Jar__c].Code__c);
        Assert.isTrue(fault(new Jar__c(Name = 'b', Code__c = '123456')).startsWith('STRING_TOO_LONG'));
      }
      @IsTest static void convertedLeadsStayAsTheyAre() {
        Lead l = new Lead(LastName = 'L', Company = 'C');
        insert l;
        Database.LeadConvert conversion = new Database.LeadConvert();
        conversion.setLeadId(l.Id);
        conversion.setConvertedStatus('Closed - Converted');
        Assert.isTrue(Database.convertLead(conversion).isSuccess());
        Database.SaveResult result = Database.update(new Lead(Id = l.Id, LastName = 'M'), false);
        Assert.areEqual(StatusCode.CANNOT_UPDATE_CONVERTED_LEAD, result.getErrors()[0].getStatusCode());
      }
      @IsTest static void eventsHaveTimes() {
        Assert.areEqual('REQUIRED_FIELD_MISSING: Required fields are missing: [DurationInMinutes, ActivityDateTime] (DurationInMinutes, ActivityDateTime)', fault(new Event(Subject = 'x')));
        Assert.areEqual('done', fault(new Event(Subject = 'x', StartDateTime = Datetime.now(), EndDateTime = Datetime.now().addHours(1))));
        Assert.areEqual('done', fault(new Event(Subject = 'x', ActivityDateTime = Datetime.now(), DurationInMinutes = 5)));
      }
      @IsTest static void whatHasCasesOrWonOpportunitiesStays() {
        Account a = new Account(Name = 'Acme'); Account b = new Account(Name = 'Bolt'); Account c = new Account(Name = 'Coil');
        insert new List<Account>{ a, b, c };
        Case problem = new Case(AccountId = a.Id);
        insert problem;
        problem = [SELECT CaseNumber FROM Case];
        insert new Opportunity(Name = 'won', AccountId = b.Id, StageName = 'Closed Won', CloseDate = Date.today());
        insert new Opportunity(Name = 'open', AccountId = c.Id, StageName = 'Prospecting', CloseDate = Date.today());
        Assert.areEqual('DELETE_FAILED: Your attempt to delete Acme could not be completed because it is associated with the following cases.: ' + problem.CaseNumber, refusal(a));
        Assert.areEqual('DELETE_FAILED: Your attempt to delete Bolt could not be completed because some opportunities in that account were closed won.: won', refusal(b));
        Assert.areEqual('done', refusal(c));
        Assert.areEqual(1, [SELECT COUNT() FROM Opportunity]);
      }
      @IsTest static void childrenThatWereNotQueriedAreNone() {
        Account a = new Account(Name = 'a');
        insert a;
        insert new Contact(LastName = 'c', AccountId = a.Id);
        Assert.areEqual(0, [SELECT Id FROM Account].Contacts.size());
        Assert.areEqual(1, [SELECT (SELECT Id FROM Contacts) FROM Account].Contacts.size());
        Assert.areEqual(0, a.Contacts.size());
      }
    }`
  )
];

test('statements fail as the platform words it', async () => {
  assert.deepEqual(await failuresOf(openProject(METADATA, ...CLASSES)), []);
});
