import type { ObjectSchema, Schema } from '../metadata/schema.ts';
import type { OrgDatabase } from './org-database.ts';
import { columnDefinition, quote, storageKind, storedFields, tableOf } from './tables.ts';

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

const SCALE = /^decimal:(\d+)$/;

function scaleOf(kind: string): number | undefined {
  const match = SCALE.exec(kind);
  return match === null ? (kind === 'int' ? 0 : undefined) : Number(match[1]);
}

/** SQL that carries a column's values from one scale to another. */
function rescale(table: string, column: string, from: number, to: number): string {
  const factor = `1${'0'.repeat(Math.abs(to - from))}`;
  const value = to > from ? `${column} * ${factor}` : `CAST(round(${column} / ${factor}.0) AS INTEGER)`;
  return `UPDATE ${table} SET ${column} = ${value} WHERE ${column} IS NOT NULL`;
}

const SAME_COLUMN = new Set(['text', 'exact', 'id']);

function migrateObject(database: OrgDatabase, object: ObjectSchema): void {
  const key = object.name.toLowerCase();
  const known = database.all('SELECT field, kind FROM _column WHERE object = ?', [key]);
  const kinds = new Map(known.map((row) => [String(row['field']), String(row['kind'])]));
  for (const field of kinds.size === 0 ? [] : storedFields(object)) {
    const name = field.name.toLowerCase();
    const before = kinds.get(name);
    const now = storageKind(field);
    if (before === undefined) {
      database.exec(`ALTER TABLE ${tableOf(object)} ADD COLUMN ${columnDefinition(field)}`);
    } else if (before !== now && !(SAME_COLUMN.has(before) && SAME_COLUMN.has(now))) {
      const [from, to] = [scaleOf(before), scaleOf(now)];
      if (from === undefined || to === undefined) {
        throw new Error(
          `${object.name}.${field.name} was ${before} and is now ${now}: the stored values cannot follow`
        );
      }
      database.exec(rescale(tableOf(object), quote(name), from, to));
    }
  }
  database.ensureTable(object);
  for (const field of storedFields(object)) {
    const name = field.name.toLowerCase();
    const now = storageKind(field);
    if (kinds.get(name) !== now) {
      database.run('INSERT OR REPLACE INTO _column (object, field, kind) VALUES (?, ?, ?)', [key, name, now]);
    }
  }
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

/** Creates missing tables and adds missing columns. Columns of removed fields stay, so that a field can come back with its values. */
export function migrate(database: OrgDatabase, schema: Schema): void {
  for (const object of schema.objects()) {
    migrateObject(database, object);
    checkPrefix(database, object);
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
