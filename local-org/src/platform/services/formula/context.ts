import { formulaValue, type FormulaContext } from '../../../formula/index.ts';
import type { FieldSchema, ObjectSchema } from '../../../metadata/index.ts';
import type { Engine, FieldInfo } from '../../../engine/index.ts';
import { ApexObject, SObject, type ApexType, type ApexValue } from '../../../values/index.ts';
import { isSObjectType } from '../../core/support.ts';

/** A property or field of a class or of what it extends, if a formula may see it. */
function globalMember(rt: Engine, typeKey: string, name: string): FieldInfo | undefined {
  for (let key: string | null = typeKey; key !== null;) {
    const info = rt.classInfo(key);
    const found = info?.fields.find((field) => field.name.toLowerCase() === name.toLowerCase());
    if (found !== undefined) {
      return found.access === 'global' && !found.isStatic ? found : undefined;
    }
    key = info?.superType ?? null;
  }
  return undefined;
}

function relationshipOf(object: ObjectSchema, name: string): FieldSchema | undefined {
  const lower = name.toLowerCase();
  return [...object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === lower);
}

/** Where a path leads by the types alone; undefined where it leads nowhere, `dynamic` where only the value can tell. */
type Target = { readonly field?: FieldSchema } | 'dynamic' | undefined;

function alongRecord(rt: Engine, object: ObjectSchema | undefined, path: readonly string[]): Target {
  const [name = '', ...rest] = path;
  if (object === undefined) {
    return 'dynamic';
  }
  if (rest.length === 0) {
    const field = object.fields.get(name.toLowerCase());
    return field && { field };
  }
  const key = relationshipOf(object, name);
  return key && alongRecord(rt, rt.org.schema.object(key.referenceTo[0] ?? ''), rest);
}

/** Follows a path of a formula from values of the type; the empty path is the value itself. */
export function targetOf(rt: Engine, type: ApexType, path: readonly string[]): Target {
  if (path.length === 0) {
    return {};
  }
  if (isSObjectType(type)) {
    return alongRecord(rt, type.key === 'system.sobject' ? undefined : rt.org.schema.object(type.name), path);
  }
  const [name = '', ...rest] = path;
  const member = globalMember(rt, type.key, name);
  return member && targetOf(rt, rt.type(member.type), rest);
}

function recordValue(rt: Engine, record: SObject, path: readonly string[]): ApexValue {
  const [name = '', ...rest] = path;
  const object = record.schema ?? rt.org.schema.object(record.objectName);
  if (object === undefined) {
    return null;
  }
  if (rest.length > 0) {
    const parent = record.parents.get(name.toLowerCase());
    return parent instanceof SObject ? recordValue(rt, parent, rest) : null;
  }
  const field = object.fields.get(name.toLowerCase());
  const known = record.fields.get(name.toLowerCase());
  if (known !== undefined || field === undefined) {
    return known ?? null;
  }
  return field.formula !== undefined
    ? formulaValue(rt, object, field, record)
    : field.type === 'boolean'
      ? false
      : null;
}

function valueAt(rt: Engine, value: ApexValue, path: readonly string[]): ApexValue {
  const [name = '', ...rest] = path;
  if (value === null || path.length === 0) {
    return value;
  }
  if (value instanceof SObject) {
    return recordValue(rt, value, path);
  }
  const member = value instanceof ApexObject ? globalMember(rt, value.$type, name) : undefined;
  const next = member && (value as unknown as Record<string, ApexValue | undefined>)[member.jsName];
  return valueAt(rt, next ?? null, rest);
}

/** Reads the paths of a formula from a value: a record with what it carries, or an object with its global members. */
export function contextOf(rt: Engine, value: ApexValue): FormulaContext {
  return {
    value: (path) => valueAt(rt, value, path),
    field: (path) => {
      const type =
        value instanceof SObject ? rt.typeOf(value) : value instanceof ApexObject ? rt.type(value.$type) : null;
      const target = type === null ? undefined : targetOf(rt, type, path);
      return target === undefined || target === 'dynamic' ? undefined : target.field;
    }
  };
}
