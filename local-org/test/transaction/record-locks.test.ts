import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ApexException } from '../../src/values/index.ts';
import type { Org } from '../../src/index.ts';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const xml = (name: string, inner: string): string =>
  `<${name} xmlns="http://soap.sforce.com/2006/04/metadata">${inner}</${name}>`;
const object = (name: string): Record<string, string> => ({
  [`objects/${name}/${name}.object-meta.xml`]: xml(
    'CustomObject',
    `<label>${name}</label><pluralLabel>${name}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField>
     <sharingModel>${name === 'Part__c' ? 'ControlledByParent' : 'ReadWrite'}</sharingModel><deploymentStatus>Deployed</deploymentStatus>`
  )
});
const field = (owner: string, name: string, inner: string): Record<string, string> => ({
  [`objects/${owner}/fields/${name}.field-meta.xml`]: xml(
    'CustomField',
    `<fullName>${name}</fullName><label>${name}</label>${inner}`
  )
});
const lookup = (constraint: string): string =>
  `<type>Lookup</type><referenceTo>Whole__c</referenceTo><relationshipName>R${constraint}</relationshipName><deleteConstraint>${constraint}</deleteConstraint>`;

const SOURCE = apexClass(
  'Locking',
  `public class Locking {
    public static String saved(List<SObject> records) {
      List<String> texts = new List<String>();
      for (Database.SaveResult r : Database.update(records, false)) {
        texts.add(r.isSuccess() ? 'ok' : r.getErrors()[0].getStatusCode() + ' ' + r.getErrors()[0].getMessage());
      }
      return String.join(texts, '; ');
    }
    public static void change(Id id) { SObject record = id.getSObjectType().newSObject(id); record.put('Name', 'changed'); update record; }
    public static void remove(Id id) { delete id.getSObjectType().newSObject(id); }
    public static void forUpdate(Id id) { SObject found = Database.query('SELECT Id FROM Whole__c WHERE Id = :id FOR UPDATE'); }
    public static void read(Id id) { SObject found = Database.query('SELECT Id FROM Whole__c WHERE Id = :id'); }
    public static Id add(String type, String field, Id parent) {
      SObject record = Schema.getGlobalDescribe().get(type).newSObject();
      record.put(type == 'Contact' ? 'LastName' : 'Name', 'new');
      record.put(field, parent);
      insert record;
      return record.Id;
    }
    public static String both(Id a, Id b) {
      return saved(new List<SObject>{ new Whole__c(Id = a, Name = 'x'), new Whole__c(Id = b, Name = 'y') });
    }
    public static String move(Id id, Id parent) { return saved(new List<SObject>{ new Loose__c(Id = id, Strict__c = parent) }); }
    public static String rename(Id id) { return saved(new List<SObject>{ new Loose__c(Id = id, Name = 'renamed') }); }
  }`
);

const TESTS = apexClass(
  'ApprovalLockTest',
  `@IsTest class ApprovalLockTest {
    static User plain() {
      Profile p = [SELECT Id FROM Profile WHERE Name = 'Standard User'];
      User u = new User(Username = 'plain@locks.example', LastName = 'Plain', Alias = 'plain', Email = 'plain@locks.example', ProfileId = p.Id,
        TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
      insert u;
      return u;
    }
    @IsTest static void lockedRecordsAreForAdministrators() {
      User u = plain();
      Account a;
      Account b;
      System.runAs(u) {
        a = new Account(Name = 'a');
        b = new Account(Name = 'b');
        insert new List<Account>{ a, b };
        Integer statements = Limits.getDmlStatements();
        Approval.LockResult result = Approval.lock(a);
        System.assertEquals(statements + 1, Limits.getDmlStatements());
        System.assert(result.isSuccess());
        System.assertEquals(a.Id, result.getId());
        System.assertEquals(0, result.getErrors().size());
        System.assertEquals(true, Approval.isLocked(a.Id));
        System.assertEquals(new Map<Id, Boolean>{ a.Id => true, b.Id => false }, Approval.isLocked(new List<Id>{ a.Id, b.Id }));
        a.Name = 'c';
        b.Name = 'd';
        List<Database.SaveResult> results = Database.update(new List<Account>{ a, b }, false);
        System.assertEquals(StatusCode.ENTITY_IS_LOCKED, results[0].getErrors()[0].getStatusCode());
        System.assertEquals('the entity is locked for editing', results[0].getErrors()[0].getMessage());
        System.assert(results[1].isSuccess());
        try { delete a; System.assert(false); } catch (DmlException e) { System.assertEquals('ENTITY_IS_LOCKED', e.getDmlStatusCode(0)); }
      }
      update a;
      System.runAs(u) {
        List<Approval.UnlockResult> results = Approval.unlock(new List<Account>{ a }, false);
        System.assert(results[0].isSuccess());
        System.assertEquals(false, Approval.isLocked(a));
        update a;
      }
    }
    @IsTest static void locksAreUndoneWithTheTransaction() {
      Account a = new Account(Name = 'a');
      insert a;
      Savepoint s = Database.setSavepoint();
      Approval.lock(a.Id);
      Database.rollback(s);
      System.assertEquals(false, Approval.isLocked(a.Id));
    }
    @IsTest static void missingRecords() {
      Account a = new Account(Name = 'a');
      insert a;
      delete a;
      Account gone = new Account(Id = '001000000000001AAA');
      System.assertEquals(false, Approval.lock(gone, false).isSuccess());
      try { Approval.lock(gone.Id); System.assert(false); } catch (DmlException e) { System.assert(e.getMessage().contains('INVALID_CROSS_REFERENCE_KEY')); }
    }
  }`
);

