import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const object = (label: string): Record<string, string> => ({
  [`objects/${label}__c/${label}__c.object-meta.xml`]: `<CustomObject><label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel></CustomObject>`
});
const field = (name: string, xml: string): Record<string, string> => ({
  [`objects/Deal__c/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName><label>${name}</label>${xml}</CustomField>`
});

type Item = readonly [field: string, operation: string, value: string];

/** Rules by the group that they share with: the criteria, and which of the records they open. */
const RULES: Readonly<Record<string, readonly [items: readonly Item[], opened: string, logic?: string]>> = {
  Greater: [[['Num__c', 'greaterThan', '5']], 'b'],
  GreaterOrEqual: [[['Num__c', 'greaterOrEqual', '5']], 'ab'],
  Less: [[['Num__c', 'lessThan', '5']], 'd'],
  LessOrEqual: [[['Num__c', 'lessOrEqual', '-1.5']], 'd'],
  Equal: [[['Num__c', 'equals', '5.00']], 'a'],
  EqualAny: [[['Num__c', 'equals', '5, 10']], 'ab'],
  Blank: [[['Text__c', 'equals', '']], 'c'],
  NotBlank: [[['Text__c', 'notEqual', '']], 'abd'],
  Other: [[['Text__c', 'notEqual', 'North']], 'bcd'],
  OtherThanBoth: [[['Text__c', 'notEqual', 'North, north-west']], 'cd'],
  Contains: [[['Text__c', 'contains', 'orth']], 'ab'],
  ContainsAsWritten: [[['Text__c', 'contains', '%_']], 'd'],
  ContainsNot: [[['Text__c', 'notContain', 'orth']], 'cd'],
  Starts: [[['Text__c', 'startsWith', 'north-']], 'b'],
  Includes: [[['Kinds__c', 'includes', 'A']], 'a'],
  IncludesAny: [[['Kinds__c', 'includes', 'A, B']], 'ab'],
  Excludes: [[['Kinds__c', 'excludes', 'A']], 'bcd'],
  ExcludesBoth: [[['Kinds__c', 'excludes', 'A, B']], 'cd'],
  Checked: [[['Flag__c', 'equals', 'True']], 'a'],
  Unchecked: [[['Flag__c', 'equals', 'False']], 'bcd'],
  Since: [[['Day__c', 'greaterOrEqual', '2026-01-02']], 'b'],
  After: [[['At__c', 'greaterThan', '2026-01-01T10:00:00.000Z']], 'b'],
  Both: [
    [
      ['Num__c', 'greaterOrEqual', '0'],
      ['Flag__c', 'equals', 'False']
    ],
    'b'
  ],
  Logic: [
    [
      ['Num__c', 'greaterOrEqual', '0'],
      ['Text__c', 'contains', 'west'],
      ['Text__c', 'equals', '']
    ],
    'ac',
    '(1 AND NOT 2) OR 3'
  ]
};

const criteriaRules = Object.entries(RULES).map(
  ([group, [items, , logic]]) =>
    `<sharingCriteriaRules><fullName>${group}</fullName><accessLevel>Read</accessLevel><label>${group}</label><sharedTo><group>${group}</group></sharedTo>${logic === undefined ? '' : `<booleanFilter>${logic}</booleanFilter>`}${items
      .map(
        ([name, operation, value]) =>
          `<criteriaItems><field>${name}</field><operation>${operation}</operation><value>${value}</value></criteriaItems>`
      )
      .join('')}</sharingCriteriaRules>`
);
const ownerRule = (to: string, from: string): string =>
  `<SharingRules><sharingOwnerRules><fullName>Rule</fullName><accessLevel>Read</accessLevel><label>Rule</label><sharedTo>${to}</sharedTo><sharedFrom>${from}</sharedFrom></sharingOwnerRules></SharingRules>`;
const role = (name: string, parent: string): Record<string, string> => ({
  [`roles/${name}.role-meta.xml`]: `<Role><name>${name}</name><caseAccessLevel>Read</caseAccessLevel><opportunityAccessLevel>None</opportunityAccessLevel>${parent === '' ? '' : `<parentRole>${parent}</parentRole>`}</Role>`
});

const METADATA = {
  ...object('Deal'),
  ...object('Memo'),
  ...object('Plan'),
  ...object('Wish'),
  ...field('Text__c', '<type>Text</type><length>20</length>'),
  ...field('Num__c', '<type>Number</type><precision>8</precision><scale>2</scale>'),
  ...field('Flag__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
  ...field('Day__c', '<type>Date</type>'),
  ...field('At__c', '<type>DateTime</type>'),
  ...field(
    'Kinds__c',
    `<type>MultiselectPicklist</type><visibleLines>4</visibleLines><valueSet><valueSetDefinition>${['A', 'B', 'AB'].map((value) => `<value><fullName>${value}</fullName><default>false</default><label>${value}</label></value>`).join('')}</valueSetDefinition></valueSet>`
  ),
  ...Object.fromEntries(
    [...Object.keys(RULES), 'Readers'].map((group) => [
      `groups/${group}.group-meta.xml`,
      `<Group><doesIncludeBosses>false</doesIncludeBosses><name>${group}</name></Group>`
    ])
  ),
  ...role('Head', ''),
  ...role('Seller', 'Head'),
  'queues/Desk.queue-meta.xml':
    '<Queue><doesSendEmailToMembers>false</doesSendEmailToMembers><name>Desk</name><queueSobject><sobjectType>Memo__c</sobjectType></queueSobject></Queue>',
  'sharingRules/Deal__c.sharingRules-meta.xml': `<SharingRules>${criteriaRules.join('')}</SharingRules>`,
  'sharingRules/Memo__c.sharingRules-meta.xml': ownerRule(
    '<allInternalUsers></allInternalUsers>',
    '<queue>Desk</queue>'
  ),
  'sharingRules/Plan__c.sharingRules-meta.xml': ownerRule(
    '<group>Readers</group>',
    '<roleAndSubordinatesInternal>Head</roleAndSubordinatesInternal>'
  ),
  'sharingRules/Wish__c.sharingRules-meta.xml': ownerRule(
    '<roleAndSubordinatesInternal>Head</roleAndSubordinatesInternal>',
    '<allInternalUsers></allInternalUsers>'
  )
};

const EXPECTED = Object.entries(RULES)
  .map(([group, [, opened]]) => `'${group}' => '${opened}'`)
  .join(', ');

const TESTS = `@IsTest private class CriteriaTest {
  static User someone(String name, String role) {
    User u = new User(LastName = name, Username = name + '@example.com.criteria', Email = name + '@example.com', Alias = name.left(8),
      TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US',
      ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id,
      UserRoleId = role == null ? null : [SELECT Id FROM UserRole WHERE DeveloperName = :role].Id);
    insert u;
    return u;
  }
  static User me() { return new User(Id = UserInfo.getUserId()); }
  static Integer seenBy(User who, String objectName) {
    Integer seen;
    System.runAs(who) { seen = Seen.count(objectName); }
    return seen;
  }

  @IsTest static void criteriaOpenWhatMeetsThem() {
    User reader;
    System.runAs(me()) { reader = someone('reader', null); }
    insert new List<Deal__c>{
      new Deal__c(Name = 'a', Text__c = 'North', Num__c = 5, Flag__c = true, Kinds__c = 'A;B', Day__c = Date.newInstance(2026, 1, 1), At__c = Datetime.newInstanceGmt(2026, 1, 1, 10, 0, 0)),
      new Deal__c(Name = 'b', Text__c = 'north-west', Num__c = 10, Kinds__c = 'B', Day__c = Date.newInstance(2026, 1, 2), At__c = Datetime.newInstanceGmt(2026, 1, 1, 10, 0, 1)),
      new Deal__c(Name = 'c'),
      new Deal__c(Name = 'd', Text__c = '50%_x', Num__c = -1.5, Kinds__c = 'AB')
    };
    Map<String, String> expected = new Map<String, String>{ ${EXPECTED} };
    List<String> wrong = new List<String>();
    Map<String, Id> groups = new Map<String, Id>();
    for (Group g : [SELECT Id, DeveloperName FROM Group WHERE Type = 'Regular']) groups.put(g.DeveloperName, g.Id);
    for (String name : expected.keySet()) {
      GroupMember member = new GroupMember(GroupId = groups.get(name), UserOrGroupId = reader.Id);
      System.runAs(me()) { insert member; }
      System.runAs(reader) {
        if (Seen.deals() != expected.get(name)) wrong.add(name + ': ' + Seen.deals());
      }
      System.runAs(me()) { delete member; }
    }
    Assert.areEqual('', String.join(wrong, ', '));
    System.runAs(reader) { Assert.areEqual('', Seen.deals()); }
  }

  @IsTest static void ownersAreQueuesRolesAndEverybody() {
    User head; User seller; User loner; User reader;
    System.runAs(me()) {
      head = someone('head', 'Head');
      seller = someone('seller', 'Seller');
      loner = someone('loner', null);
      reader = someone('reader', null);
      insert new GroupMember(GroupId = [SELECT Id FROM Group WHERE DeveloperName = 'Readers' AND Type = 'Regular'].Id, UserOrGroupId = reader.Id);
    }
    Id desk = [SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = 'Desk'].Id;
    insert new List<Memo__c>{ new Memo__c(Name = 'm', OwnerId = desk), new Memo__c(Name = 'n', OwnerId = head.Id) };
    Assert.areEqual(1, seenBy(loner, 'Memo__c'));
    Assert.areEqual(2, seenBy(head, 'Memo__c'));
    insert new List<Plan__c>{ new Plan__c(OwnerId = head.Id), new Plan__c(OwnerId = seller.Id), new Plan__c(OwnerId = loner.Id) };
    Assert.areEqual(2, seenBy(reader, 'Plan__c'));
    Assert.areEqual(1, seenBy(loner, 'Plan__c'));
    Assert.areEqual(1, seenBy(seller, 'Plan__c'));
    insert new List<Wish__c>{ new Wish__c(OwnerId = loner.Id), new Wish__c(OwnerId = reader.Id) };
    Assert.areEqual(2, seenBy(seller, 'Wish__c'));
    Assert.areEqual(2, seenBy(head, 'Wish__c'));
    Assert.areEqual(1, seenBy(reader, 'Wish__c'));
  }
}`;

const SEEN = `public with sharing class Seen {
  public static String deals() {
    String names = '';
    for (Deal__c d : [SELECT Name FROM Deal__c ORDER BY Name]) names += d.Name;
    return names;
  }
  public static Integer count(String objectName) { return Database.countQuery('SELECT COUNT() FROM ' + objectName); }
}`;

test('sharing rules open the records that meet their criteria or belong to their owners', async () => {
  const org = openProject(METADATA, apexClass('Seen', SEEN), apexClass('CriteriaTest', TESTS));
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
