import { ApexException, NotImplementedError } from '../values/index.ts';
import { ApiError, methodNotAllowed, queryErrorCode } from './api-error.ts';
import { decodePart, isRecord, objectBody, type ApiRequest, type ApiResponse, type Handler } from './request.ts';
import { inTransaction } from './request.ts';
import { own, table } from '../common/index.ts';

const MOST_SUBREQUESTS = 25;

interface PartAnswer {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

class CompositeRollback extends Error {
  readonly answers: readonly PartAnswer[];

  constructor(answers: readonly PartAnswer[]) {
    super('allOrNone');
    this.answers = answers;
  }
}

/** An exception as the response that the REST API would give. Anything else is thrown on. */
export function errorResponse(error: unknown): ApiResponse {
  if (error instanceof ApiError) {
    return { status: error.status, body: error.toBody(), headers: error.headers };
  }
  if (error instanceof NotImplementedError) {
    return { status: 501, body: [{ errorCode: 'NOT_IMPLEMENTED', message: error.message }] };
  }
  if (error instanceof ApexException) {
    const [row] = error.dmlRows;
    return {
      status: 400,
      body: [
        {
          message: row?.message ?? error.message,
          errorCode: row?.statusCode ?? codeOf(error),
          ...(row ? { fields: row.fields } : {})
        }
      ]
    };
  }
  throw error;
}

function codeOf(error: ApexException): string {
  if (error.typeName === 'System.QueryException') {
    return queryErrorCode(error.message ?? '');
  }
  return error.typeName === 'System.LimitException' ? 'LIMIT_EXCEEDED' : 'UNKNOWN_EXCEPTION';
}

/** `@{ref.field}`, `@{ref[0].Id}` with the answers so far. @throws ApiError for a reference that leads nowhere */
function resolveReferences(text: string, answers: ReadonlyMap<string, unknown>): string {
  return text.replace(/@\{([^}]+)\}/g, (_match, expression: string) => {
    const [head = '', ...steps] = expression.split(/\.|(?=\[)/);
    let value = answers.get(head);
    for (const step of steps) {
      const index = /^\[(\d+)\]$/.exec(step)?.[1];
      value =
        index !== undefined
          ? Array.isArray(value)
            ? value[Number(index)]
            : undefined
          : isRecord(value)
            ? own(value, step)
            : undefined;
    }
    if (value === undefined || value === null || typeof value === 'object') {
      throw new ApiError(400, 'PROCESSING_HALTED', `Invalid reference specified. No value for ${expression} found`);
    }
    return String(value);
  });
}

function part(
  request: ApiRequest,
  spec: Readonly<Record<string, unknown>>,
  references: ReadonlyMap<string, unknown>
): ApiRequest {
  const text = resolveReferences(String(spec.url ?? ''), references);
  if (!URL.canParse(text, 'http://localhost')) {
    throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  const url = new URL(text, 'http://localhost');
  const match = /^\/+services\/data\/v\d+\.\d+\/(.*)$/.exec(url.pathname);
  if (!match) {
    throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  const content = spec.body === undefined ? '' : resolveReferences(JSON.stringify(spec.body), references);
  const headers = isRecord(spec.httpHeaders) ? spec.httpHeaders : {};
  return {
    ...request,
    method: String(spec.method ?? 'GET').toUpperCase(),
    path: match[1]!.split('/').filter(Boolean).map(decodePart),
    parameters: url.searchParams,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: Buffer.from(content)
  };
}

/** `composite`: up to 25 requests in one transaction, each able to use the answers of those before it. */
export function compositeResource(handle: Handler): Handler {
  return (request) => {
    if (request.method !== 'POST') {
      throw methodNotAllowed(request.method, ['POST']);
    }
    const body = objectBody(request);
    const parts = body.compositeRequest;
    if (!Array.isArray(parts) || parts.length === 0 || !parts.every(isRecord)) {
      throw new ApiError(400, 'JSON_PARSER_ERROR', 'compositeRequest must be a list of requests');
    }
    if (parts.length > MOST_SUBREQUESTS) {
      return tooManyParts();
    }
    return { status: 200, body: { compositeResponse: runTogether(request, parts, handle, body.allOrNone === true) } };
  };
}

/** The platform answers as if one part had failed. */
function tooManyParts(): ApiResponse {
  const message = `The request can\u2019t contain more than ${MOST_SUBREQUESTS} operations.`;
  const body = [{ errorCode: 'LIMIT_EXCEEDED', message }];
  return {
    status: 400,
    body: { compositeResponse: [{ body, httpHeaders: {}, httpStatusCode: 400, referenceId: null }] }
  };
}

const HEADER_NAMES: Readonly<Record<string, string>> = table({ etag: 'ETag' });

/** Headers by the names that HTTP writes: a client reads `httpHeaders.Location`. */
function namedHeaders(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  const named = (name: string): string =>
    HEADER_NAMES[name] ??
    name.replace(/(^|-)([a-z])/g, (_all, before: string, letter: string) => before + letter.toUpperCase());
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [named(name), value]));
}

/** Requests in one transaction; with allOrNone a failure undoes them all. */
function runTogether(
  request: ApiRequest,
  parts: readonly Record<string, unknown>[],
  handle: Handler,
  allOrNone: boolean
): PartAnswer[] {
  try {
    return inTransaction(request, () => {
      const answers = runParts(request, parts, handle, allOrNone);
      if (allOrNone && answers.some(({ httpStatusCode }) => httpStatusCode >= 400)) {
        throw new CompositeRollback(answers);
      }
      return answers;
    });
  } catch (error) {
    if (error instanceof CompositeRollback) {
      return halted(error.answers);
    }
    throw error;
  }
}

const MOST_GRAPHS = 75;
const MOST_NODES = 500;

/** `composite/graph`: up to 75 graphs of requests, 500 in all; each graph succeeds or fails as a whole. */
export function graphResource(handle: Handler): Handler {
  return (request) => {
    if (request.method !== 'POST') {
      throw methodNotAllowed(request.method, ['POST']);
    }
    const { graphs } = objectBody(request);
    if (!Array.isArray(graphs) || graphs.length === 0 || graphs.length > MOST_GRAPHS || !graphs.every(isRecord)) {
      throw new ApiError(400, 'INVALID_INPUT', `graphs must be a list of 1 to ${MOST_GRAPHS} graphs`);
    }
    const all = graphs.map(({ graphId, compositeRequest }) => {
      if (!Array.isArray(compositeRequest) || compositeRequest.length === 0 || !compositeRequest.every(isRecord)) {
        throw new ApiError(400, 'INVALID_INPUT', `The graph ${String(graphId)} needs a list of requests`);
      }
      return { graphId: String(graphId ?? ''), parts: compositeRequest };
    });
    if (all.reduce((sum, { parts }) => sum + parts.length, 0) > MOST_NODES) {
      throw new ApiError(400, 'INVALID_INPUT', `The graphs hold more than ${MOST_NODES} requests`);
    }
    const answers = all.map(({ graphId, parts }) => {
      const compositeResponse = runTogether(request, parts, handle, true);
      const isSuccessful = compositeResponse.every(({ httpStatusCode }) => httpStatusCode < 400);
      return { graphId, graphResponse: { compositeResponse }, isSuccessful };
    });
    return { status: 200, body: { graphs: answers } };
  };
}

function runParts(
  request: ApiRequest,
  parts: readonly Record<string, unknown>[],
  handle: Handler,
  allOrNone: boolean
): PartAnswer[] {
  const references = new Map<string, unknown>();
  const answers: PartAnswer[] = [];
  for (const spec of parts) {
    const referenceId = String(spec.referenceId ?? '');
    let response: ApiResponse;
    try {
      response =
        allOrNone && answers.some(({ httpStatusCode }) => httpStatusCode >= 400)
          ? haltedResponse()
          : handle(part(request, spec, references));
    } catch (error) {
      response = errorResponse(error);
    }
    if (response.status < 400) {
      references.set(referenceId, response.body);
    }
    answers.push({
      body: response.body ?? null,
      httpHeaders: namedHeaders(response.headers),
      httpStatusCode: response.status,
      referenceId
    });
  }
  return answers;
}

function haltedResponse(): ApiResponse {
  return {
    status: 400,
    body: [
      {
        errorCode: 'PROCESSING_HALTED',
        message: 'The transaction was rolled back since another operation in the same transaction failed.'
      }
    ]
  };
}

/** After a roll-back every part but the one at fault says that it was rolled back. */
function halted(answers: readonly PartAnswer[]): PartAnswer[] {
  return answers.map((answer) =>
    answer.httpStatusCode >= 400
      ? answer
      : { ...answer, body: haltedResponse().body, httpHeaders: {}, httpStatusCode: 400 }
  );
}

const HALTED_BATCH = [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }];

