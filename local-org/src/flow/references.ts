import { formulaValue } from '../formula/index.ts';
import { loadRecords } from '../records/index.ts';
import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import type { Engine, FieldInfo } from '../engine/index.ts';
import { ApexDate, ApexDatetime, ApexList, ApexObject, SObject, type ApexValue } from '../values/index.ts';
import { FlowFault } from './fault.ts';
import { evaluatePath, formulaResource } from './formulas.ts';
import type { FlowScope } from './scope.ts';
import { mergedText } from './texts.ts';
import { fromApex, toField, toVariable } from './values.ts';
import { valueIn } from './xml-values.ts';
import { table } from '../common/index.ts';

const GLOBAL_CONSTANTS: Readonly<Record<string, ApexValue>> = table({ true: true, false: false, emptystring: '' });

function flowVariable(scope: FlowScope, name: string): ApexValue {
  const now = new ApexDatetime(scope.rt.tx.now());
  switch (name.toLowerCase()) {
    case 'currentdatetime':
      return now;
    case 'interviewstarttime':
      return now;
    case 'currentdate':
      return evaluatePath(scope, ['TODAY()']);
    case 'currentrecord':
      return scope.trigger?.record.id ?? null;
    case 'faultmessage':
      return scope.faultMessage;
    case 'interviewguid':
      return scope.guid;
    default:
      throw scope.missing(`$Flow.${name}`);
  }
}

export function objectOf(rt: Engine, record: SObject): ObjectSchema {
  const object = record.schema ?? rt.org.schema.object(record.objectName);
  if (object === undefined) {
    throw new FlowFault(`There is no object ${record.objectName}`);
  }
  return object;
}

function lookupOf(object: ObjectSchema, relationship: string): FieldSchema | undefined {
  const name = relationship.toLowerCase();
  return [...object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === name);
}

/** The record that a relationship leads to: the one that came along with the query, else the stored one. */
function parentOf(rt: Engine, record: SObject, relationship: string): SObject | null {
  const known = record.parents.get(relationship.toLowerCase());
  if (known !== undefined) {
    return known;
  }
  const lookup = lookupOf(objectOf(rt, record), relationship);
  const id = lookup && record.fields.get(lookup.name.toLowerCase());
  const parent = typeof id === 'string' ? rt.org.schema.objectByPrefix(id.slice(0, 3)) : undefined;
  return parent === undefined ? null : (loadRecords(rt.org.db, parent, [String(id)]).get(String(id)) ?? null);
}

/** Value of a field, or a formula's result where the record does not carry it. */
export function fieldOf(rt: Engine, record: SObject, name: string): ApexValue {
  const object = objectOf(rt, record);
  const key = name.toLowerCase();
  const field = object.fields.get(key);
  const value = record.fields.get(key);
  if (field === undefined) {
    throw new FlowFault(`The field "${name}" for the object "${object.name}" doesn't exist.`);
  }
  if (value === undefined && field.formula !== undefined) {
    return fromApex(formulaValue(rt, object, field, record));
  }
  return value === undefined || value === null ? (field.type === 'boolean' ? false : null) : fromApex(value);
}

function memberInfo(rt: Engine, object: ApexObject, name: string): FieldInfo | undefined {
  return rt.classInfo(object.$type) === undefined
    ? undefined
    : rt.instanceFields(object.$type).find((field) => field.name.toLowerCase() === name.toLowerCase());
}

/** Follows the rest of a reference from a value. What is not there has no members: they are null. */
export function membersOf(rt: Engine, start: ApexValue, path: readonly string[]): ApexValue {
  let value = start;
  for (const [index, name] of path.entries()) {
    if (value === null) {
      return null;
    }
    if (value instanceof SObject) {
      const isField = index === path.length - 1 && objectOf(rt, value).fields.has(name.toLowerCase());
      value = isField ? fieldOf(rt, value, name) : parentOf(rt, value, name);
      continue;
    }
    const member = value instanceof ApexObject ? memberInfo(rt, value, name) : undefined;
    if (member === undefined) {
      throw new FlowFault(`There is no member ${name}`);
    }
    value = fromApex((value as unknown as Record<string, ApexValue>)[member.jsName] ?? null);
  }
  return value;
}

