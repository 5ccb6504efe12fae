import { tableOf } from '../db/index.ts';
import type { Engine } from '../engine/index.ts';
import type { SObject } from '../values/index.ts';
import type { DmlResult } from '../records/index.ts';

/** Takes deleted records out of the recycle bin, so that nothing brings them back. */
export function removeForGood(rt: Engine, records: readonly SObject[]): DmlResult[] {
  return records.map((record): DmlResult => {
    const object = rt.org.schema.object(record.objectName);
    const { id } = record;
    const changed =
      object?.fields.has('isdeleted') && id !== null
        ? rt.org.db.run(`DELETE FROM ${tableOf(object)} WHERE id = ? AND isdeleted = 1`, [id])
        : 0;
    const error = {
      statusCode: 'INVALID_ID_FIELD',
      message: 'Invalid record id; no recycle bin entry found',
      fields: []
    };
    return changed > 0
      ? { id, success: true, created: false, errors: [] }
      : { id, success: false, created: false, errors: [error] };
  });
}
