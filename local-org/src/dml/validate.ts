import { isText } from '../metadata/index.ts';
import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import { ApexBlob, Decimal, isIdText, type ApexValue, type SObject } from '../values/index.ts';
import { fieldErrors } from './errors.ts';
import { storedFields } from '../db/index.ts';
import type { SaveContext, SaveRow } from '../records/index.ts';
import { inputForm, normalized } from './normal-form.ts';
import { sameStored } from '../records/index.ts';

/** Records whose own options (`setOptions`) ask for texts to be cut. */
export const truncated = new WeakSet<SObject>();

const EMAIL = /^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+\.[^\s@.<>()[\],;:\\"]+$/;

function checkText(field: FieldSchema, text: string, row: SaveRow): void {
  if (field.length > 0 && text.length > field.length) {
    row.errors.push(fieldErrors.tooLong(field, text));
  } else if (field.type === 'email' && !EMAIL.test(text)) {
    row.errors.push(fieldErrors.badEmail(field, text));
  } else if (field.restrictedPicklist && (field.type === 'picklist' || field.type === 'multipicklist')) {
    const known = new Set(field.picklistValues.filter((v) => v.active).map((v) => v.value.toLowerCase()));
    const chosen = field.type === 'multipicklist' ? text.split(';') : [text];
    const bad = chosen.find((value) => !known.has(value.toLowerCase()));
    if (bad !== undefined) {
      row.errors.push(fieldErrors.badPicklist(field, bad));
    }
  }
}

function checkNumber(field: FieldSchema, value: Decimal, row: SaveRow): void {
  const digits = field.precision - field.scale;
  if (digits > 0 && value.abs().compareTo(Decimal.of(`1e${digits}`)) >= 0) {
    row.errors.push(fieldErrors.outOfRange(field, value.toPlainString()));
  }
}

function checkValue(field: FieldSchema, value: ApexValue, row: SaveRow): void {
  if (value === null) {
    if (field.type === 'boolean') {
      row.errors.push(fieldErrors.nullCheckbox(field));
    }
    return;
  }
  if (typeof value === 'string' && isText(field.type)) {
    checkText(field, value, row);
  } else if (value instanceof Decimal) {
    checkNumber(field, value, row);
  } else if (field.type === 'reference' && typeof value === 'string' && !isIdText(value)) {
    row.errors.push(fieldErrors.malformedId(field, value));
  }
}

/** A file without a byte is no file. */
function isEmpty(value: ApexValue): boolean {
  return value === null || (value instanceof ApexBlob && value.bytes.length === 0);
}

const required = new WeakMap<ObjectSchema, readonly FieldSchema[]>();

function requiredFields(object: ObjectSchema): readonly FieldSchema[] {
  let fields = required.get(object);
  if (fields === undefined) {
    fields = [...object.fields.values()].filter((field) => field.required && field.type !== 'boolean');
    required.set(object, fields);
  }
  return fields;
}

/**
 * Fields that only the system may set, when someone else tried to. Apex refuses them when they are assigned; where they still came
 * along in a record (read from JSON, made with defaults), a save passes over them, while a merge and the APIs refuse them.
 */
function checkWriteable(context: SaveContext, row: SaveRow): void {
  if (context.internal === true || row.source.queried !== null) {
    return;
  }
  const bad: string[] = [];
  for (const [key, value] of row.source.fields) {
    const field = context.object.fields.get(key);
    if (field === undefined || key === 'id' || value === null) {
      continue;
    }
    if (row.old === null ? !field.createable : !field.updateable && !isUnchanged(field, row.source, row.old)) {
      bad.push(field.name);
    }
  }
  // A detail that may not move to another master is refused by name.
  const moved = bad.filter(
    (name) => row.old !== null && context.object.fields.get(name.toLowerCase())?.masterDetail === true
  );
  if (moved.length > 0) {
    row.errors.push(fieldErrors.notWriteable(moved));
  } else if (context.caller !== 'api' && context.operation !== 'merge') {
    bad.forEach((name) => leaveAsStored(row, name.toLowerCase()));
  } else if (bad.length > 0) {
    row.errors.push(fieldErrors.notWriteable(bad));
  }
}

function leaveAsStored({ record, old }: SaveRow, key: string): void {
  const stored = old?.fields.get(key);
  if (stored === undefined) {
    record.fields.delete(key);
  } else {
    record.fields.set(key, stored);
  }
}

/** Computed values travel with records that triggers were given; only a stored value can have been changed. */
function isUnchanged(field: FieldSchema, source: SObject, old: SObject): boolean {
  return field.formula !== undefined || field.summary !== undefined || sameStored(field, source, old);
}

/** Checks what the caller set and brings it into the form that triggers see. */
export function checkInput(context: SaveContext, row: SaveRow): void {
  checkWriteable(context, row);
  for (const key of row.source.fields.keys()) {
    const field = context.object.fields.get(key);
    const value = row.record.fields.get(key);
    if (field !== undefined && typeof value === 'string') {
      row.record.fields.set(key, inputForm(field, value));
    }
  }
}

/** Brings a record into its stored form and checks every value: the platform's system validation after the before triggers. */
export function validateRow(context: SaveContext, row: SaveRow): void {
  const { object } = context;
  const { record, old } = row;
  const cuts = context.truncates === true || truncated.has(row.source);
  for (const field of storedFields(object)) {
    const key = field.name.toLowerCase();
    const value = record.fields.get(key);
    if (value === undefined) {
      continue;
    }
    const text = normalized(field, value);
    const isLong = cuts && typeof text === 'string' && field.length > 0 && isText(field.type);
    const clean = isLong ? text.slice(0, field.length) : text;
    if (clean !== value) {
      record.fields.set(key, clean);
    }
    // What was stored before may break rules that are newer than it: only changed values are checked.
    const isNoCheckbox = clean === null && field.type === 'boolean';
    if (old === null || isNoCheckbox || !sameStored(field, record, old)) {
      checkValue(field, clean, row);
    }
  }
  const missing = requiredFields(object).filter((field) => {
    const key = field.name.toLowerCase();
    return isEmpty(record.fields.get(key) ?? null) && (old === null || (old.fields.get(key) ?? null) !== null);
  });
  if (missing.length > 0) {
    row.errors.push(fieldErrors.missing(missing.map((field) => field.name)));
  }
}
