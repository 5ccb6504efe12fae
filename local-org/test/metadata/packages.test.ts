import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Org } from '../../src/index.ts';
import { loadProject } from '../../src/metadata/index.ts';
import { qualified } from '../../src/metadata/packages.ts';
import { writeProject } from '../dml/org-double.ts';
import { apexClass, failuresOf } from '../support/apex-project.ts';

const lookup = (name: string, to: string, children: string): string =>
  `<CustomField><fullName>${name}</fullName><label>${name}</label><type>Lookup</type><referenceTo>${to}</referenceTo><relationshipName>${children}</relationshipName></CustomField>`;
const text = (name: string): string =>
  `<CustomField><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>20</length></CustomField>`;

const PACKAGE = {
  'src/objects/Gift__c.object':
    '<CustomObject><label>Gift</label><pluralLabel>Gifts</pluralLabel><sharingModel>ReadWrite</sharingModel><nameField><type>Text</type><label>Name</label></nameField>' +
    '<fields><fullName>Giver__c</fullName><label>Giver</label><type>Lookup</type><referenceTo>Contact</referenceTo><relationshipName>Given</relationshipName></fields>' +
    '<fields><fullName>Worth__c</fullName><label>Worth</label><type>Number</type><precision>8</precision><scale>2</scale></fields>' +
    '<fields><fullName>Half__c</fullName><label>Half</label><type>Number</type><precision>8</precision><scale>2</scale><formula>Worth__c / 2</formula></fields>' +
    '<validationRules><fullName>Positive</fullName><active>true</active><errorConditionFormula>Worth__c &lt; 0</errorConditionFormula><errorMessage>too little</errorMessage></validationRules></CustomObject>',
  'src/objects/Gift_Settings__c.object':
    '<CustomObject><customSettingsType>Hierarchy</customSettingsType><label>Settings</label><fields><fullName>On__c</fullName><label>On</label><type>Checkbox</type><defaultValue>false</defaultValue></fields></CustomObject>',
  'src/labels/CustomLabels.labels':
    '<CustomLabels><labels><fullName>Thanks</fullName><value>Thank you</value><language>en_US</language></labels></CustomLabels>',
  'src/classes/Broken.cls': 'this is not compiled'
};
const PROJECT = {
  'sfdx-project.json': '{"packageDirectories":[{"path":"app"}],"namespace":"mine"}',
  'app/objects/gifts__Gift__c/fields/Mine__c.field-meta.xml': text('Mine__c'),
  'app/objects/Activity/fields/Place__c.field-meta.xml': text('Place__c'),
  'app/objects/Opportunity/fields/Donor__c.field-meta.xml': lookup('Donor__c', 'Account', 'Opportunities'),
  'app/labels/CustomLabels.labels-meta.xml':
    '<CustomLabels><labels><fullName>Thanks</fullName><value>Ta</value><language>en_US</language></labels></CustomLabels>',
  ...Object.fromEntries(
    Object.entries(
      apexClass(
        'GiftTest',
        `@IsTest private class GiftTest {
          static String nameOf(gifts__Gift__c gift) { return gift.Name; }
          static Integer count(List<SObject> rows) { return rows.size(); }
          @IsTest static void recordsOfAPackage() {
            Contact c = new Contact(LastName = 'c');
            insert c;
            insert new gifts__Gift__c(Name = 'g', gifts__Giver__c = c.Id, gifts__Worth__c = 5, Mine__c = 'm');
            Contact giver = [SELECT (SELECT gifts__Half__c, Mine__c, gifts__Giver__r.LastName FROM gifts__Given__r) FROM Contact];
            Assert.areEqual(2.5, giver.gifts__Given__r[0].gifts__Half__c);
            Assert.areEqual('c', giver.gifts__Given__r[0].gifts__Giver__r.LastName);
            try { insert new gifts__Gift__c(gifts__Worth__c = -1); Assert.fail(); } catch (DmlException e) { Assert.areEqual('too little', e.getDmlMessage(0)); }
            Assert.areEqual('g', nameOf(Database.query('SELECT Name FROM gifts__Gift__c')));
            Assert.areEqual(1, count(Database.query('SELECT Name FROM gifts__Gift__c')));
          }
          @IsTest static void settingsLabelsAndLicences() {
            Assert.areEqual(false, gifts__Gift_Settings__c.getOrgDefaults().gifts__On__c);
            Assert.areEqual('Thank you', System.Label.gifts.Thanks);
            Assert.areEqual('Ta', System.Label.Thanks);
            Assert.areEqual('Thank you', System.Label.get('gifts', 'Thanks'));
            Assert.areEqual('Ta', System.Label.get('', 'Thanks'));
            Assert.isTrue(UserInfo.isCurrentUserLicensed('Gifts'));
            try { UserInfo.isCurrentUserLicensed('others'); Assert.fail(); } catch (TypeException e) {}
          }
          @IsTest static void activitiesShareTheirFields() {
            insert new Task(Subject = 't', Place__c = 'here');
            insert new Event(Subject = 'e', Place__c = 'there', StartDateTime = Datetime.now(), DurationInMinutes = 5);
            Assert.areEqual('here', [SELECT Place__c FROM Task].Place__c);
            Assert.areEqual('there', [SELECT Place__c FROM Event].Place__c);
          }
          @IsTest static void customLookupsLeaveStandardRelationshipsAlone() {
            Account a = new Account(Name = 'a');
            insert a;
            insert new Opportunity(Name = 'o', AccountId = a.Id, StageName = 'Prospecting', CloseDate = Date.today());
            Account found = [SELECT (SELECT Id FROM Opportunities), (SELECT Id FROM Opportunities__r) FROM Account];
            Assert.areEqual(1, found.Opportunities.size());
            Assert.areEqual(0, found.Opportunities__r.size());
          }
          @IsTest static void smallThingsOfTheLanguage() {
            ApexPages.PageReference page = new PageReference('/x');
            Assert.areEqual('ab', 'a' + + 'b');
            Database.Error error;
            Assert.isNull((Database.DuplicateError) error);
            List<SelectOption> choices = new List<SelectOption>{ new SelectOption('b', 'x'), new SelectOption('a', 'z'), new SelectOption('a', 'y') };
            choices.sort();
            Assert.areEqual('y z x', choices[0].getLabel() + ' ' + choices[1].getLabel() + ' ' + choices[2].getLabel());
          }
        }`
      )
    ).map(([path, content]) => [`app/${path}`, content])
  )
};

