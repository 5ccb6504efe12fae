import type { ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { ApexException } from '../values/index.ts';
import { accessibleRowsSql, type RecordLevel } from '../security/index.ts';
import { tableOf } from '../db/index.ts';
import { dmlError } from './errors.ts';
import { sameStored, type DmlError, type SaveContext, type SaveRow } from '../records/index.ts';
import { table } from '../common/index.ts';

type Right = 'create' | 'edit' | 'delete';

const PARTICIPLES: Readonly<Record<Right, string>> = table({ create: 'inserted', edit: 'updated', delete: 'deleted' });

/**
 * User mode: the running user needs the object permission.
 * @returns for the APIs, the error of every record; undefined when the permission is there
 * @throws System.SecurityException in Apex, as the platform does for the statement as a whole
 */
export function requireObjectAccess(rt: Engine, context: SaveContext, right: Right): DmlError | undefined {
  if (context.access !== 'user' || context.internal === true) {
    return undefined;
  }
  if (!rt.org.access.objectAccess(rt.tx.user, context.object.name)[right]) {
    if (context.caller === 'api') {
      const message = `entity type cannot be ${PARTICIPLES[right]}: ${context.object.label}`;
      return dmlError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message);
    }
    throw new ApexException('System.SecurityException', `Access to entity '${context.object.name}' denied`);
  }
  return undefined;
}

/** Message of the DmlException when user mode meets fields without permission. */
export function inaccessibleFieldsMessage(object: ObjectSchema): string {
  return `Operation failed due to fields being inaccessible on Sobject ${object.name}, check errors on Exception or Result!`;
}

/**
 * User mode: every field that the caller set needs the edit permission.
 * @returns whether any row failed
 */
export function checkFieldAccess(rt: Engine, context: SaveContext, rows: readonly SaveRow[]): boolean {
  if (context.access !== 'user' || context.internal === true) {
    return false;
  }
  const allowed = new Map<string, boolean>();
  let failed = false;
  for (const row of rows) {
    const bad: string[] = [];
    for (const key of row.source.fields.keys()) {
      const field = context.object.fields.get(key);
      const isUntouched = row.old !== null && field !== undefined && sameStored(field, row.source, row.old);
      const isComputed = field !== undefined && !field.createable && !field.updateable;
      if (field === undefined || key === 'id' || isComputed || (isUntouched && row.source.queried !== null)) {
        continue;
      }
      let may = allowed.get(key);
      if (may === undefined) {
        may = rt.org.access.fieldAccess(rt.tx.user, context.object.name, field.name).edit;
        allowed.set(key, may);
      }
      if (!may) {
        bad.push(field.name);
      }
    }
    if (bad.length > 0) {
      failed = true;
      row.errors.push(fieldsRefused(rt, context, bad));
    }
  }
  return failed;
}

/** The APIs tell a field that is hidden from one that is read-only. */
function fieldsRefused(rt: Engine, { object, caller }: SaveContext, names: readonly string[]): DmlError {
  const fields = names.join(', ');
  if (caller !== 'api') {
    const message = `${inaccessibleFieldsMessage(object)} Fields: ${fields}`;
    return dmlError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, names);
  }
  const hidden = names.find((name) => !rt.org.access.fieldAccess(rt.tx.user, object.name, name).read);
  return hidden === undefined
    ? dmlError(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${fields}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        names
      )
    : dmlError('INVALID_FIELD', `No such column '${hidden}' on sobject of type ${object.name}`);
}

/** Which of the records the running user may reach at the level; null when all of them. */
export function reachable(
  rt: Engine,
  object: ObjectSchema,
  level: RecordLevel,
  ids: readonly string[]
): Set<string> | null {
  const condition = accessibleRowsSql(rt.org.access, rt.tx.user, object, level);
  if (condition === null) {
    return null;
  }
  const found = rt.org.db.all(
    `SELECT id FROM ${tableOf(object)} WHERE id IN (SELECT value FROM json_each(?)) AND (${condition})`,
    [JSON.stringify(ids)]
  );
  return new Set(found.map((row) => String(row['id'])));
}

/** Objects whose records some users may hand on without full access to them, and the user permission for it. */
const TRANSFERS: Readonly<Record<string, string>> = table({ Case: 'TransferAnyCase', Lead: 'TransferAnyLead' });

function mayTransfer(rt: Engine, object: ObjectSchema): boolean {
  const { access } = rt.org;
  return (
    object.sharingModel === 'ReadWriteTransfer' ||
    access.hasUserPermission(rt.tx.user, 'TransferAnyEntity') ||
    (TRANSFERS[object.name] !== undefined && access.hasUserPermission(rt.tx.user, TRANSFERS[object.name] ?? ''))
  );
}

/**
 * Sharing: a new owner is named by whoever has full access to the record (its owner, those above, Modify All), by users with Transfer
 * Record, or by everybody where the organisation-wide default says so.
 */
export function checkTransfers(rt: Engine, context: SaveContext, rows: readonly SaveRow[]): void {
  const { object } = context;
  if (context.sharing !== 'with' || context.internal === true || !object.fields.has('ownerid')) {
    return;
  }
  const transferred = rows.filter(
    ({ record, old, source }) =>
      source.fields.has('ownerid') && old !== null && record.fields.get('ownerid') !== old.fields.get('ownerid')
  );
  if (transferred.length > 0 && !mayTransfer(rt, object)) {
    checkRecordAccess(rt, context, transferred, 'all');
  }
}

/** Sharing: the running user must be allowed to change each record, or to delete it. */
export function checkRecordAccess(
  rt: Engine,
  context: SaveContext,
  rows: readonly SaveRow[],
  level: RecordLevel = 'edit'
): void {
  if (context.sharing !== 'with' || context.internal === true || rows.length === 0) {
    return;
  }
  const ids = rows.flatMap((row) => row.old?.id ?? []);
  const allowed = reachable(rt, context.object, level, ids);
  for (const row of allowed === null ? [] : rows) {
    if (row.old?.id !== undefined && row.old.id !== null && !allowed?.has(row.old.id)) {
      row.errors.push(dmlError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
    }
  }
}
