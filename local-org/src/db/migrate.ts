import type { ObjectSchema, Schema } from '../metadata/index.ts';
import type { OrgDatabase } from './org-database.ts';
import { convertColumn } from './convert-column.ts';
import {
  columnDefinition,
  createIndexSql,
  createTableSql,
  isIndexed,
  quote,
  storageKind,
  storedFields,
  tableOf
} from './tables.ts';

/** Tables of the local org itself; object tables never begin with an underscore. */
export const SYSTEM_TABLES = `
CREATE TABLE IF NOT EXISTS _sequence (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS _column (object TEXT, field TEXT, kind TEXT, PRIMARY KEY (object, field));
CREATE TABLE IF NOT EXISTS _recycled (id TEXT PRIMARY KEY, root TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS _recycled_root ON _recycled (root);
CREATE TABLE IF NOT EXISTS _unlinked (parent TEXT NOT NULL, child_table TEXT NOT NULL, child_column TEXT NOT NULL, child TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS _unlinked_parent ON _unlinked (parent);
CREATE TABLE IF NOT EXISTS _prefix (object TEXT PRIMARY KEY, prefix TEXT NOT NULL);
`;

/** The columns that a table has, if there is one. */
function columnsOf(database: OrgDatabase, object: ObjectSchema): ReadonlySet<string> {
  const rows = database.all('SELECT name FROM pragma_table_info(?)', [object.name.toLowerCase()]);
  return new Set(rows.map(({ name }) => String(name).toLowerCase()));
}

/**
 * Makes the table of an object, or brings the one that is there up to the object's fields: what is missing is added, and stored values
 * follow a changed type.
 * @throws Error naming object and field when a stored value cannot follow
 */
export function migrateTable(database: OrgDatabase, object: ObjectSchema): void {
  const key = object.name.toLowerCase();
  const columns = columnsOf(database, object);
  if (columns.size === 0) {
    database.exec(createTableSql(object));
  }
  const known = database.all('SELECT field, kind FROM _column WHERE object = ?', [key]);
  const kinds = new Map(known.map((row) => [String(row['field']), String(row['kind'])]));
  for (const field of storedFields(object)) {
    const name = field.name.toLowerCase();
    const before = kinds.get(name);
    const now = storageKind(field);
    if (columns.size > 0 && !columns.has(name)) {
      database.exec(`ALTER TABLE ${tableOf(object)} ADD COLUMN ${columnDefinition(field)}`);
    } else if (columns.size > 0 && before !== undefined && before !== now) {
      convertColumn(database, object, field, before);
    }
    if (before !== now) {
      database.run('INSERT OR REPLACE INTO _column (object, field, kind) VALUES (?, ?, ?)', [key, name, now]);
    }
    if (isIndexed(object, field)) {
      database.exec(createIndexSql(object, field));
    }
  }
  checkPrefix(database, object);
}

function checkPrefix(database: OrgDatabase, object: ObjectSchema): void {
  const key = object.name.toLowerCase();
  const before = database.get('SELECT prefix FROM _prefix WHERE object = ?', [key])?.['prefix'];
  if (before === undefined) {
    database.run('INSERT INTO _prefix (object, prefix) VALUES (?, ?)', [key, object.keyPrefix]);
  } else if (before !== object.keyPrefix) {
    throw new Error(
      `${object.name} has the key prefix ${object.keyPrefix}, but its stored records have ${String(before)}`
    );
  }
}

/** Search indexes are made again when they are asked for: their triggers would stand in the way of changes to the tables. */
function dropSearchIndexes(database: OrgDatabase): void {
  for (const type of ['trigger', 'table']) {
    const rows = database.all(
      "SELECT name FROM sqlite_master WHERE type = ? AND name LIKE '\\_search\\_%' ESCAPE '\\' AND (type = 'trigger' OR sql LIKE 'CREATE VIRTUAL%') ORDER BY name DESC",
      [type]
    );
    rows.forEach(({ name }) => database.exec(`DROP ${type} IF EXISTS ${quote(String(name))}`));
  }
}

/** Creates missing tables and adds missing columns. Columns of removed fields stay, so that a field can come back with its values. */
export function migrate(database: OrgDatabase, schema: Schema): void {
  dropSearchIndexes(database);
  for (const object of schema.objects()) {
    database.ensureTable(object);
  }
  describeEntities(database, schema);
}

/** Rows that queries of the schema itself read. Their ids are the API names, which relationships to EntityDefinition hold. */
function describeEntities(database: OrgDatabase, schema: Schema): void {
  if (schema.object('EntityDefinition')?.keyPrefix === '') {
    return;
  }
  database.run('DELETE FROM entitydefinition');
  for (const object of schema.objects()) {
    const isRecord = object.kind === 'standard' || object.kind === 'custom';
    database.run(
      `INSERT INTO entitydefinition (id, durableid, qualifiedapiname, developername, masterlabel, label, plurallabel, keyprefix,
         iscustomizable, iscustomsetting, istriggerable, isqueryable, internalsharingmodel) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)`,
      [
        object.name,
        object.name,
        object.name,
        object.name.replace(/__\w+$/, ''),
        object.label,
        object.label,
        object.labelPlural,
        object.keyPrefix,
        isRecord ? 1 : 0,
        object.kind === 'listSetting' || object.kind === 'hierarchySetting' ? 1 : 0,
        isRecord && object.createable ? 1 : 0,
        object.sharingModel
      ]
    );
  }
}
