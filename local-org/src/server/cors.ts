import type { Org } from '../org/index.ts';
import { ApiError } from './api-error.ts';
import type { ApiResponse } from './request.ts';

const METHODS = 'GET, POST, PUT, PATCH, DELETE, HEAD';
const EXPOSED = 'Sforce-Limit-Info, Sforce-Locator, Sforce-NumberOfRecords, Location';

/** The project's allowed origins (CorsWhitelistOrigin); `*` stands for any subdomain. */
export function isAllowed(org: Org, origin: string): boolean {
  return org.metadata.components.some(({ type, data }) => {
    if (type !== 'CorsWhitelistOrigin' || typeof data.urlPattern !== 'string') {
      return false;
    }
    const [before = '', ...after] = data.urlPattern.toLowerCase().split('*');
    const rest = after.join('*');
    const wanted = origin.toLowerCase();
    return after.length === 0
      ? wanted === before
      : wanted.startsWith(before) && wanted.endsWith(rest) && wanted.length > before.length + rest.length;
  });
}

/** What an allowed origin's browser wants to read; nothing for other callers. */
export function corsHeaders(org: Org, origin: string | undefined): Record<string, string> {
  return origin !== undefined && origin !== '' && isAllowed(org, origin)
    ? { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED, vary: 'Origin' }
    : {};
}

/** A browser's question ahead of a request. @throws ApiError FORBIDDEN for an origin that is not allowed */
export function preflight(org: Org, headers: Readonly<Record<string, string>>): ApiResponse {
  const allowed = corsHeaders(org, headers.origin);
  if (Object.keys(allowed).length === 0) {
    throw new ApiError(403, 'FORBIDDEN', 'This origin is not in the list of allowed origins');
  }
  return {
    status: 200,
    headers: {
      ...allowed,
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': headers['access-control-request-headers'] ?? 'Authorization, Content-Type',
      'access-control-max-age': '86400'
    }
  };
}
