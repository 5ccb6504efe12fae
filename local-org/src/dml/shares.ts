import { quote, tableOf } from '../db/index.ts';
import type { ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { sharedObjectOf, shareObjectOf, type ShareObject } from '../security/index.ts';
import { dmlError } from './errors.ts';
import type { ApexValue, SObject } from '../values/index.ts';
import { systemInsert } from './system-insert.ts';
import type { SaveContext, SaveRow } from '../records/index.ts';
import { table } from '../common/index.ts';

const LEVELS = ['None', 'Read', 'Edit', 'All'];
/** What everybody has on records of an object by its organisation-wide default. */
const DEFAULT_LEVELS: Readonly<Record<string, string>> = table({
  Read: 'Read',
  ReadWrite: 'Edit',
  ReadWriteTransfer: 'Edit',
  FullAccess: 'All'
});

function ownerRow(rt: Engine, share: ShareObject, record: SObject): void {
  systemInsert(rt, share.object.name, record, {
    [share.parentField.toLowerCase()]: record.id,
    userorgroupid: record.fields.get('ownerid') ?? null,
    [share.levelField.toLowerCase()]: 'All',
    rowcause: 'Owner'
  });
}

/**
 * Keeps the share rows of saved records: each has one for its owner, and a new owner begins without the manual shares that the
 * former one gave.
 */
export function keepOwnerShares(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  const share = object.fields.has('ownerid') ? shareObjectOf(rt.org.schema, object) : undefined;
  if (share === undefined) {
    return;
  }
  rt.org.db.ensureTable(share.object);
  for (const { record, old } of rows) {
    if (old === null) {
      ownerRow(rt, share, record);
    } else if (old.fields.get('ownerid') !== record.fields.get('ownerid')) {
      const parent = quote(share.parentField);
      rt.org.db.run(`DELETE FROM ${tableOf(share.object)} WHERE ${parent} = ? AND rowcause IN ('Manual', 'Owner')`, [
        record.id
      ]);
      ownerRow(rt, share, record);
    }
  }
}

/** A record's shares leave with it and come back with it. @param ids ids of records, as JSON */
export function markShares(rt: Engine, object: ObjectSchema, ids: string, isDeleted: boolean): void {
  const share = shareObjectOf(rt.org.schema, object);
  if (share !== undefined) {
    rt.org.db.ensureTable(share.object);
    rt.org.db.run(
      `UPDATE ${tableOf(share.object)} SET isdeleted = ? WHERE ${quote(share.parentField)} IN (SELECT value FROM json_each(?))`,
      [Number(isDeleted), ids]
    );
  }
}

/** One row stands for all shares of a record with one user or group for one reason: it keeps the higher level. */
export function joinShares(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  const shared = sharedObjectOf(rt.org.schema, object);
  const share = shared && shareObjectOf(rt.org.schema, shared);
  if (share === undefined) {
    return;
  }
  const level = quote(share.levelField);
  const same = `FROM ${tableOf(object)} WHERE ${quote(share.parentField)} = ? AND userorgroupid = ? AND rowcause = ? AND id <> ? AND isdeleted = 0`;
  for (const { record } of rows.filter(({ old }) => old === null)) {
    const key = [share.parentField, 'UserOrGroupId', 'RowCause'].map((name) =>
      String(record.fields.get(name.toLowerCase()) ?? '')
    );
    const others = rt.org.db.all(`SELECT id, ${level} AS level ${same}`, [...key, record.id]);
    if (others.some((other) => other['level'] === 'Edit')) {
      rt.org.db.run(`UPDATE ${tableOf(object)} SET ${level} = 'Edit' WHERE id = ?`, [record.id]);
    }
    if (others.length > 0) {
      rt.org.db.run(`DELETE ${same}`, [...key, record.id]);
    }
  }
}

function isInactiveUser(rt: Engine, id: ApexValue | undefined): boolean {
  const row = typeof id === 'string' && rt.org.db.get('SELECT isactive FROM "user" WHERE id = ?', [id]);
  return typeof row === 'object' && row['isactive'] === 0;
}

/** Refuses shares that give no more than everybody has, and those that only the system makes. */
export function checkShares(rt: Engine, context: SaveContext, rows: readonly SaveRow[]): void {
  const shared = sharedObjectOf(rt.org.schema, context.object);
  const share = shared && shareObjectOf(rt.org.schema, shared);
  if (shared === undefined || share === undefined || context.internal === true) {
    return;
  }
  const everybody = DEFAULT_LEVELS[shared.sharingModel] ?? 'None';
  const key = share.levelField.toLowerCase();
  for (const { record, errors } of rows) {
    const level = String(record.fields.get(key) ?? '');
    const cause = String(record.fields.get('rowcause') ?? 'Manual');
    const isKnown = level === 'Read' || level === 'Edit';
    if (!isKnown) {
      errors.push(
        dmlError(
          'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
          `${share.levelField}: bad value for restricted picklist field: ${level}`,
          [share.levelField]
        )
      );
    } else if (cause === 'Owner' || cause === 'Rule' || cause.startsWith('Implicit')) {
      errors.push(dmlError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
    } else if (isInactiveUser(rt, record.fields.get('userorgroupid'))) {
      errors.push(dmlError('INACTIVE_OWNER_OR_USER', 'operation performed with inactive user', ['UserOrGroupId']));
    } else if (LEVELS.indexOf(level) <= LEVELS.indexOf(everybody)) {
      const message = `field integrity exception: ${share.levelField} (trivial share level ${level}, for organization with default level ${everybody})`;
      errors.push(dmlError('FIELD_INTEGRITY_EXCEPTION', message, [share.levelField]));
    }
  }
}
