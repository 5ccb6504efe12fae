import assert from 'node:assert/strict';
import { test } from 'node:test';
import { administratorSees, apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const field = (object: string, name: string, content: string): Record<string, string> => ({
  [`objects/${object}/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName><label>${name.replace('__c', '')}</label>${content}</CustomField>`
});
const object = (name: string): Record<string, string> => ({
  [`objects/${name}/${name}.object-meta.xml`]: `<CustomObject><label>${name}</label><pluralLabel>${name}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>`
});
const values = (restricted: boolean, ...names: string[]): string =>
  `<valueSet><restricted>${String(restricted)}</restricted><valueSetDefinition><sorted>false</sorted>${names
    .map((name) => {
      const [value = '', isActive = 'true'] = name.split(':');
      return `<value><fullName>${value}</fullName><default>false</default><isActive>${isActive}</isActive><label>${value}</label></value>`;
    })
    .join('')}</valueSetDefinition></valueSet>`;

const METADATA = [
  object('Parcel__c'),
  field('Parcel__c', 'Mail__c', '<type>Email</type>'),
  field('Parcel__c', 'Note__c', '<type>Text</type><length>20</length>'),
  field('Parcel__c', 'Size__c', `<type>Picklist</type>${values(true, 'Small', 'Large', 'Huge:false')}`),
  field(
    'Parcel__c',
    'Way__c',
    `<type>MultiselectPicklist</type><visibleLines>3</visibleLines>${values(false, 'Road', 'Rail', 'Air')}`
  ),
  field('Parcel__c', 'Weight__c', '<type>Number</type><precision>8</precision><scale>2</scale>'),
  field(
    'Parcel__c',
    'Account__c',
    `<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Parcels</relationshipName>
     <lookupFilter><active>true</active><errorMessage>Only small ones</errorMessage><isOptional>false</isOptional><booleanFilter>1 AND (2 OR 3)</booleanFilter>
     <filterItems><field>Account.NumberOfEmployees</field><operation>lessThan</operation><value>100</value></filterItems>
     <filterItems><field>Account.Type</field><operation>equals</operation><value>Prospect, Other</value></filterItems>
     <filterItems><field>$Source.Note__c</field><operation>equals</operation><valueField>Account.Site</valueField></filterItems></lookupFilter>`
  ),
  object('Label__c'),
  field(
    'Label__c',
    'Parcel__c',
    '<type>MasterDetail</type><referenceTo>Parcel__c</referenceTo><relationshipName>Labels</relationshipName>'
  ),
  object('Stamp__c'),
  field(
    'Stamp__c',
    'Parcel__c',
    '<type>MasterDetail</type><referenceTo>Parcel__c</referenceTo><relationshipName>Stamps</relationshipName><reparentableMasterDetail>true</reparentableMasterDetail>'
  ),
  administratorSees(...['Mail', 'Note', 'Size', 'Way', 'Weight', 'Account'].map((name) => `Parcel__c.${name}__c`)),
  {
    'triggers/OnParcel.trigger':
      'trigger OnParcel on Parcel__c (before insert, before update, after update) { Seen.look(); }',
    'triggers/OnParcel.trigger-meta.xml':
      '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
  },
  apexClass(
    'Seen',
    `public class Seen {
      public static List<String> lines = new List<String>();
      public static void look() {
        for (Parcel__c p : (List<Parcel__c>) Trigger.new) {
          lines.add('' + p.Mail__c + '|' + p.Note__c + '|' + p.Size__c + '|' + p.Way__c + '|' + p.Account__r + '|' + p.Account__r.Name);
        }
      }
    }`
  )
];

const TESTS = apexClass(
  'SavingTest',
  `@IsTest private class SavingTest {
  static String fault(SObject record) {
    Database.SaveResult r = record.Id == null ? Database.insert(record, false) : Database.update(record, false);
    return r.isSuccess() ? 'done' : r.getErrors()[0].getStatusCode() + ': ' + r.getErrors()[0].getMessage() + ' ' + r.getErrors()[0].getFields();
  }
  static User user(String name) {
    return new User(LastName = name, Username = name + '@example.com.saving', Email = name + '@example.com', Alias = 'u', TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id);
  }
  @IsTest static void valuesHaveTheirFormBeforeTriggersSeeThem() {
    Parcel__c p = new Parcel__c(Name = 'p', Mail__c = ' Foo@Bar.COM ', Note__c = '', Size__c = 'sMALL', Way__c = 'air;Drone;ROAD;air');
    insert p;
    Assert.areEqual(new List<String>{ 'foo@bar.com|null|Small|Road;Air;Drone|null|null' }, Seen.lines);
    Assert.areEqual(' Foo@Bar.COM ', p.Mail__c, 'the record in memory stays as it is');
    p = [SELECT Mail__c, Note__c, Size__c, Way__c FROM Parcel__c];
    Assert.areEqual('foo@bar.com', p.Mail__c);
    Assert.areEqual('Small', p.Size__c);
    Assert.areEqual('Road;Air;Drone', p.Way__c);
    Seen.lines.clear();
    update new Parcel__c(Id = p.Id, Mail__c = 'A@B.De', Note__c = ' x ', Way__c = '');
    Assert.areEqual('a@b.de| x |Small|null|null|null', Seen.lines[0]);
    Assert.areEqual('a@b.de|x|Small|null|null|null', Seen.lines[1]);
  }
  @IsTest static void restrictedValuesAreActiveOnes() {
    Assert.areEqual('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: Size: bad value for restricted picklist field: Huge (Size__c)', fault(new Parcel__c(Name = 'p', Size__c = 'hUGE')));
    Assert.areEqual('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: Size: bad value for restricted picklist field: tiny (Size__c)', fault(new Parcel__c(Name = 'p', Size__c = 'tiny')));
  }
  @IsTest static void numbersHaveTheScaleOfTheirField() {
    insert new Parcel__c(Name = 'p', Weight__c = 1.005);
    Assert.areEqual('1.01', String.valueOf([SELECT Weight__c FROM Parcel__c].Weight__c));
  }
  @IsTest static void lookupsLeadToRecordsOfTheirKind() {
    Account a = new Account(Name = 'a', Type = 'Prospect', NumberOfEmployees = 1);
    insert a;
    Contact c = new Contact(LastName = 'c');
    insert c;
    Assert.areEqual('FIELD_INTEGRITY_EXCEPTION: Account: id value of incorrect type: ' + c.Id + ' (Account__c)', fault(new Parcel__c(Name = 'p', Account__c = c.Id)));
    delete a;
    Assert.areEqual('ENTITY_IS_DELETED: entity is deleted ()', fault(new Parcel__c(Name = 'p', Account__c = a.Id)));
    Id none = Account.SObjectType.getDescribe().getKeyPrefix() + '000000000009AAA';
    Assert.areEqual('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: insufficient access rights on cross-reference id: ' + String.valueOf(none).left(15) + ' ()', fault(new Parcel__c(Name = 'p', Account__c = none)));
    Assert.areEqual('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: insufficient access rights on cross-reference id: ' + String.valueOf(none).left(15) + ' ()', fault(new Contact(LastName = 'c', AccountId = none)));
  }
  @IsTest static void lookupFiltersHold() {
    Account small = new Account(Name = 's', Type = 'Prospect', NumberOfEmployees = 5);
    Account big = new Account(Name = 'b', Type = 'Prospect', NumberOfEmployees = 500);
    Account other = new Account(Name = 'o', Type = 'Partner', NumberOfEmployees = 5, Site = 'yard');
    insert new List<Account>{ small, big, other };
    Assert.areEqual('done', fault(new Parcel__c(Name = 'p', Account__c = small.Id)));
    Assert.areEqual('FIELD_FILTER_VALIDATION_EXCEPTION: Only small ones (Account__c)', fault(new Parcel__c(Name = 'p', Account__c = big.Id)));
    Assert.areEqual('FIELD_FILTER_VALIDATION_EXCEPTION: Only small ones (Account__c)', fault(new Parcel__c(Name = 'p', Account__c = other.Id)));
    Assert.areEqual('done', fault(new Parcel__c(Name = 'p', Account__c = other.Id, Note__c = 'yard')));
    Parcel__c p = [SELECT Id FROM Parcel__c WHERE Account__c = :small.Id];
    Assert.areEqual('FIELD_FILTER_VALIDATION_EXCEPTION: Only small ones (Account__c)', fault(new Parcel__c(Id = p.Id, Account__c = big.Id)));
    update new Account(Id = small.Id, NumberOfEmployees = 700);
    Assert.areEqual('done', fault(new Parcel__c(Id = p.Id, Note__c = 'x')), 'a lookup that stays is not asked again');
  }
  @IsTest static void nullsThatWereReadAreNotWritten() {
    Parcel__c p = new Parcel__c(Name = 'p');
    insert p;
    Parcel__c read = [SELECT Name, Note__c, Weight__c FROM Parcel__c];
    update new Parcel__c(Id = p.Id, Note__c = 'now', Weight__c = 3);
    read.Weight__c = null;
    update read;
    p = [SELECT Note__c, Weight__c FROM Parcel__c];
    Assert.areEqual('now', p.Note__c);
    Assert.isNull(p.Weight__c, 'what was set to null is');
  }
  @IsTest static void detailsStayWithTheirMaster() {
    List<Parcel__c> parcels = new List<Parcel__c>{ new Parcel__c(Name = 'a'), new Parcel__c(Name = 'b') };
    insert parcels;
    Label__c l = new Label__c(Name = 'l', Parcel__c = parcels[0].Id);
    Stamp__c s = new Stamp__c(Name = 's', Parcel__c = parcels[0].Id);
    insert l;
    insert s;
    Assert.isTrue(fault((SObject) JSON.deserialize('{"Id":"' + l.Id + '","Parcel__c":"' + parcels[1].Id + '"}', Label__c.class)).startsWith('INVALID_FIELD_FOR_INSERT_UPDATE: Unable to create/update fields: Parcel__c.'));
    Assert.areEqual('done', fault(new Stamp__c(Id = s.Id, Parcel__c = parcels[1].Id)));
    Assert.areEqual(1, [SELECT COUNT() FROM Label__c WHERE Parcel__c = :parcels[0].Id]);
    Assert.areEqual(1, [SELECT COUNT() FROM Stamp__c WHERE Parcel__c = :parcels[1].Id]);
  }
  @IsTest static void ordersAreActivatedWithProducts() {
    Account a = new Account(Name = 'a');
    insert a;
    Assert.areEqual('FAILED_ACTIVATION: Choose a valid order status and save your changes. Ask your admin for details. (Status)', fault(new Order(AccountId = a.Id, EffectiveDate = Date.today(), Status = 'Activated')));
    Id standard = Test.getStandardPricebookId();
    Order o = new Order(AccountId = a.Id, EffectiveDate = Date.today(), Status = 'Draft', Pricebook2Id = standard);
    insert o;
    Assert.areEqual('FAILED_ACTIVATION: An order must have at least one product. ()', fault(new Order(Id = o.Id, Status = 'Activated')));
    Product2 p = new Product2(Name = 'p', IsActive = true);
    insert p;
    PricebookEntry e = new PricebookEntry(Product2Id = p.Id, Pricebook2Id = standard, UnitPrice = 1, IsActive = true);
    insert e;
    insert new OrderItem(OrderId = o.Id, PricebookEntryId = e.Id, Quantity = 1, UnitPrice = 1);
    Assert.areEqual('done', fault(new Order(Id = o.Id, Status = 'Activated')));
    Assert.areEqual(StatusCode.DELETE_FAILED, Database.delete(o.Id, false).getErrors()[0].getStatusCode());
  }
  @IsTest static void theStandardPriceBookIsFoundOnceItWasChanged() {
    Assert.areEqual(0, [SELECT COUNT() FROM Pricebook2]);
    Id standard = Test.getStandardPricebookId();
    Assert.isNotNull(standard);
    update new Pricebook2(Id = standard, IsActive = true);
    Assert.isTrue([SELECT IsStandard FROM Pricebook2 WHERE Id = :standard].IsStandard);
  }
  @IsTest(SeeAllData=true) static void testsWithTheOrgsDataFindIt() {
    Assert.areEqual(1, [SELECT COUNT() FROM Pricebook2 WHERE IsStandard = true]);
  }
  @IsTest static void usersAndProfilesHaveTheirRules() {
    User u = user('one');
    insert u;
    Assert.isTrue(fault(user('ONE')).startsWith('DUPLICATE_USERNAME: Duplicate Username.'), fault(user('ONE')));
    User zone = user('two');
    zone.TimeZoneSidKey = 'Nope';
    Assert.areEqual('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: Time Zone: bad value for restricted picklist field: Nope (TimeZoneSidKey)', fault(zone));
    try { List<SObject> some = new List<SObject>{ u }; delete some; Assert.fail('deleted'); } catch (TypeException e) { Assert.areEqual('DML operation Delete not allowed on User', e.getMessage()); }
    try { List<SObject> some = new List<SObject>{ new Profile(Name = 'p') }; insert some; Assert.fail('made'); } catch (TypeException e) { Assert.areEqual('DML operation Insert not allowed on Profile', e.getMessage()); }
  }
  @IsTest static void inactiveUsersGetNothing() {
    User u = user('gone');
    u.IsActive = false;
    Account a = new Account(Name = 'a');
    System.runAs(new User(Id = UserInfo.getUserId())) { insert u; }
    Assert.isTrue(fault(new Account(Name = 'a', OwnerId = u.Id)).startsWith('INACTIVE_OWNER_OR_USER'));
    insert a;
    Assert.isTrue(fault(new AccountShare(AccountId = a.Id, UserOrGroupId = u.Id, AccountAccessLevel = 'Edit', OpportunityAccessLevel = 'Read')).startsWith('INACTIVE_OWNER_OR_USER'));
  }
  @IsTest static void filesAreLinkedOnce() {
    ContentVersion v = new ContentVersion(Title = 't', PathOnClient = 't.txt', VersionData = Blob.valueOf('x'));
    insert v;
    Account a = new Account(Name = 'a');
    insert a;
    Id document = [SELECT ContentDocumentId FROM ContentVersion].ContentDocumentId;
    insert new ContentDocumentLink(ContentDocumentId = document, LinkedEntityId = a.Id, ShareType = 'V');
    Assert.isTrue(fault(new ContentDocumentLink(ContentDocumentId = document, LinkedEntityId = a.Id, ShareType = 'V')).startsWith('DUPLICATE_VALUE'));
  }
  @IsTest static void schedulesSayTheirMinute() {
    for (String cron : new List<String>{ '0 */5 * * * ?', '0 0/5 * * * ?', '0-5 0 * * * ?', '* 0 0 * * ?', '0 1,2 * * * ?' }) {
      try { System.schedule(cron, cron, new Tick()); Assert.fail(cron); } catch (Exception e) { Assert.isTrue(e.getMessage().contains('Seconds and minutes must be specified as integers'), e.getMessage()); }
    }
    System.schedule('fine', '0 30 1-5 ? * MON-FRI', new Tick());
  }
  public class Tick implements Schedulable { public void execute(SchedulableContext c) {} }
}`
);

test('records are saved, and refused, as the platform does', async () => {
  const org = openProject(...METADATA, TESTS);
  try {
    assert.deepEqual(await failuresOf(org), []);
  } finally {
    await org.close();
  }
});
