import { quote, tableOf } from '../db/index.ts';
import type { Engine } from '../runtime/engine.ts';
import { ApexException, type SObject } from '../runtime/values/index.ts';
import { deleteRows } from './delete.ts';
import { saveRows } from './save.ts';
import type { DmlResult, SaveContext } from './types.ts';

const MERGEABLE = new Set(['Account', 'Case', 'Contact', 'Lead']);
const MAX_DUPLICATES = 2;

/** Moves what points to the duplicates to the master, deletes the duplicates and saves the master. */
export function mergeRows(
  rt: Engine,
  context: SaveContext,
  master: SObject,
  duplicates: readonly SObject[]
): DmlResult[] {
  const { object } = context;
  const { db, schema } = rt.org;
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
  for (const { childObject, field } of object.childRelationships) {
    const child = schema.object(childObject);
    if (child !== undefined && !/^(MasterRecord|CreatedBy|LastModifiedBy)Id$/.test(field)) {
      const column = quote(field);
      db.run(`UPDATE ${tableOf(child)} SET ${column} = ? WHERE ${column} IN (SELECT value FROM json_each(?))`, [
        master.id,
        JSON.stringify(ids)
      ]);
    }
  }
  const deleted = deleteRows(
    rt,
    context,
    duplicates.map((source, index) => ({ source, index }))
  );
  db.run(`UPDATE ${tableOf(object)} SET masterrecordid = ? WHERE id IN (SELECT value FROM json_each(?))`, [
    master.id,
    JSON.stringify(ids)
  ]);
  const failed = deleted.filter((result) => !result.success);
  return failed.length > 0 ? failed : saveRows(rt, context, [{ source: master, index: 0 }], false);
}
