import type { ObjectSchema } from '../metadata/schema.ts';
import { toId18 } from '../runtime/values/index.ts';
import { methodNotAllowed, notFound } from './api-error.ts';
import { recordToJson } from './record-json.ts';
import { findById, readableFields, requireObject } from './records.ts';
import type { ApiRequest, ApiResponse, Handler } from './request.ts';

/** `sobjects/<Object>/<Id>/<relationship>`: the parent record, or the child records as a query answers them. */
export function relatedRecords(
  request: ApiRequest,
  object: ObjectSchema,
  id: string,
  relationship: string,
  query: Handler
): ApiResponse {
  if (request.method !== 'GET') {
    throw methodNotAllowed(request.method, ['GET', 'HEAD']);
  }
  const wanted = relationship.toLowerCase();
  const lookup = [...object.fields.values()].find(({ relationshipName }) => relationshipName?.toLowerCase() === wanted);
  if (lookup) {
    const own = findById({ ...request, parameters: new URLSearchParams({ fields: lookup.name }) }, object, id);
    const parentId = own.fields.get(lookup.name.toLowerCase());
    const parent = typeof parentId === 'string' ? request.org.schema.objectByPrefix(parentId.slice(0, 3)) : undefined;
    if (!parent || typeof parentId !== 'string') {
      throw notFound();
    }
    const record = findById(request, requireObject(request, parent.name), parentId);
    return { status: 200, body: recordToJson(record, request.base) };
  }
  const children = object.childRelationships.find(({ name }) => name?.toLowerCase() === wanted);
  if (!children) {
    throw notFound();
  }
  findById({ ...request, parameters: new URLSearchParams({ fields: 'Id' }) }, object, id);
  const child = requireObject(request, children.childObject);
  const fields = readableFields(request, child).join(', ');
  const q = `SELECT ${fields} FROM ${child.name} WHERE ${children.field} = '${toId18(id)}'`;
  return query({ ...request, path: ['query'], parameters: new URLSearchParams({ q }) });
}
