import { NotImplementedError } from '../../values/index.ts';
import { ApiError, methodNotAllowed, notFound } from '../api-error.ts';
import type { ApiRequest, ApiResponse } from '../request.ts';
import { eTag, objectInfo, picklistValues } from './object-info.ts';
import { readRecord, recordsResource, relatedListRecords } from './records.ts';

/** Parts of the UI API that the local org has; the others are named as not implemented. */
const KNOWN =
  /^(?:actions|apps|duplicates|favorites|layout|list-info|list-records|list-ui|lookups|mru-list-info|mru-list-records|nav-items|record-defaults|record-ui|related-list-info|related-list-count|related-list-preferences|session|themes)$/;

/** `ui-api/…`: object information, picklist values, records and related lists. */
export function uiApiResource(request: ApiRequest): ApiResponse {
  const [, resource = '', first, second, ...rest] = request.path;
  if (resource === 'records' && second === undefined) {
    return recordsResource(request, first);
  }
  if (KNOWN.test(resource)) {
    throw new NotImplementedError(`UI API ${resource}`);
  }
  if (request.method !== 'GET') {
    throw methodNotAllowed(request.method, ['GET', 'HEAD']);
  }
  const body = read(request, resource, first, second, rest);
  if (body === undefined) {
    throw notFound();
  }
  const tag = `"${eTag(body)}"`;
  return request.headers['if-none-match'] === tag
    ? { status: 304, headers: { etag: tag } }
    : { status: 200, body, headers: { etag: tag } };
}

function read(
  request: ApiRequest,
  resource: string,
  first: string | undefined,
  second: string | undefined,
  rest: readonly string[]
): object | undefined {
  switch (resource) {
    case 'object-info':
      if (first === undefined) {
        return objects(request);
      }
      return second === undefined
        ? objectInfo(request, first)
        : second === 'picklist-values' && rest[0] !== undefined
          ? picklistValues(request, first, rest[0], rest[1])
          : undefined;
    case 'records':
      return first === 'batch' && second !== undefined ? batch(second, (id) => readRecord(request, id)) : undefined;
    case 'related-list-records':
      return first === undefined || second === undefined ? undefined : relatedListRecords(request, first, second);
    default:
      return undefined;
  }
}

function objects(request: ApiRequest): object {
  const { org, user, base } = request;
  const names = [...org.schema.objects()].filter(({ name }) => org.access.objectAccess(user, name).read);
  return {
    objects: Object.fromEntries(
      names.map(({ name, keyPrefix, label, labelPlural }) => [
        name,
        {
          apiName: name,
          keyPrefix,
          label,
          labelPlural,
          nameFields: [],
          objectInfoUrl: `${base}/ui-api/object-info/${name}`
        }
      ])
    )
  };
}

/** Several at once: `batch/<id>,<id>`; what fails does not hinder the others. */
function batch(list: string, one: (name: string) => object): object {
  const results = list.split(',').map((name) => {
    try {
      return { statusCode: 200, result: one(name.trim()) };
    } catch (error) {
      if (error instanceof ApiError) {
        return { statusCode: error.status, result: error.toBody() };
      }
      throw error;
    }
  });
  return { hasErrors: results.some(({ statusCode }) => statusCode !== 200), results };
}
