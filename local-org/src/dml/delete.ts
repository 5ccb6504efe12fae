import { quote, tableOf } from '../db/index.ts';
import type { ChildRelationship, ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { isIdText, SObject, toId18 } from '../values/index.ts';
import { checkRecordAccess, requireObjectAccess } from './access.ts';
import { forgetPermissions } from './after-save.ts';
import { dmlError } from './errors.ts';
import { checkLocks, checkParentLocks } from './locks.ts';
import { moveToMaster } from './move-children.ts';
import {
  loadRecords,
  markAsStored,
  rowToRecord,
  type DmlResult,
  type SaveContext,
  type SaveRow
} from '../records/index.ts';
import { isPersonContact } from './person-accounts.ts';
import { updateRollUps } from './rollups.ts';
import { good, withRetries } from './retries.ts';
import { CHUNK } from './save.ts';
import { markShares } from './shares.ts';
import { fireTriggers, triggerState } from './triggers.ts';

/** Objects without a recycle bin: a deleted record is gone. */
export function isHardDeleted(object: ObjectSchema): boolean {
  const setup = /^(PermissionSet|Group|QueueSobject|ObjectPermissions|FieldPermissions|SetupEntityAccess|User)/;
  return (
    object.kind === 'listSetting' ||
    object.kind === 'hierarchySetting' ||
    setup.test(object.name) ||
    /Share$/.test(object.name) ||
    !object.fields.has('isdeleted')
  );
}

function rowsToDelete(
  rt: Engine,
  object: ObjectSchema,
  sources: readonly { source: SObject; index: number }[]
): SaveRow[] {
  const ids = sources.flatMap(({ source }) => (source.id !== null && isIdText(source.id) ? [toId18(source.id)] : []));
  const stored = loadRecords(rt.org.db, object, ids);
  const saving = triggerState(rt).saving;
  return sources.map(({ source, index }) => {
    const id = source.id === null ? null : isIdText(source.id) ? toId18(source.id) : source.id;
    const old = id === null ? null : (stored.get(id) ?? null);
    if (old !== null) {
      markAsStored(object, old);
    }
    const row: SaveRow = { index, source, old, record: old ?? source, errors: [] };
    const trigger = id === null ? undefined : saving.get(id);
    if (id === null) {
      row.errors.push(dmlError('MISSING_ARGUMENT', 'Id not specified in a delete call'));
    } else if (old === null) {
      row.errors.push(dmlError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'));
    } else if (old.fields.get('isdeleted') === true) {
      row.errors.push(dmlError('ENTITY_IS_DELETED', 'entity is deleted'));
    } else if (isPersonContact(old)) {
      row.errors.push(dmlError('DELETE_FAILED', 'A person contact is deleted with its person account'));
    } else if (trigger !== undefined) {
      const message = `Object (id = ${id}) is currently in trigger ${trigger}, therefore it cannot recursively update itself`;
      row.errors.push(dmlError('SELF_REFERENCE_FROM_TRIGGER', message));
    }
    return row;
  });
}

function childrenOf(
  rt: Engine,
  child: ObjectSchema,
  relationship: ChildRelationship,
  ids: readonly string[]
): SObject[] {
  const alive = child.fields.has('isdeleted') ? 'isdeleted = 0 AND ' : '';
  const rows = rt.org.db.all(
    `SELECT * FROM ${tableOf(child)} WHERE ${alive}${quote(relationship.field)} IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)]
  );
  return rows.map((row) => rowToRecord(child, row));
}

function checkRestrictions(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  for (const relationship of object.childRelationships.filter((item) => item.restrictedDelete)) {
    const child = rt.org.schema.object(relationship.childObject);
    const ids = rows.flatMap((row) => row.old?.id ?? []);
    const found = child === undefined ? [] : childrenOf(rt, child, relationship, ids);
    for (const row of rows) {
      const blockers = found.filter((record) => record.fields.get(relationship.field.toLowerCase()) === row.old?.id);
      if (blockers.length > 0) {
        const names = blockers.map((record) =>
          String(record.fields.get(child?.nameField.toLowerCase() ?? 'id') ?? record.id)
        );
        const subject = `Your attempt to delete ${String(row.old?.fields.get(object.nameField.toLowerCase()) ?? row.old?.id)}`;
        const label = child?.kind === 'standard' ? child.labelPlural.toLowerCase() : (child?.labelPlural ?? '');
        const message = `${subject} could not be completed because it is associated with the following ${label}.: ${names.join(', ')}\n`;
        row.errors.push(dmlError('DELETE_FAILED', message));
      }
    }
  }
}

/** Accounts keep the opportunities that were won with them. */
function checkWonOpportunities(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  const opportunity = object.name === 'Account' ? rt.org.schema.object('Opportunity') : undefined;
  const relationship = object.childRelationships.find(
    ({ childObject, field }) => childObject === 'Opportunity' && field === 'AccountId'
  );
  if (opportunity === undefined || relationship === undefined) {
    return;
  }
  const ids = rows.flatMap((row) => row.old?.id ?? []);
  const won = childrenOf(rt, opportunity, relationship, ids).filter((record) => record.fields.get('iswon') === true);
  for (const { old, errors } of rows) {
    const names = won
      .filter((record) => record.fields.get('accountid') === old?.id)
      .map((record) => String(record.fields.get('name') ?? ''));
    if (names.length > 0) {
      const message = `Your attempt to delete ${String(old?.fields.get('name') ?? '')} could not be completed because some opportunities in that account were closed won.: ${names.join(', ')}\n`;
      errors.push(dmlError('DELETE_FAILED', message));
    }
  }
}

/** An activated order stays. */
function checkActivatedOrders(object: ObjectSchema, rows: readonly SaveRow[]): void {
  for (const { old, errors } of object.name === 'Order' ? rows : []) {
    if (old?.fields.get('statuscode') === 'Activated') {
      errors.push(dmlError('DELETE_FAILED', 'An activated order cannot be deleted.'));
    }
  }
}

/** A record to remove, and the record whose deletion takes it along: itself, or the master that was asked for. */
interface Removal {
  readonly record: SObject;
  readonly root: string;
}

function removeDetails(
  rt: Engine,
  relationship: ChildRelationship,
  child: ObjectSchema,
  removals: readonly Removal[]
): void {
  const roots = new Map(removals.map(({ record, root }) => [record.id, root]));
  const details = childrenOf(
    rt,
    child,
    relationship,
    [...roots.keys()].filter((id) => id !== null)
  );
  const key = relationship.field.toLowerCase();
  remove(
    rt,
    child,
    details.map((record) => ({ record, root: roots.get(record.fields.get(key) as string) ?? record.id ?? '' }))
  );
}

/**
 * Removes stored records with their detail records; lookups to them are emptied. No triggers run for details, as on the platform.
 */
function remove(rt: Engine, object: ObjectSchema, removals: readonly Removal[]): void {
  if (removals.length === 0) {
    return;
  }
  const { db, schema } = rt.org;
  const list = JSON.stringify(removals.map(({ record }) => record.id));
  for (const relationship of object.childRelationships) {
    const child = schema.object(relationship.childObject);
    if (child === undefined || child.fields.get(relationship.field.toLowerCase())?.formula !== undefined) {
      continue;
    }
    if (relationship.cascadeDelete) {
      removeDetails(rt, relationship, child, removals);
    } else if (!/^(CreatedBy|LastModifiedBy|Owner)Id$/.test(relationship.field)) {
      const column = quote(relationship.field);
      if (!isHardDeleted(object)) {
        db.run(
          `INSERT INTO _unlinked (parent, child_table, child_column, child) SELECT ${column}, ?, ?, id FROM ${tableOf(child)} WHERE ${column} IN (SELECT value FROM json_each(?))`,
          [child.name.toLowerCase(), relationship.field.toLowerCase(), list]
        );
      }
      db.run(`UPDATE ${tableOf(child)} SET ${column} = NULL WHERE ${column} IN (SELECT value FROM json_each(?))`, [
        list
      ]);
    }
  }
  if (isHardDeleted(object)) {
    db.run(`DELETE FROM ${tableOf(object)} WHERE id IN (SELECT value FROM json_each(?))`, [list]);
    return;
  }
  db.run(
    `UPDATE ${tableOf(object)} SET isdeleted = 1, systemmodstamp = ? WHERE id IN (SELECT value FROM json_each(?))`,
    [wholeSecond(rt), list]
  );
  markShares(rt, object, list, true);
  for (const { record, root } of removals) {
    db.run('INSERT OR REPLACE INTO _recycled (id, root) VALUES (?, ?)', [record.id, root]);
  }
}

function wholeSecond(rt: Engine): number {
  return Math.floor(rt.tx.now() / 1000) * 1000;
}

/**
 * One pass over a chunk.
 * @param asked rows of the chunk, those that failed before this pass too
 * @returns the rows that were removed, of which triggers may have failed some since
 */
function deleteChunk(rt: Engine, context: SaveContext, rows: readonly SaveRow[], asked: number): SaveRow[] {
  const { object } = context;
  checkRecordAccess(rt, context, good(rows), 'all');
  checkLocks(rt, context, good(rows));
  checkParentLocks(rt, context, good(rows), true);
  rt.org.flows.run(rt, object, 'RecordBeforeDelete', good(rows));
  fireTriggers(rt, object, 'BEFORE_DELETE', good(rows));
  if (context.masterId !== undefined) {
    moveToMaster(rt, object, good(rows), context.masterId);
  }
  checkRestrictions(rt, object, good(rows));
  checkActivatedOrders(object, good(rows));
  checkWonOpportunities(rt, object, good(rows));
  const deleted = good(rows);
  if (context.allOrNone && deleted.length < asked) {
    return [];
  }
  remove(
    rt,
    object,
    deleted.flatMap(({ old }) => (old === null ? [] : [{ record: old, root: old.id ?? '' }]))
  );
  forgetPermissions(rt, object);
  fireTriggers(rt, object, 'AFTER_DELETE', deleted);
  updateRollUps(rt, object, good(deleted));
  return deleted;
}

/** Deletes records of one object with triggers, cascades and roll-ups. */
export function deleteRows(
  rt: Engine,
  context: SaveContext,
  sources: readonly { source: SObject; index: number }[]
): DmlResult[] {
  const { object } = context;
  const refusal = requireObjectAccess(rt, context, 'delete');
  rt.org.db.ensureTable(object);
  const results: DmlResult[] = [];
  for (let start = 0; start < sources.length; start += CHUNK) {
    const rows = rowsToDelete(rt, object, sources.slice(start, start + CHUNK));
    rows.forEach(({ errors }) => errors.push(...(refusal === undefined ? [] : [refusal])));
    withRetries(rt, context, rows, {
      operations: ['BEFORE_DELETE', 'AFTER_DELETE'],
      once: (pending) => deleteChunk(rt, context, pending, rows.length),
      reset: () => undefined
    });
    for (const { source, errors } of rows) {
      results.push({ id: source.id, success: errors.length === 0, created: false, errors });
    }
    if (context.allOrNone && rows.some((row) => row.errors.length > 0)) {
      break;
    }
  }
  return results;
}

/** Brings a record back with everything that its deletion took along. */
function restore(rt: Engine, root: string): void {
  const { db, schema } = rt.org;
  for (const row of db.all('SELECT id FROM _recycled WHERE root = ?1 OR id = ?1', [root])) {
    const id = String(row['id']);
    const object = schema.objectByPrefix(id.slice(0, 3));
    if (object !== undefined) {
      db.run(`UPDATE ${tableOf(object)} SET isdeleted = 0, systemmodstamp = ? WHERE id = ?`, [wholeSecond(rt), id]);
      markShares(rt, object, JSON.stringify([id]), false);
    }
  }
  restoreLookups(rt, root);
  db.run('DELETE FROM _recycled WHERE root = ?1 OR id = ?1', [root]);
}

/** Lookups that the deletion emptied lead to the restored records again, unless they lead elsewhere by now. */
function restoreLookups({ org: { db } }: Engine, root: string): void {
  const restored = 'SELECT id FROM _recycled WHERE root = ?1 OR id = ?1';
  const links = db.all(`SELECT * FROM _unlinked WHERE parent IN (${restored})`, [root]);
  for (const { parent, child_table: table, child_column: name, child } of links) {
    const column = quote(String(name));
    db.run(`UPDATE ${quote(String(table))} SET ${column} = ? WHERE id = ? AND ${column} IS NULL`, [
      parent ?? null,
      child ?? null
    ]);
  }
  db.run(`DELETE FROM _unlinked WHERE parent IN (${restored})`, [root]);
}

/** Takes records out of the recycle bin, with the details that were deleted together with them. */
export function undeleteRows(
  rt: Engine,
  context: SaveContext,
  sources: readonly { source: SObject; index: number }[]
): DmlResult[] {
  const { object } = context;
  const refusal = requireObjectAccess(rt, context, 'create');
  const ids = sources.flatMap(({ source }) => (source.id === null ? [] : [toId18(source.id)]));
  const stored = loadRecords(rt.org.db, object, ids);
  const rows = sources.map(({ source, index }): SaveRow => {
    const old = source.id === null ? null : (stored.get(toId18(source.id)) ?? null);
    const row: SaveRow = { index, source, old, record: old ?? source, errors: [] };
    if (source.id === null) {
      row.errors.push(dmlError('MISSING_ARGUMENT', 'Id not specified in an undelete call'));
    } else if (old === null || old.fields.get('isdeleted') !== true) {
      row.errors.push(dmlError('UNDELETE_FAILED', 'Entity is not in the recycle bin'));
    }
    return row;
  });
  rows.forEach(({ errors }) => errors.push(...(refusal === undefined ? [] : [refusal])));
  checkRecordAccess(
    rt,
    context,
    rows.filter((row) => row.errors.length === 0),
    'all'
  );
  const valid = rows.filter((row) => row.errors.length === 0);
  if (!(context.allOrNone && valid.length < rows.length)) {
    valid.forEach((row) => restore(rt, row.old?.id ?? ''));
    const fresh = loadRecords(
      rt.org.db,
      object,
      valid.flatMap((row) => row.old?.id ?? [])
    );
    valid.forEach((row) => {
      row.record = fresh.get(row.old?.id ?? '') ?? row.record;
    });
    fireTriggers(rt, object, 'AFTER_UNDELETE', valid);
    updateRollUps(rt, object, valid);
  }
  return rows.map(({ source, errors }) => ({ id: source.id, success: errors.length === 0, created: false, errors }));
}
