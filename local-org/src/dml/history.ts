import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { ApexDate, ApexDatetime, stringOf, type ApexValue, type SObject } from '../values/index.ts';
import { sameStored, type SaveRow } from '../records/index.ts';
import { systemInsert } from './system-insert.ts';

/** The object that keeps an object's field history, and its field for the record. */
function historyOf(rt: Engine, object: ObjectSchema): { name: string; parentField: string } | undefined {
  const isCustom = /__c$/i.test(object.name);
  const name = isCustom ? object.name.replace(/__c$/i, '__History') : `${object.name}History`;
  const history = rt.org.schema.object(name);
  return history === undefined || history.keyPrefix === ''
    ? undefined
    : { name: history.name, parentField: isCustom ? 'parentid' : `${object.name.toLowerCase()}id` };
}

/** Long texts are noted as changed, without their values. */
const WITHOUT_VALUES = new Set(['longtextarea', 'richtextarea', 'multipicklist', 'encryptedstring']);

function text(value: ApexValue): string | null {
  if (value === null) {
    return null;
  }
  return value instanceof ApexDate || value instanceof ApexDatetime ? value.toIso() : stringOf(value);
}

function nameOf(rt: Engine, value: ApexValue): string | null {
  const object = typeof value === 'string' ? rt.org.schema.objectByPrefix(value.slice(0, 3)) : undefined;
  if (object === undefined || typeof value !== 'string') {
    return null;
  }
  const row = rt.org.db.get(`SELECT * FROM "${object.name.toLowerCase()}" WHERE id = ?`, [value]);
  const name = row?.[object.nameField.toLowerCase()];
  return name === null || name === undefined ? null : String(name);
}

function note(
  rt: Engine,
  history: { name: string; parentField: string },
  record: SObject,
  field: FieldSchema,
  old: SObject
): void {
  const key = field.name.toLowerCase();
  const values = [old.fields.get(key) ?? null, record.fields.get(key) ?? null];
  const shown = WITHOUT_VALUES.has(field.type) ? [null, null] : values.map(text);
  const write = (dataType: string, [before = null, after = null]: readonly (string | null)[]): void =>
    void systemInsert(rt, history.name, record, {
      [history.parentField]: record.id,
      field: field.custom ? field.name : field.name.replace(/Id$/, ''),
      datatype: dataType,
      oldvalue: before,
      newvalue: after
    });
  if (field.type === 'reference') {
    write(
      'Text',
      values.map((value) => nameOf(rt, value))
    );
    write('EntityId', shown);
  } else {
    write(field.type === 'string' ? 'Text' : field.type, shown);
  }
}

/**
 * Writes the history of tracked fields. Inside a test there is none, as the platform writes it when a transaction is committed.
 */
export function writeHistory(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  const tracked = rt.tx.isTest ? [] : [...object.fields.values()].filter((field) => field.trackHistory === true);
  const history = tracked.length === 0 ? undefined : historyOf(rt, object);
  for (const { record, old } of history === undefined ? [] : rows) {
    if (history !== undefined && old === null) {
      systemInsert(rt, history.name, record, { [history.parentField]: record.id, field: 'created', datatype: 'Text' });
    } else if (history !== undefined && old !== null) {
      const changed = tracked.filter((field) => !sameStored(field, record, old));
      changed.forEach((field) => note(rt, history, record, field, old));
    }
  }
}
