import { quote, tableOf } from '../db/index.ts';
import type { ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import type { SaveRow } from '../records/index.ts';

/** Hands all that points to the merged records to their master, and notes on each of them which record that is. */
export function moveToMaster(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[], masterId: string): void {
  const { db, schema } = rt.org;
  const ids = JSON.stringify(rows.flatMap(({ old }) => old?.id ?? []));
  for (const { childObject, field } of object.childRelationships) {
    const child = schema.object(childObject);
    if (child !== undefined && !/^(MasterRecord|CreatedBy|LastModifiedBy)Id$/.test(field)) {
      const column = quote(field);
      db.run(`UPDATE ${tableOf(child)} SET ${column} = ? WHERE ${column} IN (SELECT value FROM json_each(?))`, [
        masterId,
        ids
      ]);
    }
  }
  db.run(`UPDATE ${tableOf(object)} SET masterrecordid = ? WHERE id IN (SELECT value FROM json_each(?))`, [
    masterId,
    ids
  ]);
  rows.forEach(({ old }) => old?.fields.set('masterrecordid', masterId));
}
