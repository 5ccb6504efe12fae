import type { Engine } from '../engine/index.ts';
import { SObject, type ApexValue } from '../values/index.ts';
import { insertRecord } from '../records/index.ts';

/**
 * Writes a record that the platform makes beside a saved one, with that record's audit fields and without triggers.
 * @returns the new record's id
 */
export function systemInsert(
  rt: Engine,
  objectName: string,
  like: SObject,
  values: Readonly<Record<string, ApexValue>>
): string {
  const object = rt.org.schema.object(objectName);
  if (object === undefined) {
    throw new Error(`There is no object ${objectName}`);
  }
  const record = new SObject(object.name, object);
  for (const key of ['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp']) {
    record.fields.set(key, like.fields.get(key) ?? null);
  }
  for (const [key, value] of Object.entries(values)) {
    record.fields.set(key, value);
  }
  const id = rt.org.db.nextId(object);
  record.fields.set('id', id);
  insertRecord(rt.org.db, object, record);
  return id;
}
