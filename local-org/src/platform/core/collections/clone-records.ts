import { SObject } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';

const READ_ONLY_STAMPS = ['createdbyid', 'createddate', 'lastmodifiedbyid', 'lastmodifieddate'];

/** What `deepClone` keeps of the records; all of it is dropped unless asked for. */
export interface CloneOptions {
  readonly keepId: boolean;
  readonly keepStamps: boolean;
  readonly keepAutoNumbers: boolean;
}

/** Copies a record in memory; other values are shared. */
export function cloneRecord(value: ApexValue, options: CloneOptions): ApexValue {
  if (!(value instanceof SObject)) {
    return value;
  }
  const copy = value.copy();
  if (!options.keepId) {
    copy.fields.delete('id');
  }
  for (const stamp of options.keepStamps ? [] : READ_ONLY_STAMPS) {
    copy.fields.delete(stamp);
  }
  if (!options.keepAutoNumbers) {
    for (const field of [...copy.fields.keys()]) {
      if (copy.schema?.fields.get(field)?.type === 'autonumber') {
        copy.fields.delete(field);
      }
    }
  }
  return copy;
}
