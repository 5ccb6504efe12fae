import type { ObjectSchema } from '../metadata/index.ts';
import { toId18 } from '../values/index.ts';
import { methodNotAllowed, notFound } from './api-error.ts';
import { findById, readableFields, recordResource, requireObject } from './records.ts';
import type { ApiRequest, ApiResponse, Handler } from './request.ts';

/** As many steps to parents as a query may take. */
const MOST_PARENTS = 5;

/**
 * `sobjects/<Object>/<Id>/<relationship>/…`: a parent, which may be read, changed and deleted, by up to five steps; or the child records
 * of the last one as a query answers them.
 * @throws ApiError NOT_FOUND for a name that is no relationship, and for a parent that is not set
 */
export function relatedRecords(
  request: ApiRequest,
  first: ObjectSchema,
  firstId: string,
  steps: readonly string[],
  query: Handler
): ApiResponse {
  let object = first;
  let id = firstId;
  for (const [index, step] of steps.entries()) {
    const parent = index < MOST_PARENTS ? parentOf(request, object, id, step) : undefined;
    if (!parent) {
      if (index < steps.length - 1) {
        throw notFound();
      }
      return childRecords(request, object, id, step, query);
    }
    object = requireObject(request, parent.object.name);
    id = parent.id;
  }
  return recordResource(request, object, id);
}

const only = (request: ApiRequest, field: string): ApiRequest => ({
  ...request,
  parameters: new URLSearchParams({ fields: field })
});

/** @throws ApiError NOT_FOUND for a lookup that holds nothing; undefined where the name is no lookup's */
function parentOf(
  request: ApiRequest,
  object: ObjectSchema,
  id: string,
  step: string
): { object: ObjectSchema; id: string } | undefined {
  const wanted = step.toLowerCase();
  const lookup = [...object.fields.values()].find(({ relationshipName }) => relationshipName?.toLowerCase() === wanted);
  if (!lookup) {
    return undefined;
  }
  const parentId = findById(only(request, lookup.name), object, id).fields.get(lookup.name.toLowerCase());
  const parent = typeof parentId === 'string' ? request.org.schema.objectByPrefix(parentId.slice(0, 3)) : undefined;
  if (!parent || typeof parentId !== 'string') {
    throw notFound();
  }
  return { object: parent, id: parentId };
}

function childRecords(
  request: ApiRequest,
  object: ObjectSchema,
  id: string,
  step: string,
  query: Handler
): ApiResponse {
  const children = object.childRelationships.find(({ name }) => name?.toLowerCase() === step.toLowerCase());
  if (!children) {
    throw notFound();
  }
  if (request.method !== 'GET') {
    throw methodNotAllowed(request.method, ['GET', 'HEAD']);
  }
  findById(only(request, 'Id'), object, id);
  const child = requireObject(request, children.childObject);
  const fields = readableFields(request, child).join(', ');
  const q = `SELECT ${fields} FROM ${child.name} WHERE ${children.field} = '${toId18(id)}'`;
  return query({ ...request, path: ['query'], parameters: new URLSearchParams({ q }) });
}
