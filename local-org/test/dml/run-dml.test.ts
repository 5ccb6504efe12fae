import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ApexBlob, ApexDate, ApexException, Decimal, type SObject } from '../../src/values/index.ts';
import { OrgDouble, SAMPLE, type TestTriggerContext } from './org-double.ts';

const number = (text: string): Decimal => Decimal.of(text);

function failure(action: () => unknown): ApexException {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof ApexException, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'expected an Apex exception' });
}

function newRecords(context: TestTriggerContext): SObject[] {
  return (context.newRecords?.items ?? []) as SObject[];
}

test('an insert stores defaults, system fields, an auto number and rounded numbers', () => {
  const org = new OrgDouble(SAMPLE);
  const crate = org.insert('Crate__c', { Amount__c: number('12.345') });
  assert.match(crate.id ?? '', /^a..dL0.{12}$/);
  assert.equal(org.stored(crate, 'name'), 'CR-0001');
  assert.equal(org.stored(crate, 'amount__c'), 1235);
  assert.equal(org.stored(crate, 'status__c'), 'Open');
  assert.equal(org.stored(crate, 'packed_on__c'), '2026-03-02');
  assert.equal(org.stored(crate, 'createddate'), Date.UTC(2026, 2, 1, 10));
  assert.equal(org.stored(crate, 'ownerid'), org.user.id);
  assert.deepEqual([...crate.fields.keys()].sort(), ['amount__c', 'id'], 'the caller gets the Id and nothing else');
});

