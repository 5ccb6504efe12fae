import { dmlError, dmlException } from '../../dml/index.ts';
import type { DmlResult } from '../../records/index.ts';
import { type Engine, platformClass, type PlatformClass, type PlatformFunction } from '../../engine/index.ts';
import { ApexList, ApexMap, NotImplementedError } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { recordsOf } from '../data/database/dml-calls.ts';
import { DatabaseResult, resultFromJson, resultMembers } from '../data/database/results.ts';
import { listOf, readOnlyMembers } from '../data/support.ts';
import { required } from '../core/support.ts';

/** `Approval.lock` and `Approval.unlock`: they count as DML, and are undone with the transaction. */
function locking(locks: boolean, resultType: string): PlatformFunction {
  return (rt, target: ApexValue, allOrNone: boolean | null = true) => {
    const records = recordsOf(rt, required(rt, target));
    const { limits } = rt.tx;
    limits.use('dmlStatements');
    limits.use('dmlRows', records.length);
    limits.pendingChanges++;
    const results = records.map(({ id, objectName }): DmlResult => {
      const exists = id !== null && rt.org.rows.find(objectName, { Id: id }) !== undefined;
      const errors = exists ? [] : [dmlError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')];
      return { id, success: exists, created: false, errors };
    });
    if (allOrNone !== false && results.some(({ success }) => !success)) {
      throw dmlException('update', results, undefined, records[0]?.objectName);
    }
    for (const { id, success } of results) {
      if (success && id !== null) {
        rt.org.locks[locks ? 'lock' : 'unlock'](id);
      }
    }
    const items = results.map((result) => new DatabaseResult(resultType, result));
    return target instanceof ApexList ? listOf(rt, resultType, items) : (items[0] ?? null);
  };
}

/** `Approval.isLocked` of a record or an id, or of a list of them. */
function isLocked(rt: Engine, target: ApexValue): ApexValue {
  const ids = recordsOf(rt, required(rt, target)).map(({ id }) => id ?? '');
  const locked = rt.org.locks.lockedAmong(ids);
  return target instanceof ApexList
    ? new ApexMap(
        rt.type('system.map<system.id,system.boolean>'),
        ids.map((id) => [id, locked.has(id)] as const)
      )
    : locked.has(ids[0] ?? '');
}

function resultClass(name: string): PlatformClass {
  return platformClass({
    name,
    statics: { fromJson: resultFromJson(name.toLowerCase()) },
    ...readOnlyMembers(resultMembers)
  });
}

export const approvalClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.Approval',
    statics: {
      lock: locking(true, 'approval.lockresult'),
      unlock: locking(false, 'approval.unlockresult'),
      isLocked,
      process: () => {
        throw new NotImplementedError('System.Approval.process');
      }
    }
  }),
  resultClass('Approval.LockResult'),
  resultClass('Approval.UnlockResult')
];
