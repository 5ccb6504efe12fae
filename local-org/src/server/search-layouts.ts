import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import { ApiError } from './api-error.ts';
import { requireObject } from './records.ts';
import type { ApiRequest, ApiResponse } from './request.ts';

const ROWS = 25;
const MOST_OBJECTS = 100;

/** `search/scopeOrder`: the objects with a tab that the user may read; how often each is used is not kept, so they come by name. */
export function scopeOrder({ org, user, base }: ApiRequest): ApiResponse {
  const types = org.metadata.components
    .filter(({ type }) => type === 'CustomTab')
    .flatMap(({ fullName }) => org.schema.object(fullName) ?? [])
    .filter(({ name }) => org.access.objectAccess(user, name).read)
    .map(({ name }) => name)
    .sort();
  return { status: 200, body: types.map((type) => ({ type, url: `${base}/sobjects/${type}/describe` })) };
}

/** `search/layout?q=Account,Contact`: the columns of search results. @throws ApiError MISSING_ARGUMENT, INVALID_TYPE */
export function searchLayouts(request: ApiRequest): ApiResponse {
  const names = (request.parameters.get('q') ?? '').split(',').filter(Boolean);
  if (names.length === 0 || names.length > MOST_OBJECTS) {
    throw new ApiError(400, 'MISSING_ARGUMENT', `The q parameter must name 1 to ${MOST_OBJECTS} objects`);
  }
  const layouts = names.map((name) => {
    const object = requireObject(request, name.trim(), 'INVALID_TYPE');
    const searchColumns = columnsOf(request, object);
    return { label: 'Search Results', limitRows: ROWS, objectType: object.name, searchColumns };
  });
  return { status: 200, body: layouts };
}

/** The name, then what the object's `searchLayouts` lists. */
function columnsOf({ org, user }: ApiRequest, object: ObjectSchema): object[] {
  const component = org.metadata.components.find(
    ({ type, fullName }) => type === 'CustomObject' && fullName.toLowerCase() === object.name.toLowerCase()
  );
  const listed = (component?.data['searchLayouts'] as { searchResultsAdditionalFields?: unknown } | undefined)
    ?.searchResultsAdditionalFields;
  const names = (Array.isArray(listed) ? listed : listed === undefined ? [] : [listed]).map(String);
  return [object.nameField, ...names]
    .flatMap((name) => object.fields.get(name.toLowerCase()) ?? [])
    .filter(({ name }) => org.access.fieldAccess(user, object.name, name).read)
    .map((field) => ({
      field: `${object.name}.${field.name}`,
      format: format(field),
      label: field.label,
      name: field.name
    }));
}

function format({ type }: FieldSchema): string | null {
  return type === 'date' || type === 'datetime' ? type : null;
}