test('the faults of a value carry the platform’s codes and texts', () => {
  const org = new OrgDouble(SAMPLE);
  const expectations: [Record<string, string | Decimal>, string][] = [
    [
      { Key__c: 'x'.repeat(21) },
      `STRING_TOO_LONG, Key: data value too large: ${'x'.repeat(21)} (max length=20): [Key__c]`
    ],
    [
      { Status__c: 'Ajar' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Status: bad value for restricted picklist field: Ajar: [Status__c]'
    ],
    [{ Email__c: 'nobody' }, 'INVALID_EMAIL_ADDRESS, Email: invalid email address: nobody: [Email__c]'],
    [
      { Amount__c: number('10000') },
      'NUMBER_OUTSIDE_VALID_RANGE, Amount: value outside of valid range on numeric field: 10000.00: [Amount__c]'
    ],
    [
      { Account__c: '003dL0000000009QAA' },
      'FIELD_INTEGRITY_EXCEPTION, Account: id value of incorrect type: 003dL0000000009QAA: [Account__c]'
    ],
    [
      { Account__c: '001dL0000000009QAA' },
      'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY, insufficient access rights on cross-reference id: 001dL0000000009: []'
    ],
    [{ Status__c: 'Shut' }, 'FIELD_CUSTOM_VALIDATION_EXCEPTION, Weigh it first: [Amount__c]']
  ];
  for (const [values, text] of expectations) {
    const error = failure(() => org.insert('Crate__c', values));
    assert.equal(error.message, `Insert failed. First exception on row 0; first error: ${text}`);
  }
  const missing = failure(() => org.insert('Account'));
  assert.match(missing.message ?? '', /REQUIRED_FIELD_MISSING, Required fields are missing: \[Name\]: \[Name\]$/);
  assert.equal(org.db.get('SELECT count(*) AS n FROM crate__c')?.['n'], 0);
});

test('unique values: stored ones without regard to case, and within one statement', () => {
  const org = new OrgDouble(SAMPLE);
  const first = org.insert('Crate__c', { Key__c: 'A1' });
  const error = failure(() => org.insert('Crate__c', { Key__c: 'a1' }));
  assert.equal(error.dmlRows[0]?.statusCode, 'DUPLICATE_VALUE');
  assert.equal(
    error.dmlRows[0]?.message,
    `duplicate value found: Key__c duplicates value on record with id: ${(first.id ?? '').slice(0, 15)}`
  );
  const pair = [org.record('Crate__c', { Key__c: 'B' }), org.record('Crate__c', { Key__c: 'b' })];
  const results = org.dml('insert', pair, { allOrNone: false });
  assert.deepEqual(
    results.map((result) => result.success),
    [true, false]
  );
  assert.equal(pair[1]?.id, null);
  org.dml('update', [org.record('Crate__c', { Id: first.id, Key__c: 'C' })]);
  assert.ok(org.insert('Crate__c', { Key__c: 'A1' }).id, 'a value that was given up is free');
});

test('triggers see the stages of a save and the errors they add stop it', () => {
  const org = new OrgDouble(SAMPLE);
  const seen: string[] = [];
  for (const operation of ['BEFORE_INSERT', 'AFTER_INSERT', 'BEFORE_UPDATE', 'AFTER_UPDATE']) {
    org.on('Crate__c', operation, (context) => {
      seen.push(`${context.operation} new=${context.newMap === null ? '-' : context.newMap.size} size=${context.size}`);
      for (const record of newRecords(context)) {
        if (operation === 'BEFORE_INSERT') {
          record.put('email__c', 'set@example.com');
        }
        if (operation === 'BEFORE_UPDATE' && record.get('amount__c') === null) {
          record.addError('No amount', 'amount__c');
        }
        if (operation === 'AFTER_INSERT') {
          assert.throws(() => record.put('email__c', 'x'), /read-only/);
          assert.equal(String(record.get('double__c')), '3.0');
        }
      }
    });
  }
  const crate = org.insert('Crate__c', { Amount__c: number('1.5') });
  assert.equal(org.stored(crate, 'email__c'), 'set@example.com');
  const error = failure(() => org.dml('update', [org.record('Crate__c', { Id: crate.id, Amount__c: null })]));
  assert.equal(
    error.message,
    `Update failed. First exception on row 0 with id ${crate.id}; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, No amount: [Amount__c]`
  );
  assert.deepEqual(seen, ['BEFORE_INSERT new=- size=1', 'AFTER_INSERT new=1 size=1', 'BEFORE_UPDATE new=1 size=1']);
});

test('an uncaught exception of a trigger names trigger, event and cause', () => {
  const org = new OrgDouble(SAMPLE);
  org.on('Crate__c', 'BEFORE_INSERT', () => {
    throw new ApexException('System.NullPointerException', 'Attempt to de-reference a null object');
  });
  assert.equal(
    failure(() => org.insert('Crate__c')).message,
    'Insert failed. First exception on row 0; first error: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, Crate__cTrigger: execution of BeforeInsert\n\n' +
      'caused by: System.NullPointerException: Attempt to de-reference a null object\n\nTrigger.stack: line 1, column 1: []'
  );
});

test('limits exceptions pass through and triggers that go round in circles are stopped', () => {
  const org = new OrgDouble(SAMPLE);
  org.on('Crate__c', 'AFTER_INSERT', () => void org.insert('Crate__c'));
  assert.match(failure(() => org.insert('Crate__c')).message ?? '', /maximum trigger depth exceeded/);
  const other = new OrgDouble(SAMPLE);
  other.on('Crate__c', 'BEFORE_INSERT', () => {
    throw new ApexException('System.LimitException', 'Too many SOQL queries: 101');
  });
  assert.equal(failure(() => other.insert('Crate__c')).typeName, 'System.LimitException');
});

test('partial success: good rows are saved and their triggers run again without the bad ones', () => {
  const org = new OrgDouble(SAMPLE);
  const sizes: number[] = [];
  org.on('Crate__c', 'BEFORE_INSERT', (context) => {
    sizes.push(context.size);
    newRecords(context)
      .filter((record) => record.get('key__c') === 'bad')
      .forEach((record) => record.addError('Bad key'));
  });
  const records = ['a', 'bad', 'c'].map((key) => org.record('Crate__c', { Key__c: key }));
  const results = org.dml('insert', records, { allOrNone: false });
  assert.deepEqual(sizes, [3, 2]);
  assert.deepEqual(
    results.map(({ success, created, errors }) => [success, created, errors[0]?.message ?? null]),
    [
      [true, true, null],
      [false, false, 'Bad key'],
      [true, true, null]
    ]
  );
  assert.equal(org.db.get('SELECT count(*) AS n FROM crate__c')?.['n'], 2);
  assert.deepEqual(
    records.map((record) => record.id === null),
    [false, true, false]
  );
});

test('roll-ups follow inserts, changes, deletes and undeletes of details, and details follow their master', () => {
  const org = new OrgDouble(SAMPLE);
  const crate = org.insert('Crate__c');
  const item = (weight: string): SObject => org.record('Item__c', { Crate__c: crate.id, Weight__c: number(weight) });
  const items = [item('1.5'), item('2.25')];
  org.dml('insert', items);
  assert.equal(org.stored(crate, 'weight__c'), 3750);
  assert.equal(org.stored(items[0] as SObject, 'name'), items[0]?.id, 'a nameless record is called by its Id');
  org.dml('update', [org.record('Item__c', { Id: items[0]?.id ?? null, Weight__c: number('2') })]);
  assert.equal(org.stored(crate, 'weight__c'), 4250);
  org.dml('delete', [items[1] as SObject]);
  assert.equal(org.stored(crate, 'weight__c'), 2000);
  org.dml('delete', [crate]);
  assert.equal(org.stored(items[0] as SObject, 'isdeleted'), 1);
  org.now += 5000;
  org.dml('undelete', [crate]);
  assert.equal(org.stored(items[0] as SObject, 'isdeleted'), 0);
  assert.equal(org.stored(items[1] as SObject, 'isdeleted'), 1, 'what was deleted on its own stays deleted');
});

test('a parent that refuses its roll-up fails the child that caused it', () => {
  const org = new OrgDouble(SAMPLE);
  const [calm, strict] = [org.insert('Crate__c', { Key__c: 'calm' }), org.insert('Crate__c', { Key__c: 'strict' })];
  org.on('Crate__c', 'BEFORE_UPDATE', (context) => {
    newRecords(context)
      .filter((record) => record.get('key__c') === 'strict')
      .forEach((record) => record.addError('Full'));
  });
  const item = (crate: SObject): SObject => org.record('Item__c', { Crate__c: crate.id, Weight__c: number('1') });
  assert.match(
    failure(() => org.dml('insert', [item(strict)])).message ?? '',
    /FIELD_CUSTOM_VALIDATION_EXCEPTION, Full/
  );
  const [result] = org.dml('insert', [item(strict)], { allOrNone: false });
  assert.deepEqual([result?.success, result?.errors[0]?.message], [false, 'Full']);
  assert.equal(org.db.get('SELECT count(*) AS n FROM item__c')?.['n'], 0);
  org.dml('insert', [item(calm)]);
  assert.equal(org.stored(calm, 'weight__c'), 1000);
});

test('an upsert matches by external id, finds parents by theirs and refuses repeated keys', () => {
  const org = new OrgDouble(SAMPLE);
  const [created] = org.dml('upsert', [org.record('Crate__c', { Key__c: 'K1', Amount__c: number('1') })], {
    externalIdField: 'Key__c'
  });
  const again = org.record('Crate__c', { Key__c: 'k1', Amount__c: number('2') });
  const [updated] = org.dml('upsert', [again], { externalIdField: 'Key__c' });
  assert.deepEqual([created?.created, updated?.created, updated?.id === created?.id], [true, false, true]);
  assert.equal(org.stored(again, 'amount__c'), 200);
  const item = org.record('Item__c', { Weight__c: number('1') });
  item.parents.set('crate__r', org.record('Crate__c', { Key__c: 'K1' }));
  org.dml('insert', [item]);
  assert.equal(org.stored(item, 'crate__c'), created?.id);
  const orphan = org.record('Item__c');
  orphan.parents.set('crate__r', org.record('Crate__c', { Key__c: 'nope' }));
  assert.match(
    failure(() => org.dml('insert', [orphan])).message ?? '',
    /INVALID_FIELD, Foreign key external ID: nope not found for field Key__c in entity Crate__c/
  );
  const twins = ['T', 't'].map((key) => org.record('Crate__c', { Key__c: key }));
  const results = org.dml('upsert', twins, { externalIdField: 'Key__c', allOrNone: false });
  assert.deepEqual(
    [results[0]?.success, results[1]?.errors[0]?.message],
    [false, 'Duplicate external id specified: t']
  );
});

test('upserts in any order and repetition leave the same rows', () => {
  const event = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), amount: fc.integer({ min: 0, max: 9 }) });
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 12 }), (events) => {
      const org = new OrgDouble(SAMPLE);
      for (const { key, amount } of events) {
        org.dml('upsert', [org.record('Crate__c', { Key__c: key, Amount__c: Decimal.fromInteger(amount) })], {
          externalIdField: 'Key__c'
        });
      }
      const expected = new Map(events.map(({ key, amount }) => [key, amount * 100]));
      const rows = org.db.all('SELECT key__c AS k, amount__c AS a FROM crate__c');
      assert.deepEqual(new Map(rows.map((row) => [String(row['k']), row['a']])), expected);
    }),
    { numRuns: 8 }
  );
});

