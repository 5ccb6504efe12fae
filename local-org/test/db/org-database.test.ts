import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromColumn, OrgDatabase, toColumn } from '../../src/db/index.ts';
import { byName } from '../../src/db/bind.ts';
import { loadProject, makeField, type FieldSchema, type FieldType } from '../../src/metadata/index.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexTime,
  Decimal,
  exactEquals,
  type ApexValue
} from '../../src/values/index.ts';
import { SAMPLE, writeProject } from '../dml/org-double.ts';

const field = (type: FieldType, scale = 0): FieldSchema => makeField({ name: 'F__c', type, scale, precision: 18 });
const { schema } = loadProject([writeProject(SAMPLE)]);

test('every kind of value comes back from its column as it was', () => {
  const scale = fc.integer({ min: 0, max: 8 });
  const cases = fc.oneof(
    fc
      .tuple(scale, fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }))
      .map(([s, n]) => [field('currency', s), new Decimal(n, s)]),
    fc.integer().map((n) => [field('int'), n]),
    fc.boolean().map((b) => [field('boolean'), b]),
    fc.string({ minLength: 1 }).map((s) => [field('string'), s]),
    fc.integer({ min: -500_000, max: 500_000 }).map((days) => [field('date'), new ApexDate(days)]),
    fc.integer({ min: -1e9, max: 4e9 }).map((s) => [field('datetime'), new ApexDatetime(s * 1000)]),
    fc.integer({ min: 0, max: 86_399_999 }).map((ms) => [field('time'), new ApexTime(ms)]),
    fc.uint8Array().map((bytes) => [field('base64'), new ApexBlob(bytes)])
  ) as fc.Arbitrary<[FieldSchema, ApexValue]>;
  fc.assert(
    fc.property(cases, ([schemaField, value]) => {
      const back = fromColumn(schemaField, toColumn(schemaField, value));
      if (value instanceof Decimal) {
        assert.equal(String(back), String(value), 'trailing zeros included');
      } else {
        assert.ok(exactEquals(back, value));
      }
    })
  );
});

test('numbers are rounded half up to the scale, times cut to the second', () => {
  assert.equal(toColumn(field('double', 2), Decimal.of('1.005')), 101);
  assert.equal(toColumn(field('double', 2), Decimal.of('-1.005')), -101);
  assert.equal(toColumn(field('datetime'), new ApexDatetime(1999)), 1000);
  assert.equal(toColumn(field('string'), ''), null);
  assert.equal(fromColumn(field('boolean'), null), false);
});

test('integers beyond 2^53 are read exactly', () => {
  const db = OrgDatabase.open(':memory:', schema);
  assert.deepEqual(db.rows('SELECT 9007199254740993'), [[9007199254740993n]]);
  assert.equal(db.get('SELECT 9223372036854775807 AS n')?.['n'], 9223372036854775807n);
});

test('record ids are unique, carry the prefix and go on after a restart', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'db-')), 'org.sqlite');
  const account = schema.object('Account');
  assert.ok(account);
  const first = OrgDatabase.open(file, schema);
  const ids = [first.nextId(account), first.nextId(account)];
  assert.equal(new Set(ids).size, 2);
  assert.match(ids[0] ?? '', /^001dL0[0-9A-Za-z]{12}$/);
  ids.forEach((id) => first.run('INSERT INTO account (id, name) VALUES (?, ?)', [id, 'A']));
  first.close();
  const again = OrgDatabase.open(file, schema);
  assert.ok(!ids.includes(again.nextId(account)));
  again.close();
});

test('sequences have no gaps and survive savepoints', () => {
  const db = OrgDatabase.open(':memory:', schema);
  assert.deepEqual([db.nextNumbers('x', 3), db.nextNumbers('x', 1), db.nextNumbers('y', 1)], [1, 4, 1]);
  db.begin();
  db.savepoint('a');
  assert.equal(db.nextNumbers('x', 1), 5);
  db.rollbackTo('a');
  db.release('a');
  db.commit();
  assert.equal(db.nextNumbers('x', 1), 5);
});

test('an added field and a changed scale keep the stored rows', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'db-')), 'org.sqlite');
  const before = OrgDatabase.open(file, schema);
  before.run("INSERT INTO crate__c (id, name, amount__c) VALUES ('x', 'n', 150)");
  before.close();
  const number = (scale: number): string =>
    `<CustomField><fullName>Amount__c</fullName><label>Amount</label><type>Number</type><precision>8</precision><scale>${scale}</scale></CustomField>`;
  const after = loadProject([
    writeProject({
      ...SAMPLE,
      'objects/Crate__c/fields/Amount__c.field-meta.xml': number(3),
      'objects/Crate__c/fields/Extra__c.field-meta.xml':
        '<CustomField><fullName>Extra__c</fullName><label>Extra</label><type>Checkbox</type><defaultValue>false</defaultValue></CustomField>'
    })
  ]).schema;
  const migrated = OrgDatabase.open(file, after);
  assert.deepEqual(
    { ...migrated.get("SELECT amount__c AS a, extra__c AS e FROM crate__c WHERE id = 'x'") },
    { a: 1500, e: 0 }
  );
  migrated.close();
});

test('what was committed survives a killed process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'db-'));
  const file = join(folder, 'org.sqlite');
  OrgDatabase.open(file, schema).close();
  const script = `
    import { DatabaseSync } from 'node:sqlite';
    const db = new DatabaseSync(${JSON.stringify(file)});
    db.exec("BEGIN; INSERT INTO account (id, name) VALUES ('kept', 'k'); COMMIT; BEGIN; INSERT INTO account (id, name) VALUES ('lost', 'l')");
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
  assert.equal(child.signal, 'SIGKILL');
  const db = OrgDatabase.open(file, schema);
  assert.deepEqual(db.rows('SELECT id FROM account'), [['kept']]);
  db.close();
});

test('text compares without case, case-sensitive fields and ids exactly; SQL functions can be added', () => {
  const db = OrgDatabase.open(':memory:', schema);
  db.run("INSERT INTO account (id, name) VALUES ('aB', 'Acme')");
  assert.equal(db.get("SELECT count(*) AS n FROM account WHERE name = 'ACME'")?.['n'], 1);
  assert.equal(db.get("SELECT count(*) AS n FROM account WHERE id = 'ab'")?.['n'], 0);
  db.defineFunction('twice', (value) => Number(value) * 2);
  assert.equal(db.get('SELECT twice(4) AS n')?.['n'], 8);
});

test('numbered places of a statement are bound by their names, where Node does not count them', () => {
  assert.deepEqual(byName('SELECT ?2 AS b, ?1 AS a, ?1 AS c', ['x', 'y']), { '?2': 'y', '?1': 'x' });
  assert.deepEqual(byName('SELECT ?1', ['x', 'left out']), { '?1': 'x' });
  assert.equal(byName(`SELECT '?1' AS text, ? AS a, ? AS b`, ['x', 'y']), undefined);
  const db = new DatabaseSync(':memory:');
  const sql = 'SELECT ?2 AS b, ?1 AS a, ?1 AS c';
  assert.deepEqual({ ...db.prepare(sql).get(byName(sql, ['x', 'y']) ?? {}) }, { b: 'y', a: 'x', c: 'x' });
  db.close();
});
