import type { ObjectSchema } from '../../metadata/index.ts';
import { isIdText, toId18 } from '../../values/index.ts';
import { ApiError, methodNotAllowed, notFound } from '../api-error.ts';
import { readQuery } from '../query.ts';
import { recordToJson } from '../record-json.ts';
import { objectResource, recordResource } from '../records.ts';
import { inTransaction, isRecord, objectBody, type ApiRequest, type ApiResponse } from '../request.ts';
import { runSoql } from '../../soql/index.ts';
import { eTag } from './object-info.ts';

const ALWAYS = ['Id', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp', 'RecordTypeId'];
const LARGEST_PAGE = 1999;

type Json = Readonly<Record<string, unknown>>;

/** A record with its fields as the UI API writes it: each value with its text; parents are nested records. */
function uiRecord(json: Json, wanted: ReadonlySet<string>, path = ''): object {
  const { attributes, ...members } = json;
  const apiName = isRecord(attributes) ? String(attributes.type) : '';
  const fields: Record<string, object> = {};
  for (const [name, value] of Object.entries(members)) {
    const at = path + name.toLowerCase();
    const isParent = [...wanted].some((field) => field.startsWith(`${at}.`));
    if (!wanted.has(at) && !isParent) {
      continue;
    }
    fields[name] = isRecord(value)
      ? { displayValue: String(value.Name ?? ''), value: uiRecord(value, wanted, `${at}.`) }
      : { displayValue: null, value: typeof value === 'string' ? apiTime(value) : value };
  }
  const of = (name: string): unknown => (members[name] === undefined ? null : apiTime(members[name]));
  const body = {
    apiName,
    childRelationships: {},
    fields,
    id: of('Id'),
    lastModifiedById: of('LastModifiedById'),
    lastModifiedDate: of('LastModifiedDate'),
    recordTypeId: of('RecordTypeId'),
    recordTypeInfo: null,
    systemModstamp: of('SystemModstamp')
  };
  return { ...body, eTag: eTag(body), weakEtag: Date.parse(String(body.systemModstamp ?? '')) || 0 };
}

function apiTime(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\dT[\d:.]+)\+0000$/, '$1Z') : value;
}

/** Names of `fields` or `optionalFields`, without the object's: `Account.Owner.Name` → `Owner.Name`. */
function namesOf(request: ApiRequest, object: ObjectSchema, parameter: string): string[] {
  return (request.parameters.get(parameter) ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => {
      const [first = '', ...rest] = name.split('.');
      if (rest.length === 0 || first.toLowerCase() !== object.name.toLowerCase() || !/^[\w.]+$/.test(name)) {
        throw new ApiError(
          400,
          'INVALID_FIELD',
          `Field ${name} is no field of ${object.name}: write ${object.name}.Field`
        );
      }
      return rest.join('.');
    });
}

function readable(request: ApiRequest, object: ObjectSchema, name: string): boolean {
  const field = object.fields.get(name.split('.')[0]!.toLowerCase());
  return (
    name.includes('.') ||
    (field !== undefined && request.org.access.fieldAccess(request.user, object.name, field.name).read)
  );
}

function select(
  request: ApiRequest,
  object: ObjectSchema,
  where: string,
  names: readonly string[],
  tail = ''
): object[] {
  const extra = ALWAYS.filter((name) => object.fields.has(name.toLowerCase()));
  const unique = new Map([...names, ...extra].map((name) => [name.toLowerCase(), name]));
  const text = `SELECT ${[...unique.values()].join(', ')} FROM ${object.name} WHERE ${where}${tail}`;
  const query = readQuery(text, request.org.schema);
  const { records } = inTransaction(request, () =>
    runSoql(request.org.program, query, [], { access: 'user', sharing: 'with', masks: true })
  );
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return records.map((record) => uiRecord(recordToJson(record, request.base), wanted));
}

function objectOf(request: ApiRequest, id: string): ObjectSchema {
  const object = isIdText(id) ? request.org.schema.objectByPrefix(id.slice(0, 3)) : undefined;
  if (!object || !request.org.access.objectAccess(request.user, object.name).read) {
    throw notFound();
  }
  return object;
}

