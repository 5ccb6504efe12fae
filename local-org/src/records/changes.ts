import type { ObjectSchema } from '../metadata/index.ts';
import type { SObject } from '../values/index.ts';

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

export interface DmlRequest {
  readonly operation: DmlOperation;
  /** For a merge, the one master record. */
  readonly records: readonly SObject[];
  /** True: the first failure undoes everything and throws System.DmlException. */
  readonly allOrNone: boolean;
  /** `user`: object and field permissions of the running user are checked. */
  readonly access: 'user' | 'system';
  /** `with`: the running user must have access to the records. */
  readonly sharing: 'with' | 'without';
  /** API name of the field that an upsert matches by; the record's Id when absent. */
  readonly externalIdField?: string | null;
  /** Texts that are too long are cut instead of refused. */
  readonly truncates?: boolean;
  /** `api`: refusals are worded as the REST and Bulk APIs word them, record by record; else as Apex does. */
  readonly caller?: 'api';
  /** Records that are merged into the master: one or two, of which only the Id is read. */
  readonly mergeDuplicates?: readonly SObject[];
}

export interface DmlError {
  readonly statusCode: string;
  readonly message: string;
  /** API names of the fields at fault. */
  readonly fields: readonly string[];
}

/** Outcome for one record, in the order of the request. */
export interface DmlResult {
  id: string | null;
  success: boolean;
  created: boolean;
  errors: DmlError[];
}

/** One record on its way through a save. */
export interface SaveRow {
  /** Position in the request. */
  readonly index: number;
  /** The caller's record: only its Id is set, when the save has succeeded. */
  readonly source: SObject;
  /** The record that triggers see. */
  record: SObject;
  /** The record as stored before; null for an insert. */
  old: SObject | null;
  errors: DmlError[];
}

/** What all steps of one save need to know. */
export interface SaveContext {
  readonly object: ObjectSchema;
  readonly operation: DmlOperation;
  readonly access: 'user' | 'system';
  readonly sharing: 'with' | 'without';
  readonly allOrNone: boolean;
  /** The system itself writes (roll-ups, merges): read-only fields may be set and nobody's permissions are asked. */
  readonly internal?: boolean;
  readonly truncates?: boolean;
  readonly caller?: DmlRequest['caller'];
  /** Id of the record that records being deleted are merged into. */
  readonly masterId?: string;
}
