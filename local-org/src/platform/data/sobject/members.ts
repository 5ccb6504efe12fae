import type { FieldSchema } from '../../../metadata/index.ts';
import type { Engine } from '../../../engine/index.ts';
import { ApexList, SObject } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { SObjectFieldToken } from '../schema/tokens.ts';
import { nullPointer } from '../support.ts';
import { fieldValue } from './assign.ts';

/** A field by name or token. */
type FieldName = string | SObjectFieldToken | null;

function invalidField(rt: Engine, record: SObject, name: string): never {
  return rt.fail('System.SObjectException', `Invalid field ${name} for ${record.objectName}`);
}

function fieldOf(rt: Engine, record: SObject, name: FieldName): FieldSchema {
  if (name === null) {
    return nullPointer('Argument cannot be null.');
  }
  if (name instanceof SObjectFieldToken) {
    return name.object.name === record.objectName ? name.field : invalidField(rt, record, name.field.name);
  }
  return record.schema?.fields.get(name.toLowerCase()) ?? invalidField(rt, record, name);
}

/** `record.get(field)`. */
export function getField(rt: Engine, record: SObject, name: FieldName): ApexValue {
  if (record.schema === null && typeof name === 'string') {
    // An aggregate result has the query's aliases instead of fields.
    return record.fields.has(name.toLowerCase()) ? record.get(name.toLowerCase()) : invalidField(rt, record, name);
  }
  const alias = typeof name === 'string' ? name.toLowerCase() : undefined;
  if (alias !== undefined && record.schema?.fields.has(alias) === false && record.queried?.has(alias) === true) {
    // What a function of the query answers goes by its alias: `SELECT FORMAT(Amount) shown`.
    return record.fields.get(alias) ?? null;
  }
  return record.get(fieldOf(rt, record, name).name.toLowerCase());
}

/** `record.put(field, value)`: answers the value before. */
export function putField(rt: Engine, record: SObject, name: FieldName, value: ApexValue): ApexValue {
  const field = fieldOf(rt, record, name);
  const key = field.name.toLowerCase();
  if (!field.createable && !field.updateable && field.type !== 'id') {
    rt.fail('System.SObjectException', `Field ${field.name} is not editable`);
  }
  const before = record.fields.get(key) ?? null;
  record.put(key, fieldValue(rt, field, value));
  return before;
}

/** Whether the field was set or queried. */
export function isSet(rt: Engine, record: SObject, name: FieldName): boolean {
  return record.has(fieldOf(rt, record, name).name.toLowerCase());
}

/** Lower-case relationship of a name (`Account`, `Account__r`) or of the token of its key (`Contact.AccountId`). */
function parentName(rt: Engine, record: SObject, name: FieldName): { key: FieldSchema; relationship: string } {
  if (name === null) {
    return nullPointer('Argument cannot be null.');
  }
  const lower = name instanceof SObjectFieldToken ? name.field.relationshipName?.toLowerCase() : name.toLowerCase();
  for (const field of record.schema?.fields.values() ?? []) {
    if (lower !== undefined && field.relationshipName?.toLowerCase() === lower) {
      return { key: field, relationship: lower };
    }
  }
  const written = name instanceof SObjectFieldToken ? name.field.name : name;
  return rt.fail('System.SObjectException', `Invalid relationship ${written} for ${record.objectName}`);
}

/** `record.getSObject(relationship)`: the parent that was queried or set, or null. */
export function getParent(rt: Engine, record: SObject, name: FieldName): SObject | null {
  return record.parents.get(parentName(rt, record, name).relationship) ?? null;
}

/** `record.putSObject(relationship, parent)`: answers the parent before. */
export function putParent(rt: Engine, record: SObject, name: FieldName, parent: SObject | null): SObject | null {
  const { key, relationship } = parentName(rt, record, name);
  if (parent !== null && !key.referenceTo.includes(parent.objectName)) {
    rt.fail('System.SObjectException', `Illegal assignment from ${parent.objectName} to ${key.referenceTo.join(', ')}`);
  }
  if (record.readOnly) {
    rt.fail('System.FinalException', 'Record is read-only');
  }
  const before = record.parents.get(relationship) ?? null;
  record.parents.set(relationship, parent);
  return before;
}

/** What describes the org itself is no stored data, and the platform answers its children with a list even if there are none. */
const CATALOGUE: ReadonlySet<string> = new Set(['EntityDefinition']);

/** `record.getSObjects(relationship)`: null when no child was found, as on the platform. */
export function getChildren(rt: Engine, record: SObject, name: FieldName): ApexList | null {
  const written = name instanceof SObjectFieldToken ? name.field.childRelationshipName : name;
  const lower = (written ?? nullPointer('Argument cannot be null.')).toLowerCase();
  const known = record.schema?.childRelationships.some((relationship) => relationship.name?.toLowerCase() === lower);
  if (!known) {
    rt.fail('System.SObjectException', `Invalid relationship ${written} for ${record.objectName}`);
  }
  const children = record.children.get(lower);
  if (children === undefined) {
    return null;
  }
  return children.size === 0 && !CATALOGUE.has(record.objectName) ? null : children;
}

/** Fields, parents and children that have been set or queried, by API name; null values that a query found are left out. */
export function* populatedFields(record: SObject): Generator<[string, ApexValue], void> {
  for (const [name, value] of record.fields) {
    if (value !== null || !record.queried?.has(name)) {
      yield [record.nameOf(name), value];
    }
  }
  for (const [name, parent] of record.parents) {
    if (parent !== null) {
      yield [relationshipName(record, name), parent];
    }
  }
  for (const [name, children] of record.children) {
    yield [
      record.schema?.childRelationships.find((child) => child.name?.toLowerCase() === name)?.name ?? name,
      children
    ];
  }
}

function relationshipName(record: SObject, lower: string): string {
  for (const field of record.schema?.fields.values() ?? []) {
    if (field.relationshipName?.toLowerCase() === lower) {
      return field.relationshipName;
    }
  }
  return lower;
}
