import type { Engine } from '../../../engine/index.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDouble,
  ApexList,
  ApexMap,
  ApexSet,
  ApexTime,
  Decimal,
  MAX_INTEGER,
  MAX_LONG,
  MIN_INTEGER,
  MIN_LONG,
  NotImplementedError
} from '../../../values/index.ts';
import type { ApexType, ApexValue } from '../../../values/index.ts';
import { isSObjectType } from '../support.ts';
import { parseId } from '../language/id.ts';
import type { JsonNode } from './json-tree.ts';
import { readRecord } from './deserialize-record.ts';
import { table } from '../../../common/index.ts';

/** Characters of the longest Long. */
const LONGEST_LONG = 20;

/** The value of a number without a type: the narrowest of Integer and Long, or Decimal. */
function untypedNumber(rt: Engine, text: string, isInteger: boolean): ApexValue {
  if (isInteger && text.length <= LONGEST_LONG) {
    const value = BigInt(text);
    if (value >= MIN_INTEGER && value <= MAX_INTEGER) {
      return Number(value);
    }
    if (value >= MIN_LONG && value <= MAX_LONG) {
      return value;
    }
  }
  return Decimal.parse(text) ?? rt.fail('System.JSONException', `Numeric value out of range: ${text.slice(0, 40)}`);
}

/** `JSON.deserializeUntyped`: maps, lists, text, numbers, booleans and null. */
export function toUntyped(rt: Engine, node: JsonNode): ApexValue {
  switch (node.kind) {
    case 'object':
      return new ApexMap(
        rt.type('system.map<system.string,system.object>'),
        node.entries.map(([name, value]) => [name, toUntyped(rt, value)] as const)
      );
    case 'array':
      return new ApexList(
        rt.type('system.list<system.object>'),
        node.items.map((item) => toUntyped(rt, item))
      );
    case 'string':
      return node.text;
    case 'int':
    case 'float':
      return untypedNumber(rt, node.text, node.kind === 'int');
    case 'boolean':
      return node.value;
    case 'null':
      return null;
  }
}

/** Reads a JSON value as a type of Apex. With `strict`, members that the type lacks are an error. */
export class Deserializer {
  readonly rt: Engine;
  readonly strict: boolean;

  constructor(rt: Engine, strict: boolean) {
    this.rt = rt;
    this.strict = strict;
  }

  fail(message: string): never {
    return this.rt.fail('System.JSONException', message);
  }

  read(node: JsonNode, type: ApexType): ApexValue {
    if (node.kind === 'null') {
      return null;
    }
    const scalar = SCALARS[type.key];
    if (scalar) {
      return this.#scalar(node, scalar);
    }
    if (type.key === 'system.object') {
      return toUntyped(this.rt, node);
    }
    if (type.key.startsWith('system.list<') || type.key.startsWith('system.iterable<')) {
      return new ApexList(this.rt.type(`system.list<${type.args[0]!.key}>`), this.#items(node, type.args[0]!));
    }
    if (type.key.startsWith('system.set<')) {
      return new ApexSet(type, this.#items(node, type.args[0]!));
    }
    if (type.key.startsWith('system.map<')) {
      return this.#map(node, type);
    }
    return isSObjectType(type) ? readRecord(this, node, type) : this.#object(node, type);
  }

  /** Throws when a value that begins as `kind` cannot be of a collection type. */
  checkKind(kind: JsonNode['kind'], type: ApexType): void {
    if (/^system\.(?:list|set|iterable)</.test(type.key) && kind !== 'array') {
      this.fail("Malformed JSON: Expected '[' at the beginning of List/Set");
    }
    if (type.key.startsWith('system.map<') && kind !== 'object') {
      this.fail("Malformed JSON: Expected '{' at the beginning of Map");
    }
  }

  #scalar(node: JsonNode, scalar: ScalarReader): ApexValue {
    if (node.kind === 'object' || node.kind === 'array' || node.kind === 'null') {
      return this.fail('Illegal value for primitive');
    }
    const text = node.kind === 'boolean' ? String(node.value) : node.text;
    const value = scalar(this.rt, text, node);
    return value === undefined ? this.fail(`Illegal value for primitive`) : value;
  }

  #items(node: JsonNode, type: ApexType): ApexValue[] {
    this.checkKind(node.kind, this.rt.type(`system.list<${type.key}>`));
    return (node as JsonNode & { kind: 'array' }).items.map((item) => this.read(item, type));
  }

