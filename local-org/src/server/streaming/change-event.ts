import { createHash } from 'node:crypto';
import type { FieldSchema } from '../../metadata/index.ts';
import type { SObject } from '../../values/index.ts';
import type { UserContext } from '../../security/index.ts';
import { restoreState, type RecordChange, type StoredEvent, type Org } from '../../org/index.ts';
import { valueToJson } from '../record-json.ts';

/** An id that changes with the event's fields, as those of Avro schemas do. */
export function schemaId(name: string, fields: readonly Pick<FieldSchema, 'name' | 'type'>[]): string {
  const text = [name, ...fields.map((field) => `${field.name}:${field.type}`)].join(';');
  return createHash('md5').update(text).digest('base64url').slice(0, 22);
}

/** Field of a change event that names the client; the local org does not know it. */
const ORIGIN = 'com/salesforce/api/rest/67.0';

/** A change of a record as a change event: new records with all values, updates with what changed, deletions with none. */
export function changeEventData(org: Org, user: UserContext, { payload, replayId }: StoredEvent): object {
  const change = JSON.parse(payload) as RecordChange;
  return org.run({ user }, () => {
    const record = restoreState(org.program, change.record) as SObject;
    const object = org.schema.object(change.object);
    const readable = [...(object?.fields.values() ?? [])].filter(
      ({ name, type, formula }) =>
        !/^(id|systemmodstamp|isdeleted)$/i.test(name) &&
        type !== 'address' &&
        type !== 'location' &&
        type !== 'base64' &&
        formula === undefined &&
        org.access.fieldAccess(user, change.object, name).read
    );
    const names = new Set([...change.changedFields, 'LastModifiedDate']);
    const values = readable.flatMap(({ name }) => {
      const value = valueToJson(record.fields.get(name.toLowerCase()) ?? null);
      const told = change.type === 'UPDATE' ? names.has(name) : change.type === 'DELETE' ? false : value !== null;
      return told ? [[name, typeof value === 'string' ? value.replace(/\+0000$/, 'Z') : value] as const] : [];
    });
    return {
      schema: schemaId(`${change.object}ChangeEvent`, readable),
      payload: {
        ChangeEventHeader: {
          entityName: change.object,
          recordIds: [change.id],
          changeType: change.type,
          changeOrigin: ORIGIN,
          transactionKey: change.transactionKey,
          sequenceNumber: change.sequenceNumber,
          commitTimestamp: change.time,
          commitNumber: replayId,
          commitUser: change.user,
          nulledFields: [],
          diffFields: [],
          changedFields: change.type === 'UPDATE' ? [...change.changedFields, 'LastModifiedDate'] : []
        },
        ...Object.fromEntries(values)
      },
      event: { replayId }
    };
  });
}