let org: Org;
const ids: Record<string, string> = {};
before(() => {
  org = openProject(
    SOURCE,
    TESTS,
    object('Whole__c'),
    object('Part__c'),
    object('Loose__c'),
    field(
      'Part__c',
      'Whole__c',
      '<type>MasterDetail</type><referenceTo>Whole__c</referenceTo><relationshipName>Parts</relationshipName><relationshipOrder>0</relationshipOrder>'
    ),
    field('Loose__c', 'Strict__c', lookup('Restrict')),
    field('Loose__c', 'Free__c', lookup('SetNull'))
  );
  const insert = (name: string, type: string, values: Record<string, string>): void => {
    ids[name] = org.rows.insert(type, org.users.administrator().id, { Name: name, ...values });
  };
  org.run({ user: org.users.administrator() }, () => {
    ['Whole__c', 'Part__c', 'Loose__c', 'Account', 'Contact'].forEach((name) =>
      org.db.ensureTable(org.schema.object(name)!)
    );
    insert('a', 'Whole__c', {});
    insert('b', 'Whole__c', {});
    insert('account', 'Account', {});
    insert('part', 'Part__c', { Whole__c: ids['a']! });
    insert('strict', 'Loose__c', { Strict__c: ids['a']! });
  });
});
after(() => org.close());

/** Answer or exception of a method of Locking, in a transaction that is undone. */
function outcome(method: string, ...args: string[]): string {
  return org.withRollback(() => {
    try {
      return org.program.str(
        org.run({ user: org.users.administrator() }, () => org.program.callStatic('locking', method, args))
      );
    } catch (error) {
      const { typeName, message } = error as ApexException;
      return `${typeName}: ${message}`;
    }
  });
}

const unable = (id = ''): string =>
  `UNABLE_TO_LOCK_ROW, unable to obtain exclusive access to this record or 1 records: ${id}: []`;
const isId = /^\w{18}$/;

test('a held record can be read, but not changed, deleted or locked', () => {
  const { a = '', b = '' } = ids;
  org.locks.hold([a.slice(0, 15)], 60_000);
  assert.equal(
    outcome('change', a),
    `System.DmlException: Update failed. First exception on row 0 with id ${a}; first error: ${unable(a)}`
  );
  assert.equal(
    outcome('remove', a),
    `System.DmlException: Delete failed. First exception on row 0 with id ${a}; first error: ${unable(a)}`
  );
  assert.equal(
    outcome('forUpdate', a),
    'System.QueryException: Record Currently Unavailable: The record you are attempting to edit, or one of its related records, is currently being modified by another user. Please try again.'
  );
  assert.equal(outcome('read', a), 'null');
  assert.equal(outcome('change', b), 'null');
  assert.equal(outcome('forUpdate', b), 'null');
  assert.equal(
    outcome('both', a, b),
    `UNABLE_TO_LOCK_ROW unable to obtain exclusive access to this record or 1 records: ${a}; ok`
  );
  org.locks.release();
  assert.equal(outcome('change', a), 'null');
  assert.equal(outcome('forUpdate', a), 'null');
});

test('children lock their masters, and parents that their lookups may not lose', () => {
  const { a = '', b = '', part = '', strict = '', account = '' } = ids;
  org.locks.hold([a, account], 60_000);
  const onInsert = `System.DmlException: Insert failed. First exception on row 0; first error: ${unable(a)}`;
  assert.equal(outcome('add', 'Part__c', 'Whole__c', a), onInsert);
  assert.match(outcome('add', 'Part__c', 'Whole__c', b), isId);
  assert.ok(outcome('change', part).endsWith(unable(a)));
  assert.ok(outcome('remove', part).endsWith(unable(a)));
  assert.equal(outcome('add', 'Loose__c', 'Strict__c', a), onInsert);
  assert.match(outcome('add', 'Loose__c', 'Free__c', a), isId);
  assert.equal(outcome('rename', strict), 'ok');
  assert.match(outcome('move', strict, b), /^UNABLE_TO_LOCK_ROW/);
  assert.ok(outcome('add', 'Contact', 'AccountId', account).endsWith(unable(account)));
  org.locks.release([a]);
  assert.equal(outcome('move', strict, b), 'ok');
  assert.deepEqual(
    org.locks.held().map(({ id }) => id),
    [account]
  );
  org.locks.release();
});

test('many held records are named up to ten', () => {
  const list = Array.from({ length: 12 }, (_, i) => `a0000000000${String(i).padStart(4, '0')}AAA`);
  org.locks.hold(list, 1000);
  assert.deepEqual(org.locks.heldAmong([...list, ids['a']!]), list);
  org.locks.release();
  assert.equal(org.locks.anyHeld, false);
});

test('a lock ends when its time is over, by the clock of the org', () => {
  const { a = '' } = ids;
  const now = Date.parse('2026-03-01T10:00:00Z');
  org.setClock(now);
  org.locks.hold([a], 60_000);
  org.setClock(now + 59_000);
  assert.match(outcome('change', a), /UNABLE_TO_LOCK_ROW/);
  org.setClock(now + 60_000);
  assert.equal(outcome('change', a), 'null');
  assert.deepEqual(org.locks.held(), []);
  org.locks.release();
  org.setClock(null);
});

test('Apex locks records for all but administrators', async () => {
  assert.deepEqual(await failuresOf(org), []);
});
