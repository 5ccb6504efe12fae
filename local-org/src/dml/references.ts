import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { isIdText, stringOf } from '../values/index.ts';
import { sharedObjectOf, type RecordLevel } from '../security/index.ts';
import { reachable } from './access.ts';
import { dmlError, fieldErrors } from './errors.ts';
import { existingIds, sameStored } from '../records/index.ts';
import type { DmlError, SaveContext, SaveRow } from '../records/index.ts';
import { quote, tableOf } from '../db/index.ts';

interface Reference {
  readonly row: SaveRow;
  readonly field: FieldSchema;
  readonly id: string;
}

const UNKNOWN_OWNER = dmlError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');

/** The same for a record that is not there as for one that is not seen. */
function noAccess(id: string): DmlError {
  return dmlError(
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    `insufficient access rights on cross-reference id: ${id.slice(0, 15)}`
  );
}

/**
 * Checks that lookups point to records of the right object that exist and are not deleted. One query per parent object and chunk.
 */
export function checkReferences(rt: Engine, context: SaveContext, rows: readonly SaveRow[]): void {
  const fields = [...context.object.fields.values()].filter(
    (field) => field.type === 'reference' && field.formula === undefined
  );
  const byPrefix = new Map<string, Reference[]>();
  for (const row of rows) {
    for (const field of fields) {
      const id = row.record.fields.get(field.name.toLowerCase());
      if (typeof id !== 'string' || !isIdText(id) || id === rt.tx.user.id) {
        continue;
      }
      if (row.old === null || !sameStored(field, row.record, row.old)) {
        const prefix = id.slice(0, 3);
        const known = byPrefix.get(prefix);
        if (known === undefined) {
          byPrefix.set(prefix, [{ row, field, id }]);
        } else {
          known.push({ row, field, id });
        }
      }
    }
  }
  for (const [prefix, references] of byPrefix) {
    checkPrefix(rt, context, prefix, references);
  }
}

function checkPrefix(rt: Engine, context: SaveContext, prefix: string, references: readonly Reference[]): void {
  const { db, schema } = rt.org;
  const target = schema.objectByPrefix(prefix);
  const fitting: Reference[] = [];
  for (const reference of references) {
    const { row, field, id } = reference;
    const targets = field.referenceTo;
    if (target !== undefined && targets.length > 0 && !targets.includes(target.name)) {
      row.errors.push(fieldErrors.wrongIdType(field, id));
    } else if (target === undefined && targets.some((name) => schema.object(name)?.createable === true)) {
      row.errors.push(fieldErrors.wrongIdType(field, id));
    } else {
      fitting.push(reference);
    }
  }
  if (target === undefined || fitting.length === 0) {
    return;
  }
  const found = existingIds(db, target, [...new Set(fitting.map(({ id }) => id))]);
  for (const { row, field, id } of fitting) {
    const isDeleted = found.get(id);
    if (isDeleted === undefined) {
      row.errors.push(field.name === 'OwnerId' ? UNKNOWN_OWNER : noAccess(id));
    } else if (isDeleted) {
      row.errors.push(dmlError('ENTITY_IS_DELETED', 'entity is deleted'));
    }
  }
  if (context.sharing === 'with' && context.internal !== true) {
    checkSharing(rt, context, target, fitting);
  }
}

/** Where sharing counts, a lookup leads to records that the user sees, and a detail goes to a master that the user may change. */
function checkSharing(rt: Engine, context: SaveContext, target: ObjectSchema, references: readonly Reference[]): void {
  const isShare = sharedObjectOf(rt.org.schema, context.object) === target;
  const levelOf = ({ field }: Reference): RecordLevel =>
    isShare ? 'all' : field.masterDetail && field.writeRequiresMasterRead !== true ? 'edit' : 'read';
  for (const level of ['read', 'edit', 'all'] as const) {
    const some = references.filter((reference) => levelOf(reference) === level && reference.row.errors.length === 0);
    const ids = [...new Set(some.map(({ id }) => id))];
    const allowed = some.length === 0 ? null : reachable(rt, target, level, ids);
    for (const { row, id } of allowed === null ? [] : some) {
      if (!allowed?.has(id)) {
        row.errors.push(noAccess(id));
      }
    }
  }
}

/**
 * Resolves parents given by external id: `Order__r = new Commerce…(External_Id__c = 'x')` sets `Order__c`. One query per relationship
 * and external id field.
 */
export function resolveParents(rt: Engine, context: SaveContext, rows: readonly SaveRow[]): void {
  for (const field of context.object.fields.values()) {
    if (field.relationshipName === undefined) {
      continue;
    }
    const relationship = field.relationshipName.toLowerCase();
    const key = field.name.toLowerCase();
    const nested = rows.filter((row) => {
      const parent = row.source.parents.get(relationship);
      // A queried parent is only a copy of what the lookup says already.
      return parent !== undefined && parent !== null && parent.queried === null && !row.source.fields.has(key);
    });
    for (const row of nested) {
      resolveParent(rt, field, relationship, row);
    }
  }
}

function resolveParent(rt: Engine, field: FieldSchema, relationship: string, row: SaveRow): void {
  const parent = row.source.parents.get(relationship);
  const object = parent?.schema ?? (parent ? rt.org.schema.object(parent.objectName) : undefined);
  if (!parent || object === undefined) {
    return;
  }
  const set = [...parent.fields].filter(([, value]) => value !== null);
  // A record that has an id already is known by it, whatever else it holds.
  const entry = set.find(([key]) => key === 'id') ?? set[0];
  const external = entry === undefined ? undefined : object.fields.get(entry[0]);
  if (entry === undefined || external === undefined) {
    return;
  }
  if (external.type === 'id') {
    row.record.fields.set(field.name.toLowerCase(), entry[1]);
    return;
  }
  const text = stringOf(entry[1]);
  if (set.length > 1 || !(external.externalId || external.unique || external.name === object.nameField)) {
    row.errors.push(
      dmlError(
        'INVALID_FIELD',
        `More than 1 field provided in an external foreign key reference in entity: ${object.name}`
      )
    );
    return;
  }
  const found = rt.org.db.all(
    `SELECT id FROM ${tableOf(object)} WHERE ${quote(external.name)} = ? AND isdeleted = 0 LIMIT 2`,
    [text]
  );
  if (found.length === 0) {
    row.errors.push(
      dmlError(
        'INVALID_FIELD',
        `Foreign key external ID: ${text} not found for field ${external.name} in entity ${object.name}`
      )
    );
  } else if (found.length > 1) {
    row.errors.push(
      dmlError('DUPLICATE_EXTERNAL_ID', `${external.name}: more than one record found for external id field: ${text}`)
    );
  } else {
    row.record.fields.set(field.name.toLowerCase(), String(found[0]?.['id']));
  }
}
