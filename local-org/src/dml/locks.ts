import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { dmlError } from './errors.ts';
import { sameStored, type DmlError, type SaveContext, type SaveRow } from '../records/index.ts';
import { table } from '../common/index.ts';

/** Ids that the message names before it only counts. */
const NAMED_IDS = 10;
/** Lookups of standard objects whose records lock their parent with each save (Record Locking Cheat Sheet). */
const LOCKING_LOOKUPS: Readonly<Record<string, readonly string[]>> = table({
  AccountTeamMember: ['AccountId'],
  CampaignMember: ['CampaignId', 'ContactId', 'LeadId'],
  Case: ['AccountId', 'ContactId'],
  Contact: ['AccountId'],
  Event: ['AccountId', 'WhatId', 'WhoId'],
  Opportunity: ['AccountId', 'CampaignId'],
  OpportunityLineItem: ['OpportunityId'],
  OpportunityTeamMember: ['OpportunityId'],
  Task: ['AccountId', 'WhatId', 'WhoId']
});

/** What a transaction gets that cannot lock records which another one holds. */
export function lockedRowError(ids: readonly string[]): DmlError {
  const more = ids.length > NAMED_IDS ? `, ... (${ids.length - NAMED_IDS} more)` : '';
  const list = ids.slice(0, NAMED_IDS).join(',') + more;
  return dmlError(
    'UNABLE_TO_LOCK_ROW',
    `unable to obtain exclusive access to this record or ${ids.length} records: ${list}`
  );
}

/** Records that another transaction holds, or that an approval has locked for everybody but administrators, fail. */
export function checkLocks(rt: Engine, context: SaveContext, rows: readonly SaveRow[]): void {
  const { locks, access } = rt.org;
  const ids = rows.flatMap((row) => row.old?.id ?? []);
  const held = new Set(locks.heldAmong(ids));
  const locked = context.internal === true ? new Set<string>() : locks.lockedAmong(ids);
  const mayEdit = locked.size === 0 || access.hasUserPermission(rt.tx.user, 'ModifyAllData');
  for (const row of held.size > 0 || !mayEdit ? rows : []) {
    const id = row.old?.id ?? '';
    if (held.has(id)) {
      row.errors.push(lockedRowError([id]));
    } else if (!mayEdit && locked.has(id)) {
      row.errors.push(dmlError('ENTITY_IS_LOCKED', 'the entity is locked for editing'));
    }
  }
}

/** A lookup whose parent must stay while the child is saved: a master, or a parent that the lookup does not let go. */
function locksParent(object: ObjectSchema, field: FieldSchema): boolean {
  return (
    field.type === 'reference' &&
    (field.masterDetail ||
      (field.custom && (field.deleteConstraint === 'restrict' || field.deleteConstraint === 'cascade')) ||
      LOCKING_LOOKUPS[object.name]?.includes(field.name) === true)
  );
}

/**
 * Saving or deleting a child locks its masters, and a save those parents that a lookup may not lose where it is new. Fails the rows whose
 * parents another transaction holds.
 */
export function checkParentLocks(rt: Engine, context: SaveContext, rows: readonly SaveRow[], isDelete = false): void {
  const { locks } = rt.org;
  if (!locks.anyHeld) {
    return;
  }
  const fields = [...context.object.fields.values()].filter((field) => locksParent(context.object, field));
  for (const row of rows) {
    const parents = fields
      .filter(
        (field) => field.masterDetail || (!isDelete && (row.old === null || !sameStored(field, row.record, row.old)))
      )
      .flatMap((field) => {
        const key = field.name.toLowerCase();
        return [row.record.fields.get(key), row.old?.fields.get(key)];
      })
      .filter((id) => typeof id === 'string');
    const held = locks.heldAmong([...new Set(parents)]);
    if (held.length > 0) {
      row.errors.push(lockedRowError(held));
    }
  }
}
