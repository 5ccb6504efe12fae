import type { ChildRelationship } from '../../metadata/index.ts';
import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import { ApexList, ApexMap, ApexSet, PlatformObject, SObject } from '../../values/index.ts';
import type { ApexEnumValue } from '../../values/index.ts';
import { withPermissionSet } from '../data/database/caller.ts';
import { required } from '../core/support.ts';

class AccessDecision extends PlatformObject {
  readonly $type = 'system.sobjectaccessdecision';
  readonly records: ApexList;
  readonly removedFields: ApexMap;
  readonly modifiedIndexes: ApexSet;

  constructor(records: ApexList, removedFields: ApexMap, modifiedIndexes: ApexSet) {
    super();
    this.records = records;
    this.removedFields = removedFields;
    this.modifiedIndexes = modifiedIndexes;
  }
}

type Right = 'READABLE' | 'CREATABLE' | 'UPDATABLE' | 'UPSERTABLE';

/** Copies records without the fields that the running user may not read or write. */
class Stripper {
  readonly removed = new Map<string, Set<string>>();
  readonly #rt: Engine;
  readonly #right: Right;

  constructor(rt: Engine, right: Right) {
    this.#rt = rt;
    this.#right = right;
  }

  requireObject(objectName: string): void {
    const access = this.#rt.org.access.objectAccess(this.#rt.tx.user, objectName);
    const rights = {
      READABLE: access.read,
      CREATABLE: access.create,
      UPDATABLE: access.edit,
      UPSERTABLE: access.create && access.edit
    };
    if (!rights[this.#right]) {
      this.#rt.fail('System.NoAccessException', `No access to entity: ${objectName}`);
    }
  }

  strip(record: SObject): { copy: SObject; changed: boolean } {
    const copy = record.copy();
    let changed = false;
    for (const field of [...record.fields.keys(), ...(record.queried ?? [])]) {
      if (field !== 'id' && !this.#allowed(record, field)) {
        changed = true;
        copy.fields.delete(field);
        copy.queried?.delete(field);
        this.#note(record.objectName, record.nameOf(field));
      }
    }
    for (const [name, parent] of record.parents) {
      if (parent) {
        const stripped = this.strip(parent);
        changed ||= stripped.changed;
        copy.parents.set(name, stripped.copy);
      }
    }
    for (const [name, list] of record.children) {
      const child = record.schema?.childRelationships.find((item) => item.name?.toLowerCase() === name)?.childObject;
      if (child !== undefined && this.#right === 'READABLE' && !this.#reads(child)) {
        changed = true;
        copy.children.delete(name);
        copy.queried?.delete(name);
        continue;
      }
      if (!this.#mayReadChildren(record, name)) {
        changed = true;
        copy.children.delete(name);
        this.#note(record.objectName, this.#relationship(record, name)?.name ?? name);
        continue;
      }
      const stripped = list.items.map((child) => this.strip(child as SObject));
      changed ||= stripped.some((item) => item.changed);
      copy.children.set(
        name,
        new ApexList(
          list.type,
          stripped.map((item) => item.copy)
        )
      );
    }
    return { copy, changed };
  }

  #relationship(record: SObject, name: string): ChildRelationship | undefined {
    return record.schema?.childRelationships.find((relationship) => relationship.name?.toLowerCase() === name);
  }

  #mayReadChildren(record: SObject, name: string): boolean {
    const relationship = this.#relationship(record, name);
    return !relationship || this.#rt.org.access.objectAccess(this.#rt.tx.user, relationship.childObject).read;
  }

  #reads(objectName: string): boolean {
    return this.#rt.org.access.objectAccess(this.#rt.tx.user, objectName).read;
  }

  #allowed(record: SObject, field: string): boolean {
    const schema = record.schema?.fields.get(field);
    if (!schema) {
      return true;
    }
    const access = this.#rt.org.access.fieldAccess(this.#rt.tx.user, record.objectName, schema.name);
    if (this.#right === 'READABLE') {
      return access.read;
    }
    return access.edit && (this.#right === 'UPDATABLE' ? schema.updateable : schema.createable);
  }

  #note(objectName: string, field: string): void {
    const fields = this.removed.get(objectName) ?? new Set();
    fields.add(field);
    this.removed.set(objectName, fields);
  }
}

function stripInaccessible(
  rt: Engine,
  access: ApexEnumValue,
  records: ApexList | null,
  checkObject: boolean
): AccessDecision {
  const stripper = new Stripper(rt, required(rt, access).name as Right);
  const list = required(rt, records);
  const copies: SObject[] = [];
  const modified: number[] = [];
  list.items.forEach((item, index) => {
    const record = item as SObject;
    if (record.objectName === 'AggregateResult') {
      rt.fail('System.IllegalArgumentException', 'AggregateResult SObject types are not supported');
    }
    if (checkObject) {
      stripper.requireObject(record.objectName);
    }
    const { copy, changed } = stripper.strip(record);
    copies.push(copy);
    if (changed) {
      modified.push(index);
    }
  });
  const setType = rt.type('system.set<system.string>');
  const removed = Array.from(stripper.removed, ([name, fields]): [string, ApexSet] => [
    name,
    new ApexSet(setType, fields)
  ]);
  return new AccessDecision(
    new ApexList(list.type, copies),
    new ApexMap(rt.type('system.map<system.string,system.set<system.string>>'), removed),
    new ApexSet(rt.type('system.set<system.integer>'), modified)
  );
}

export const accessClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.Security',
    statics: {
      'stripInaccessible/2': (rt, access: ApexEnumValue, records: ApexList) =>
        stripInaccessible(rt, access, records, true),
      'stripInaccessible(System.AccessType,System.List<System.SObject>,System.Boolean)': (
        rt,
        access: ApexEnumValue,
        records: ApexList,
        checkObject: boolean
      ) => stripInaccessible(rt, access, records, checkObject),
      'stripInaccessible/3': (rt, access: ApexEnumValue, records: ApexList, third: boolean | string) => {
        if (typeof third !== 'boolean') {
          return withPermissionSet(rt, third, () => stripInaccessible(rt, access, records, true));
        }
        return stripInaccessible(rt, access, records, third);
      }
    }
  }),
  platformClass({
    name: 'System.SObjectAccessDecision',
    methods: {
      getRecords: (_rt, self: AccessDecision) => self.records,
      getRemovedFields: (_rt, self: AccessDecision) => self.removedFields,
      getModifiedIndexes: (_rt, self: AccessDecision) => self.modifiedIndexes
    }
  })
];
