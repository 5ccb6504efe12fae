import type { FieldSchema, ObjectSchema, Schema } from '../../../metadata/index.ts';
import type { Engine } from '../../../engine/index.ts';
import { ApexMap, hashString, PlatformObject } from '../../../values/index.ts';
import type { ApexObject, ApexValue } from '../../../values/index.ts';

/** `Account.SObjectType`. */
export class SObjectTypeToken extends PlatformObject {
  readonly $type = 'schema.sobjecttype';
  readonly object: ObjectSchema;

  constructor(object: ObjectSchema) {
    super();
    this.object = object;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof SObjectTypeToken && other.object.name === this.object.name;
  }

  override $hash(): number {
    return hashString(this.object.name);
  }

  override $key(): string {
    return `\u0000J${this.object.name}`;
  }

  override $str(): string {
    return this.object.name;
  }
}

/** `Account.Name`. */
export class SObjectFieldToken extends PlatformObject {
  readonly $type = 'schema.sobjectfield';
  readonly object: ObjectSchema;
  readonly field: FieldSchema;

  constructor(object: ObjectSchema, field: FieldSchema) {
    super();
    this.object = object;
    this.field = field;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof SObjectFieldToken && other.$key() === this.$key();
  }

  override $hash(): number {
    return hashString(this.$key());
  }

  override $key(): string {
    return `\u0000I${this.object.name}.${this.field.name}`;
  }

  override $str(): string {
    return this.field.name;
  }
}

interface Tokens {
  readonly objects: Map<string, SObjectTypeToken>;
  readonly fields: Map<string, SObjectFieldToken>;
}

/** Tokens are one object each, so that `===` holds. */
const tokens = new WeakMap<Schema, Tokens>();

function tokensOf(schema: Schema): Tokens {
  let known = tokens.get(schema);
  if (known === undefined) {
    tokens.set(schema, (known = { objects: new Map(), fields: new Map() }));
  }
  return known;
}

/** The token of an object by API name. */
export function objectToken(rt: Engine, objectName: string): SObjectTypeToken {
  const { schema } = rt.org;
  const { objects } = tokensOf(schema);
  const key = objectName.toLowerCase();
  let token = objects.get(key);
  if (token === undefined) {
    const object = schema.object(objectName) ?? rt.fail('System.TypeException', `Invalid sObject type: ${objectName}`);
    objects.set(key, (token = new SObjectTypeToken(object)));
  }
  return token;
}

/** The token of a field. */
export function fieldToken(rt: Engine, object: ObjectSchema, field: FieldSchema): SObjectFieldToken {
  const { fields } = tokensOf(rt.org.schema);
  const key = `${object.name}.${field.name}`;
  let token = fields.get(key);
  if (token === undefined) {
    fields.set(key, (token = new SObjectFieldToken(object, field)));
  }
  return token;
}

/** The token of a field by the names of object and field. */
export function fieldTokenNamed(rt: Engine, objectName: string, fieldName: string): SObjectFieldToken {
  const object = rt.org.schema.object(objectName);
  const field = object?.fields.get(fieldName.toLowerCase());
  return object === undefined || field === undefined
    ? rt.fail('System.SObjectException', `Invalid field ${fieldName} for ${objectName}`)
    : fieldToken(rt, object, field);
}

/** A map whose text keys are found whatever their case, as describe calls answer; its keys are in lower case. */
export function describeMap(rt: Engine, valueKey: string, entries: Iterable<readonly [string, ApexValue]>): ApexMap {
  const lower = Array.from(entries, ([name, value]) => [name.toLowerCase(), value] as const);
  return new ApexMap(rt.type(`system.map<system.string,${valueKey}>`), lower, { ignoreCase: true });
}