  #map(node: JsonNode, type: ApexType): ApexMap {
    this.checkKind(node.kind, type);
    const [keyType, valueType] = type.args as [ApexType, ApexType];
    const map = new ApexMap(type);
    for (const [name, value] of (node as JsonNode & { kind: 'object' }).entries) {
      map.set(this.read({ kind: 'string', text: name }, keyType), this.read(value, valueType));
    }
    return map;
  }

  #object(node: JsonNode, type: ApexType): ApexValue {
    const info = this.rt.classInfo(type.key);
    if (!info) {
      return this.#platformValue(node, type);
    }
    if (info.kind === 'enum') {
      const text = node.kind === 'string' ? node.text : '';
      const constant = info.enumConstants.find((name) => name.toLowerCase() === text.toLowerCase());
      return constant === undefined
        ? this.fail(`Illegal value for enum ${info.name}: ${text}`)
        : this.rt.enumValue(type.key, constant);
    }
    if (node.kind !== 'object') {
      return this.fail("Malformed JSON: Expected '{' at the beginning of object");
    }
    if (info.kind === 'interface' || info.isAbstract) {
      return this.fail(`Apex Type unsupported in JSON: ${info.name}`);
    }
    const object = this.rt.allocate(type.key);
    const values = object as unknown as Record<string, ApexValue>;
    const fields = new Map(this.rt.instanceFields(type.key).map((field) => [field.name.toLowerCase(), field]));
    for (const [name, value] of node.entries) {
      const field = fields.get(name.toLowerCase());
      if (field && !field.isTransient) {
        values[field.jsName] = this.read(value, this.rt.type(field.type));
      } else if (!field && this.strict) {
        this.fail(`Unknown field: ${info.name}.${name}`);
      }
    }
    return object;
  }

  /** Enums of the platform, and its classes that know how to read themselves. */
  #platformValue(node: JsonNode, type: ApexType): ApexValue {
    if (node.kind === 'string') {
      return this.rt.enumValue(type.key, node.text);
    }
    try {
      return this.rt.invokeStatic(type.key, 'fromJson', [toUntyped(this.rt, node)]);
    } catch (error) {
      if (error instanceof NotImplementedError) {
        throw new NotImplementedError(`JSON.deserialize of ${type.name}`);
      }
      throw error;
    }
  }
}

type ScalarReader = (rt: Engine, text: string, node: JsonNode) => ApexValue | undefined;

function integer(text: string, least: bigint, greatest: bigint): bigint | undefined {
  const decimal = Decimal.parse(text.trim());
  if (!decimal || decimal.stripTrailingZeros().scale > 0) {
    return undefined;
  }
  const value = decimal.toBigInt();
  return value < least || value > greatest ? undefined : value;
}

const SCALARS: Readonly<Record<string, ScalarReader>> = table({
  'system.string': (_rt, text) => text,
  'system.id': (rt, text) => (text === '' ? null : parseId(rt, text)),
  'system.boolean': (_rt, text) => (/^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined),
  'system.integer': (_rt, text) => {
    const value = integer(text, BigInt(MIN_INTEGER), BigInt(MAX_INTEGER));
    return value === undefined ? undefined : Number(value);
  },
  'system.long': (_rt, text) => integer(text, MIN_LONG, MAX_LONG),
  'system.double': (_rt, text) => {
    const value = Decimal.parse(text.trim());
    return value ? new ApexDouble(value.toNumber()) : undefined;
  },
  'system.decimal': (_rt, text) => Decimal.parse(text.trim()) ?? undefined,
  'system.date': (_rt, text) => ApexDate.parseIso(text.slice(0, 10)) ?? undefined,
  'system.datetime': (_rt, text, node) =>
    node.kind === 'int' ? new ApexDatetime(Number(text)) : (ApexDatetime.parseIso(text) ?? undefined),
  'system.time': (_rt, text) => {
    const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z?$/.exec(text);
    return match
      ? ApexTime.of(Number(match[1]), Number(match[2]), Number(match[3] ?? 0), Number((match[4] ?? '0').padEnd(3, '0')))
      : undefined;
  },
  'system.blob': (_rt, text) => new ApexBlob(Buffer.from(text, 'base64'))
});
