import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { Decimal, NotImplementedError, type ApexValue, type SObject } from '../values/index.ts';
import { loadRecords } from '../records/index.ts';
import { FormulaError, number } from './values.ts';
import { table } from '../common/index.ts';

/** What paths mean where they do not begin at a record. */
export interface FormulaContext {
  value(path: readonly string[]): ApexValue;
  field(path: readonly string[]): FieldSchema | undefined;
  /** Whether it answers a variable of this name, `$…`, itself. */
  owns?(variable: string): boolean;
  /** The value before the change. */
  prior?(path: readonly string[]): ApexValue;
}

/** What a formula is evaluated for. */
export interface FormulaScope {
  readonly rt: Engine;
  readonly object: ObjectSchema;
  readonly record: SObject;
  /** The stored record before the change; null for a new one. */
  readonly old: SObject | null;
  readonly isNew: boolean;
  /** Blank numbers count as 0. */
  readonly blankAsZero: boolean;
  /** Fields are looked for elsewhere than on the record: in what Apex evaluates a formula for. */
  readonly context?: FormulaContext;
  /** Computes a formula field of another record. */
  computed(object: ObjectSchema, field: FieldSchema, record: SObject): ApexValue;
}

/** Formulas call a queue `Queue` and its fields by names of their own; it is stored as a group. */
const QUEUE_FIELDS: Readonly<Record<string, string>> = table({ queuename: 'name', queueemail: 'email' });

function fieldOf(object: ObjectSchema, name: string): FieldSchema {
  const key = name.toLowerCase();
  const field = object.fields.get(object.name === 'Group' ? (QUEUE_FIELDS[key] ?? key) : key);
  if (field === undefined) {
    throw new FormulaError(`Field ${name} does not exist. Check spelling.`);
  }
  return field;
}

function valueOf(scope: FormulaScope, object: ObjectSchema, record: SObject, name: string): ApexValue {
  const field = fieldOf(object, name);
  const value =
    field.formula === undefined
      ? (record.fields.get(field.name.toLowerCase()) ?? null)
      : scope.computed(object, field, record);
  if (field.type === 'percent') {
    // 20 % is 0.2 in a formula.
    return number(value)?.multiply(HUNDREDTH) ?? null;
  }
  return value === null && field.type === 'boolean' ? false : value;
}

const HUNDREDTH = Decimal.of('0.01');

/** The field at the end of a path; undefined for global variables and for what is not there. */
export function fieldAt(scope: FormulaScope, path: readonly string[]): FieldSchema | undefined {
  if (scope.context !== undefined) {
    return scope.context.field(path);
  }
  let object: ObjectSchema | undefined = path[0]?.startsWith('$') ? undefined : scope.object;
  for (const step of path.slice(0, -1)) {
    const [relationship = '', type] = step.toLowerCase().split(':');
    const key = [...(object?.fields.values() ?? [])].find((f) => f.relationshipName?.toLowerCase() === relationship);
    object = scope.rt.org.schema.object(type === 'queue' ? 'Group' : (type ?? key?.referenceTo[0] ?? ''));
  }
  return object?.fields.get((path.at(-1) ?? '').toLowerCase());
}

/**
 * The stored record that a lookup points to.
 * @param step name of the relationship, of a polymorphic one with the type that the parent must have: `Owner:User`
 */
function parentOf(
  scope: FormulaScope,
  object: ObjectSchema,
  record: SObject,
  step: string
): [ObjectSchema, SObject] | null {
  const [relationship = '', type] = step.split(':');
  const lower = relationship.toLowerCase();
  const lookup = [...object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === lower);
  if (lookup === undefined) {
    throw new FormulaError(`Field ${relationship} does not exist. Check spelling.`);
  }
  const id = record.fields.get(lookup.name.toLowerCase());
  if (typeof id !== 'string' || id === '') {
    return null;
  }
  const parent =
    scope.rt.org.schema.objectByPrefix(id.slice(0, 3)) ?? scope.rt.org.schema.object(lookup.referenceTo[0] ?? '');
  if (type !== undefined && parent?.name.toLowerCase() !== type.toLowerCase().replace(/^queue$/, 'group')) {
    return null;
  }
  const found = parent === undefined ? undefined : loadRecords(scope.rt.org.db, parent, [id]).get(id);
  return parent === undefined || found === undefined ? null : [parent, found];
}

function pathValue(scope: FormulaScope, path: readonly string[], start: SObject): ApexValue {
  let object = scope.object;
  let record = start;
  for (const relationship of path.slice(0, -1)) {
    const parent = parentOf(scope, object, record, relationship);
    if (parent === null) {
      return null;
    }
    [object, record] = parent;
  }
  return valueOf(scope, object, record, path.at(-1) ?? '');
}

