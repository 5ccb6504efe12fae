import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Org } from '../../src/index.ts';
import { writeProject } from '../dml/org-double.ts';
import { apexClass, administratorSees, failuresOf } from '../support/apex-project.ts';
import { inPackage, openWith, projectFiles, testClass } from './support.ts';

const SCORE = {
  'objects/Contact/fields/Score__c.field-meta.xml': `<CustomField><fullName>Score__c</fullName><label>Score</label><precision>5</precision><scale>0</scale><type>Number</type></CustomField>`,
  'objects/Contact/fields/Twice__c.field-meta.xml': `<CustomField><fullName>Twice__c</fullName><label>Twice</label><precision>5</precision><scale>0</scale><type>Number</type><formula>Score__c * 2</formula></CustomField>`,
  'objects/PersonAccount/recordTypes/Member.recordType-meta.xml': `<RecordType><fullName>Member</fullName><active>true</active><label>Member</label></RecordType>`,
  ...administratorSees('Contact.Score__c', 'Contact.Twice__c')
};

const HANDLER = {
  ...apexClass('Seen', 'public class Seen { public static List<String> events = new List<String>(); }'),
  'triggers/OnAccount.trigger': `trigger OnAccount on Account (after insert, after update) {
    for (Account a : Trigger.new) { Seen.events.add('account ' + Trigger.operationType + ' ' + a.IsPersonAccount + ' ' + (a.PersonContactId != null)); }
  }`,
  'triggers/OnAccount.trigger-meta.xml':
    '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>',
  'triggers/OnContact.trigger': `trigger OnContact on Contact (after insert, after update) { Seen.events.add('contact ' + Trigger.operationType); }`,
  'triggers/OnContact.trigger-meta.xml':
    '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
};

const PERSON =
  "Account a = new Account(FirstName='Ada', LastName='Byron', PersonEmail='ada@example.com', Score__pc=7); insert a;";
const FAILS = (statement: string, text: string): string =>
  `String message = ''; try { ${statement} } catch (DmlException e) { message = e.getMessage(); } Assert.isTrue(message.contains('${text}'), message);`;

