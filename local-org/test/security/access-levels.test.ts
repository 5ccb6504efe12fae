import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const object = (name: string, sharing: string): string =>
  `<CustomObject><label>${name}</label><pluralLabel>${name}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>${sharing}</sharingModel></CustomObject>`;
const METADATA = {
  'objects/Deal__c/Deal__c.object-meta.xml': object('Deal', 'ReadWrite'),
  'objects/Deal__c/fields/Sum__c.field-meta.xml':
    '<CustomField><fullName>Sum__c</fullName><label>Sum</label><type>Number</type><precision>8</precision><scale>0</scale></CustomField>',
  'objects/Deal__c/fields/Key__c.field-meta.xml':
    '<CustomField><fullName>Key__c</fullName><label>Key</label><type>Text</type><length>9</length><externalId>true</externalId><required>true</required></CustomField>',
  'objects/Vault__c/Vault__c.object-meta.xml': object('Vault', 'ReadWrite'),
  'permissionsets/Deals.permissionset-meta.xml':
    '<PermissionSet><label>Deals</label><objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Deal__c</object><viewAllRecords>false</viewAllRecords></objectPermissions></PermissionSet>',
  'permissionsets/Extra.permissionset-meta.xml':
    '<PermissionSet><label>Extra</label><fieldPermissions><editable>true</editable><field>Deal__c.Sum__c</field><readable>true</readable></fieldPermissions><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>true</modifyAllRecords><object>Deal__c</object><viewAllRecords>true</viewAllRecords></objectPermissions><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>true</modifyAllRecords><object>Account</object><viewAllRecords>true</viewAllRecords></objectPermissions><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>true</modifyAllRecords><object>Vault__c</object><viewAllRecords>true</viewAllRecords></objectPermissions></PermissionSet>'
};

/** Calls that need a right which the user lacks, with the access level as `level`; `null` leaves it out. */
const CALLS: Readonly<Record<string, (level: string | null) => string>> = {
  query: (l) => `Database.query('SELECT Sum__c FROM Deal__c'${and(l)}).size();`,
  queryWithBinds: (l) =>
    `Database.queryWithBinds('SELECT Sum__c FROM Deal__c WHERE Name = :n', new Map<String, Object>{ 'n' => 'd' }${and(l)});`,
  countQuery: (l) => `Database.countQuery('SELECT COUNT() FROM Deal__c WHERE Sum__c = 1'${and(l)});`,
  countQueryWithBinds: (l) =>
    `Database.countQueryWithBinds('SELECT COUNT() FROM Deal__c WHERE Sum__c = :n', new Map<String, Object>{ 'n' => 1 }${and(l)});`,
  getQueryLocator: (l) => `Database.getQueryLocator('SELECT Sum__c FROM Deal__c'${and(l)}).iterator().next();`,
  getQueryLocatorWithBinds: (l) =>
    `Database.getQueryLocatorWithBinds('SELECT Sum__c FROM Deal__c WHERE Name = :n', new Map<String, Object>{ 'n' => 'd' }${and(l)}).iterator().next();`,
  getCursor: (l) => `Database.getCursor('SELECT Sum__c FROM Deal__c'${and(l)}).fetch(0, 1);`,
  getCursorWithBinds: (l) =>
    `Database.getCursorWithBinds('SELECT Sum__c FROM Deal__c WHERE Name = :n', new Map<String, Object>{ 'n' => 'd' }${and(l)}).fetch(0, 1);`,
  getPaginationCursor: (l) => `Database.getPaginationCursor('SELECT Sum__c FROM Deal__c'${and(l)}).fetchPage(0, 1);`,
  insertOne: (l) => `Database.insert(new Deal__c(Name = 'e', Key__c = 'e', Sum__c = 1)${and(l)});`,
  insertSome: (l) =>
    `all(Database.insert(new List<Deal__c>{ new Deal__c(Name = 'e', Key__c = 'e', Sum__c = 1) }, false${and(l)}));`,
  updateOne: (l) => `Database.update(new Deal__c(Id = d.Id, Sum__c = 2)${and(l)});`,
  upsertByKey: (l) => `Database.upsert(new Deal__c(Key__c = 'd', Sum__c = 3), Deal__c.Key__c${and(l)});`,
  deleteOne: (l) => `Database.delete(d${and(l)});`,
  deleteById: (l) => `Database.delete(d.Id, true${and(l)});`,
  undelete: (l) => `Database.undelete(gone.Id${and(l)});`,
  merge: (l) => `Database.merge(a, b${l === null ? '' : `.Id${and(l)}`});`,
  search: (l) => `Search.query('FIND {needle} RETURNING Deal__c(Sum__c)'${and(l)});`,
  find: (l) => `Search.find('FIND {needle} RETURNING Deal__c(Sum__c)'${and(l)});`
};
function and(level: string | null): string {
  return level === null ? '' : `, ${level}`;
}
/** Overloads that there are only with an access level. */
const NEEDS_LEVEL = /WithBinds$/;

