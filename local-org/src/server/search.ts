import { parseSosl, runSosl, SoqlSyntaxError, suggestRecords, validateSosl, type SoslQuery } from '../soql/index.ts';
import { ApexException, NotImplementedError, type SObject } from '../values/index.ts';
import { ApiError, methodNotAllowed, notFound } from './api-error.ts';
import { located } from './query.ts';
import { recordToJson } from './record-json.ts';
import { scopeOrder, searchLayouts } from './search-layouts.ts';
import { inTransaction, isRecord, objectBody, type ApiRequest, type ApiResponse } from './request.ts';

/** Suggestions when the request does not say how many. */
const SUGGESTIONS = 5;

/** `GET search?q=FIND {…} …`. @throws ApiError MALFORMED_SEARCH */
export function searchResource(request: ApiRequest): ApiResponse {
  if (request.method !== 'GET') {
    throw methodNotAllowed(request.method, ['GET', 'HEAD']);
  }
  switch (request.path[1]?.toLowerCase()) {
    case undefined:
      break;
    case 'suggestions':
      return suggestions(request);
    case 'scopeorder':
      return scopeOrder(request);
    case 'layout':
      return searchLayouts(request);
    default:
      throw notFound();
  }
  const text = request.parameters.get('q');
  if (text === null || text.trim() === '') {
    throw new ApiError(400, 'MALFORMED_SEARCH', 'A search string has to be specified');
  }
  return { status: 200, body: { searchRecords: runSearch(request, text) } };
}

/** `GET search/suggestions?q=…&sobject=…`: records whose names begin with the words, up to a limit. */
function suggestions({ parameters, org, base, ...request }: ApiRequest): ApiResponse {
  const words = parameters.get('q') ?? '';
  const objects = (parameters.get('sobject') ?? '').split(',').flatMap((name) => org.schema.object(name.trim()) ?? []);
  if (words.trim() === '' || objects.length === 0) {
    throw new ApiError(400, 'MISSING_ARGUMENT', 'The q and sobject parameters must name words and objects');
  }
  const limit = Number(parameters.get('limit')) || SUGGESTIONS;
  const more = parameters.getAll('fields').flatMap((value) => value.split(','));
  const found = asSearch(() =>
    inTransaction({ ...request, parameters, org, base }, () =>
      objects.flatMap((object) => {
        const fields = [...new Set(['Id', object.nameField, ...more])];
        const options = { access: 'user', sharing: 'with', masks: true } as const;
        return suggestRecords(org.program, words, object.name, fields, limit + 1, options).items;
      })
    )
  );
  return {
    status: 200,
    body: {
      autoSuggestResults: found.slice(0, limit).map((record) => recordToJson(record as SObject, base)),
      hasMoreResults: found.length > limit,
      meta: { nameFields: objects.map(({ name, nameField }) => ({ entityApiName: name, fieldApiName: nameField })) }
    }
  };
}

/** `parameterizedSearch`: words, objects and fields as parameters of the URL or members of the body. */
export function parameterizedSearch(request: ApiRequest): ApiResponse {
  if (request.method !== 'GET' && request.method !== 'POST') {
    throw methodNotAllowed(request.method, ['GET', 'HEAD', 'POST']);
  }
  const body = request.method === 'POST' ? objectBody(request) : fromParameters(request.parameters);
  const words = String(body.q ?? '');
  const objects = (Array.isArray(body.sobjects) ? body.sobjects : []).filter(isRecord);
  if (words.trim() === '') {
    throw new ApiError(400, 'MALFORMED_SEARCH', 'A search string has to be specified');
  }
  const shared = Array.isArray(body.fields) ? body.fields.map(String) : [];
  const returning = objects.map((object) => {
    const fields = Array.isArray(object.fields) ? object.fields.map(String) : shared;
    const most = Number(object.limit ?? body.defaultLimit);
    const limit = most > 0 ? ` LIMIT ${most}` : '';
    const clause = (name: string, value: unknown): string => (value === undefined ? '' : ` ${name} ${String(value)}`);
    const clauses = `${clause('WHERE', object.where)}${clause('ORDER BY', object.orderBy)}`;
    return `${String(object.name)}(${fields.length > 0 ? fields.join(', ') : 'Id'}${clauses}${limit})`;
  });
  const scope = String(body.in ?? 'ALL').toUpperCase();
  const limit = Number(body.overallLimit) > 0 ? ` LIMIT ${Number(body.overallLimit)}` : '';
  const where = returning.length > 0 ? ` RETURNING ${returning.join(', ')}` : '';
  const text = `FIND ${quoted(words)} IN ${scope} FIELDS${where}${limit}`;
  return { status: 200, body: { searchRecords: runSearch(request, text) } };
}

function fromParameters(parameters: URLSearchParams): Record<string, unknown> {
  const list = (name: string): string[] => parameters.getAll(name).flatMap((value) => value.split(','));
  return {
    q: parameters.get('q') ?? '',
    in: parameters.get('in') ?? undefined,
    overallLimit: parameters.get('overallLimit') ?? undefined,
    fields: list('fields'),
    sobjects: list('sobject').map((name) => ({
      name,
      fields: parameters.has(`${name}.fields`) ? list(`${name}.fields`) : undefined
    }))
  };
}

function quoted(words: string): string {
  return `'${words.replace(/[\\']/g, '\\$&')}'`;
}

/** The records that a search finds. @throws ApiError MALFORMED_SEARCH */
export function runSearch(request: ApiRequest, text: string): Record<string, unknown>[] {
  const query = parse(text);
  if (query.binds.length > 0) {
    throw new ApiError(400, 'MALFORMED_SEARCH', 'Bind variables only allowed in Apex code');
  }
  const [problem] = validateSosl(query, request.org.schema);
  if (problem !== undefined) {
    throw new ApiError(400, /^sObject type/.test(problem.message) ? 'INVALID_TYPE' : 'INVALID_FIELD', problem.message);
  }
  if (query.highlights === true) {
    throw new NotImplementedError('SOSL WITH HIGHLIGHT');
  }
  const lists = inTransaction(request, () => search(request, query));
  return lists.flatMap(({ items }) => items.map((record) => recordToJson(record as SObject, request.base)));
}

function search({ org }: ApiRequest, query: SoslQuery): ReturnType<typeof runSosl> {
  return asSearch(() => runSosl(org.program, query, [], { access: 'user', sharing: 'with', masks: true }));
}

/** @throws ApiError MALFORMED_SEARCH for what Apex calls a SearchException */
function asSearch<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ApexException && error.$type === 'system.searchexception') {
      throw new ApiError(400, 'MALFORMED_SEARCH', error.message ?? '');
    }
    throw error;
  }
}

/** @throws ApiError MALFORMED_SEARCH with the place of the fault */
function parse(text: string): SoslQuery {
  try {
    return parseSosl(text);
  } catch (error) {
    if (error instanceof SoqlSyntaxError) {
      throw new ApiError(400, 'MALFORMED_SEARCH', located(text, error));
    }
    throw error;
  }
}