test('standard objects: derived fields, file documents and order totals', () => {
  const org = new OrgDouble(SAMPLE);
  const contact = org.insert('Contact', { FirstName: 'Ada', LastName: 'Byron', Email: 'ada@example.com' });
  assert.equal(org.stored(contact, 'name'), 'Ada Byron');
  const issue = org.insert('Case', { ContactId: contact.id, Status: 'Closed' });
  assert.deepEqual(
    ['casenumber', 'isclosed', 'contactemail', 'priority'].map((key) => org.stored(issue, key)),
    ['00000001', 1, 'ada@example.com', 'Medium']
  );
  const deal = org.insert('Opportunity', {
    Name: 'D',
    StageName: 'Closed Won',
    CloseDate: ApexDate.of(2026, 5, 1),
    Amount: number('10')
  });
  assert.deepEqual(
    ['iswon', 'probability', 'fiscalquarter'].map((key) => org.stored(deal, key)),
    [1, 100, 2]
  );
  const version = org.insert('ContentVersion', {
    Title: 'T',
    PathOnClient: 'a.txt',
    VersionData: new ApexBlob(new Uint8Array([1]))
  });
  const empty = { Title: 'T', PathOnClient: 'a.txt', VersionData: new ApexBlob(new Uint8Array()) };
  assert.match(failure(() => org.insert('ContentVersion', empty)).message ?? '', /REQUIRED_FIELD_MISSING.*VersionData/);
  const document = org.stored(version, 'contentdocumentid');
  assert.ok(typeof document === 'string' && document.startsWith('069'));
  assert.equal(org.db.get('SELECT count(*) AS n FROM contentdocumentlink')?.['n'], 1);
});

