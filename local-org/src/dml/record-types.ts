import type { ObjectSchema, RecordType } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import type { SObject } from '../values/index.ts';
import { fieldErrors } from './errors.ts';
import { sameStored, type SaveRow } from '../records/index.ts';

/** The record type that a record names. */
export function recordTypeOf(rt: Engine, object: ObjectSchema, record: SObject): RecordType | undefined {
  const id = object.recordTypes.length === 0 ? null : (record.fields.get('recordtypeid') ?? null);
  const name =
    typeof id === 'string' ? rt.org.db.get('SELECT developername FROM recordtype WHERE id = ?', [id]) : undefined;
  return object.recordTypes.find(({ developerName }) => developerName === name?.['developername']);
}

/** Restricted picklists have the values of the record's type only. */
export function checkRecordTypePicklists(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  for (const row of object.recordTypes.length === 0 ? [] : rows) {
    const type = recordTypeOf(rt, object, row.record);
    for (const [key, values] of type?.picklists ?? []) {
      const field = object.fields.get(key);
      const value = row.record.fields.get(key);
      const isChanged = field !== undefined && (row.old === null || !sameStored(field, row.record, row.old));
      if (field?.restrictedPicklist !== true || typeof value !== 'string' || !isChanged) {
        continue;
      }
      const allowed = new Set(values.map((item) => item.value.toLowerCase()));
      const bad = value
        .split(field.type === 'multipicklist' ? ';' : '\0')
        .find((part) => !allowed.has(part.toLowerCase()));
      if (bad !== undefined) {
        row.errors.push(fieldErrors.badPicklist(field, bad));
      }
    }
  }
}
