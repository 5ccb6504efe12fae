import { fromColumn } from '../db/index.ts';
import type { ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { ApexDatetime, type ApexValue } from '../values/index.ts';
import type { SaveRow } from '../records/index.ts';

const totals = new WeakMap<ObjectSchema, ReadonlyMap<string, ApexValue>>();

/** What roll-ups show of a record without children: counts and sums are 0, a least or greatest value is blank. */
function emptyTotals(object: ObjectSchema): ReadonlyMap<string, ApexValue> {
  let found = totals.get(object);
  if (found === undefined) {
    const fields = [...object.fields.values()].filter(({ summary }) => /^(count|sum)$/.test(summary?.operation ?? ''));
    found = new Map(fields.map((field) => [field.name.toLowerCase(), fromColumn(field, 0)]));
    totals.set(object, found);
  }
  return found;
}

const booleans = new WeakMap<ObjectSchema, readonly string[]>();

/** A stored checkbox is never blank. */
function booleanFields(object: ObjectSchema): readonly string[] {
  let keys = booleans.get(object);
  if (keys === undefined) {
    keys = [...object.fields].filter(([, field]) => field.type === 'boolean').map(([key]) => key);
    booleans.set(object, keys);
  }
  return keys;
}

/** Fills in what the platform keeps of every record: who saved it when, checkboxes that nobody set, roll-ups of nothing. */
export function stamp(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  const now = new ApexDatetime(Math.floor(rt.tx.now() / 1000) * 1000);
  const user = rt.tx.user.id;
  for (const { record, old } of rows) {
    const set = (key: string, value: ApexDatetime | string | boolean): void => {
      if (object.fields.has(key)) {
        record.fields.set(key, value);
      }
    };
    if (old === null) {
      set('createddate', now);
      set('createdbyid', user);
      set('isdeleted', false);
      emptyTotals(object).forEach((zero, key) => record.fields.set(key, zero));
    }
    for (const field of booleanFields(object)) {
      if (!record.fields.has(field)) {
        record.fields.set(field, false);
      }
    }
    set('lastmodifieddate', now);
    set('lastmodifiedbyid', user);
    set('systemmodstamp', now);
  }
}
