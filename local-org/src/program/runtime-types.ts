import { displayName, SObjectMembers } from '../compiler/index.ts';
import type { Schema } from '../metadata/index.ts';
import type { PlatformTypes, TypeExpression } from '../types/index.ts';
import {
  ApexCollection,
  ApexDate,
  ApexDatetime,
  ApexDouble,
  ApexException,
  ApexObject,
  Decimal,
  isIdText,
  SObject,
  toId18,
  TypeTable,
  type ApexType,
  type ApexValue
} from '../values/index.ts';
import { toDecimal, toDouble, toLong } from '../operators/index.ts';
import type { ClassInfo } from '../engine/index.ts';
import { table } from '../common/index.ts';

const INTEGER = 'system.integer';
const PRIMITIVE_KEYS: Readonly<Record<string, string>> = table({
  string: 'system.string',
  number: INTEGER,
  bigint: 'system.long',
  boolean: 'system.boolean'
});

/** A number is an instance of the wider number types as well. */
const NUMBER_SUPERS: Readonly<Record<string, readonly string[]>> = table({
  'system.integer': ['system.long', 'system.double', 'system.decimal'],
  'system.long': ['system.double', 'system.decimal']
});

/** Key of a type without its arguments. */
export function baseKey(key: string): string {
  const open = key.indexOf('<');
  return open < 0 ? key : key.slice(0, open);
}

/** Run-time types: naming, inheritance, `instanceof` and casts. */
export class RuntimeTypes {
  readonly table: TypeTable;
  readonly #classes: ReadonlyMap<string, ClassInfo>;
  readonly #platform: PlatformTypes;
  readonly #inherits = new Map<string, boolean>();
  readonly #members: SObjectMembers;

  constructor(
    classes: { readonly infos: ReadonlyMap<string, ClassInfo>; readonly failed: ReadonlyMap<string, string> },
    platform: PlatformTypes,
    schema: Schema
  ) {
    this.#classes = classes.infos;
    this.#platform = platform;
    this.#members = new SObjectMembers(schema, platform);
    this.table = new TypeTable(
      (key) => classes.infos.get(key)?.name ?? classes.failed.get(key) ?? displayName(key, platform, this.#members)
    );
  }

  /** Key of the value's type; the empty text for null. */
  keyOf(value: ApexValue): string {
    if (value === null) {
      return '';
    }
    return value instanceof ApexObject ? value.$type : (PRIMITIVE_KEYS[typeof value] ?? '');
  }

  typeOf(value: ApexValue): ApexType {
    const key = this.keyOf(value);
    return key === '' ? this.table.get('null') : (this.table.find(key) ?? { key, name: key, args: [] });
  }

  /** Super class and interfaces of a type, by key. */
  supers(key: string): readonly string[] {
    const info = this.#classes.get(key);
    if (info !== undefined) {
      return info.superType === null ? info.interfaces : [info.superType, ...info.interfaces];
    }
    const signature = this.#platform.get(baseKey(key));
    if (signature === undefined) {
      return key.startsWith('schema.') ? ['system.sobject'] : [];
    }
    const supers = signature.superType === null ? signature.interfaces : [signature.superType, ...signature.interfaces];
    return supers.map((expression: TypeExpression) => expression.name.toLowerCase());
  }

  /** Whether a type is another or inherits from it; type arguments of interfaces are not looked at. */
  inherits(key: string, target: string): boolean {
    const id = `${key}|${target}`;
    let result = this.#inherits.get(id);
    if (result === undefined) {
      const base = baseKey(target);
      result =
        key === target || baseKey(key) === base || this.supers(key).some((parent) => this.inherits(parent, target));
      this.#inherits.set(id, result);
    }
    return result;
  }

  isInstance(value: ApexValue, type: ApexType): boolean {
    if (value === null) {
      return false;
    }
    const target = type.key;
    if (target === 'system.object' || target === 'any') {
      return true;
    }
    if (!(value instanceof ApexObject)) {
      const own = PRIMITIVE_KEYS[typeof value] ?? '';
      return (
        own === target ||
        (target === 'system.id' && typeof value === 'string' && isIdText(value)) ||
        (NUMBER_SUPERS[own]?.includes(target) ?? false)
      );
    }
    if (value instanceof ApexDouble || value instanceof Decimal) {
      return target === 'system.decimal' || target === 'system.double';
    }
    if (value instanceof ApexCollection) {
      return this.#isCollection(value.type, type);
    }
    if (value instanceof SObject) {
      return target === 'system.sobject' || target === value.$type;
    }
    // A Date held as Object is a Datetime too.
    return this.inherits(value.$type, target) || (target === 'system.datetime' && value instanceof ApexDate);
  }

  #isCollection(own: ApexType, target: ApexType): boolean {
    if (own === target) {
      return true;
    }
    if (target.args.length === 0) {
      return this.inherits(own.key, target.key);
    }
    if (baseKey(own.key) !== baseKey(target.key)) {
      return baseKey(target.key) === 'system.iterable';
    }
    return target.args.every((arg, i) => this.#argumentFits(own.args[i] ?? arg, arg));
  }

  #argumentFits(own: ApexType, target: ApexType): boolean {
    if (
      own === target ||
      own.key === target.key ||
      target.key === 'system.object' ||
      own.key === 'any' ||
      target.key === 'any' ||
      (own.key === 'system.id' && target.key === 'system.string')
    ) {
      return true;
    }
    const records = [own, target].map(
      (type) => type.key === 'system.sobject' || (type.key.startsWith('schema.') && !this.#platform.has(type.key))
    );
    if (records[0] === true && records[1] === true) {
      return own.key === 'system.sobject' || target.key === 'system.sobject';
    }
    return own.args.length > 0 ? this.#isCollection(own, target) : this.inherits(own.key, target.key);
  }

  /** A cast: the value, converted if its type widens to the target. */
  cast(value: ApexValue, type: ApexType): ApexValue {
    if (value === null || type.key === 'system.object') {
      return value;
    }
    if (
      typeof value === 'number' ||
      typeof value === 'bigint' ||
      value instanceof ApexDouble ||
      value instanceof Decimal
    ) {
      const widened = widen(value, type.key);
      if (widened !== undefined) {
        return widened;
      }
    } else if (type.key === 'system.id' && typeof value === 'string' && isIdText(value)) {
      return toId18(value);
    } else if (value instanceof ApexDate && type.key === 'system.datetime') {
      return new ApexDatetime(value.milliseconds);
    } else if (this.isInstance(value, type)) {
      return value;
    }
    throw new ApexException(
      'System.TypeException',
      `Invalid conversion from runtime type ${this.typeOf(value).name} to ${type.name}`
    );
  }

  enumConstants(key: string): readonly string[] | undefined {
    const own = this.#classes.get(key);
    if (own !== undefined) {
      return own.kind === 'enum' ? own.enumConstants : undefined;
    }
    const signature = this.#platform.get(key);
    return signature?.kind === 'enum' ? signature.fields.map((field) => field.name) : undefined;
  }
}

function widen(value: number | bigint | ApexDouble | Decimal, target: string): ApexValue | undefined {
  switch (target) {
    case INTEGER:
      return typeof value === 'number' ? value : undefined;
    case 'system.long':
      return typeof value === 'number' || typeof value === 'bigint' ? toLong(value) : undefined;
    case 'system.double':
      return toDouble(value);
    case 'system.decimal':
      return toDecimal(value);
    default:
      return undefined;
  }
}
