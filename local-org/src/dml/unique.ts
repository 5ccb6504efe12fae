import { quote, tableOf, toColumn, type SqlValue } from '../db/index.ts';
import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { fieldErrors } from './errors.ts';
import { sameStored, type SaveRow } from '../records/index.ts';

/** Fields whose values may occur once; a hierarchy setting exists once per owner. */
export function uniqueFields(object: ObjectSchema): FieldSchema[] {
  return [...object.fields.values()].filter(
    (field) => field.unique || (object.kind === 'hierarchySetting' && field.name === 'SetupOwnerId')
  );
}

/** The form in which two values of the field are the same. */
export function uniqueKey(field: FieldSchema, column: SqlValue): string {
  const text = String(column);
  return field.caseSensitive || field.type === 'reference' ? text : text.toLowerCase();
}

/**
 * Finds rows that repeat a unique value of a stored record or of an earlier row of the chunk. New rows must have their ids by then.
 */
export function checkUnique(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  for (const field of uniqueFields(object)) {
    const key = field.name.toLowerCase();
    const candidates = rows.flatMap((row) => {
      const value = row.record.fields.get(key) ?? null;
      const isNew = row.old === null || !sameStored(field, row.record, row.old);
      return value !== null && isNew ? [{ row, column: toColumn(field, value) }] : [];
    });
    if (candidates.length === 0) {
      continue;
    }
    const values = candidates.map(({ column }) => (typeof column === 'bigint' ? Number(column) : column));
    const column = quote(field.name);
    const stored = rt.org.db.all(
      `SELECT id, ${column} AS value FROM ${tableOf(object)} WHERE isdeleted = 0 AND ${column} IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(values)]
    );
    // A row of this chunk that gives its value up does not keep others from it; one that keeps it does.
    const giving = new Set(candidates.map(({ row }) => row.old?.id));
    const owners = new Map<string, string>();
    for (const found of stored) {
      if (!giving.has(String(found['id']))) {
        owners.set(uniqueKey(field, found['value'] ?? null), String(found['id']));
      }
    }
    for (const { row, column: value } of candidates) {
      const id = row.record.id ?? '';
      const owner = owners.get(uniqueKey(field, value));
      if (owner === undefined) {
        owners.set(uniqueKey(field, value), id);
      } else if (owner !== id) {
        const isUsername = object.name === 'User' && field.name === 'Username';
        row.errors.push(isUsername ? fieldErrors.duplicateUsername() : fieldErrors.duplicate(field, owner));
      }
    }
  }
}
