import type { DmlResult } from '../records/index.ts';
import type { ObjectSchema } from '../metadata/index.ts';
import { isIdText, SObject, toId18 } from '../values/index.ts';
import { runSoql } from '../soql/index.ts';
import { ApiError, methodNotAllowed, notFound } from './api-error.ts';
import { jsonToRecord, recordToJson } from './record-json.ts';
import { readQuery } from './query.ts';
import { requireObject, save, type DmlOptions } from './records.ts';
import { inTransaction, isRecord, objectBody, type ApiRequest, type ApiResponse } from './request.ts';

export const LARGEST_COLLECTION = 200;
const LARGEST_RETRIEVAL = 2000;

/** Undoes a whole request whose `allOrNone` part failed, and carries its answer. */
class AllOrNoneFailure extends Error {
  readonly results: readonly object[];

  constructor(results: readonly object[]) {
    super('allOrNone');
    this.results = results;
  }
}

/** A row as the collections API answers it. */
export function resultToJson(result: DmlResult, withCreated: boolean): object {
  return {
    ...(result.id === null ? {} : { id: result.id }),
    success: result.success,
    ...(withCreated && result.success ? { created: result.created } : {}),
    errors: result.errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields }))
  };
}

function recordsOf(
  request: ApiRequest,
  body: Readonly<Record<string, unknown>>
): { object: ObjectSchema; record: SObject }[] {
  const { records } = body;
  if (!Array.isArray(records)) {
    throw new ApiError(400, 'INVALID_FIELD', 'records is missing');
  }
  requireAtMost(records.length, LARGEST_COLLECTION);
  return records.map((json: unknown) => {
    const type = isRecord(json) && isRecord(json.attributes) ? json.attributes.type : undefined;
    if (!isRecord(json) || typeof type !== 'string') {
      throw new ApiError(400, 'INVALID_TYPE', 'Each record needs attributes with its type');
    }
    const object = requireObject(request, type);
    return { object, record: jsonToRecord(request.org.schema, object, json) };
  });
}