/** One record. @throws ApiError INVALID_FIELD without fields or for unknown ones, NOT_FOUND */
export function readRecord(request: ApiRequest, id: string): object {
  const object = objectOf(request, id);
  const fields = namesOf(request, object, 'fields');
  const optional = namesOf(request, object, 'optionalFields').filter((name) => readable(request, object, name));
  if (fields.length === 0 && optional.length === 0) {
    throw new ApiError(
      400,
      'ILLEGAL_QUERY_PARAMETER_VALUE',
      'Either fields, layoutTypes, or optionalFields must be set'
    );
  }
  const [record] = select(request, object, `Id = '${toId18(id)}'`, [...fields, ...optional]);
  if (!record) {
    throw notFound();
  }
  return record;
}

/** `ui-api/records` and `ui-api/records/<id>`. */
export function recordsResource(request: ApiRequest, id: string | undefined): ApiResponse {
  if (id === undefined) {
    if (request.method !== 'POST') {
      throw methodNotAllowed(request.method, ['POST']);
    }
    const { apiName, fields } = objectBody(request);
    const object = request.org.schema.object(String(apiName ?? ''));
    if (!object || !request.org.access.objectAccess(request.user, object.name).read) {
      throw new ApiError(400, 'INVALID_TYPE', `Invalid apiName: ${String(apiName)}`);
    }
    const { body } = objectResource(withBody(request, fields), object);
    const created = isRecord(body) ? String(body.id) : '';
    return { status: 201, body: readBack(request, object, created, fields) };
  }
  const object = objectOf(request, id);
  switch (request.method) {
    case 'GET':
      return { status: 200, body: readRecord(request, id) };
    case 'PATCH': {
      const { fields } = objectBody(request);
      recordResource(withBody(request, fields), object, id);
      return { status: 200, body: readBack(request, object, id, fields) };
    }
    case 'DELETE':
      return recordResource(request, object, id);
    default:
      throw methodNotAllowed(request.method, ['DELETE', 'GET', 'HEAD', 'PATCH']);
  }
}

function withBody(request: ApiRequest, fields: unknown): ApiRequest {
  const headers = { ...request.headers, 'content-type': 'application/json' };
  return { ...request, headers, body: Buffer.from(JSON.stringify(isRecord(fields) ? fields : {})) };
}

function readBack(request: ApiRequest, object: ObjectSchema, id: string, fields: unknown): object {
  const names = Object.keys(isRecord(fields) ? fields : {}).filter((name) => object.fields.has(name.toLowerCase()));
  const parameters = new URLSearchParams({
    fields: ['Id', ...names].map((name) => `${object.name}.${name}`).join(',')
  });
  return readRecord({ ...request, parameters }, id);
}

/** `ui-api/related-list-records/<id>/<relationship>`. @throws ApiError NOT_FOUND, INVALID_FIELD */
export function relatedListRecords(request: ApiRequest, id: string, relationship: string): object {
  const parent = objectOf(request, id);
  const relation = parent.childRelationships.find(({ name }) => name?.toLowerCase() === relationship.toLowerCase());
  const child = relation && request.org.schema.object(relation.childObject);
  if (!relation || !child || !request.org.access.objectAccess(request.user, child.name).read) {
    throw notFound();
  }
  const names = [...namesOf(request, child, 'fields'), ...namesOf(request, child, 'optionalFields')];
  const size = Math.min(LARGEST_PAGE, Math.max(1, Number(request.parameters.get('pageSize') ?? 50) || 50));
  const offset = Math.max(0, Math.trunc(Number(request.parameters.get('pageToken') ?? 0)) || 0);
  const found = select(
    request,
    child,
    `${relation.field} = '${toId18(id)}'`,
    names.length > 0 ? names : ['Id'],
    ` ORDER BY Id LIMIT ${size + 1} OFFSET ${Math.min(offset, 2000)}`
  );
  const records = found.slice(0, size);
  return {
    count: records.length,
    currentPageToken: String(offset),
    fields: names.map((name) => `${child.name}.${name}`),
    listReference: { inContextOfRecordId: toId18(id), parentObjectApiName: parent.name, relatedListId: relation.name },
    nextPageToken: found.length > size ? String(offset + size) : null,
    pageSize: size,
    previousPageToken: offset > 0 ? String(Math.max(0, offset - size)) : null,
    records
  };
}