test('names of a package are those without another namespace', () => {
  assert.equal(
    qualified('ns', 'A__c B_C__r other__D__c x.E__mdt F__Latitude__s G__c_not plain'),
    'ns__A__c ns__B_C__r other__D__c x.ns__E__mdt ns__F__Latitude__s G__c_not plain'
  );
  assert.equal(
    qualified('ns', '<relationshipName>Kids</relationshipName><referenceTo>P__c</referenceTo>'),
    '<relationshipName>ns__Kids</relationshipName><referenceTo>ns__P__c</referenceTo>'
  );
});

test('NAMESPACE=DIR is a managed package that the project builds on', async () => {
  const source = [writeProject(PROJECT), `gifts=${writeProject(PACKAGE)}`];
  const project = loadProject(source);
  const gift = project.schema.object('gifts__Gift__c');
  assert.deepEqual([gift?.label, gift?.fields.get('mine__c')?.length], ['Gift', 20]);
  assert.equal(project.schema.object('Gift__c'), undefined);
  assert.deepEqual([project.namespace, [...project.packages]], ['mine', ['gifts']]);
  assert.deepEqual(
    project.apex.map(({ name }) => name),
    ['GiftTest']
  );
  const org = Org.open({ source });
  assert.deepEqual(
    org.compileErrors.map((error) => `${error.file}:${error.line} ${error.message}`),
    []
  );
  assert.deepEqual(await failuresOf(org), []);
  assert.throws(() => loadProject(['gifts=/no/such/folder']), /no such directory/);
});
