import { ApexList, NotImplementedError, SObject, type ApexType, type ApexValue } from '../values/index.ts';
import { fail, nullPointer } from './failures.ts';

/** A field of a record by lower-case name. */
export function field(record: SObject | null, name: string): ApexValue {
  return record === null ? nullPointer() : record.get(name);
}

/** A field reached over a relationship: null if there is no parent. */
export function fieldOf(parentRecord: SObject | null, name: string): ApexValue {
  return parentRecord === null ? null : parentRecord.get(name);
}

/** A checkbox, which reads as false when it holds null (Apex Developer Guide, sObject Types). */
export function checkbox(record: SObject | null, name: string): ApexValue {
  return field(record, name) ?? false;
}

/** A checkbox reached over a relationship: null if there is no parent. */
export function checkboxOf(parentRecord: SObject | null, name: string): ApexValue {
  return parentRecord === null ? null : checkbox(parentRecord, name);
}

export function setField(record: SObject | null, name: string, value: ApexValue): ApexValue {
  return record === null ? nullPointer() : record.put(name, value);
}

/** A parent by lower-case relationship name. */
export function parent(record: SObject | null, name: string): SObject | null {
  return record === null ? nullPointer() : parentOf(record, name);
}

export function parentOf(record: SObject | null, name: string): SObject | null {
  if (record === null) {
    return null;
  }
  const found = record.parents.get(name);
  if (found === undefined && record.queried !== null && !record.queried.has(name)) {
    fail(
      'System.SObjectException',
      `SObject row was retrieved via SOQL without querying the requested field: ${record.objectName}.${relationshipName(record, name)}`
    );
  }
  return found ?? null;
}

function relationshipName(record: SObject, name: string): string {
  for (const candidate of record.schema?.fields.values() ?? []) {
    if (candidate.relationshipName?.toLowerCase() === name) {
      return candidate.relationshipName;
    }
  }
  return name;
}

export function setParent(record: SObject | null, name: string, value: SObject | null): SObject | null {
  if (record === null) {
    nullPointer();
  }
  record.parents.set(name, value);
  return value;
}

/** Child records by lower-case relationship name; none if no query has asked for them. */
export function children(record: SObject | null, name: string, type: ApexType): ApexList {
  if (record === null) {
    nullPointer();
  }
  return record.children.get(name) ?? new ApexList(type);
}

/** The only row of a query, for an assignment to a record. */
export function single(list: ApexList | SObject | null): ApexValue {
  if (list === null || list instanceof SObject) {
    return list;
  }
  if (list.items.length === 0) {
    fail('System.QueryException', 'List has no rows for assignment to SObject');
  }
  return list.items.length > 1
    ? fail('System.QueryException', 'List has more than 1 row for assignment to SObject')
    : (list.items[0] ?? null);
}

/** `Account.SObjectType.class` compiles; what type it names is described nowhere. */
export function tokenType(objectName: string): never {
  throw new NotImplementedError(`${objectName}.SObjectType.class`);
}
