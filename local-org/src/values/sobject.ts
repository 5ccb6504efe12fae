import type { ObjectSchema } from '../metadata/index.ts';
import type { ApexList } from './apex-list.ts';
import { ApexException } from './apex-exception.ts';
import { ApexObject } from './apex-object.ts';
import type { ApexValue } from './apex-value.ts';
import { collectionKey } from './collection-key.ts';
import { exactEquals } from './equality.ts';
import { hashString } from './hash-string.ts';
import { stringOf } from './string-of.ts';

/** One `addError` call. */
export interface SObjectError {
  readonly message: string;
  /** API name of the field, or `null` for the record. */
  readonly field: string | null;
}

const typeKeys = new Map<string, string>();

function typeKey(objectName: string): string {
  let key = typeKeys.get(objectName);
  if (key === undefined) {
    typeKeys.set(objectName, (key = `schema.${objectName.toLowerCase()}`));
  }
  return key;
}

/**
 * A record in memory. Field values are kept by lower-case API name and must already have the field's type (`Decimal` for numbers,
 * 18-character ids); the compiler and `SObject.put` see to that.
 */
export class SObject extends ApexObject {
  readonly $type: string;
  /** API name as the schema writes it. */
  readonly objectName: string;
  /** `null` for aggregate results, which have no object of their own. */
  readonly schema: ObjectSchema | null;
  fields = new Map<string, ApexValue>();
  /** Lower-case names of the fields that a query selected; `null` for a record built in memory. */
  queried: Set<string> | null = null;
  /** Fields that a query read as null and that nobody has set since. */
  unset: Set<string> | null = null;
  /** Parents by lower-case relationship name. */
  parents = new Map<string, SObject | null>();
  /** Child records by lower-case relationship name. */
  children = new Map<string, ApexList>();
  errors: SObjectError[] = [];
  /** Records of `Trigger.new` after the save and of `Trigger.old` refuse changes. */
  readOnly = false;

  constructor(objectName: string, schema: ObjectSchema | null = null) {
    super();
    this.$type = typeKey(objectName);
    this.objectName = objectName;
    this.schema = schema;
  }

  get id(): string | null {
    return (this.fields.get('id') ?? null) as string | null;
  }

  /**
   * The value of a field by lower-case name. A field that the query did not select throws a System.SObjectException; an unset
   * checkbox of a record built in memory is false.
   */
  get(field: string): ApexValue {
    const value = this.fields.get(field);
    if (value !== undefined) {
      return value;
    }
    if (this.queried !== null && !this.queried.has(field) && field !== 'id') {
      throw new ApexException(
        'System.SObjectException',
        `SObject row was retrieved via SOQL without querying the requested field: ${this.objectName}.${this.nameOf(field)}`
      );
    }
    return this.queried === null && this.schema?.fields.get(field)?.type === 'boolean' ? false : null;
  }

  /** Whether the field has been set or queried. */
  has(field: string): boolean {
    return this.fields.has(field) || (this.queried?.has(field) ?? false);
  }

  /** Sets a field by lower-case name and answers the value. A read-only record throws a System.FinalException. */
  put(field: string, value: ApexValue): ApexValue {
    if (this.readOnly) {
      throw new ApexException('System.FinalException', 'Record is read-only');
    }
    this.fields.set(field, value);
    this.unset?.delete(field);
    return value;
  }

  /** API name of a field given in lower case. */
  nameOf(field: string): string {
    return this.schema?.fields.get(field)?.name ?? field;
  }

  addError(message: string, field: string | null = null): void {
    this.errors.push({ message, field });
  }

  /** A copy with its own field values; parents and children are shared. It is not read-only and has no errors. */
  copy(): SObject {
    const copy = new SObject(this.objectName, this.schema);
    copy.fields = new Map(this.fields);
    copy.queried = this.queried === null ? null : new Set(this.queried);
    copy.unset = this.unset === null ? null : new Set(this.unset);
    copy.parents = new Map(this.parents);
    copy.children = new Map(this.children);
    return copy;
  }

  override $equals(other: ApexObject): boolean {
    if (!(other instanceof SObject) || other.$type !== this.$type) {
      return false;
    }
    for (const [field, value] of this.fields) {
      if (!exactEquals(value, other.fields.get(field) ?? null)) {
        return false;
      }
    }
    for (const [field, value] of other.fields) {
      if (value !== null && !this.fields.has(field)) {
        return false;
      }
    }
    return true;
  }

  override $hash(): number {
    return hashString(this.$key());
  }

  /** `Account:{Id=001…, Name=Acme}`. */
  override $str(): string {
    const parts = Array.from(this.fields, ([field, value]) => `${this.nameOf(field)}=${stringOf(value)}`);
    return `${this.objectName}:{${parts.join(', ')}}`;
  }

  /** All set values, so that two records with equal fields are one key; changing a record changes its key. */
  override $key(): string {
    const parts: string[] = [];
    for (const [field, value] of this.fields) {
      if (value !== null) {
        const key = collectionKey(value);
        parts.push(`${field}=${key instanceof ApexObject || key === undefined ? (value as ApexObject).$hash() : key}`);
      }
    }
    return `\u0000O${this.$type}|${parts.sort().join('\u0000|')}`;
  }
}
