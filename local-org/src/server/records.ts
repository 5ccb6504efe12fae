import { runDml } from '../dml/index.ts';
import type { DmlRequest, DmlResult } from '../records/index.ts';
import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import { ApexDatetime, isIdText, toId18, type SObject } from '../values/index.ts';
import { parseSoql, runSoql } from '../soql/index.ts';
import { ApiError, methodNotAllowed, MultipleChoices, notFound } from './api-error.ts';
import { recordBody } from './blobs.ts';
import { etagOf, unmetCondition, validatorHeaders, type Validators } from './conditions.ts';
import { jsonToRecord, jsonToValue, recordToJson } from './record-json.ts';
import { inTransaction, objectBody, type ApiRequest, type ApiResponse } from './request.ts';

/**
 * The object that a path names, or that the body of a request does.
 * @throws ApiError NOT_FOUND, or INVALID_TYPE where the name is part of the body
 */
export function requireObject(
  request: ApiRequest,
  name: string,
  code: 'NOT_FOUND' | 'INVALID_TYPE' = 'NOT_FOUND'
): ObjectSchema {
  const object = request.org.schema.object(name);
  if (!object || !request.org.access.objectAccess(request.user, object.name).read) {
    throw code === 'NOT_FOUND' ? notFound() : new ApiError(400, code, `sObject type '${name}' is not supported.`);
  }
  return object;
}

export type DmlOptions = Pick<DmlRequest, 'operation' | 'allOrNone'> & Partial<Pick<DmlRequest, 'externalIdField'>>;

/** Runs DML as the REST API does: in user mode, with sharing; a failure is an answer, not an exception. */
export function save(request: ApiRequest, records: SObject[], options: DmlOptions): DmlResult[] {
  return runDml(request.org.program, { ...options, records, access: 'user', sharing: 'with', caller: 'api' });
}

function failure(result: DmlResult): ApiError {
  const [error] = result.errors;
  if (!error) {
    return new ApiError(400, 'UNKNOWN_EXCEPTION', 'The record could not be saved');
  }
  const status = error.statusCode === 'ENTITY_IS_DELETED' || error.statusCode === 'NOT_FOUND' ? 404 : 400;
  return new ApiError(status, error.statusCode, error.message, error.fields);
}

function saveOne(request: ApiRequest, record: SObject, options: Omit<DmlOptions, 'allOrNone'>): DmlResult {
  return inTransaction(request, () => {
    const [result] = save(request, [record], { ...options, allOrNone: false });
    if (!result?.success) {
      throw failure(result!);
    }
    return result;
  });
}

/** `sobjects/<Object>`: basic information, and creation. */
export function objectResource(request: ApiRequest, object: ObjectSchema): ApiResponse {
  if (request.method === 'POST') {
    const record = jsonToRecord(request.org.schema, object, recordBody(request, object));
    if (record.id !== null) {
      throw new ApiError(400, 'INVALID_FIELD', 'The Id field should not be specified in the sobject data.', ['Id']);
    }
    const result = saveOne(request, record, { operation: 'insert' });
    return {
      status: 201,
      body: { id: result.id, success: true, errors: [] },
      headers: { location: `${request.base}/sobjects/${object.name}/${result.id}` }
    };
  }
  throw methodNotAllowed(request.method, ['GET', 'HEAD', 'POST']);
}

