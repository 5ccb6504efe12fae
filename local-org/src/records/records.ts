import { fromColumn, quote, storedFields, tableOf, toColumn, type OrgDatabase, type Row } from '../db/index.ts';
import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import { SObject, type ApexValue } from '../values/index.ts';

const allKeys = new WeakMap<ObjectSchema, Set<string>>();

/**
 * Marks a record as one that came from the database with every field: what it holds of read-only fields is no attempt to write them,
 * in a clone neither.
 */
export function markAsStored(object: ObjectSchema, record: SObject): void {
  let keys = allKeys.get(object);
  if (keys === undefined) {
    // Related records are not there, and reading them is no fault.
    const relationships = [...object.fields.values()].flatMap(
      ({ relationshipName }) => relationshipName?.toLowerCase() ?? []
    );
    allKeys.set(object, (keys = new Set([...object.fields.keys(), ...relationships])));
  }
  record.queried = keys;
}

/** All stored fields of a row as a record that was not queried, so that every field may be read. */
export function rowToRecord(object: ObjectSchema, row: Row): SObject {
  const record = new SObject(object.name, object);
  for (const field of storedFields(object)) {
    const key = field.name.toLowerCase();
    const value = fromColumn(field, row[key] ?? null);
    if (value !== null) {
      record.fields.set(key, value);
    }
  }
  return record;
}

/** Stored records by id, deleted ones too. */
export function loadRecords(db: OrgDatabase, object: ObjectSchema, ids: readonly string[]): Map<string, SObject> {
  const rows = db.all(`SELECT * FROM ${tableOf(object)} WHERE id IN (SELECT value FROM json_each(?))`, [
    JSON.stringify(ids)
  ]);
  return new Map(rows.map((row) => [String(row['id']), rowToRecord(object, row)]));
}

/** Which of the ids exist, and whether they are deleted. */
export function existingIds(db: OrgDatabase, object: ObjectSchema, ids: readonly string[]): Map<string, boolean> {
  const deleted = object.fields.has('isdeleted') ? 'isdeleted' : '0';
  const rows = db.rows(`SELECT id, ${deleted} FROM ${tableOf(object)} WHERE id IN (SELECT value FROM json_each(?))`, [
    JSON.stringify(ids)
  ]);
  return new Map(rows.map(([id, isDeleted]) => [String(id), isDeleted === 1]));
}

const insertSql = new WeakMap<ObjectSchema, string>();

/** Writes a new row with every column. */
export function insertRecord(db: OrgDatabase, object: ObjectSchema, record: SObject): void {
  const fields = storedFields(object);
  let sql = insertSql.get(object);
  if (sql === undefined) {
    const names = fields.map((field) => quote(field.name)).join(', ');
    sql = `INSERT INTO ${tableOf(object)} (${names}) VALUES (${fields.map(() => '?').join(', ')})`;
    insertSql.set(object, sql);
  }
  db.run(
    sql,
    fields.map((field) => toColumn(field, record.fields.get(field.name.toLowerCase()) ?? null))
  );
}

/** Writes the given fields of an existing row. */
export function updateRecord(
  db: OrgDatabase,
  object: ObjectSchema,
  record: SObject,
  fields: readonly FieldSchema[]
): void {
  if (fields.length === 0) {
    return;
  }
  const assignments = fields.map((field) => `${quote(field.name)} = ?`).join(', ');
  db.run(`UPDATE ${tableOf(object)} SET ${assignments} WHERE id = ?`, [
    ...fields.map((field) => toColumn(field, record.fields.get(field.name.toLowerCase()) ?? null)),
    record.id
  ]);
}

/** Whether two records have the same stored value of a field. */
export function sameStored(field: FieldSchema, a: SObject, b: SObject): boolean {
  const key = field.name.toLowerCase();
  const left = a.fields.get(key) ?? null;
  const right = b.fields.get(key) ?? null;
  if (left === right) {
    return true;
  }
  const [x, y] = [toColumn(field, left), toColumn(field, right)];
  return x instanceof Uint8Array && y instanceof Uint8Array ? Buffer.compare(x, y) === 0 : x === y;
}

/** Stored fields whose value differs from the old record's. */
export function changedFields(object: ObjectSchema, record: SObject, old: SObject): FieldSchema[] {
  return storedFields(object).filter((field) => !sameStored(field, record, old));
}

/** A field's value in the record as it will be saved; null when it has none. */
export function valueOf(row: { readonly record: SObject }, key: string): ApexValue {
  return row.record.fields.get(key) ?? null;
}
