import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const field = (name: string, xml: string): Record<string, string> => ({
  [`objects/Crate__c/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName><label>${name.slice(0, -3)}</label>${xml}</CustomField>`
});
const values = (kind: string, restricted: boolean): string =>
  `<type>${kind}</type>${kind === 'MultiselectPicklist' ? '<visibleLines>4</visibleLines>' : ''}<valueSet><restricted>${restricted}</restricted><valueSetDefinition>${[
    'Red',
    'Blue'
  ]
    .map((name) => `<value><fullName>${name}</fullName><default>false</default><label>${name}</label></value>`)
    .join(
      ''
    )}<value><fullName>Old</fullName><default>false</default><isActive>false</isActive><label>Old</label></value></valueSetDefinition></valueSet>`;

const METADATA = {
  'objects/Crate__c/Crate__c.object-meta.xml':
    '<CustomObject><label>Crate</label><pluralLabel>Crates</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  ...field('Text__c', '<type>Text</type><length>5</length>'),
  ...field('Key__c', '<type>Text</type><length>5</length><unique>true</unique><externalId>true</externalId>'),
  ...field('Needed__c', '<type>Text</type><length>5</length><required>true</required>'),
  ...field('Number__c', '<type>Number</type><precision>5</precision><scale>2</scale>'),
  ...field('Mail__c', '<type>Email</type>'),
  ...field('At__c', '<type>DateTime</type>'),
  ...field('Kind__c', values('Picklist', true)),
  ...field('Open__c', values('Picklist', false)),
  ...field('Kinds__c', values('MultiselectPicklist', true)),
  ...field(
    'Account__c',
    '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Crates</relationshipName>'
  ),
  ...field(
    'Guard__c',
    '<type>Lookup</type><referenceTo>Crate__c</referenceTo><relationshipName>Guarded</relationshipName><deleteConstraint>Restrict</deleteConstraint>'
  )
};

const TESTS = `@IsTest private class BoundsTest {
  static Crate__c crate() { return new Crate__c(Name = 'c', Needed__c = 'n'); }
  static String fault(SObject record) {
    Database.SaveResult result = record.Id == null ? Database.insert(record, false) : Database.update(record, false);
    return result.isSuccess() ? 'done' : texts(result.getErrors());
  }
  static String texts(List<Database.Error> errors) {
    List<String> texts = new List<String>();
    for (Database.Error error : errors) {
      texts.add(error.getStatusCode() + ': ' + error.getMessage() + ' ' + error.getFields());
    }
    return String.join(texts, ' | ');
  }
  static Crate__c stored(Crate__c c) {
    return [SELECT Text__c, Number__c, At__c, Kinds__c, Kind__c, Open__c, Needed__c, Account__c, Name FROM Crate__c WHERE Id = :c.Id];
  }

  @IsTest static void textsHaveALength() {
    Crate__c c = crate();
    c.Text__c = '  12345 ';
    Assert.areEqual('done', fault(c));
    Assert.areEqual('12345', stored(c).Text__c);
    Assert.areEqual('STRING_TOO_LONG: Text: data value too large: 123456 (max length=5) (Text__c)', fault(new Crate__c(Id = c.Id, Text__c = '123456')));
    Assert.areEqual('done', fault(new Crate__c(Id = c.Id, Text__c = '  ')));
    Assert.isNull(stored(c).Text__c);
  }

  @IsTest static void numbersHaveARange() {
    Crate__c c = crate();
    c.Number__c = 999.994;
    Assert.areEqual('done', fault(c));
    Assert.areEqual(999.99, stored(c).Number__c);
    Assert.areEqual('NUMBER_OUTSIDE_VALID_RANGE: Number: value outside of valid range on numeric field: 1000.00 (Number__c)', fault(new Crate__c(Id = c.Id, Number__c = 999.995)));
    Assert.areEqual('done', fault(new Crate__c(Id = c.Id, Number__c = -999.99)));
    Assert.areEqual('NUMBER_OUTSIDE_VALID_RANGE: Number: value outside of valid range on numeric field: -1000.00 (Number__c)', fault(new Crate__c(Id = c.Id, Number__c = -1000)));
    Assert.areEqual(-999.99, stored(c).Number__c);
    Assert.areEqual('done', fault(new Crate__c(Id = c.Id, Number__c = 2.345)));
    Assert.areEqual(2.35, stored(c).Number__c);
  }

  @IsTest static void picklistsHaveValues() {
    Crate__c c = crate();
    c.Kind__c = 'red';
    c.Open__c = 'Any';
    c.Kinds__c = 'Red;Blue';
    Assert.areEqual('done', fault(c));
    Assert.areEqual('Any', stored(c).Open__c);
    Assert.areEqual('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: Kind: bad value for restricted picklist field: Old (Kind__c)', fault(new Crate__c(Id = c.Id, Kind__c = 'Old')));
    Assert.areEqual('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: Kinds: bad value for restricted picklist field: Green (Kinds__c)', fault(new Crate__c(Id = c.Id, Kinds__c = 'Blue;Green;Red')));
    Assert.areEqual('done', fault(new Crate__c(Id = c.Id, Kinds__c = ';Red; ;Blue;')));
    Assert.areEqual('Red;Blue', stored(c).Kinds__c);
    Assert.areEqual('done', fault(new Crate__c(Id = c.Id, Kinds__c = ' ; ')));
    Assert.isNull(stored(c).Kinds__c);
    Assert.areEqual('done', fault(new Crate__c(Id = c.Id, Kind__c = null, Kinds__c = '')));
    Assert.isNull(stored(c).Kind__c);
  }

  @IsTest static void mailGoesToAddresses() {
    for (String good : new List<String>{ 'a@example.com', 'a.b+c@sub.example.co' }) {
      Crate__c c = crate();
      c.Mail__c = good;
      Assert.areEqual('done', fault(c), good);
    }
    for (String bad : new List<String>{ 'a', 'a@', '@example.com', 'a@example', 'a b@example.com', 'a@b@example.com', 'a@example.' }) {
      Crate__c c = crate();
      c.Mail__c = bad;
      Assert.areEqual('INVALID_EMAIL_ADDRESS: Mail: invalid email address: ' + bad + ' (Mail__c)', fault(c));
    }
  }

  @IsTest static void timesAreWholeSeconds() {
    Crate__c c = crate();
    c.At__c = Datetime.newInstance(1700000000999L);
    insert c;
    Assert.areEqual(1700000000000L, stored(c).At__c.getTime());
    c.At__c = Datetime.newInstance(-1L);
    update c;
    Assert.areEqual(-1000L, stored(c).At__c.getTime());
  }

  @IsTest static void requiredFieldsAreNeverEmptied() {
    Assert.areEqual('REQUIRED_FIELD_MISSING: Required fields are missing: [Needed__c] (Needed__c)', fault(new Crate__c(Name = 'x')));
    Assert.areEqual('REQUIRED_FIELD_MISSING: Required fields are missing: [Needed__c] (Needed__c)', fault(new Crate__c(Name = 'x', Needed__c = ' ')));
    Crate__c c = crate();
    insert c;
    Assert.areEqual('REQUIRED_FIELD_MISSING: Required fields are missing: [Needed__c] (Needed__c)', fault(new Crate__c(Id = c.Id, Needed__c = null)));
    Assert.areEqual('done', fault(new Crate__c(Id = c.Id, Text__c = 'x')));
    Assert.areEqual('n', stored(c).Needed__c);
    Crate__c unnamed = new Crate__c(Needed__c = 'n');
    insert unnamed;
    Assert.areEqual(String.valueOf(unnamed.Id), stored(unnamed).Name);
  }

  @IsTest static void lookupsLeadToRecordsOfTheirObject() {
    Crate__c c = crate();
    c.Account__c = Account.SObjectType.getDescribe().getKeyPrefix() + '000000000ZZZAAA';
    Assert.isTrue(fault(c).startsWith('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: insufficient access rights on cross-reference id: '), fault(c));
    Contact other = new Contact(LastName = 'l');
    insert other;
    c.put('Account__c', other.Id);
    Assert.areEqual('FIELD_INTEGRITY_EXCEPTION: Account: id value of incorrect type: ' + other.Id + ' (Account__c)', fault(c));
    Account a = new Account(Name = 'a');
    insert a;
    c.put('Account__c', String.valueOf(a.Id).left(15));
    Assert.areEqual('done', fault(c));
    Assert.areEqual(a.Id, stored(c).Account__c);
    Assert.areEqual('done', fault(new Crate__c(Id = c.Id, Account__c = null)));
    Assert.isNull(stored(c).Account__c);
  }

  @IsTest static void whatIsReferredToWithARestrictionStays() {
    Crate__c guard = crate();
    insert guard;
    Crate__c one = new Crate__c(Name = 'one', Needed__c = 'n', Guard__c = guard.Id);
    Crate__c two = new Crate__c(Name = 'two', Needed__c = 'n', Guard__c = guard.Id);
    insert new List<Crate__c>{ one, two };
    Database.DeleteResult result = Database.delete(guard.Id, false);
    Assert.isFalse(result.isSuccess());
    Assert.areEqual(StatusCode.DELETE_FAILED, result.getErrors()[0].getStatusCode());
    Assert.areEqual('Your attempt to delete c could not be completed because it is associated with the following Crates.: one, two\\n', result.getErrors()[0].getMessage());
    delete new List<Crate__c>{ one, two };
    delete guard;
    Assert.areEqual(0, [SELECT COUNT() FROM Crate__c]);
  }

  @IsTest static void uniqueValuesMayMoveWithinOneStatement() {
    Crate__c a = crate();
    a.Key__c = 'A';
    Crate__c b = crate();
    b.Key__c = 'B';
    insert new List<Crate__c>{ a, b };
    update new List<Crate__c>{ new Crate__c(Id = a.Id, Key__c = 'B'), new Crate__c(Id = b.Id, Key__c = 'A') };
    Assert.areEqual(a.Id, [SELECT Id FROM Crate__c WHERE Key__c = 'B'].Id);
    Assert.areEqual('done', fault(new Crate__c(Id = a.Id, Key__c = 'b')));
    String owner = String.valueOf(b.Id).left(15);
    Assert.areEqual('DUPLICATE_VALUE: duplicate value found: Key__c duplicates value on record with id: ' + owner + ' ()', fault(new Crate__c(Id = a.Id, Key__c = 'a')));
    delete b;
    Assert.areEqual('done', fault(new Crate__c(Id = a.Id, Key__c = 'a')));
  }

  @IsTest static void upsertsKnowValuesThatOccurTwice() {
    List<Crate__c> twice = new List<Crate__c>{
      new Crate__c(Name = '1', Needed__c = 'n', Key__c = 'X'),
      new Crate__c(Name = '2', Needed__c = 'n', Key__c = 'x'),
      new Crate__c(Name = '3', Needed__c = 'n', Key__c = 'Y')
    };
    List<Database.UpsertResult> results = Database.upsert(twice, Crate__c.Key__c, false);
    Assert.areEqual('DUPLICATE_VALUE: Duplicate external id specified: x (Key__c)', texts(results[0].getErrors()));
    Assert.isFalse(results[1].isSuccess());
    Assert.isTrue(results[2].isSuccess() && results[2].isCreated());
    Assert.areEqual(1, [SELECT COUNT() FROM Crate__c]);
    try {
      upsert twice Key__c;
      Assert.fail();
    } catch (DmlException e) {
      Assert.areEqual(2, e.getNumDml());
    }
    Assert.areEqual('3', [SELECT Name FROM Crate__c].Name);
  }

  @IsTest static void statementsWithoutIdsSayWhichOneNeedsThem() {
    List<String> messages = new List<String>();
    try { delete crate(); } catch (Exception e) { messages.add(e.getTypeName() + ' ' + e.getMessage()); }
    try { undelete crate(); } catch (Exception e) { messages.add(e.getTypeName() + ' ' + e.getMessage()); }
    Crate__c known = crate();
    insert known;
    Id given = known.Id;
    Database.SaveResult again = Database.insert(known, false);
    Assert.isNull(again.getId());
    Assert.areEqual('INVALID_FIELD_FOR_INSERT_UPDATE: cannot specify Id in an insert call (Id)', texts(again.getErrors()));
    Assert.areEqual(given, known.Id);
    try { insert known; } catch (Exception e) { messages.add(e.getTypeName() + ' ' + e.getMessage()); }
    Assert.areEqual('System.DmlException Delete failed. First exception on row 0; first error: MISSING_ARGUMENT, Id not specified in a delete call: []', messages[0]);
    Assert.areEqual('System.DmlException Undelete failed. First exception on row 0; first error: MISSING_ARGUMENT, Id not specified in an undelete call: []', messages[1]);
    Assert.areEqual('System.DmlException Insert failed. First exception on row 0 with id ' + given + '; first error: INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call: [Id]', messages[2]);
    Assert.areEqual(given, known.Id);
  }
}`;

test('values are held to the bounds of their fields', async () => {
  const org = openProject(METADATA, apexClass('BoundsTest', TESTS));
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