const TESTS = testClass('PersonTest', {
  composesNameAndContact: `${PERSON}
    a = [SELECT Name, IsPersonAccount, PersonContactId, PersonContact.Email, RecordType.DeveloperName, Score__pc, Twice__pc FROM Account WHERE Id = :a.Id];
    Assert.areEqual('Ada Byron', a.Name);
    Assert.isTrue(a.IsPersonAccount);
    Assert.areEqual('PersonAccount', a.RecordType.DeveloperName);
    Assert.areEqual('ada@example.com', a.PersonContact.Email);
    Assert.areEqual(14, a.Twice__pc);
    Contact c = [SELECT Name, AccountId, IsPersonAccount, Score__c FROM Contact];
    Assert.areEqual(a.PersonContactId, c.Id);
    Assert.areEqual('Ada Byron', c.Name);
    Assert.areEqual(7, c.Score__c);
    Assert.isTrue(c.IsPersonAccount);
    Assert.areEqual(a.Id, c.AccountId);`,
  runsAccountTriggersOnly: `${PERSON}
    a.PersonTitle = 'Countess'; update a;
    Assert.areEqual('Countess', [SELECT Title FROM Contact].Title);
    Assert.areEqual(new List<String>{ 'account AFTER_INSERT true true', 'account AFTER_UPDATE true true' }, Seen.events);`,
  changesOfTheContactChangeTheAccount: `${PERSON}
    Seen.events.clear();
    Contact c = [SELECT Id, LastName, Email FROM Contact];
    c.LastName = 'King'; c.Email = 'king@example.com'; update c;
    a = [SELECT Name, PersonEmail FROM Account];
    Assert.areEqual('Ada King', a.Name);
    Assert.areEqual('king@example.com', a.PersonEmail);
    Assert.areEqual('Ada King', [SELECT Name FROM Contact].Name);
    Assert.areEqual(new List<String>{ 'account AFTER_UPDATE true true' }, Seen.events);`,
  movesNoPersonToAnotherAccount: `${PERSON}
    Account other = new Account(Name='Other'); insert other;
    Contact c = new Contact(Id = a.PersonContactId == null ? [SELECT PersonContactId FROM Account WHERE Id = :a.Id].PersonContactId : null, AccountId = other.Id);
    ${FAILS('update c;', 'INVALID_FIELD_FOR_INSERT_UPDATE, Account: bad field names on insert/update call: AccountId: [AccountId]')}`,
  leavesBusinessesAlone: `Account a = new Account(Name='Acme'); insert a;
    a = [SELECT IsPersonAccount, PersonContactId, RecordTypeId FROM Account];
    Assert.isFalse(a.IsPersonAccount);
    Assert.isNull(a.PersonContactId);
    Assert.isNull(a.RecordTypeId);
    Assert.areEqual(0, [SELECT COUNT() FROM Contact]);`,
  refusesPersonFieldsOfABusiness: FAILS(
    "insert new Account(Name='Acme', PersonEmail='a@example.com', LastName='B');",
    'INVALID_FIELD_FOR_INSERT_UPDATE, Account: bad field names on insert/update call: '
  ),
  refusesTheNameOfAPerson: `Id member = Schema.SObjectType.Account.getRecordTypeInfosByDeveloperName().get('Member').getRecordTypeId();
    ${FAILS("insert new Account(Name='Ada', LastName='Byron', RecordTypeId=member);", 'INVALID_FIELD_FOR_INSERT_UPDATE, Unable to create/update fields: Name.')}`,
  refusesANewNameOfAPerson: `${PERSON} a.Name = 'Else';
    ${FAILS('update a;', 'Account: bad field names on insert/update call: Name: [Name]')}`,
  wantsALastName: `Id member = [SELECT Id FROM RecordType WHERE SobjectType='Account' AND IsPersonType=true AND DeveloperName='Member'].Id;
    ${FAILS("insert new Account(FirstName='Ada', RecordTypeId=member);", 'REQUIRED_FIELD_MISSING, Required fields are missing: [LastName]')}`,
  hasNoOtherContacts: `${PERSON} ${FAILS("insert new Contact(LastName='X', AccountId=a.Id);", 'FIELD_INTEGRITY_EXCEPTION')}`,
  deletesTheContactWithTheAccount: `${PERSON}
    Contact c = [SELECT Id FROM Contact];
    ${FAILS('delete c;', 'DELETE_FAILED')}
    delete a;
    Assert.areEqual(0, [SELECT COUNT() FROM Contact]);
    undelete a;
    Assert.areEqual(c.Id, [SELECT PersonContactId FROM Account].PersonContactId);
    Assert.areEqual(1, [SELECT COUNT() FROM Contact]);`,
  becomesAPersonAndABusinessAgain: `Account a = new Account(Name='Acme'); insert a;
    insert new Contact(AccountId=a.Id, FirstName='Ada', LastName='Byron', Email='a@example.com', Score__c=3);
    Id person = Schema.SObjectType.Account.getRecordTypeInfosByDeveloperName().get('PersonAccount').getRecordTypeId();
    update new Account(Id=a.Id, RecordTypeId=person);
    a = [SELECT Name, PersonEmail, Score__pc, PersonContactId FROM Account];
    Assert.areEqual('Ada Byron', a.Name);
    Assert.areEqual('a@example.com', a.PersonEmail);
    Assert.areEqual(3, a.Score__pc);
    Assert.isTrue([SELECT IsPersonAccount FROM Contact].IsPersonAccount);
    update new Account(Id=a.Id, RecordTypeId=null);
    a = [SELECT IsPersonAccount, PersonEmail, PersonContactId FROM Account];
    Assert.isFalse(a.IsPersonAccount);
    Assert.isNull(a.PersonEmail);
    Assert.isNull(a.PersonContactId);
    Assert.areEqual('a@example.com', [SELECT Email FROM Contact WHERE IsPersonAccount = false].Email);`,
  changesKindByItself: `Account a = new Account(Name='Acme'); insert a;
    insert new Contact(AccountId=a.Id, LastName='Byron');
    Id person = Schema.SObjectType.Account.getRecordTypeInfosByDeveloperName().get('PersonAccount').getRecordTypeId();
    ${FAILS("update new Account(Id=a.Id, RecordTypeId=person, Phone='1');", 'Cannot specify any additional fields when marrying or separating a Person-Account')}`,
  convertsLeadsWithoutCompany: `Lead l = new Lead(FirstName='Ada', LastName='Byron', Email='a@example.com'); insert l;
    Database.LeadConvert lc = new Database.LeadConvert();
    lc.setLeadId(l.Id); lc.setConvertedStatus('Closed - Converted'); lc.setDoNotCreateOpportunity(true);
    Database.LeadConvertResult r = Database.convertLead(lc);
    Assert.isTrue(r.isSuccess());
    Account a = [SELECT Id, Name, PersonEmail, PersonContactId FROM Account];
    Assert.areEqual('Ada Byron', a.Name);
    Assert.areEqual('a@example.com', a.PersonEmail);
    Assert.areEqual(a.Id, r.getAccountId());
    Assert.areEqual(a.PersonContactId, r.getContactId());
    Assert.areEqual(1, [SELECT COUNT() FROM Contact]);`,
  isDescribed: `Map<String, Schema.SObjectField> fields = Schema.SObjectType.Account.fields.getMap();
    Assert.isFalse(fields.get('IsPersonAccount').getDescribe().isUpdateable());
    Assert.areEqual(Schema.DisplayType.EMAIL, fields.get('PersonEmail').getDescribe().getType());
    Assert.areEqual(5, fields.get('Score__pc').getDescribe().getPrecision());
    Assert.isTrue(fields.get('Score__pc').getDescribe().isCustom());
    Assert.isTrue(Schema.SObjectType.Lead.fields.Company.isNillable());`
});

describe('person accounts', () => {
  it('behave as on the platform where the feature is on', async () => {
    assert.deepEqual(await failuresOf(openWith(['PersonAccounts'], SCORE, HANDLER, TESTS)), []);
  });

  it('do not exist without the feature', () => {
    const expressions = {
      Flag: 'new Account().IsPersonAccount',
      Mail: 'new Account().PersonEmail',
      Kind: '[SELECT IsPersonType FROM RecordType]',
      Person: '[SELECT IsPersonAccount FROM Contact]'
    };
    const classes = Object.entries(expressions).map(([name, text]) =>
      inPackage(apexClass(name, `public class ${name} { Object value = ${text}; }`))
    );
    const org = Org.open({
      source: [writeProject(Object.assign(projectFiles([]), ...classes) as Record<string, string>)]
    });
    const fields = org.compileErrors.map(
      ({ message }) => /\b(IsPersonAccount|PersonEmail|IsPersonType)\b/.exec(message)?.[1]
    );
    assert.deepEqual(fields.sort(), ['IsPersonAccount', 'IsPersonAccount', 'IsPersonType', 'PersonEmail']);
  });
});
