import { removeForGood, runDml } from '../../dml/index.ts';
import type { DmlOperation, DmlResult } from '../../records/index.ts';
import { ApexException, type SObject } from '../../values/index.ts';
import type { UserContext } from '../../security/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiError } from '../api-error.ts';

export type BulkOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';

/** What became of one row; `error` reads `CODE:message:fields --`. */
export interface RowResult {
  readonly id: string;
  readonly created: boolean;
  readonly error: RowError | null;
}

export interface RowError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** As results in CSV say it. */
export function errorText({ statusCode, message, fields }: RowError): string {
  return `${statusCode}:${message}:${fields.join(',')} --`;
}

interface SaveSpec {
  readonly operation: BulkOperation;
  readonly externalIdFieldName: string | undefined;
}

/**
 * Saves rows in one transaction.
 * @param read one function per row that reads its record; an ApiError that it throws is the row's error
 */
export function saveRows(
  org: Org,
  user: UserContext,
  spec: SaveSpec,
  read: readonly (() => SObject)[]
): readonly RowResult[] {
  const results = new Array<RowResult>(read.length);
  const records: SObject[] = [];
  const positions: number[] = [];
  const ids = new Set<string>();
  read.forEach((readRecord, index) => {
    try {
      const record = readRecord();
      if (record.id !== null && ids.has(record.id)) {
        // one batch saves a record once: a second row with the same id would undo the batch
        throw new ApiError(400, 'DUPLICATE_VALUE', `Duplicate id in list: ${record.id}`, ['Id']);
      }
      ids.add(record.id ?? '');
      records.push(record);
      positions.push(index);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      results[index] = failed({ statusCode: error.errorCode, message: error.message, fields: error.fields ?? [] });
    }
  });
  if (records.length > 0) {
    saveRecords(org, user, spec, records).forEach((result, index) => (results[positions[index]!] = result));
  }
  return results;
}

function failed(error: RowError, id = ''): RowResult {
  return { id, created: false, error };
}

function saveRecords(org: Org, user: UserContext, spec: SaveSpec, records: SObject[]): readonly RowResult[] {
  const { operation, externalIdFieldName } = spec;
  try {
    const saved = org.run({ user, mode: 'bulk', quiddity: 'BULK_API' }, () => {
      const dml = runDml(org.program, {
        operation: dmlOperation(operation),
        records,
        allOrNone: false,
        access: 'user',
        sharing: 'with',
        caller: 'api',
        ...(externalIdFieldName === undefined ? {} : { externalIdField: externalIdFieldName })
      });
      if (operation === 'hardDelete') {
        removeForGood(
          org.program,
          records.filter((_record, index) => dml[index]?.success)
        );
      }
      return dml;
    });
    return saved.map(rowResult);
  } catch (error) {
    // a trigger that throws, or a limit: the whole batch is undone
    const cause = org.program.describeError(error);
    if (!(cause instanceof ApexException)) {
      throw error;
    }
    const statusCode = cause.dmlRows[0]?.statusCode ?? 'UNKNOWN_EXCEPTION';
    return records.map(() => failed({ statusCode, message: cause.message ?? '', fields: [] }));
  }
}

function rowResult({ id, success, created, errors }: DmlResult): RowResult {
  return success
    ? { id: id ?? '', created, error: null }
    : failed(errors[0] ?? { statusCode: 'UNKNOWN_EXCEPTION', message: '', fields: [] }, id ?? '');
}

function dmlOperation(operation: BulkOperation): DmlOperation {
  return operation === 'hardDelete' ? 'delete' : operation;
}
