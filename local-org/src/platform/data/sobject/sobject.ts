import { truncated } from '../../../dml/index.ts';
import { OptionsObject } from '../database/dml-options.ts';
import type { DmlError } from '../../../records/index.ts';
import { type Engine, platformClass } from '../../../engine/index.ts';
import { ApexException, ApexMap, exactEquals, hashOf, stringOf } from '../../../values/index.ts';
import type { ApexValue, SObject } from '../../../values/index.ts';
import { cloneRecord } from '../../core/collections/clone-records.ts';
import { DatabaseError } from '../database/results.ts';
import { objectToken, SObjectFieldToken } from '../schema/tokens.ts';
import { listOf } from '../support.ts';
import { getChildren, getField, getParent, isSet, populatedFields, putField, putParent } from './members.ts';
import { recalculateFormulas } from './recalculate.ts';

/** Ids of the records that clones were made from; null for a record without id. */
const cloneSources = new WeakMap<SObject, string | null>();
const dmlOptions = new WeakMap<SObject, ApexValue>();

/** All arguments default to false: no id, a copy that shares its parents, no stamps, no auto numbers. */
function clone(
  _rt: Engine,
  self: SObject,
  keepId: boolean | null = false,
  deep: boolean | null = false,
  keepStamps: boolean | null = false,
  keepAutoNumbers: boolean | null = false
): SObject {
  const copy = cloneRecord(self, {
    keepId: keepId === true,
    keepStamps: keepStamps === true,
    keepAutoNumbers: keepAutoNumbers === true
  }) as SObject;
  if (deep === true) {
    for (const [name, parent] of copy.parents) {
      copy.parents.set(name, parent?.copy() ?? null);
    }
  }
  cloneSources.set(copy, self.id);
  return copy;
}

function messageOf(error: ApexValue): string {
  return error instanceof ApexException ? (error.message ?? '') : stringOf(error);
}

/** `addError(message)`, `addError(field, message)`; a last Boolean says whether the message is escaped in pages. */
function addError(rt: Engine, self: SObject, ...args: ApexValue[]): void {
  const [first = null, second = null] = args;
  if (args.length === 1 || typeof second === 'boolean') {
    self.addError(messageOf(first));
    return;
  }
  const name = first instanceof SObjectFieldToken ? first.field.name : stringOf(first);
  const field = self.schema?.fields.get(name.toLowerCase());
  if (field === undefined) {
    rt.fail('System.SObjectException', `Invalid field ${name} for ${self.objectName}`);
  }
  self.addError(messageOf(second), field.name);
}

function errorsOf(rt: Engine, self: SObject): ApexValue {
  const errors = self.errors.map(({ message, field }): DmlError => ({
    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    message,
    fields: field === null ? [] : [field]
  }));
  return listOf(
    rt,
    'database.error',
    errors.map((error) => new DatabaseError(error))
  );
}

export const sobjectClasses = [
  platformClass({
    name: 'System.SObject',
    properties: {
      Id: {
        get: (_rt, self: SObject) => self.id,
        set: (_rt, self: SObject, value: ApexValue) => void self.put('id', value)
      }
    },
    methods: {
      addError,
      clear: (_rt: Engine, self: SObject) => {
        self.fields.clear();
        self.parents.clear();
        self.children.clear();
        self.queried = null;
      },
      clone,
      equals: (_rt: Engine, self: SObject, other: ApexValue) => exactEquals(self, other),
      get: getField,
      getCloneSourceId: (_rt: Engine, self: SObject) => cloneSources.get(self) ?? null,
      getErrors: errorsOf,
      getOptions: (_rt: Engine, self: SObject) => dmlOptions.get(self) ?? null,
      getPopulatedFieldsAsMap: (rt: Engine, self: SObject) =>
        new ApexMap(rt.type('system.map<system.string,system.object>'), populatedFields(self), { ignoreCase: true }),
      getQuickActionName: () => null,
      getSObject: getParent,
      getSObjectType: (rt: Engine, self: SObject) => objectToken(rt, self.objectName),
      getSObjects: getChildren,
      hasErrors: (_rt: Engine, self: SObject) => self.errors.length > 0,
      hashCode: (_rt: Engine, self: SObject) => hashOf(self),
      isClone: (_rt: Engine, self: SObject) => cloneSources.has(self),
      isSet,
      put: putField,
      putSObject: putParent,
      recalculateFormulas,
      setOptions: (_rt: Engine, self: SObject, options: ApexValue) => {
        dmlOptions.set(self, options);
        const cuts = options instanceof OptionsObject && options.get('AllowFieldTruncation') === true;
        truncated[cuts ? 'add' : 'delete'](self);
      },
      toString: (_rt: Engine, self: SObject) => self.$str()
    }
  })
];
