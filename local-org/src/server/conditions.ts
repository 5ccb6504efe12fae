import { createHash } from 'node:crypto';
import { ApiError } from './api-error.ts';
import type { ApiRequest, ApiResponse } from './request.ts';

/** What tells one state of a record from another. */
export interface Validators {
  /** Quoted; the platform gives one to accounts alone. */
  readonly etag?: string;
  /** Milliseconds; null where the object has no time of its last change. */
  readonly modified: number | null;
}

const TAGS = /^\s*(?:\*|"[^"]*"(?:\s*,\s*"[^"]*")*)\s*$/;
const SECOND = 1000;

/** A tag of a record's stored values. */
export function etagOf(values: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(values, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  return `"${createHash('sha256').update(text).digest('base64')}"`;
}

/** The headers that tell a client of the state. */
export function validatorHeaders({ etag, modified }: Validators): Record<string, string> {
  return {
    ...(etag === undefined ? {} : { etag }),
    ...(modified === null ? {} : { 'last-modified': new Date(modified).toUTCString() })
  };
}

/** True for a list of tags with this one; a proxy marks the tag of a compressed answer at its end. */
function names(list: string, etag: string): boolean {
  const plain = (tag: string): string => tag.trim().replace(/-+gzip"$/, '"');
  return list.trim() === '*' || (list.match(/"[^"]*"/g) ?? []).some((tag) => plain(tag) === plain(etag));
}

/**
 * The answer to a request whose condition does not hold; undefined where it does. Deletions have no conditions.
 * @throws ApiError for a condition of a change that cannot be read; one of a reading request is passed over
 * @see REST API Developer Guide, Conditional Request Headers
 */
export function unmetCondition(request: ApiRequest, { etag, modified }: Validators): ApiResponse | undefined {
  const { headers, method } = request;
  if (method === 'DELETE') {
    return undefined;
  }
  const reads = method === 'GET';
  const tags = (name: string): string | undefined => {
    const value = headers[name];
    if (value === undefined || etag === undefined) {
      return undefined;
    }
    return TAGS.test(value) ? value : refuse(reads, name, value);
  };
  const time = (name: string): number | undefined => {
    const value = headers[name];
    if (value === undefined || modified === null) {
      return undefined;
    }
    const parsed = Date.parse(value);
    return Number.isNaN(parsed) ? refuse(reads, name, value) : parsed;
  };
  const seconds = Math.floor((modified ?? 0) / SECOND) * SECOND;
  const match = tags('if-match');
  const unmodifiedSince = time('if-unmodified-since');
  if ((match !== undefined && !names(match, etag!)) || (unmodifiedSince !== undefined && seconds > unmodifiedSince)) {
    return { status: 412 };
  }
  const noneMatch = tags('if-none-match');
  if (noneMatch !== undefined) {
    return names(noneMatch, etag!) ? { status: reads ? 304 : 412 } : undefined;
  }
  const modifiedSince = reads ? time('if-modified-since') : undefined;
  return modifiedSince !== undefined && seconds <= modifiedSince ? { status: 304 } : undefined;
}

function refuse(reads: boolean, name: string, value: string): undefined {
  if (!reads) {
    throw new ApiError(400, 'MALFORMED_REQUEST', `The header ${name} cannot be read: ${value}`);
  }
  return undefined;
}
