import { quote, tableOf, toColumn } from '../db/index.ts';
import type { FieldSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { ApexException, type SObject } from '../values/index.ts';
import { dmlError } from './errors.ts';
import { saveRows } from './save.ts';
import type { DmlError, DmlResult, SaveContext } from '../records/index.ts';
import { uniqueKey } from './unique.ts';

interface Item {
  readonly source: SObject;
  readonly index: number;
}

function failure(source: SObject, error: DmlError): DmlResult {
  return { id: source.id, success: false, created: false, errors: [error] };
}

function matchField(context: SaveContext, name: string): FieldSchema {
  const field = context.object.fields.get(name.toLowerCase());
  if (
    field === undefined ||
    !(field.externalId || field.type === 'id' || field.unique || field.name === context.object.nameField)
  ) {
    throw new ApexException('System.SObjectException', `Invalid field ${name} for upsert: it is no external id`);
  }
  return field;
}

/** Ids of the stored records per value of the external id. */
function matches(rt: Engine, context: SaveContext, field: FieldSchema, items: readonly Item[]): Map<string, string[]> {
  const values = items.map(({ source }) => toColumn(field, source.fields.get(field.name.toLowerCase()) ?? null));
  const column = quote(field.name);
  const rows = rt.org.db.all(
    `SELECT id, ${column} AS value FROM ${tableOf(context.object)} WHERE isdeleted = 0 AND ${column} IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(values.map((value) => (typeof value === 'bigint' ? Number(value) : value)))]
  );
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const key = uniqueKey(field, row['value'] ?? null);
    found.set(key, [...(found.get(key) ?? []), String(row['id'])]);
  }
  return found;
}

/**
 * Inserts what is new and updates what is there, matched by the record's Id or by an external id field. Values that occur twice in
 * the request fail, as does a value that several stored records have.
 */
export function upsertRows(
  rt: Engine,
  context: SaveContext,
  items: readonly Item[],
  externalIdField: string | null | undefined
): DmlResult[] {
  const results = new Map<number, DmlResult>();
  const inserts: Item[] = [];
  const updates: Item[] = [];
  const field =
    externalIdField === null || externalIdField === undefined ? undefined : matchField(context, externalIdField);
  if (field === undefined || field.type === 'id') {
    items.forEach((item) => (item.source.id === null ? inserts : updates).push(item));
  } else {
    rt.org.db.ensureTable(context.object);
    const key = field.name.toLowerCase();
    const found = matches(rt, context, field, items);
    const counts = new Map<string, number>();
    for (const { source } of items) {
      const value = source.fields.get(key) ?? null;
      const text = value === null ? '' : uniqueKey(field, toColumn(field, value));
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    for (const item of items) {
      const value = item.source.fields.get(key) ?? null;
      const text = value === null ? '' : uniqueKey(field, toColumn(field, value));
      const ids = found.get(text) ?? [];
      if (value === null || value === '') {
        results.set(item.index, failure(item.source, dmlError('MISSING_ARGUMENT', `${field.name} not specified`)));
      } else if ((counts.get(text) ?? 0) > 1) {
        // Nobody can say which of the rows is meant, so none is saved.
        const message = `Duplicate external id specified: ${text}`;
        results.set(item.index, failure(item.source, dmlError('DUPLICATE_VALUE', message, [field.name])));
      } else if (ids.length > 1) {
        const message = `${field.name}: more than one record found for external id field: [${ids.join(', ')}]`;
        results.set(item.index, failure(item.source, dmlError('DUPLICATE_EXTERNAL_ID', message, [field.name])));
      } else if (ids[0] === undefined) {
        inserts.push(item);
      } else {
        item.source.fields.set('id', ids[0]);
        updates.push(item);
      }
    }
  }
  const isStopped = context.allOrNone && results.size > 0;
  const save = (part: readonly Item[], isInsert: boolean): void => {
    const saved = isStopped || part.length === 0 ? [] : saveRows(rt, context, part, isInsert);
    saved.forEach((result, position) => results.set(part[position]?.index ?? -1, result));
  };
  save(inserts, true);
  save(updates, false);
  return items.map(
    ({ index, source }) => results.get(index) ?? { id: source.id, success: true, created: false, errors: [] }
  );
}
