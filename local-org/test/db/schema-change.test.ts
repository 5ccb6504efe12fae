import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { OrgDatabase } from '../../src/db/index.ts';
import { loadProject, type Schema } from '../../src/metadata/index.ts';
import { SAMPLE, writeProject } from '../dml/org-double.ts';

const AMOUNT = 'objects/Crate__c/fields/Amount__c.field-meta.xml';
const EXTRA = 'objects/Crate__c/fields/Extra__c.field-meta.xml';

function field(name: string, type: string, rest = ''): string {
  return `<CustomField><fullName>${name}</fullName><label>${name}</label><type>${type}</type>${rest}</CustomField>`;
}

const number = (scale: number): string =>
  field('Amount__c', 'Number', `<precision>8</precision><scale>${scale}</scale>`);
const text = (name: string, rest = ''): string => field(name, 'Text', `<length>40</length>${rest}`);

function schemaOf(changed: Record<string, string | null>, keyPrefixes?: ReadonlyMap<string, string>): Schema {
  const files = Object.entries({ ...SAMPLE, ...changed }).filter((file): file is [string, string] => file[1] !== null);
  return loadProject([writeProject(Object.fromEntries(files))], keyPrefixes ? { keyPrefixes } : {}).schema;
}

/** Opens one file with a schema after the other. */
function opener(): (schema: Schema) => OrgDatabase {
  const file = join(mkdtempSync(join(tmpdir(), 'db-')), 'org.sqlite');
  return (schema) => OrgDatabase.open(file, schema);
}

function opened<T>(database: OrgDatabase, work: (database: OrgDatabase) => T): T {
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const stored = (field: string) => (database: OrgDatabase) =>
  database.rows(`SELECT ${field} FROM crate__c ORDER BY id`).map(([value]) => value);

test('a number becomes text and a number again', () => {
  const open = opener();
  opened(open(schemaOf({ [AMOUNT]: number(2) })), (db) =>
    db.run("INSERT INTO crate__c (id, amount__c) VALUES ('a', 150), ('b', NULL), ('c', -5)")
  );
  assert.deepEqual(opened(open(schemaOf({ [AMOUNT]: text('Amount__c') })), stored('amount__c')), [
    '1.50',
    null,
    '-0.05'
  ]);
  assert.deepEqual(opened(open(schemaOf({ [AMOUNT]: number(3) })), stored('amount__c')), [1500, null, -50]);
});

test('a value that cannot follow is named, and the data stay as they were', () => {
  const open = opener();
  const before = schemaOf({ [EXTRA]: text('Extra__c') });
  opened(open(before), (db) => db.run("INSERT INTO crate__c (id, extra__c) VALUES ('a', '12'), ('b', 'twelve')"));
  const after = schemaOf({ [EXTRA]: field('Extra__c', 'Number', '<precision>8</precision><scale>0</scale>') });
  assert.throws(
    () => open(after),
    /Crate__c\.Extra__c was text and is now decimal:0: the stored value twelve cannot follow/
  );
  assert.deepEqual(opened(open(before), stored('extra__c')), ['12', 'twelve']);
});

test('text that becomes case-sensitive compares exactly', () => {
  const open = opener();
  opened(open(schemaOf({ [EXTRA]: text('Extra__c') })), (db) =>
    db.run("INSERT INTO crate__c (id, extra__c) VALUES ('a', 'x'), ('b', 'X')")
  );
  const exact = text(
    'Extra__c',
    '<externalId>true</externalId><unique>true</unique><caseSensitive>true</caseSensitive>'
  );
  const found = opened(open(schemaOf({ [EXTRA]: exact })), (db) =>
    db.rows("SELECT id FROM crate__c WHERE extra__c = 'X'")
  );
  assert.deepEqual(found, [['b']]);
});

test('a date becomes a date with time and a checkbox text', () => {
  const open = opener();
  const FLAG = 'objects/Crate__c/fields/Flag__c.field-meta.xml';
  opened(
    open(
      schemaOf({
        [EXTRA]: field('Extra__c', 'Date'),
        [FLAG]: field('Flag__c', 'Checkbox', '<defaultValue>false</defaultValue>')
      })
    ),
    (db) => db.run("INSERT INTO crate__c (id, extra__c, flag__c) VALUES ('a', '2026-03-01', 1)")
  );
  const rows = opened(open(schemaOf({ [EXTRA]: field('Extra__c', 'DateTime'), [FLAG]: text('Flag__c') })), (db) =>
    db.rows('SELECT extra__c, flag__c FROM crate__c')
  );
  assert.deepEqual(rows, [[Date.UTC(2026, 2, 1), 'true']]);
});

test('a removed field comes back with its values', () => {
  const open = opener();
  const withField = schemaOf({ [EXTRA]: text('Extra__c') });
  opened(open(withField), (db) => db.run("INSERT INTO crate__c (id, extra__c) VALUES ('a', 'kept')"));
  opened(open(schemaOf({})), (db) => db.run("INSERT INTO crate__c (id) VALUES ('b')"));
  assert.deepEqual(opened(open(withField), stored('extra__c')), ['kept', null]);
});

test('a table that was made when it was first used follows its object too', () => {
  const open = opener();
  const schema = schemaOf({});
  const lazy = schema.object('Campaign') ?? schema.object('Solution');
  assert.ok(lazy);
  const fields = new Map(lazy.fields);
  fields.delete('createdbyid');
  opened(open(schema), (db) => db.ensureTable({ ...lazy, fields }));
  const columns = opened(open(schema), (db) => {
    db.ensureTable(lazy);
    return db.rows('SELECT name FROM pragma_table_info(?)', [lazy.name.toLowerCase()]).flat();
  });
  assert.ok(columns.includes('createdbyid'));
});

test('a catalogue table of an older version gets its new columns', () => {
  const open = opener();
  const schema = schemaOf({});
  opened(open(schema), (db) => {
    db.exec('DROP TABLE entitydefinition; CREATE TABLE entitydefinition (id TEXT PRIMARY KEY, label TEXT)');
    db.exec("DELETE FROM _column WHERE object = 'entitydefinition'");
  });
  assert.ok(opened(open(schema), (db) => db.rows('SELECT label, pluralLabel FROM entitydefinition')).length > 0);
});

test('objects keep their key prefix whatever other objects come', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'db-')), 'org.sqlite');
  const before = schemaOf({});
  OrgDatabase.open(file, before).close();
  const prefixes = OrgDatabase.keyPrefixes(file);
  const own = before.object('Crate__c')?.keyPrefix;
  assert.equal(prefixes.get('crate__c'), own);
  const renamed = new Map([...prefixes, ['crate__c', 'a7Z']]);
  assert.equal(schemaOf({}, renamed).object('Crate__c')?.keyPrefix, 'a7Z');
});
