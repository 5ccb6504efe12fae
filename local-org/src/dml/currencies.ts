import type { Engine } from '../engine/index.ts';
import { CURRENCY_OF_PARENT } from '../metadata/index.ts';
import type { ObjectSchema } from '../metadata/index.ts';
import type { SaveRow } from '../records/index.ts';
import { loadRecords } from '../records/index.ts';
import { userCurrency } from '../engine/index.ts';
import { toId18, type SObject } from '../values/index.ts';
import { fieldErrors } from './errors.ts';

const KEY = 'currencyisocode';

/** A new record is in its user's currency. */
export function applyCurrency(rt: Engine, object: ObjectSchema, record: SObject): void {
  if (object.fields.has(KEY) && (record.fields.get(KEY) ?? null) === null) {
    record.fields.set(KEY, userCurrency(rt));
  }
}

/** Gives line items the currency of what they are lines of, and refuses currencies that the org does not have or no longer uses. */
export function settleCurrencies(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  const field = object.fields.get(KEY);
  if (field === undefined) {
    return;
  }
  const link = Object.hasOwn(CURRENCY_OF_PARENT, object.name) ? CURRENCY_OF_PARENT[object.name] : undefined;
  const [target = ''] = object.fields.get(link ?? '')?.referenceTo ?? [];
  const parent = link === undefined ? undefined : rt.org.schema.object(target);
  const active = new Set(
    rt.org.db.all('SELECT isocode FROM currencytype WHERE isactive = 1').map((row) => String(row['isocode']))
  );
  for (const row of rows) {
    const id = row.record.fields.get(link ?? '');
    if (parent !== undefined && typeof id === 'string') {
      const currency = loadRecords(rt.org.db, parent, [toId18(id)])
        .get(toId18(id))
        ?.fields.get(KEY);
      row.record.fields.set(KEY, currency ?? userCurrency(rt));
    }
    const code = row.record.fields.get(KEY);
    const isChanged = row.old === null || row.old.fields.get(KEY) !== code;
    if (typeof code === 'string' && isChanged && !active.has(code)) {
      row.errors.push(fieldErrors.badPicklist(field, code));
    }
  }
}
