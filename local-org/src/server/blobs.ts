import type { ObjectSchema } from '../metadata/index.ts';
import { ApexBlob } from '../values/index.ts';
import { ApiError, methodNotAllowed, notFound } from './api-error.ts';
import { multipartOf } from './multipart.ts';
import { findById } from './records.ts';
import { isRecord, objectBody, type ApiRequest, type ApiResponse } from './request.ts';
import { readJson } from './json.ts';
import { table } from '../common/index.ts';

/** `sobjects/<Object>/<Id>/<blob field>`: the bytes. @throws ApiError NOT_FOUND where there are none */
export function blobResource(request: ApiRequest, object: ObjectSchema, id: string, fieldName: string): ApiResponse {
  if (request.method !== 'GET') {
    throw methodNotAllowed(request.method, ['GET', 'HEAD']);
  }
  const record = findById({ ...request, parameters: new URLSearchParams({ fields: fieldName }) }, object, id);
  const value = record.fields.get(fieldName.toLowerCase());
  if (!(value instanceof ApexBlob)) {
    throw notFound();
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/octetstream' },
    body: Buffer.from(value.bytes)
  };
}

/**
 * The record that a request carries: JSON, or a form whose first part without a file is the record and whose files are blob fields, by
 * the part's name.
 * @throws ApiError JSON_PARSER_ERROR
 */
export function recordBody(request: ApiRequest, object: ObjectSchema): Record<string, unknown> {
  const parts = multipartOf(request.headers, request.body);
  if (!parts) {
    return objectBody(request);
  }
  const record: Record<string, unknown> = table({});
  for (const [name, { filename, content }] of parts) {
    if (filename === undefined) {
      Object.assign(record, json(content));
    } else if (object.fields.get(name.toLowerCase())?.type === 'base64') {
      record[name] = content.toString('base64');
    } else {
      throw new ApiError(400, 'INVALID_MULTIPART_REQUEST', `The part ${name} is no blob field of ${object.name}`);
    }
  }
  return record;
}

function json(content: Buffer): Record<string, unknown> {
  try {
    const value: unknown = readJson(content.toString('utf8'));
    if (isRecord(value)) {
      return value;
    }
  } catch {
    // answered below
  }
  throw new ApiError(400, 'INVALID_MULTIPART_REQUEST', 'The part of the record must be a JSON object');
}