const LEVELS = { user: 'AccessLevel.USER_MODE', system: 'AccessLevel.SYSTEM_MODE' } as const;

function callers(version: number): Record<string, string> {
  const modes = [
    ['bare', null],
    ...Object.entries(LEVELS),
    ['extra', 'AccessLevel.USER_MODE.withPermissionSetId(extra)']
  ];
  const methods = Object.entries(CALLS).flatMap(([name, call]) =>
    modes
      .filter(([, level]) => level !== null || !NEEDS_LEVEL.test(name))
      .map(([mode, level]) => `when '${name} ${mode}' { ${call(level ?? null)} }`)
  );
  return apexClass(
    `Calls${version}`,
    `public without sharing class Calls${version} {
  public class RefusedException extends Exception {}
  public static Deal__c d; public static Vault__c gone; public static Account a; public static Account b; public static Id extra;
  static void all(List<Database.SaveResult> results) { if (!results[0].isSuccess()) throw new RefusedException(results[0].getErrors()[0].getMessage()); }
  public static void run(String what) { switch on what { ${methods.join('\n    ')} when else { throw new RefusedException('no case'); } } }
}`,
    version
  );
}

function testsOf(version: number): Record<string, string> {
  const cases = Object.keys(CALLS).flatMap((name) => {
    const refused = (mode: string): string => `refused('${name} ${mode}');`;
    const allowed = (mode: string): string => `allowed('${name} ${mode}');`;
    const bare = version >= 67 ? refused('bare') : allowed('bare');
    return [refused('user'), allowed('system'), allowed('extra'), ...(NEEDS_LEVEL.test(name) ? [] : [bare])].map(
      (line, at) => `@IsTest static void ${name}${at}() { ${line} }`
    );
  });
  return apexClass(
    `Calls${version}Test`,
    `@IsTest private class Calls${version}Test {
  static User clerk;
  static void setUp() {
    clerk = new User(LastName = 'c', Username = 'clerk@example.com.levels', Email = 'u@example.com', Alias = 'c', TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id);
    System.runAs(new User(Id = UserInfo.getUserId())) {
      insert clerk;
      insert new PermissionSetAssignment(AssigneeId = clerk.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Deals'].Id);
    }
    Calls${version}.extra = [SELECT Id FROM PermissionSet WHERE Name = 'Extra'].Id;
    Calls${version}.d = new Deal__c(Name = 'd', Key__c = 'd', Sum__c = 1, OwnerId = clerk.Id);
    Calls${version}.gone = new Vault__c(Name = 'gone', OwnerId = clerk.Id);
    insert as system new List<SObject>{ Calls${version}.d, Calls${version}.gone };
    delete as system Calls${version}.gone;
    Calls${version}.a = new Account(Name = 'a'); Calls${version}.b = new Account(Name = 'b');
    insert as system new List<Account>{ Calls${version}.a, Calls${version}.b };
    Test.setFixedSearchResults(new List<Id>{ Calls${version}.d.Id });
  }
  static void allowed(String what) { setUp(); System.runAs(clerk) { Calls${version}.run(what); } }
  static void refused(String what) {
    setUp();
    System.runAs(clerk) {
      Boolean done = false;
      try { Calls${version}.run(what); done = true; } catch (Exception e) { Assert.areNotEqual('no case', e.getMessage()); }
      Assert.isFalse(done, what + ' was not refused');
    }
  }
  ${cases.join('\n  ')}
}`
  );
}

test('every method that takes an access level works by it, and without one as its class does', async () => {
  const org = openProject(METADATA, callers(66), callers(67), testsOf(66), testsOf(67));
  try {
    assert.deepEqual(await failuresOf(org), []);
  } finally {
    await org.close();
  }
});
