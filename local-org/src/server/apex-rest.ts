import { ApexBlob, ApexException, ApexMap, type ApexValue } from '../values/index.ts';
import type { ClassInfo, MethodInfo } from '../engine/index.ts';
import { createRestContext, restResponse } from '../platform/index.ts';
import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';
import { ApiError, methodNotAllowed } from './api-error.ts';
import { fromJson, toJsonText } from './apex-json.ts';
import { LIMITS_HEADER, limitsHeader } from './limits-header.ts';
import { isRecord, type ApiResponse } from './request.ts';
import { readJson } from './json.ts';
import { table } from '../common/index.ts';

/** Apex REST takes bodies of at most 6 MB, the heap of a synchronous transaction. */
export const LARGEST_APEX_BODY = 6 * 1024 * 1024;

const VERBS: Readonly<Record<string, string>> = table({
  GET: 'httpget',
  POST: 'httppost',
  PUT: 'httpput',
  PATCH: 'httppatch',
  DELETE: 'httpdelete'
});

export interface ApexRestRequest {
  readonly method: string;
  /** Path below `/services/apexrest`, with its leading slash, still encoded. */
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly remoteAddress: string;
}

interface Resource {
  readonly owner: ClassInfo;
  readonly mapping: string;
}

/** The `@RestResource` class for a path: an exact mapping wins, then the longest one with a wildcard. */
function findResource(org: Org, path: string): Resource | undefined {
  let best: Resource | undefined;
  for (const owner of org.program.classes()) {
    const mapping = owner.annotations.find(({ name }) => name.toLowerCase() === 'restresource')?.args.urlmapping;
    if (mapping === undefined || !matches(mapping, path)) {
      continue;
    }
    if (!best || specificity(mapping) > specificity(best.mapping)) {
      best = { owner, mapping };
    }
  }
  return best;
}

function matches(mapping: string, path: string): boolean {
  const wanted = mapping.toLowerCase();
  const actual = path.toLowerCase().replace(/\/$/, '');
  if (!wanted.endsWith('*')) {
    return actual === wanted.replace(/\/$/, '');
  }
  const prefix = wanted.slice(0, -1);
  return `${actual}/`.startsWith(prefix) || actual.startsWith(prefix);
}

function specificity(mapping: string): number {
  return mapping.endsWith('*') ? mapping.length : Number.MAX_SAFE_INTEGER;
}

function verbMethod(owner: ClassInfo, verb: string): MethodInfo | undefined {
  const annotation = VERBS[verb];
  return owner.methods.find(
    ({ isStatic, annotations }) => isStatic && annotations.some(({ name }) => name.toLowerCase() === annotation)
  );
}

/**
 * Runs the Apex REST method that a request is for.
 * @throws ApiError NOT_FOUND without a mapping, METHOD_NOT_ALLOWED, FORBIDDEN without class access, JSON_PARSER_ERROR
 */
export function callApexRest(org: Org, user: UserContext, request: ApexRestRequest): ApiResponse {
  const resource = findResource(org, request.path);
  if (!resource) {
    throw new ApiError(404, 'NOT_FOUND', `Could not find a match for URL ${request.path}`);
  }
  const { owner, mapping } = resource;
  if (!org.access.classAccess(user, owner.name)) {
    throw user.isGuest
      ? new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid')
      : new ApiError(403, 'FORBIDDEN', `You do not have access to the Apex class named: ${owner.name}`);
  }
  const method = verbMethod(owner, request.method);
  if (!method) {
    throw methodNotAllowed(
      request.method,
      Object.keys(VERBS).filter((verb) => verbMethod(owner, verb))
    );
  }
  if (request.body.length > LARGEST_APEX_BODY) {
    throw new ApiError(413, 'REQUEST_LIMIT_EXCEEDED', `The request body exceeds ${LARGEST_APEX_BODY} bytes`);
  }
  let headers: Record<string, string> = {};
  try {
    const response = org.run({ user, quiddity: 'REST' }, (transaction) => {
      try {
        return runMethod(org, owner, method, request, mapping);
      } finally {
        headers = { [LIMITS_HEADER]: limitsHeader(transaction) };
      }
    });
    return { ...response, headers: { ...response.headers, ...headers } };
  } catch (error) {
    if (error instanceof ApexException) {
      return {
        status: 500,
        body: [{ errorCode: 'APEX_ERROR', message: `${error.$str()}\n\n${error.stackTrace ?? ''}`.trim() }],
        headers
      };
    }
    throw error;
  }
}

function runMethod(
  org: Org,
  owner: ClassInfo,
  method: MethodInfo,
  request: ApexRestRequest,
  mapping: string
): ApiResponse {
  const rt = org.program;
  createRestContext(rt, {
    httpMethod: request.method,
    requestURI: decodeUri(request.path),
    resourcePath: `/services/apexrest${mapping}`,
    remoteAddress: request.remoteAddress,
    headers: request.headers,
    params: Object.fromEntries(request.parameters),
    body: request.body
  });
  const result = rt.callStatic(owner.key, method.name, args(org, method, request));
  const response = restResponse(rt);
  const headers = headersOf(response?.headers ?? null);
  const written = response?.responseBody instanceof ApexBlob ? Buffer.from(response.responseBody.bytes) : null;
  if (written || method.returnType === 'void') {
    const status = response?.statusCode ?? 200;
    return { status, headers, ...(written ? { body: written } : {}) };
  }
  return {
    status: response?.statusCode ?? 200,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: Buffer.from(toJsonText(rt, result))
  };
}

/** @throws ApiError NOT_FOUND for an escape that is none */
function decodeUri(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    throw new ApiError(404, 'NOT_FOUND', `Could not find a match for URL ${path}`);
  }
}

function headersOf(map: ApexValue): Record<string, string> {
  return map instanceof ApexMap
    ? Object.fromEntries(Array.from(map.entries(), ([name, value]) => [String(name).toLowerCase(), String(value)]))
    : {};
}

/** Parameters by name: from the URL for GET and DELETE, else from the members of the JSON body. */
function args(org: Org, method: MethodInfo, request: ApexRestRequest): ApexValue[] {
  if (method.parameters.length === 0) {
    return [];
  }
  const rt = org.program;
  if (request.method === 'GET' || request.method === 'DELETE') {
    return method.parameters.map(({ name, type }) => fromJson(rt, request.parameters.get(name), type));
  }
  let body: unknown;
  try {
    body = readJson(request.body.toString('utf8'));
  } catch (error) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', error instanceof Error ? error.message : String(error));
  }
  if (!isRecord(body)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'Unexpected body: a JSON object is expected');
  }
  const json = body;
  return method.parameters.map(({ name, type }) => {
    const key = Object.keys(json).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    try {
      return key === undefined ? null : fromJson(rt, json[key], type);
    } catch (error) {
      if (error instanceof ApexException) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', error.message ?? '');
      }
      throw error;
    }
  });
}
