import { isIdText } from '../values/index.ts';
import type { Org } from '../org/index.ts';
import { ApiError, methodNotAllowed } from './api-error.ts';
import { isRecord, parseJson, type ApiResponse } from './request.ts';

const DEFAULT_SECONDS = 60;

/**
 * `/local-org/locks`: lets another transaction hold records. `POST {"ids": […], "seconds": N}` begins, `DELETE` ends the holding of the
 * given ids or of all, `GET` and both others answer what is held.
 */
export function locksResource(org: Org, method: string, body: Buffer): ApiResponse {
  if (method === 'POST') {
    const { ids, seconds } = readBody(body);
    if (ids === undefined) {
      throw new ApiError(400, 'INVALID_FIELD', 'ids must be a list of record ids', ['ids']);
    }
    org.locks.hold(ids, seconds * 1000);
  } else if (method === 'DELETE') {
    org.locks.release(body.length === 0 ? undefined : readBody(body).ids);
  } else if (method !== 'GET') {
    throw methodNotAllowed(method, ['GET', 'POST', 'DELETE']);
  }
  const locks = org.locks.held().map(({ id, until }) => ({ id, until: new Date(until).toISOString() }));
  return { status: 200, body: { locks } };
}

function readBody(body: Buffer): { ids: string[] | undefined; seconds: number } {
  const parsed: unknown = parseJson(body);
  const { ids, seconds = DEFAULT_SECONDS } = isRecord(parsed) ? parsed : {};
  if (ids !== undefined && !(Array.isArray(ids) && ids.every((id) => typeof id === 'string' && isIdText(id)))) {
    throw new ApiError(400, 'INVALID_FIELD', 'ids must be a list of record ids', ['ids']);
  }
  if (typeof seconds !== 'number' || !(seconds > 0)) {
    throw new ApiError(400, 'INVALID_FIELD', 'seconds must be a number above 0', ['seconds']);
  }
  return { ids: ids as string[] | undefined, seconds };
}