/** The value of a reference: `variable`, `record.Field`, `Element.output`, `$Record.Owner.Name`, `$User.Id` … */
export function resolve(scope: FlowScope, reference: string): ApexValue {
  const path = reference.split('.');
  const [first = '', ...rest] = path;
  const key = first.toLowerCase();
  const { rt, flow } = scope;
  switch (key) {
    case '$globalconstant':
      return GLOBAL_CONSTANTS[(rest[0] ?? '').toLowerCase()] ?? null;
    case '$flow':
      return flowVariable(scope, rest[0] ?? '');
    case '$record':
      return membersOf(rt, scope.trigger?.record ?? null, rest);
    case '$record__prior':
      return membersOf(rt, scope.trigger?.prior ?? null, rest);
  }
  if (key.startsWith('$')) {
    return evaluatePath(scope, path);
  }
  if (scope.variables.has(key)) {
    return membersOf(rt, scope.variables.get(key) ?? null, rest);
  }
  const output = scope.outputs.get(key);
  if (output instanceof Map) {
    return membersOf(
      rt,
      (output as ReadonlyMap<string, ApexValue>).get((rest[0] ?? '').toLowerCase()) ?? null,
      rest.slice(1)
    );
  }
  if (output !== undefined) {
    return membersOf(rt, output as ApexValue, rest);
  }
  const constant = flow.constants.get(key);
  if (constant !== undefined) {
    return valueIn(scope, constant);
  }
  const formula = flow.formulas.get(key);
  if (formula !== undefined) {
    return formulaResource(scope, formula);
  }
  const template = flow.textTemplates.get(key);
  if (template !== undefined) {
    return mergedText(scope, template);
  }
  if (flow.elements.has(key)) {
    return null;
  }
  throw scope.missing(`reference ${reference}`);
}

/** Sets what a reference names: a variable, or a field of a record or an Apex object in one. */
export function assign(scope: FlowScope, reference: string, value: ApexValue): void {
  const [first = '', ...rest] = reference.split('.');
  const key = first.toLowerCase();
  const { rt, flow } = scope;
  const variable = flow.variables.get(key);
  if (rest.length === 0) {
    if (variable === undefined) {
      throw scope.missing(`assignment to ${reference}`);
    }
    const copied = value instanceof SObject ? value.copy() : value;
    scope.variables.set(key, toVariable(rt, variable, copied));
    return;
  }
  let target = resolve(scope, [first, ...rest.slice(0, -1)].join('.'));
  if (target === null && variable !== undefined && rest.length === 1) {
    // a record variable begins to be a record with its first field
    target = emptyValue(scope, variable.objectType, variable.apexClass);
    scope.variables.set(key, target);
  }
  setMember(scope, target, rest.at(-1) ?? '', value);
}

function emptyValue({ rt }: FlowScope, objectType: string | null, apexClass: string | null): ApexValue {
  if (objectType !== null) {
    return newRecord(rt, objectType);
  }
  return apexClass === null ? null : rt.construct(apexClass.toLowerCase(), []);
}

export function newRecord(rt: Engine, objectName: string): SObject {
  const object = rt.org.schema.object(objectName);
  if (object === undefined) {
    throw new FlowFault(`The object "${objectName}" doesn't exist.`);
  }
  return new SObject(object.name, object);
}

function setMember(scope: FlowScope, target: ApexValue, name: string, value: ApexValue): void {
  const { rt } = scope;
  if (target instanceof SObject) {
    setField(rt, target, name, value);
    return;
  }
  const member = target instanceof ApexObject ? memberInfo(rt, target, name) : undefined;
  if (member === undefined) {
    throw new FlowFault(`The flow failed to set ${name} because its record hasn't been set or assigned.`);
  }
  (target as unknown as Record<string, ApexValue>)[member.jsName] = toApexType(rt, value, member.type);
}

export function setField(rt: Engine, record: SObject, name: string, value: ApexValue): void {
  const field = objectOf(rt, record).fields.get(name.toLowerCase());
  if (field === undefined) {
    throw new FlowFault(`The field "${name}" for the object "${record.objectName}" doesn't exist.`);
  }
  record.fields.set(name.toLowerCase(), toField(field, value));
}

/** A value of a flow as a variable of Apex takes it. */
export function toApexType(rt: Engine, value: ApexValue, typeKey: string): ApexValue {
  if (value === null) {
    return null;
  }
  const element = /^system\.list<(.*)>$/.exec(typeKey)?.[1];
  if (element !== undefined) {
    const items = value instanceof ApexList ? value.items : [value];
    return new ApexList(
      rt.type(typeKey),
      items.map((item) => toApexType(rt, item, element))
    );
  }
  const number = fromApex(value);
  switch (typeKey) {
    case 'system.integer':
      return toField({ type: 'int' }, number);
    case 'system.long':
      return BigInt(Number(toField({ type: 'int' }, number)));
    case 'system.double':
      return rt.invokeStatic('system.double', 'valueOf', [number]);
    case 'system.decimal':
      return toField({ type: 'double' }, number);
    case 'system.date':
      return value instanceof ApexDate ? value : toField({ type: 'date' }, value);
    case 'system.datetime':
      return toField({ type: 'datetime' }, value);
    case 'system.id':
      return toField({ type: 'id' }, value);
    case 'system.string':
      return toField({ type: 'string' }, value);
    default:
      return value;
  }
}