/** `composite/batch`: up to 25 independent requests. */
export function batchResource(handle: Handler): Handler {
  return (request) => {
    if (request.method !== 'POST') {
      throw methodNotAllowed(request.method, ['POST']);
    }
    const { batchRequests, haltOnError } = objectBody(request);
    if (!Array.isArray(batchRequests) || batchRequests.length > MOST_SUBREQUESTS) {
      throw new ApiError(
        400,
        'JSON_PARSER_ERROR',
        `batchRequests must be a list of at most ${MOST_SUBREQUESTS} requests`
      );
    }
    let isHalted = false;
    const results = batchRequests.map((spec: unknown) => {
      let response: ApiResponse;
      if (isHalted) {
        return { statusCode: 412, result: HALTED_BATCH };
      }
      try {
        const fields = isRecord(spec) ? spec : {};
        const url = `/services/data/${String(fields.url ?? '').replace(/^\/*(services\/data\/)?/, '')}`;
        response = handle(part(request, { method: fields.method, url, body: fields.richInput }, new Map()));
      } catch (error) {
        response = errorResponse(error);
      }
      isHalted = haltOnError === true && response.status >= 400;
      return { statusCode: response.status, result: response.body ?? null };
    });
    return { status: 200, body: { hasErrors: results.some(({ statusCode }) => statusCode >= 400), results } };
  };
}
