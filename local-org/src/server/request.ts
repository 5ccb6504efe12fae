import type { Org } from '../org/index.ts';
import type { Transaction } from '../engine/index.ts';
import type { UserContext } from '../security/index.ts';
import { ApiError, notFound } from './api-error.ts';
import { readJson } from './json.ts';

/** One API request, already read whole: what HTTP brings, or one part of a composite request. */
export interface ApiRequest {
  readonly org: Org;
  readonly user: UserContext;
  readonly method: string;
  /** Path below `/services/data/vNN.0`, decoded, without slashes at either end. */
  readonly path: readonly string[];
  readonly parameters: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** `/services/data/vNN.0`, for links. */
  readonly base: string;
}

export interface ApiResponse {
  readonly status: number;
  /** Serialised as JSON; absent for 204. A Buffer is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (request: ApiRequest) => ApiResponse;

/**
 * Runs work in a transaction of its own that commits when the work returns and is undone when it throws. As part of a composite request
 * the org makes it a savepoint of that request's transaction.
 */
export function inTransaction<T>(request: ApiRequest, work: (transaction: Transaction) => T): T {
  return request.org.run({ user: request.user, quiddity: 'REST' }, work);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body as JSON. @throws ApiError JSON_PARSER_ERROR */
export function jsonBody({ body }: ApiRequest): unknown {
  return parseJson(body);
}

/** Bytes as JSON. @throws ApiError JSON_PARSER_ERROR */
export function parseJson(body: Buffer): unknown {
  try {
    return readJson(body.toString('utf8'));
  } catch (error) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', error instanceof Error ? error.message : String(error));
  }
}

/** The body as a JSON object. @throws ApiError JSON_PARSER_ERROR */
export function objectBody(request: ApiRequest): Record<string, unknown> {
  const body = jsonBody(request);
  if (!isRecord(body)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'Unexpected body: a JSON object is expected');
  }
  return body;
}

/** One part of a path as text. @throws ApiError NOT_FOUND for an escape that is none */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw notFound();
  }
}
