import type { FieldSchema, FieldType, ObjectSchema, Schema } from '../../metadata/index.ts';
import { isPersonMember } from '../../metadata/index.ts';
import type { PlatformTypes, SObjectFieldSignature } from '../../types/index.ts';
import { table } from '../../common/index.ts';

export type SObjectMember =
  | { readonly kind: 'field'; readonly name: string; readonly typeKey: string }
  | { readonly kind: 'parent'; readonly name: string; readonly objectName: string | null }
  | { readonly kind: 'children'; readonly name: string; readonly objectName: string };

const FIELD_TYPES: Readonly<Partial<Record<FieldType, string>>> = table({
  id: 'id',
  reference: 'id',
  boolean: 'boolean',
  int: 'integer',
  double: 'decimal',
  currency: 'decimal',
  percent: 'decimal',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  base64: 'blob',
  address: 'address',
  location: 'location',
  anytype: 'object'
});

const DEFINITIONS = new Set(['EntityDefinition', 'FieldDefinition', 'EntityParticle']);

/** Who made and changed a record and when: the platform writes it, except for posts and files. */
const KEPT = new Set([
  'createdbyid',
  'createddate',
  'isdeleted',
  'lastmodifiedbyid',
  'lastmodifieddate',
  'systemmodstamp'
]);

const SHARE_FIELDS: Readonly<Record<string, string>> = table({
  id: 'id',
  parentid: 'id',
  userorgroupid: 'id',
  accesslevel: 'string',
  rowcause: 'string',
  isdeleted: 'boolean',
  lastmodifieddate: 'datetime',
  lastmodifiedbyid: 'id'
});

/** What can follow the dot after a record: fields, parents and children of an object, from the schema or else the signature jar. */
export class SObjectMembers {
  readonly #schema: Schema;
  readonly #types: PlatformTypes;
  readonly #members = new Map<string, Map<string, SObjectMember>>();

  constructor(schema: Schema, types: PlatformTypes) {
    this.#schema = schema;
    this.#types = types;
  }

  /** API name of the object, or undefined if there is none of that name. */
  objectName(name: string): string | undefined {
    if (this.#schema.lacks?.(name) === true) {
      return undefined;
    }
    const known = this.#schema.object(name)?.name ?? this.#types.sobjects.get(name)?.name;
    if (known !== undefined) {
      return known;
    }
    const derived = /^(.*)__(share|history|feed|tag|changeevent)$/i.exec(name);
    return derived !== null && this.#schema.object(`${derived[1]}__c`) !== undefined ? name : undefined;
  }

  kind(name: string): ObjectSchema['kind'] | undefined {
    return this.#schema.object(name)?.kind;
  }

  member(objectName: string, name: string): SObjectMember | undefined {
    const key = objectName.toLowerCase();
    let members = this.#members.get(key);
    if (members === undefined) {
      this.#members.set(key, (members = this.#collect(objectName)));
    }
    return members.get(name.toLowerCase());
  }

  /** Whether nobody can set the field: a formula, a roll-up summary, an auto-number, an address as a whole, what the platform keeps. */
  isReadOnly(objectName: string, name: string): boolean {
    const field = this.#schema.object(objectName)?.fields.get(name.toLowerCase());
    return (
      field !== undefined &&
      (field.formula !== undefined ||
        field.summary !== undefined ||
        field.displayFormat !== undefined ||
        field.type === 'address' ||
        (KEPT.has(name.toLowerCase()) && !/^(feed|content)/i.test(objectName)))
    );
  }

  members(objectName: string): Iterable<SObjectMember> {
    this.member(objectName, 'id');
    return this.#members.get(objectName.toLowerCase())?.values() ?? [];
  }

  #collect(objectName: string): Map<string, SObjectMember> {
    const members = new Map<string, SObjectMember>();
    const object = this.#schema.object(objectName);
    for (const field of this.#types.sobjects.get(objectName)?.fields ?? []) {
      if (!isAbsent(object, field)) {
        members.set(field.name.toLowerCase(), fromSignature(field));
      }
    }
    for (const field of object?.fields.values() ?? []) {
      addField(members, field);
    }
    for (const child of object?.childRelationships ?? []) {
      if (child.name !== undefined && !members.has(child.name.toLowerCase())) {
        members.set(child.name.toLowerCase(), { kind: 'children', name: child.name, objectName: child.childObject });
      }
    }
    const derived = /__(feed|history)$/i.exec(objectName)?.[1];
    if (derived !== undefined && members.size === 0) {
      // Feeds and histories of custom objects have the fields of those of Account.
      const isFeed = derived.toLowerCase() === 'feed';
      for (const field of this.#types.sobjects.get(isFeed ? 'AccountFeed' : 'AccountHistory')?.fields ?? []) {
        if (isFeed || !/^account/i.test(field.name)) {
          members.set(field.name.toLowerCase(), fromSignature(field));
        }
      }
      members.set('parentid', { kind: 'field', name: 'ParentId', typeKey: 'system.id' });
    }
    if (/changeevent$/i.test(objectName)) {
      const base = /^(.*)__changeevent$/i.exec(objectName);
      for (const member of base === null ? [] : this.members(`${base[1]}__c`)) {
        if (member.kind === 'field') {
          members.set(member.name.toLowerCase(), member);
        }
      }
      members.set('changeeventheader', {
        kind: 'field',
        name: 'ChangeEventHeader',
        typeKey: 'eventbus.changeeventheader'
      });
      members.set('replayid', { kind: 'field', name: 'ReplayId', typeKey: 'system.string' });
    }
    if (/__share$/i.test(objectName)) {
      for (const [name, type] of Object.entries(SHARE_FIELDS)) {
        members.set(name, { kind: 'field', name, typeKey: `system.${type}` });
      }
    }
    return members;
  }
}

/** Whether the signature's field comes with a feature that the org does not have. */
function isAbsent(object: ObjectSchema | undefined, { name, kind }: SObjectFieldSignature): boolean {
  if (object === undefined || object.fields.has(name.toLowerCase())) {
    return false;
  }
  const isOfPersons = isPersonMember(object.name, name) && !object.fields.has('ispersonaccount');
  return isOfPersons || (name === 'CurrencyIsoCode' && kind === 'field');
}

function fromSignature(field: SObjectFieldSignature): SObjectMember {
  if (field.kind === 'field') {
    return { kind: 'field', name: field.name, typeKey: `system.${field.type.toLowerCase()}` };
  }
  return field.kind === 'children'
    ? { kind: 'children', name: field.name, objectName: field.type }
    : { kind: 'parent', name: field.name, objectName: field.type === 'SObject' ? null : field.type };
}

function addField(members: Map<string, SObjectMember>, field: FieldSchema): void {
  const key = field.name.toLowerCase();
  const known = members.get(key);
  if (known?.kind !== 'field') {
    // A metadata relationship to an object or field definition holds a name.
    const isName = field.type === 'reference' && field.referenceTo.some((target) => DEFINITIONS.has(target));
    const type = isName ? 'string' : (FIELD_TYPES[field.type] ?? 'string');
    members.set(key, { kind: 'field', name: field.name, typeKey: `system.${type}` });
  }
  if (field.relationshipName !== undefined && !members.has(field.relationshipName.toLowerCase())) {
    const parent = field.referenceTo.length === 1 ? (field.referenceTo[0] ?? null) : null;
    members.set(field.relationshipName.toLowerCase(), {
      kind: 'parent',
      name: field.relationshipName,
      objectName: parent
    });
  }
}