function requireId(object: ObjectSchema, text: string): string {
  if (!isIdText(text)) {
    throw notFound(`Provided external ID field does not exist or is not accessible: ${text}`);
  }
  const id = toId18(text);
  if (!id.startsWith(object.keyPrefix)) {
    throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  return id;
}

/** Readable fields, as `SELECT` needs them; base64 content is left out. */
export function readableFields(request: ApiRequest, object: ObjectSchema): string[] {
  const wanted = request.parameters.get('fields');
  if (wanted !== null) {
    return wanted.split(',').map((name) => name.trim());
  }
  return [...object.fields.values()]
    .filter(
      ({ name, type }) =>
        type !== 'base64' &&
        type !== 'address' &&
        type !== 'location' &&
        request.org.access.fieldAccess(request.user, object.name, name).read
    )
    .map(({ name }) => name);
}

function find(request: ApiRequest, object: ObjectSchema, field: FieldSchema, value: string): SObject {
  const fields = readableFields(request, object);
  const time = modifiedField(object);
  // the time of the last change is read for the headers, whether or not the client asked for it
  const isHidden = time !== undefined && !fields.some((name) => name.toLowerCase() === time.toLowerCase());
  const names = isHidden ? [...fields, time] : fields;
  const query = parseSoql(`SELECT ${names.join(', ')} FROM ${object.name} WHERE ${field.name} = :value`);
  const { records } = inTransaction(request, () =>
    runSoql(request.org.program, query, [jsonToValue(field, value)], { access: 'user', sharing: 'with', masks: true })
  );
  const [record] = records;
  if (!record) {
    throw notFound();
  }
  if (records.length > 1) {
    throw new MultipleChoices(records.map(({ id }) => `${request.base}/sobjects/${object.name}/${id ?? ''}`));
  }
  if (isHidden) {
    record.queried?.delete(time.toLowerCase());
  }
  return record;
}

/** The field with the time of the last change; not every object has one. */
function modifiedField(object: ObjectSchema): string | undefined {
  return object.fields.get('systemmodstamp')?.name;
}

function validatorsOf(request: ApiRequest, object: ObjectSchema, record: SObject): Validators {
  const time = record.fields.get(modifiedField(object)?.toLowerCase() ?? '');
  const stored = object.name === 'Account' ? request.org.rows.find(object.name, { Id: record.id }) : undefined;
  return {
    modified: time instanceof ApexDatetime ? time.ms : null,
    ...(stored ? { etag: etagOf(stored) } : {})
  };
}

function isConditional({ headers }: ApiRequest): boolean {
  return Object.keys(headers).some((name) => /^if-(?:none-)?match$|^if-(?:un)?modified-since$/.test(name));
}

/** A record as an answer, or that the client's condition does not hold. */
function answerRecord(request: ApiRequest, object: ObjectSchema, record: SObject): ApiResponse {
  const validators = validatorsOf(request, object, record);
  const headers = validatorHeaders(validators);
  const unmet = unmetCondition(request, validators);
  return unmet ? { ...unmet, headers } : { status: 200, body: recordToJson(record, request.base), headers };
}

/** The record with an id. @throws ApiError NOT_FOUND */
export function findById(request: ApiRequest, object: ObjectSchema, id: string): SObject {
  return find(request, object, object.fields.get('id')!, requireId(object, id));
}

/** `sobjects/<Object>/<Id>`. */
export function recordResource(request: ApiRequest, object: ObjectSchema, idText: string): ApiResponse {
  const id = requireId(object, idText);
  switch (request.method) {
    case 'GET': {
      return answerRecord(request, object, find(request, object, object.fields.get('id')!, id));
    }
    case 'PATCH': {
      const unmet = isConditional(request)
        ? unmetCondition(request, validatorsOf(request, object, findById(onlyId(request), object, id)))
        : undefined;
      if (unmet) {
        return unmet;
      }
      const record = jsonToRecord(request.org.schema, object, recordBody(request, object));
      if (record.fields.has('id')) {
        throw new ApiError(400, 'INVALID_FIELD', 'The Id field should not be specified in the sobject data.', ['Id']);
      }
      record.put('id', id);
      saveOne(request, record, { operation: 'update' });
      return { status: 204 };
    }
    case 'DELETE': {
      const record = jsonToRecord(request.org.schema, object, { Id: id });
      saveOne(request, record, { operation: 'delete' });
      return { status: 204 };
    }
    default:
      throw methodNotAllowed(request.method, ['DELETE', 'GET', 'HEAD', 'PATCH']);
  }
}

const onlyId = (request: ApiRequest): ApiRequest => ({
  ...request,
  parameters: new URLSearchParams({ fields: 'Id' })
});

/** @throws MultipleChoices for several records with the value, ApiError NOT_FOUND for none where there must be one */
function requireOne(
  request: ApiRequest,
  object: ObjectSchema,
  field: FieldSchema,
  value: string,
  mustExist: boolean
): void {
  try {
    find(onlyId(request), object, field, value);
  } catch (error) {
    if (mustExist || !(error instanceof ApiError) || error.status !== 404) {
      throw error;
    }
  }
}

/** `sobjects/<Object>/<field>/<value>`: reading, upserting and deleting by external id. */
export function externalIdResource(
  request: ApiRequest,
  object: ObjectSchema,
  fieldName: string,
  value: string
): ApiResponse {
  const field = object.fields.get(fieldName.toLowerCase());
  if (!field || !(field.externalId || field.type === 'id')) {
    throw notFound(`Provided external ID field does not exist or is not accessible: ${fieldName}`);
  }
  switch (request.method) {
    case 'GET':
      return answerRecord(request, object, find(request, object, field, value));
    case 'DELETE': {
      const { id } = find(onlyId(request), object, field, value);
      saveOne(request, jsonToRecord(request.org.schema, object, { Id: id }), { operation: 'delete' });
      return { status: 204 };
    }
    case 'PATCH':
    case 'POST': {
      const record = jsonToRecord(request.org.schema, object, objectBody(request));
      if (record.fields.has(field.name.toLowerCase())) {
        throw new ApiError(
          400,
          'INVALID_FIELD',
          `The ${field.name} field should not be specified in the sobject data.`,
          [field.name]
        );
      }
      record.put(field.name.toLowerCase(), jsonToValue(field, value));
      const updateOnly = request.parameters.get('updateOnly') === 'true';
      if (updateOnly || !(field.unique || field.type === 'id')) {
        requireOne(request, object, field, value, updateOnly);
      }
      const result = saveOne(request, record, { operation: 'upsert', externalIdField: field.name });
      return {
        status: result.created ? 201 : 200,
        body: { id: result.id, success: true, errors: [], created: result.created }
      };
    }
    default:
      throw methodNotAllowed(request.method, ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST']);
  }
}
