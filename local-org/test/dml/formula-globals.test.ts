import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const METADATA = {
  'objects/Rope__c/Rope__c.object-meta.xml':
    '<CustomObject><label>Rope</label><pluralLabel>Ropes</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  'objects/Rope__c/fields/Place__c.field-meta.xml':
    '<CustomField><fullName>Place__c</fullName><label>Place</label><type>Location</type><scale>5</scale></CustomField>',
  'objects/Rope__c/fields/Away__c.field-meta.xml':
    '<CustomField><fullName>Away__c</fullName><label>Away</label><type>Number</type><precision>18</precision><scale>1</scale><formula>DISTANCE(Place__c, GEOLOCATION(0, 0), "km")</formula><formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs></CustomField>',
  'objects/Rope__c/fields/Whose__c.field-meta.xml':
    '<CustomField><fullName>Whose__c</fullName><label>Whose</label><type>Text</type><formula>IF(Owner:User.Id = $User.Id, "me", "queue " &amp; Owner:Queue.QueueName &amp; Owner:User.LastName)</formula></CustomField>',
  'queues/Riggers.queue-meta.xml':
    '<Queue><fullName>Riggers</fullName><name>All riggers</name><queueSobject><sobjectType>Rope__c</sobjectType></queueSobject></Queue>',
  'objects/Rope__c/fields/Worn__c.field-meta.xml':
    '<CustomField><fullName>Worn__c</fullName><label>Worn</label><type>Percent</type><precision>5</precision><scale>2</scale><defaultValue>0.125</defaultValue></CustomField>',
  'objects/Rope__c/fields/Left__c.field-meta.xml':
    '<CustomField><fullName>Left__c</fullName><label>Left</label><type>Percent</type><precision>18</precision><scale>2</scale><formula>1 - Worn__c</formula></CustomField>',
  'objects/Rope__c/fields/Metres__c.field-meta.xml':
    '<CustomField><fullName>Metres__c</fullName><label>Metres</label><type>Number</type><precision>18</precision><scale>2</scale><formula>200 * Left__c</formula></CustomField>',
  'objects/Rope__c/validationRules/Worn.validationRule-meta.xml':
    '<ValidationRule><fullName>Worn</fullName><active>true</active><errorConditionFormula>Worn__c &gt; 1</errorConditionFormula><errorMessage>Worn out</errorMessage></ValidationRule>',
  'objects/Rope__c/validationRules/Named.validationRule-meta.xml':
    '<ValidationRule><fullName>Named</fullName><active>true</active><errorConditionFormula>NOT($Setup.Switch__c.Off__c) &amp;&amp; Name = $Setup.Switch__c.Word__c</errorConditionFormula><errorMessage>Not that name</errorMessage></ValidationRule>',
  'objects/Switch__c/Switch__c.object-meta.xml':
    '<CustomObject><customSettingsType>Hierarchy</customSettingsType><label>Switch</label><visibility>Public</visibility></CustomObject>',
  'objects/Switch__c/fields/Off__c.field-meta.xml':
    '<CustomField><fullName>Off__c</fullName><label>Off</label><type>Checkbox</type><defaultValue>false</defaultValue></CustomField>',
  'objects/Switch__c/fields/Word__c.field-meta.xml':
    '<CustomField><fullName>Word__c</fullName><label>Word</label><type>Text</type><length>20</length></CustomField>'
};

const TESTS = apexClass(
  'RopeTest',
  `@IsTest private class RopeTest {
    static Boolean fails(String name) { return !Database.insert(new Rope__c(Name = name), false).isSuccess(); }
    @IsTest static void settingsAreReadByUserProfileAndOrganization() {
      Assert.isFalse(fails('no'));
      insert new Switch__c(SetupOwnerId = UserInfo.getOrganizationId(), Word__c = 'no');
      Assert.isTrue(fails('no'));
      insert new Switch__c(SetupOwnerId = UserInfo.getProfileId(), Word__c = 'never');
      Assert.isTrue(fails('never'));
      Assert.isFalse(fails('no'));
      insert new Switch__c(SetupOwnerId = UserInfo.getUserId(), Off__c = true);
      Assert.isFalse(fails('never'));
    }
    @IsTest static void anOwnerIsReadAsWhatItIs() {
      Id queue = [SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = 'Riggers'].Id;
      insert new List<Rope__c>{ new Rope__c(Name = 'a'), new Rope__c(Name = 'b', OwnerId = queue) };
      List<Rope__c> ropes = [SELECT Whose__c FROM Rope__c ORDER BY Name];
      Assert.areEqual('me', ropes[0].Whose__c);
      Assert.areEqual('queue All riggers', ropes[1].Whose__c);
    }
    @IsTest static void percentagesAreFractionsInFormulas() {
      insert new List<Rope__c>{ new Rope__c(Name = 'a', Worn__c = 20), new Rope__c(Name = 'b', Worn__c = 100), new Rope__c(Name = 'c'), new Rope__c(Name = 'd', Worn__c = null) };
      List<Rope__c> ropes = [SELECT Worn__c, Left__c, Metres__c FROM Rope__c ORDER BY Name];
      Assert.areEqual(80, ropes[0].Left__c);
      Assert.areEqual(160, ropes[0].Metres__c);
      Assert.areEqual(0, ropes[1].Metres__c);
      Assert.areEqual(12.5, ropes[2].Worn__c);
      Assert.areEqual(175, ropes[2].Metres__c);
      Assert.areEqual(100, ropes[3].Left__c);
      Assert.areEqual('Worn out', Database.insert(new Rope__c(Name = 'e', Worn__c = 100.01), false).getErrors()[0].getMessage());
      Assert.areEqual(3, [SELECT COUNT() FROM Rope__c WHERE Metres__c > 150]);
    }
    @IsTest static void placesAreMeasured() {
      insert new List<Rope__c>{ new Rope__c(Name = 'far', Place__Latitude__s = 0, Place__Longitude__s = 1), new Rope__c(Name = 'nowhere') };
      List<Rope__c> ropes = [SELECT Away__c FROM Rope__c ORDER BY Name];
      Assert.areEqual(111.2, ropes[0].Away__c);
      Assert.isNull(ropes[1].Away__c);
      Assert.areEqual(1, [SELECT COUNT() FROM Rope__c WHERE Away__c > 100]);
    }
  }`
);

test('formulas read settings and places', async () => {
  assert.deepEqual(await failuresOf(openProject(METADATA, TESTS)), []);
});
