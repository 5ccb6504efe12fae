import { Decimal, type ApexValue, type SObject } from '../values/index.ts';
import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { applyCurrency } from './currencies.ts';
import { applyPersonType } from './person-accounts.ts';
import { recordTypeOf } from './record-types.ts';
import { evaluateFormula } from '../formula/index.ts';

interface DefaultRule {
  readonly key: string;
  readonly field: FieldSchema;
  /** The same value for every record, where the default is no formula that looks at anything. */
  readonly constant?: ApexValue;
}

const rules = new WeakMap<ObjectSchema, readonly DefaultRule[]>();

function constantOf(field: FieldSchema): ApexValue | undefined {
  const source = field.defaultValue?.trim();
  if (source === undefined) {
    const value = field.picklistValues.find((entry) => entry.isDefault && entry.active)?.value;
    return value ?? undefined;
  }
  if (field.type === 'boolean' && /^(true|false)$/i.test(source)) {
    return source.toLowerCase() === 'true';
  }
  if (/^"[^"\\]*"$/.test(source)) {
    return source.slice(1, -1);
  }
  const number = Decimal.parse(source);
  if (number !== null) {
    // A percentage is written as a fraction: 0.1 is 10 %.
    const value = field.type === 'percent' ? number.multiply(Decimal.of('100')) : number;
    return field.type === 'int' ? value.toNumber() : value;
  }
  return undefined;
}

function rulesOf(object: ObjectSchema): readonly DefaultRule[] {
  let found = rules.get(object);
  if (found === undefined) {
    found = [...object.fields.values()].flatMap((field): DefaultRule[] => {
      if (field.formula !== undefined || (field.type === 'boolean' && field.defaultValue === undefined)) {
        return [];
      }
      const constant = constantOf(field);
      const key = field.name.toLowerCase();
      if (constant !== undefined) {
        return [{ key, field, constant }];
      }
      return field.defaultValue === undefined ? [] : [{ key, field }];
    });
    rules.set(object, found);
  }
  return found;
}

/**
 * Fills in defaults of a new record, before any trigger sees it. A field that was set to null keeps null, as in the API; a picklist
 * takes its default value.
 */
export function applyDefaults(rt: Engine, object: ObjectSchema, record: SObject): void {
  applyPersonType(rt, object, record);
  applyCurrency(rt, object, record);
  const byType = recordTypeOf(rt, object, record)?.picklists;
  for (const [key, values] of byType ?? []) {
    const value = values.find(({ isDefault }) => isDefault)?.value;
    if (value !== undefined && object.fields.has(key) && !record.fields.has(key)) {
      record.fields.set(key, value);
    }
  }
  for (const { key, field, constant } of rulesOf(object)) {
    if (record.fields.has(key)) {
      continue;
    }
    const value = constant ?? evaluateFormula(rt, field.defaultValue ?? '', record, field);
    if (value !== null) {
      record.fields.set(key, value);
    }
  }
  if (object.kind === 'hierarchySetting' && (record.fields.get('setupownerid') ?? null) === null) {
    // Without an owner the values are those of the whole org.
    record.fields.set('setupownerid', rt.org.id);
  }
  if (object.fields.has('ownerid') && (record.fields.get('ownerid') ?? null) === null) {
    // A guest cannot own records: the org's default owner gets them.
    record.fields.set('ownerid', rt.tx.user.isGuest ? rt.org.users.administrator().id : rt.tx.user.id);
  }
}

/** Default values of a new record of the object, for `SObjectType.newSObject(recordTypeId, loadDefaults)`. */
export function defaultValues(rt: Engine, object: ObjectSchema, record: SObject): void {
  for (const { key, field, constant } of rulesOf(object)) {
    const value = constant ?? evaluateFormula(rt, field.defaultValue ?? '', record, field);
    if (field.createable && value !== null && !record.fields.has(key)) {
      record.fields.set(key, value);
    }
  }
  for (const [key, field] of object.fields) {
    if (field.type === 'boolean' && field.createable && !record.fields.has(key)) {
      record.fields.set(key, false);
    }
  }
}