/** A single stored record of an object, as the global variables `$User`, `$Profile` … read it. */
function globalRecord(scope: FormulaScope, objectName: string, id: string | null, path: readonly string[]): ApexValue {
  const object = scope.rt.org.schema.object(objectName);
  const record = object === undefined || id === null ? undefined : loadRecords(scope.rt.org.db, object, [id]).get(id);
  return object === undefined || record === undefined ? null : pathValue({ ...scope, object, record }, path, record);
}

function customMetadataValue(scope: FormulaScope, path: readonly string[]): ApexValue {
  const [objectName = '', developerName = '', field = ''] = path;
  const object = scope.rt.org.schema.object(objectName);
  const row =
    object &&
    scope.rt.org.db.get(`SELECT id FROM "${object.name.toLowerCase()}" WHERE developername = ?`, [developerName]);
  return row === undefined ? null : globalRecord(scope, objectName, String(row['id']), [field]);
}

function globalValue(scope: FormulaScope, path: readonly string[]): ApexValue {
  const [variable = '', ...rest] = path;
  const { user } = scope.rt.tx;
  const { org } = scope.rt;
  const name = rest[0] ?? '';
  switch (variable.toLowerCase()) {
    case '$user':
      return name.toLowerCase() === 'id' ? user.id : globalRecord(scope, 'User', user.id, rest);
    case '$profile':
      return name.toLowerCase() === 'name' ? user.profileName : globalRecord(scope, 'Profile', user.profileId, rest);
    case '$userrole':
      return globalRecord(scope, 'UserRole', user.roleId, rest);
    case '$recordtype':
      return pathValue(scope, ['RecordType', ...rest], scope.record);
    case '$organization': {
      const row = org.db.get('SELECT id FROM "organization" LIMIT 1');
      return row === undefined ? null : globalRecord(scope, 'Organization', String(row['id']), rest);
    }
    case '$permission':
      return org.access.hasCustomPermission(user, name);
    case '$label':
      return org.metadata.labels.get(name.toLowerCase())?.value ?? null;
    case '$custommetadata':
      return customMetadataValue(scope, rest);
    case '$setup':
      return settingValue(scope, name, rest[1] ?? '');
    case '$api':
      return apiValue(scope, name);
    default:
      throw new NotImplementedError(`Formula variable ${variable}`);
  }
}

/** A field of a hierarchy setting: that of the user, else of the profile, else of the organisation. */
function settingValue(scope: FormulaScope, objectName: string, fieldName: string): ApexValue {
  const { rt } = scope;
  const object = rt.org.schema.object(objectName);
  if (object?.kind !== 'hierarchySetting') {
    throw new FormulaError(`Field $Setup.${objectName} does not exist. Check spelling.`);
  }
  const field = fieldOf(object, fieldName);
  rt.org.db.ensureTable(object);
  for (const owner of [rt.tx.user.id, rt.tx.user.profileId, rt.org.id]) {
    const row = rt.org.db.get(`SELECT id FROM "${object.name.toLowerCase()}" WHERE setupownerid = ?`, [owner]);
    const value = row === undefined ? null : globalRecord(scope, object.name, String(row['id']), [field.name]);
    if (value !== null) {
      return value;
    }
  }
  return field.type === 'boolean' ? false : null;
}

/** `$Api.Partner_Server_URL_260` and `$Api.Enterprise_Server_URL_260`: addresses of the SOAP API, the version without its point. */
function apiValue({ rt }: FormulaScope, name: string): ApexValue {
  const [, kind = '', version = ''] = /^(partner|enterprise)_server_url_(\d+)$/i.exec(name) ?? [];
  if (kind === '') {
    throw new NotImplementedError(`Formula variable $Api.${name}`);
  }
  const path = kind.toLowerCase() === 'partner' ? 'u' : 'c';
  return `${rt.org.address}/services/Soap/${path}/${Number(version) / 10}.0/${rt.org.id.slice(0, 15)}`;
}

/** Value of a field or global variable; the fields of `record` instead of the scope's when given (for prior values). */
export function resolvePath(scope: FormulaScope, path: readonly string[], record: SObject = scope.record): ApexValue {
  if (path[0]?.startsWith('$') && scope.context?.owns?.(path[0]) !== true) {
    return globalValue(scope, path);
  }
  return scope.context === undefined ? pathValue(scope, path, record) : scope.context.value(path);
}
