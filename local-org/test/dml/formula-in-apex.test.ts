import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const OBJECT =
  '<CustomObject><label>Rope</label><pluralLabel>Ropes</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>';

const field = (name: string, xml: string): Record<string, string> => ({
  [`objects/Rope__c/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName><label>${name}</label>${xml}</CustomField>`
});
const formula = (name: string, type: string, text: string, blanks = 'BlankAsBlank'): Record<string, string> =>
  field(
    name,
    `<type>${type}</type>${type === 'Number' ? '<precision>18</precision><scale>2</scale>' : ''}<formula>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</formula><formulaTreatBlanksAs>${blanks}</formulaTreatBlanksAs>`
  );

const METADATA = {
  'objects/Rope__c/Rope__c.object-meta.xml': OBJECT,
  ...field('Length__c', '<type>Number</type><precision>8</precision><scale>2</scale>'),
  ...field('Bought__c', '<type>Date</type>'),
  ...field('At__c', '<type>DateTime</type>'),
  ...field(
    'Account__c',
    '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Ropes</relationshipName>'
  ),
  ...formula(
    'Who__c',
    'Text',
    '$User.LastName & "/" & $Profile.Name & "/" & $Organization.Name & "/" & $UserRole.Name'
  ),
  ...formula('Kind__c', 'Text', '$RecordType.DeveloperName & ":" & RecordType.Name'),
  ...formula('Rate__c', 'Number', '$CustomMetadata.Rate__mdt.Usual.Percent__c * Length__c'),
  ...formula('Allowed__c', 'Checkbox', '$Permission.Cut_Ropes'),
  ...formula('Partner__c', 'Text', '$Api.Partner_Server_URL_260'),
  ...formula('Level__c', 'Text', 'IF(Length__c <= 1, "short", IF(Length__c >= 5, "long", "middle"))'),
  ...formula('Blank__c', 'Number', 'Length__c + 1'),
  ...formula('Zero__c', 'Number', 'Length__c + 1', 'BlankAsZero'),
  ...formula('Age__c', 'Number', 'DATEVALUE(At__c) - Bought__c'),
  ...formula('Next__c', 'Date', 'Bought__c + 7'),
  ...formula('Owner__c', 'Text', 'Account__r.Owner.LastName & Account__r.Name'),
  ...formula('Twice__c', 'Number', 'Blank__c * 2'),
  ...formula('Broken__c', 'Number', '1 / (Length__c - Length__c)'),
  'objects/Rope__c/recordTypes/Thick.recordType-meta.xml':
    '<RecordType><fullName>Thick</fullName><active>true</active><label>Thick one</label></RecordType>',
  'objects/Rope__c/validationRules/NoShrinking.validationRule-meta.xml':
    '<ValidationRule><fullName>NoShrinking</fullName><active>true</active><errorConditionFormula>ISCHANGED(Length__c) &amp;&amp; PRIORVALUE(Length__c) &gt; Length__c</errorConditionFormula><errorDisplayField>Length__c</errorDisplayField><errorMessage>Ropes do not shrink</errorMessage></ValidationRule>',
  'objects/Rope__c/validationRules/Fresh.validationRule-meta.xml':
    '<ValidationRule><fullName>Fresh</fullName><active>true</active><errorConditionFormula>ISNEW() &amp;&amp; Name = "old"</errorConditionFormula><errorMessage>Not when new</errorMessage></ValidationRule>',
  'objects/Rope__c/validationRules/Off.validationRule-meta.xml':
    '<ValidationRule><fullName>Off</fullName><active>false</active><errorConditionFormula>TRUE</errorConditionFormula><errorMessage>Never</errorMessage></ValidationRule>',
  'objects/Rate__mdt/Rate__mdt.object-meta.xml':
    '<CustomObject><label>Rate</label><pluralLabel>Rates</pluralLabel><visibility>Public</visibility></CustomObject>',
  'objects/Rate__mdt/fields/Percent__c.field-meta.xml':
    '<CustomField><fullName>Percent__c</fullName><label>Percent</label><type>Number</type><precision>5</precision><scale>2</scale></CustomField>',
  'customMetadata/Rate.Usual.md-meta.xml':
    '<CustomMetadata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>Usual</label><values><field>Percent__c</field><value xsi:type="xsd:double">1.5</value></values></CustomMetadata>',
  'customPermissions/Cut_Ropes.customPermission-meta.xml':
    '<CustomPermission><label>Cut ropes</label></CustomPermission>',
  'permissionsets/Cutter.permissionset-meta.xml':
    '<PermissionSet><label>Cutter</label><customPermissions><enabled>true</enabled><name>Cut_Ropes</name></customPermissions></PermissionSet>'
};

const TESTS = `@IsTest private class RopeTest {
  static Rope__c stored(Rope__c rope) {
    insert rope;
    return [SELECT Who__c, Kind__c, Rate__c, Allowed__c, Partner__c, Level__c, Blank__c, Zero__c, Age__c, Next__c, Owner__c, Twice__c, Broken__c FROM Rope__c WHERE Id = :rope.Id];
  }
  @IsTest static void globalsAreKnown() {
    User me = [SELECT LastName, Profile.Name FROM User WHERE Id = :UserInfo.getUserId()];
    Rope__c r = stored(new Rope__c(Name = 'r', Length__c = 2, RecordTypeId = Schema.SObjectType.Rope__c.getRecordTypeInfosByDeveloperName().get('Thick').getRecordTypeId()));
    Assert.areEqual(me.LastName + '/' + me.Profile.Name + '/' + UserInfo.getOrganizationName() + '/', r.Who__c);
    Assert.areEqual('Thick:Thick one', r.Kind__c);
    Assert.areEqual(3.00, r.Rate__c);
    Assert.isTrue(r.Partner__c.contains('/services/Soap/u/26.0/' + UserInfo.getOrganizationId().left(15)), r.Partner__c);
    Assert.isFalse(r.Allowed__c);
    System.runAs(new User(Id = UserInfo.getUserId())) {
      insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Cutter'].Id);
    }
    Assert.isTrue([SELECT Allowed__c FROM Rope__c].Allowed__c);
  }
  @IsTest static void comparisonsIncludeTheirBounds() {
    Assert.areEqual('short', stored(new Rope__c(Name = 'r', Length__c = 1)).Level__c);
    Assert.areEqual('middle', stored(new Rope__c(Name = 'r', Length__c = 1.01)).Level__c);
    Assert.areEqual('middle', stored(new Rope__c(Name = 'r', Length__c = 4.99)).Level__c);
    Assert.areEqual('long', stored(new Rope__c(Name = 'r', Length__c = 5)).Level__c);
  }
  @IsTest static void blanksAreBlankOrZero() {
    Rope__c r = stored(new Rope__c(Name = 'r'));
    Assert.isNull(r.Blank__c);
    Assert.areEqual(1, r.Zero__c);
    Assert.isNull(r.Twice__c);
    Assert.isNull(r.Owner__c);
    r = stored(new Rope__c(Name = 'r', Length__c = 2));
    Assert.areEqual(3, r.Blank__c);
    Assert.areEqual(6, r.Twice__c);
    Assert.isNull(r.Broken__c);
  }
  @IsTest static void datesAreCounted() {
    Rope__c r = stored(new Rope__c(Name = 'r', Bought__c = Date.newInstance(2026, 1, 30), At__c = Datetime.newInstanceGmt(2026, 2, 2, 23, 0, 0)));
    Assert.areEqual(3, r.Age__c);
    Assert.areEqual(Date.newInstance(2026, 2, 6), r.Next__c);
  }
  @IsTest static void parentsAreReached() {
    Account a = new Account(Name = 'Acme');
    insert a;
    Assert.areEqual(UserInfo.getLastName() + 'Acme', stored(new Rope__c(Name = 'r', Account__c = a.Id)).Owner__c);
  }
  @IsTest static void rulesKnowWhatWasBefore() {
    Rope__c r = new Rope__c(Name = 'r', Length__c = 2);
    insert r;
    update new Rope__c(Id = r.Id, Length__c = 3);
    update new Rope__c(Id = r.Id, Name = 'old');
    Database.SaveResult result = Database.update(new Rope__c(Id = r.Id, Length__c = 2.99), false);
    Assert.areEqual('Ropes do not shrink', result.getErrors()[0].getMessage());
    Assert.areEqual(StatusCode.FIELD_CUSTOM_VALIDATION_EXCEPTION, result.getErrors()[0].getStatusCode());
    Assert.areEqual(new List<String>{ 'Length__c' }, result.getErrors()[0].getFields());
    result = Database.insert(new Rope__c(Name = 'old'), false);
    Assert.areEqual('Not when new', result.getErrors()[0].getMessage());
    Assert.areEqual(0, result.getErrors()[0].getFields().size());
  }
  @IsTest static void formulasFilterAndOrder() {
    insert new List<Rope__c>{ new Rope__c(Name = 'a', Length__c = 5), new Rope__c(Name = 'b', Length__c = 1), new Rope__c(Name = 'c') };
    Assert.areEqual('a', [SELECT Name FROM Rope__c WHERE Level__c = 'LONG'].Name);
    Assert.areEqual('b', [SELECT Name FROM Rope__c WHERE Blank__c != null ORDER BY Blank__c ASC LIMIT 1].Name);
    Assert.areEqual(2, [SELECT COUNT() FROM Rope__c WHERE Zero__c <= 2]);
  }
}`;

test('formulas know the org, the user and the records around', async () => {
  const org = openProject(METADATA, apexClass('RopeTest', TESTS));
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
