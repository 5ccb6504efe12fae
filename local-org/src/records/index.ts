/** Rows as records and back; what saves pass on; rows, locks and settings that the platform itself keeps. */
export type { DmlError, DmlOperation, DmlRequest, DmlResult, SaveContext, SaveRow } from './changes.ts';
export { ORG_LIMITS, OrgUsage } from './org-usage.ts';
export { RecordLocks } from './record-locks.ts';
export {
  changedFields,
  existingIds,
  insertRecord,
  loadRecords,
  markAsStored,
  rowToRecord,
  sameStored,
  updateRecord,
  valueOf
} from './records.ts';
export { Settings } from './settings.ts';
export { type RowValue, type RowValues, SystemRows } from './system-rows.ts';