test('deleting empties lookups, and custom metadata refuses DML', () => {
  const org = new OrgDouble(SAMPLE);
  const account = org.insert('Account', { Name: 'Acme' });
  const crate = org.insert('Crate__c', { Account__c: account.id });
  org.dml('delete', [account]);
  assert.equal(org.stored(crate, 'account__c'), null);
  assert.match(
    failure(() => org.dml('delete', [account])).message ?? '',
    /ENTITY_IS_DELETED, entity is deleted: \[\]$/
  );
  assert.equal(failure(() => org.insert('Rule__mdt')).message, 'DML not allowed on Rule__mdt');
  org.dml('insert', [org.record('Bell__e')]);
  assert.equal(org.published.length, 1);
});

test('a merge moves children and deletes the duplicate', () => {
  const org = new OrgDouble(SAMPLE);
  const [master, duplicate] = [org.insert('Account', { Name: 'A' }), org.insert('Account', { Name: 'B' })];
  const crate = org.insert('Crate__c', { Account__c: duplicate.id });
  org.dml('merge', [master], { mergeDuplicates: [duplicate] });
  assert.equal(org.stored(crate, 'account__c'), master.id);
  assert.equal(org.stored(duplicate, 'masterrecordid'), master.id);
  assert.equal(org.stored(duplicate, 'isdeleted'), 1);
});

test('statements and rows are counted, empty lists are not', () => {
  const org = new OrgDouble(SAMPLE);
  org.dml('insert', []);
  org.dml('insert', [org.record('Crate__c'), org.record('Crate__c')]);
  assert.deepEqual(Object.fromEntries(org.used), { dmlStatements: 1, dmlRows: 2 });
  const same = org.record('Crate__c');
  assert.equal(failure(() => org.dml('insert', [same, same])).typeName, 'System.ListException');
});

test('user mode asks for object and field permissions', () => {
  const org = new OrgDouble(SAMPLE, 'Minimum Access - Salesforce');
  const insert = (values: Record<string, Decimal | string>, object = 'Crate__c'): unknown =>
    org.dml('insert', [org.record(object, values)], { access: 'user' });
  assert.equal(failure(() => insert({})).message, "Access to entity 'Crate__c' denied");
  const set = org.insert('PermissionSet', { Name: 'P', Label: 'P' });
  org.insert('ObjectPermissions', {
    ParentId: set.id,
    SobjectType: 'Crate__c',
    PermissionsCreate: true,
    PermissionsRead: true
  });
  org.insert('FieldPermissions', {
    ParentId: set.id,
    SobjectType: 'Crate__c',
    Field: 'Crate__c.Amount__c',
    PermissionsEdit: true,
    PermissionsRead: true
  });
  org.db.run(`INSERT INTO "user" (id, username) VALUES (?, 'ada')`, [org.user.id]);
  org.insert('PermissionSetAssignment', { PermissionSetId: set.id, AssigneeId: org.user.id });
  org.newTransaction();
  insert({ Amount__c: number('1') });
  assert.equal(
    failure(() => insert({ Email__c: 'a@example.com' })).message,
    'Operation failed due to fields being inaccessible on Sobject Crate__c, check errors on Exception or Result!'
  );
});

test('2,000 inserts through before and after triggers are quick', () => {
  const org = new OrgDouble(SAMPLE);
  let calls = 0;
  org.on('Crate__c', 'BEFORE_INSERT', () => void calls++);
  org.on('Crate__c', 'AFTER_INSERT', () => void calls++);
  const records = Array.from({ length: 2000 }, (_, i) =>
    org.record('Crate__c', { Key__c: `K${i}`, Amount__c: Decimal.fromInteger(i) })
  );
  const start = performance.now();
  org.dml('insert', records);
  const elapsed = performance.now() - start;
  assert.equal(calls, 20);
  assert.ok(elapsed < 1500, `took ${Math.round(elapsed)} ms`);
});
