import type { ObjectSchema } from '../metadata/schema.ts';
import type { Engine } from '../engine/engine.ts';
import { dmlError, fieldErrors } from './errors.ts';
import { assignments, fieldPermissions, objectPermissions } from './permission-checks.ts';
import { valueOf } from '../records/records.ts';
import type { SaveRow } from '../records/changes.ts';
import { table } from '../common/table.ts';

type Check = (rt: Engine, rows: readonly SaveRow[]) => void;

/** A product has a standard price before it has others, and one price per price book. */
const priceEntries: Check = (rt, rows) => {
  const added = rows.filter(({ old }) => old === null);
  const standard = String(rt.org.db.get('SELECT id FROM pricebook2 WHERE isstandard = 1')?.['id'] ?? '');
  const products = [...new Set(added.map((row) => valueOf(row, 'product2id')))];
  const stored = rt.org.db.all(
    'SELECT product2id, pricebook2id FROM pricebookentry WHERE isdeleted = 0 AND product2id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(products)]
  );
  const prices = new Set(stored.map((row) => `${String(row['product2id'])}:${String(row['pricebook2id'])}`));
  for (const row of added) {
    const product = String(valueOf(row, 'product2id'));
    const key = `${product}:${String(valueOf(row, 'pricebook2id'))}`;
    const isStandard = key.endsWith(`:${standard}`);
    if (prices.has(key)) {
      row.errors.push(dmlError('DUPLICATE_VALUE', 'This price definition already exists in this price book'));
    } else if (!isStandard && !prices.has(`${product}:${standard}`)) {
      row.errors.push(dmlError('STANDARD_PRICE_NOT_DEFINED', 'No standard price defined for this product'));
    } else {
      prices.add(key);
    }
  }
};

/** A converted lead stays as it is. */
const convertedLeads: Check = (_, rows) => {
  for (const { old, errors } of rows) {
    if (old?.fields.get('isconverted') === true) {
      errors.push(dmlError('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead'));
    }
  }
};

/** An event has a start and a length, in one of the forms that the API offers. */
const eventTimes: Check = (_, rows) => {
  for (const row of rows) {
    const has = (key: string): boolean => valueOf(row, key) !== null;
    const missing = [
      ...(has('durationinminutes') || has('enddatetime') ? [] : ['DurationInMinutes']),
      ...(has('activitydatetime') || has('startdatetime') || has('activitydate') ? [] : ['ActivityDateTime'])
    ];
    if (row.old === null && missing.length > 0) {
      row.errors.push(fieldErrors.missing(missing));
    }
  }
};

const CHECKS: Readonly<Record<string, Check>> = table({
  Event: eventTimes,
  FieldPermissions: fieldPermissions,
  Lead: convertedLeads,
  ObjectPermissions: objectPermissions,
  PermissionSetAssignment: assignments,
  PricebookEntry: priceEntries
});

/** Rules that the platform has for single standard objects. */
export function checkStandardRules(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  CHECKS[object.name]?.(rt, rows);
}
