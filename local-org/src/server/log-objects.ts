import { LEVEL_FIELDS, type LogObject, type LogRow } from '../debug-log/index.ts';
import { ApiError, methodNotAllowed, notFound } from './api-error.ts';
import { objectBody, type ApiRequest, type ApiResponse } from './request.ts';
import { table } from '../common/index.ts';

const LEVELS = Object.values(LEVEL_FIELDS);
/** Fields that a client may write. */
const FIELDS: Readonly<Record<Exclude<LogObject, 'ApexLog'>, readonly string[]>> = table({
  DebugLevel: ['DeveloperName', 'MasterLabel', 'Language', ...LEVELS],
  TraceFlag: ['TracedEntityId', 'LogType', 'DebugLevelId', 'StartDate', 'ExpirationDate', ...LEVELS]
});
const REQUIRED = {
  DebugLevel: ['DeveloperName', 'MasterLabel'],
  TraceFlag: ['TracedEntityId', 'LogType', 'DebugLevelId']
};
const LOG_TYPES = ['CLASS_TRACING', 'DEVELOPER_LOG', 'PROFILING', 'USER_DEBUG'];
const DAY = 86_400_000;

/** The object's name as the platform writes it; undefined for one that has nothing to do with logs. */
export function logObject(name: string): LogObject | undefined {
  return (['ApexLog', 'DebugLevel', 'TraceFlag'] as const).find((known) => known.toLowerCase() === name.toLowerCase());
}

/** Rows of an object for a query; a flag with its levels as parent. */
export function logRows({ org }: ApiRequest, name: string): LogRow[] | undefined {
  const object = logObject(name);
  if (object === undefined) {
    return undefined;
  }
  const rows = org.debugLogs.rows(object);
  return object === 'TraceFlag'
    ? rows.map((row) => ({ ...row, DebugLevel: org.debugLogs.find('DebugLevel', String(row['DebugLevelId'])) ?? null }))
    : rows;
}

/** `tooling/sobjects/ApexLog|DebugLevel|TraceFlag`, `…/<id>` and the text of a log, `ApexLog/<id>/Body`. */
export function logResource(request: ApiRequest, object: LogObject, [id, part]: readonly string[]): ApiResponse {
  const { org, method } = request;
  if (id === undefined) {
    if (method !== 'POST' || object === 'ApexLog') {
      throw methodNotAllowed(method, object === 'ApexLog' ? [] : ['POST']);
    }
    const values = readValues(request, object);
    requireAll(object, values);
    return {
      status: 201,
      body: { id: org.debugLogs.create(object, values), success: true, errors: [], warnings: [], infos: [] }
    };
  }
  const row = org.debugLogs.find(object, id);
  if (row === undefined || (part !== undefined && !(object === 'ApexLog' && part.toLowerCase() === 'body'))) {
    throw notFound('The requested resource does not exist');
  }
  if (part !== undefined) {
    return {
      status: 200,
      body: Buffer.from(org.debugLogs.body(id) ?? ''),
      headers: { 'content-type': 'text/plain;charset=UTF-8' }
    };
  }
  switch (method) {
    case 'GET':
      return {
        status: 200,
        body: { attributes: { type: object, url: `${request.base}/tooling/sobjects/${object}/${id}` }, ...row }
      };
    case 'PATCH':
      if (object !== 'ApexLog') {
        org.debugLogs.update(object, id, readValues(request, object, row));
        return { status: 204 };
      }
      throw methodNotAllowed(method, ['GET', 'HEAD', 'DELETE']);
    case 'DELETE':
      org.debugLogs.delete(object, id);
      return { status: 204 };
    default:
      throw methodNotAllowed(method, ['GET', 'HEAD', 'PATCH', 'DELETE']);
  }
}

function readValues(request: ApiRequest, object: Exclude<LogObject, 'ApexLog'>, before: LogRow = {}): LogRow {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(objectBody(request))) {
    const field = FIELDS[object].find((known) => known.toLowerCase() === name.toLowerCase());
    if (field === undefined) {
      if (name === 'attributes' || name === 'Id') {
        continue;
      }
      throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`, [name]);
    }
    values[field] = field.endsWith('Date') ? time(field, value) : value;
  }
  check(request, object, { ...before, ...values });
  return values;
}

function check({ org }: ApiRequest, object: LogObject, row: LogRow): void {
  if (object !== 'TraceFlag') {
    return;
  }
  const { LogType: type, TracedEntityId: entity, DebugLevelId: level, StartDate: start, ExpirationDate: end } = row;
  if (type !== undefined && !LOG_TYPES.includes(String(type))) {
    throw new ApiError(
      400,
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `Log Type: bad value for restricted picklist field: ${String(type)}`,
      ['LogType']
    );
  }
  if (entity !== undefined && !/^(005|01p|01q)/.test(String(entity))) {
    throw new ApiError(
      400,
      'FIELD_INTEGRITY_EXCEPTION',
      `Traced Entity ID: id value of incorrect type: ${String(entity)}`,
      ['TracedEntityId']
    );
  }
  if (level !== undefined && org.debugLogs.find('DebugLevel', String(level)) === undefined) {
    throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['DebugLevelId']);
  }
  const from = typeof start === 'string' ? Date.parse(start) : org.clock.now();
  if (typeof end === 'string' && !(Date.parse(end) > from && Date.parse(end) - from <= DAY)) {
    throw new ApiError(
      400,
      'FIELD_INTEGRITY_EXCEPTION',
      'Expiration Date: must be after the start and within 24 hours of it',
      ['ExpirationDate']
    );
  }
}

function requireAll(object: Exclude<LogObject, 'ApexLog'>, values: LogRow): void {
  const missing = REQUIRED[object].filter((field) => (values[field] ?? null) === null);
  if (missing.length > 0) {
    throw new ApiError(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  }
}

/** A time as ISO text, HTTP text or milliseconds, as the platform's clients write it. */
function time(field: string, value: unknown): string | null {
  if (value === null) {
    return null;
  }
  const ms = typeof value === 'number' ? value : Date.parse(String(value));
  if (Number.isNaN(ms)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', `Cannot deserialize a datetime from ${String(value)}`, [field]);
  }
  return new Date(ms).toISOString().replace('Z', '+0000');
}
