import type { Engine } from '../engine/index.ts';
import { ApexException, NotImplementedError, type SObject } from '../values/index.ts';
import { deleteRows } from './delete.ts';
import { saveRows } from './save.ts';
import { loadRecords, type DmlResult, type SaveContext } from '../records/index.ts';

const MERGEABLE = new Set(['Account', 'Case', 'Contact', 'Lead']);
const MAX_DUPLICATES = 2;

/**
 * Deletes the duplicates, of which the before triggers still see the children, moves what points to them to the master and saves the
 * master. After triggers of the duplicates know the master by MasterRecordId (Apex Developer Guide, Triggers and Merge Statements).
 */
export function mergeRows(
  rt: Engine,
  context: SaveContext,
  master: SObject,
  duplicates: readonly SObject[]
): DmlResult[] {
  const { object } = context;
  if (!MERGEABLE.has(object.name)) {
    throw new ApexException('System.DmlException', `Merge is not supported for ${object.name}`);
  }
  if (duplicates.length === 0 || duplicates.length > MAX_DUPLICATES) {
    throw new ApexException('System.DmlException', 'Merge takes one or two records to merge into the master');
  }
  const ids = duplicates.flatMap((record) => record.id ?? []);
  if (master.id === null || ids.includes(master.id)) {
    throw new ApexException(
      'System.DmlException',
      'Merge failed. The master record cannot be one of the merged records'
    );
  }
  if (
    [...loadRecords(rt.org.db, object, ids).values()].some((record) => record.fields.get('ispersonaccount') === true)
  ) {
    throw new NotImplementedError('a merge of person accounts');
  }
  const deleted = deleteRows(
    rt,
    { ...context, masterId: master.id },
    duplicates.map((source, index) => ({ source, index }))
  );
  const failed = deleted.filter((result) => !result.success);
  return failed.length > 0 ? failed : saveRows(rt, context, [{ source: master, index: 0 }], false);
}
