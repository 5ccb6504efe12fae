import type { ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { dmlError, fieldErrors } from './errors.ts';
import { assignments, fieldPermissions, objectPermissions } from './permission-checks.ts';
import type { SObject } from '../values/index.ts';
import { valueOf } from '../records/index.ts';
import type { SaveRow } from '../records/index.ts';
import { table } from '../common/index.ts';
import { contactsOfPersons } from './person-accounts.ts';

type Check = (rt: Engine, rows: readonly SaveRow[]) => void;

/** A product has a standard price before it has others, and one price per price book. */
const priceEntries: Check = (rt, rows) => {
  const added = rows.filter(({ old }) => old === null);
  const standard = String(rt.org.db.get('SELECT id FROM pricebook2 WHERE isstandard = 1')?.['id'] ?? '');
  const products = [...new Set(added.map((row) => valueOf(row, 'product2id')))];
  const stored = rt.org.db.all(
    'SELECT * FROM pricebookentry WHERE isdeleted = 0 AND product2id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(products)]
  );
  const prices = new Set(
    stored.map(
      (row) => `${String(row['product2id'])}:${String(row['currencyisocode'] ?? '')}:${String(row['pricebook2id'])}`
    )
  );
  for (const row of added) {
    const product = `${String(valueOf(row, 'product2id'))}:${String(valueOf(row, 'currencyisocode') ?? '')}`;
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

/** An order or a contract begins as a draft; an order is activated once it has a product. */
const activation: Check = (rt, rows) => {
  for (const row of rows) {
    const isActive = (record: SObject | null): boolean =>
      String(record?.fields.get('status') ?? '').toLowerCase() === 'activated';
    if (!isActive(row.record) || isActive(row.old)) {
      continue;
    }
    const isOrder = row.record.objectName === 'Order';
    if (row.old === null) {
      const kind = isOrder ? 'order' : 'contract';
      const message = `Choose a valid ${kind} status and save your changes. Ask your admin for details.`;
      row.errors.push(dmlError('FAILED_ACTIVATION', message, ['Status']));
    } else if (isOrder) {
      const sql = 'SELECT id FROM orderitem WHERE orderid = ? AND isdeleted = 0 LIMIT 1';
      rt.org.db.ensureTable(rt.org.schema.object('OrderItem')!);
      if (rt.org.db.get(sql, [row.old.id]) === undefined) {
        row.errors.push(dmlError('FAILED_ACTIVATION', 'An order must have at least one product.'));
      }
    }
  }
};

/** A file is linked to a record once. */
const fileLinks: Check = (rt, rows) => {
  const known = new Set<string>();
  for (const row of rows.filter(({ old }) => old === null)) {
    const [document, entity] = [valueOf(row, 'contentdocumentid'), valueOf(row, 'linkedentityid')];
    const key = `${String(document)}:${String(entity)}`;
    const sql =
      'SELECT id FROM contentdocumentlink WHERE contentdocumentid = ? AND linkedentityid = ? AND isdeleted = 0';
    const found = known.has(key) ? { id: 'unknown' } : rt.org.db.get(sql, [String(document), String(entity)]);
    if (found !== undefined) {
      const message = `duplicate value found: LinkedEntityId duplicates value on record with id: ${String(found['id']).slice(0, 15)}`;
      row.errors.push(dmlError('DUPLICATE_VALUE', message));
    }
    known.add(key);
  }
};

/** Users are made by those who manage them, whatever the mode of the code; a user has a time zone that there is. */
const users: Check = (rt, rows) => {
  const { user } = rt.tx;
  const mayMake =
    user.userType === 'AutomatedProcess' ||
    ['ManageUsers', 'ManageInternalUsers'].some((right) => rt.org.access.hasUserPermission(user, right));
  for (const row of rows) {
    if (row.old === null && !mayMake) {
      row.errors.push(dmlError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
    }
    const zone = valueOf(row, 'timezonesidkey');
    if (typeof zone === 'string' && zone !== row.old?.fields.get('timezonesidkey') && !isTimeZone(zone)) {
      const message = `Time Zone: bad value for restricted picklist field: ${zone}`;
      row.errors.push(dmlError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, ['TimeZoneSidKey']));
    }
  }
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

const CHECKS: Readonly<Record<string, Check>> = table({
  ContentDocumentLink: fileLinks,
  Contract: activation,
  Contact: contactsOfPersons,
  Event: eventTimes,
  FieldPermissions: fieldPermissions,
  Lead: convertedLeads,
  Order: activation,
  ObjectPermissions: objectPermissions,
  PermissionSetAssignment: assignments,
  PricebookEntry: priceEntries,
  User: users
});

/** Rules that the platform has for single standard objects. */
export function checkStandardRules(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  CHECKS[object.name]?.(rt, rows);
}