/** `composite/sobjects[/<Object>/<externalId>]`: up to 200 records in one call. */
export function collectionsResource(request: ApiRequest): ApiResponse {
  const [, , objectName, fieldName] = request.path;
  switch (request.method) {
    case 'POST':
      return objectName !== undefined && fieldName === undefined
        ? retrieve(request, objectName)
        : saveBody(request, { operation: 'insert' });
    case 'PATCH':
      if (objectName === undefined) {
        return saveBody(request, { operation: 'update' });
      }
      return saveBody(request, {
        operation: 'upsert',
        externalIdField: upsertField(request, objectName, fieldName ?? 'Id')
      });
    case 'DELETE':
      return deleteByIds(request);
    case 'GET':
      if (objectName !== undefined) {
        return retrieve(request, objectName);
      }
      throw methodNotAllowed(request.method, ['DELETE', 'PATCH', 'POST']);
    default:
      throw methodNotAllowed(request.method, ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST']);
  }
}

function upsertField(request: ApiRequest, objectName: string, fieldName: string): string {
  const field = requireObject(request, objectName).fields.get(fieldName.toLowerCase());
  if (!field || !(field.externalId || field.type === 'id')) {
    throw notFound(`Provided external ID field does not exist or is not accessible: ${fieldName}`);
  }
  return field.name;
}

function saveBody(request: ApiRequest, options: Omit<DmlOptions, 'allOrNone'>): ApiResponse {
  const body = objectBody(request);
  const rows = recordsOf(request, body);
  return {
    status: 200,
    body: saveRows(
      request,
      rows.map(({ record }) => record),
      options,
      body.allOrNone === true
    )
  };
}

function deleteByIds(request: ApiRequest): ApiResponse {
  const ids = (request.parameters.get('ids') ?? '').split(',').filter(Boolean);
  if (ids.length === 0) {
    throw new ApiError(400, 'INVALID_FIELD', `ids must name 1 to ${LARGEST_COLLECTION} records`);
  }
  requireAtMost(ids.length, LARGEST_COLLECTION);
  const records = ids.map((id) => {
    const object = isWellFormed(id) ? request.org.schema.objectByPrefix(id.slice(0, 3)) : undefined;
    return object ? jsonToRecord(request.org.schema, object, { Id: toId18(id) }) : malformedId(id);
  });
  const allOrNone = request.parameters.get('allOrNone') === 'true';
  return { status: 200, body: saveRows(request, records, { operation: 'delete' }, allOrNone) };
}

const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const CHUNK = 5;

/** The last three characters of a long id say which of the others are capitals, so none of those may be a digit. */
function isWellFormed(id: string): boolean {
  return (
    isIdText(id) &&
    Array.from(id.slice(15).toUpperCase()).every((check, chunk) => {
      const capitals = SUFFIX.indexOf(check);
      const letters = Array.from(id.slice(chunk * CHUNK, (chunk + 1) * CHUNK));
      return capitals >= 0 && letters.every((letter, bit) => (capitals & (1 << bit)) === 0 || /[a-z]/i.test(letter));
    })
  );
}

/** A row that fails without being tried. */
export interface RefusedRow {
  readonly statusCode: string;
  readonly message: string;
}

function malformedId(id: string): RefusedRow {
  return { statusCode: 'MALFORMED_ID', message: `malformed id ${id}` };
}

/** @throws ApiError EXCEEDED_ID_LIMIT */
function requireAtMost(count: number, most: number): void {
  if (count > most) {
    const message = `record limit reached. cannot submit more than ${most} records into this call`;
    throw new ApiError(400, 'EXCEEDED_ID_LIMIT', message);
  }
}

/** Saves records of one or several objects in a transaction: what the API answers for each. */
export function saveRows(
  request: ApiRequest,
  rows: readonly (SObject | RefusedRow)[],
  options: Omit<DmlOptions, 'allOrNone'>,
  allOrNone: boolean
): readonly object[] {
  try {
    return inTransaction(request, () => {
      const results = rows.map((row): DmlResult => (row instanceof SObject ? PENDING : refused(row)));
      for (const positions of groupByObject(rows)) {
        const saved = save(
          request,
          positions.map((position) => rows[position] as SObject),
          { ...options, allOrNone: false }
        );
        positions.forEach((position, index) => (results[position] = saved[index]!));
      }
      const json = results.map((result) => resultToJson(result, options.operation === 'upsert'));
      if (allOrNone && results.some(({ success }) => !success)) {
        throw new AllOrNoneFailure(results.map((result, index) => (result.success ? rolledBack() : json[index]!)));
      }
      return json;
    });
  } catch (error) {
    if (error instanceof AllOrNoneFailure) {
      return error.results;
    }
    throw error;
  }
}

/** Stands where the result of saving a row comes to stand. */
const PENDING: DmlResult = { id: null, success: false, created: false, errors: [] };

function refused({ statusCode, message }: RefusedRow): DmlResult {
  return { ...PENDING, errors: [{ statusCode, message, fields: [] }] };
}

function rolledBack(): object {
  return {
    success: false,
    errors: [
      {
        statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
        message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
        fields: []
      }
    ]
  };
}

/** Positions of the records, one list per object, in order of first appearance. */
function groupByObject(rows: readonly (SObject | RefusedRow)[]): number[][] {
  const groups = new Map<string, number[]>();
  rows.forEach((row, index) => {
    if (!(row instanceof SObject)) {
      return;
    }
    const { objectName } = row;
    const group = groups.get(objectName);
    if (group) {
      group.push(index);
    } else {
      groups.set(objectName, [index]);
    }
  });
  return [...groups.values()];
}

/** `GET` or `POST composite/sobjects/<Object>` with `ids` and `fields`. */
function retrieve(request: ApiRequest, objectName: string): ApiResponse {
  const object = requireObject(request, objectName);
  const body = request.method === 'POST' ? objectBody(request) : {};
  const list = (name: string): string[] => {
    const value = body[name];
    return Array.isArray(value) ? value.map(String) : (request.parameters.get(name) ?? '').split(',').filter(Boolean);
  };
  const fields = list('fields');
  requireAtMost(list('ids').length, LARGEST_RETRIEVAL);
  return { status: 200, body: retrieveRecords(request, object.name, list('ids'), fields, 'links') };
}

/**
 * The records with the given ids, in their order; null for those that are not there or not visible.
 * @throws ApiError NOT_FOUND for the object, INVALID_FIELD for a field
 */
export function retrieveRecords(
  request: ApiRequest,
  objectName: string,
  wanted: readonly string[],
  fieldNames: readonly string[],
  blobs: 'links' | 'content'
): (Record<string, unknown> | null)[] {
  const object = requireObject(request, objectName);
  const unknown = fieldNames.find((name) => !/^\w+(?:\.\w+)*$/.test(name));
  if (unknown !== undefined) {
    throw new ApiError(400, 'INVALID_FIELD', `No such column '${unknown}' on entity '${object.name}'`);
  }
  const ids = wanted.map((id) => (isIdText(id) ? toId18(id) : id));
  const list = ids.filter(isIdText).map((id) => `'${id}'`);
  const fields = new Set(['Id', ...fieldNames]);
  const text = `SELECT ${[...fields].join(', ')} FROM ${object.name} WHERE Id IN (${list.join(', ') || "''"})`;
  const { records } = inTransaction(request, () =>
    runSoql(request.org.program, readQuery(text, request.org.schema), [], {
      access: 'user',
      sharing: 'with',
      masks: true
    })
  );
  const byId = new Map(records.map((record) => [record.id, record]));
  return ids.map((id) => {
    const record = byId.get(id);
    return record ? recordToJson(record, request.base, blobs) : null;
  });
}
