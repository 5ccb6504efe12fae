import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Org } from '../../src/index.ts';
import { parseSoql, runSoql } from '../../src/soql/index.ts';
import { SAMPLE, writeProject } from '../dml/org-double.ts';
import { administratorSees, apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const secret = (name: string, maskType: string): string =>
  `<CustomField><fullName>${name}</fullName><label>Number</label><type>EncryptedText</type><length>50</length><maskChar>X</maskChar><maskType>${maskType}</maskType></CustomField>`;
const MASKED = { 'objects/Secret__c/fields/Card__c.field-meta.xml': secret('Card__c', 'creditCard') };

test('the API shows encrypted text masked, Apex sees it plain', async () => {
  const org = openProject(SAMPLE, MASKED, administratorSees('Secret__c.Code__c', 'Secret__c.Card__c'));
  try {
    const admin = org.users.administrator();
    const show = (masks: boolean): unknown[] =>
      org.run({ user: admin }, () => {
        const query = parseSoql('SELECT Code__c, Card__c FROM Secret__c');
        const [record] = runSoql(org.program, query, [], { access: 'user', sharing: 'with', masks }).records;
        return [record?.get('code__c'), record?.get('card__c')];
      });
    org.run({ user: admin }, () => {
      org.rows.insert('Secret__c', admin.id, { Name: 's', Code__c: 'open sesame', Card__c: '4111111111111111' });
    });
    assert.deepEqual(show(true), ['***********', 'XXXXXXXXXXXX1111']);
    assert.deepEqual(show(false), ['open sesame', '4111111111111111']);
  } finally {
    await org.close();
  }
});

test('WITH SECURITY_ENFORCED is for classes before API 67.0', async () => {
  const source =
    'public class Asks { public static List<Account> run() { return [SELECT Id FROM Account WITH SECURITY_ENFORCED]; } }';
  const errors = (version: number): string[] => {
    const org = Org.open({ source: [writeProject(apexClass('Asks', source, version))] });
    return org.compileErrors.map(({ message }) => message);
  };
  assert.deepEqual(errors(66), []);
  assert.match(errors(67).join(), /WITH SECURITY_ENFORCED is not supported/);
});

const TESTS = [
  apexClass(
    'OldCode',
    `public with sharing class OldCode {
      public static Integer plain() { return [SELECT Id, Amount__c FROM Crate__c].size(); }
      public static Integer enforced() { return [SELECT Id, Amount__c FROM Crate__c WITH SECURITY_ENFORCED].size(); }
      public static Integer asUser() { return Database.query('SELECT Id, Key__c FROM Crate__c', AccessLevel.USER_MODE).size(); }
      public static void save(Crate__c c) { insert c; }
      public static void saveAsUser(Crate__c c) { insert as user c; }
      public static Database.SaveResult tryAsUser(Crate__c c) { return Database.insert(c, false, AccessLevel.USER_MODE); }
    }`
  ),
  apexClass(
    'NewCode',
    `public class NewCode {
      public static Integer plain() { return [SELECT Id, Key__c FROM Crate__c].size(); }
      public static Integer asSystem() { return [SELECT Id, Key__c FROM Crate__c WITH SYSTEM_MODE].size(); }
      public static Integer dynamic() { return Database.query('SELECT Id, Key__c FROM Crate__c').size(); }
      public static void save(Crate__c c) { insert c; }
      public static void saveAsSystem(Crate__c c) { insert as system c; }
    }`,
    67
  ),
  apexClass(
    'ModesTest',
    `@IsTest private class ModesTest {
      static User packer() {
        User u = new User(LastName = 'p', Username = 'packer@example.com.modes', Email = 'p@example.com', Alias = 'p', TimeZoneSidKey = 'GMT',
          LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id);
        System.runAs(new User(Id = UserInfo.getUserId())) {
          insert u;
          insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Packer'].Id);
        }
        return u;
      }
      @IsTest static void modesFollowTheVersion() {
        User u = packer();
        System.runAs(u) {
          Assert.areEqual(0, OldCode.plain());
          Assert.areEqual(0, OldCode.enforced());
          try { NewCode.plain(); Assert.fail(); } catch (QueryException e) { Assert.isTrue(e.getMessage().contains('Key__c'), e.getMessage()); }
          try { NewCode.dynamic(); Assert.fail(); } catch (QueryException e) { Assert.isTrue(e.getInaccessibleFields().get('Crate__c').contains('Key__c')); }
          try { OldCode.asUser(); Assert.fail(); } catch (QueryException e) { Assert.isTrue(e.getMessage().contains('Key__c')); }
          Assert.areEqual(0, NewCode.asSystem());
          OldCode.save(new Crate__c(Key__c = 'a'));
          NewCode.saveAsSystem(new Crate__c(Key__c = 'b'));
          NewCode.save(new Crate__c(Amount__c = 1));
          try { NewCode.save(new Crate__c(Key__c = 'c')); Assert.fail(); } catch (DmlException e) { Assert.areEqual(new List<String>{ 'Key__c' }, e.getDmlFieldNames(0)); }
          try { OldCode.saveAsUser(new Crate__c(Key__c = 'c')); Assert.fail(); } catch (DmlException e) { Assert.areEqual('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', String.valueOf(e.getDmlType(0))); }
          Assert.isFalse(OldCode.tryAsUser(new Crate__c(Key__c = 'd')).isSuccess());
        }
      }
      @IsTest static void stripsChildrenToo() {
        User u = packer();
        Account a = new Account(Name = 'a');
        insert a;
        insert new Crate__c(Key__c = 'k', Amount__c = 2, Account__c = a.Id);
        List<Crate__c> crates = [SELECT Id, Key__c, Amount__c FROM Crate__c];
        System.runAs(u) {
          SObjectAccessDecision d = Security.stripInaccessible(AccessType.READABLE, crates);
          Assert.isFalse(d.getRecords()[0].isSet('Key__c'));
          Assert.isTrue(d.getRemovedFields().get('Crate__c').contains('Key__c'));
          Assert.isTrue(d.getModifiedIndexes().contains(0));
          SObjectAccessDecision w = Security.stripInaccessible(AccessType.UPDATABLE, new List<Crate__c>{ new Crate__c(Id = crates[0].Id, Key__c = 'x', Amount__c = 3) });
          Assert.isFalse(w.getRecords()[0].isSet('Key__c'));
          Assert.areEqual(3, ((Crate__c) w.getRecords()[0]).Amount__c);
          try { Security.stripInaccessible(AccessType.READABLE, [SELECT Id, (SELECT Id, Key__c FROM Crates__r) FROM Account]); Assert.fail(); }
          catch (NoAccessException e) { Assert.isNotNull(e.getMessage()); }
        }
      }
    }`
  )
];

test('access modes as Apex meets them', async () => {
  const org = openProject(SAMPLE, ...TESTS);
  try {
    assert.deepEqual(await failuresOf(org), []);
  } finally {
    await org.close();
  }
});
