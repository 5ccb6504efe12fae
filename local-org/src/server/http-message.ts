import { gunzip, gzip, inflate } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { ApiError } from './api-error.ts';
import { LARGEST_APEX_BODY } from './apex-rest.ts';
import type { ApiResponse } from './request.ts';

export const LOOPBACK = '127.0.0.1';
/** Somewhat more than Apex REST takes, so that a body that is too large is refused by name and not by a broken connection. */
const LARGEST_BODY = LARGEST_APEX_BODY * 4;
/** What the bulk and metadata APIs take (Bulk API 2.0: 150 MB of CSV). */
const LARGEST_UPLOAD = 150 * 1024 * 1024;
const UPLOADS = /\/jobs\/ingest|\/metadata\/deployRequest|\/services\/Soap\/m\//i;
/** Smaller answers are sent as they are, whatever the client accepts. */
const SMALLEST_COMPRESSED = 1024;

/** Bytes that an address may have, and that it may have together with the headers. */
const LONGEST_ADDRESS = 16_384;
/** Node refuses what is longer by itself, without an answer's headers. */
export const LARGEST_HEAD = 4 * LONGEST_ADDRESS;

/** 414 for an address that is too long, 431 for headers that are; undefined for a request that may be read. */
export function headStatus({ url = '', rawHeaders }: IncomingMessage): 414 | 431 | undefined {
  const address = Buffer.byteLength(url);
  if (address > LONGEST_ADDRESS) {
    return 414;
  }
  const headers = rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return address + headers > LONGEST_ADDRESS ? 431 : undefined;
}

/** A request, read whole. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Names as the client wrote them, which Apex sees. */
  readonly namedHeaders: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly remoteAddress: string;
}

/** Collects a stream up to a size; what is beyond is read and dropped, so that the client gets the answer. */
async function collect(stream: AsyncIterable<Buffer>, largest: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size <= largest) {
      chunks.push(chunk);
    }
  }
  if (size > largest) {
    throw tooLarge(largest);
  }
  return Buffer.concat(chunks);
}

type Unpack = (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const UNPACK: ReadonlyMap<string, Unpack> = new Map([
  ['gzip', promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)],
  ['deflate', promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate)]
]);

function tooLarge(largest: number): ApiError {
  return new ApiError(413, 'REQUEST_LIMIT_EXCEEDED', `The request body exceeds ${largest} bytes`);
}

/** @throws ApiError for data of another form, and for what would be larger than the limit: a few bytes may stand for many */
async function unpackBody(encoding: string, packed: Buffer, largest: number): Promise<Buffer> {
  const unpack = UNPACK.get(encoding);
  if (!unpack) {
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', `Content-Encoding ${encoding} is not supported`);
  }
  try {
    return await unpack(packed, { maxOutputLength: largest });
  } catch (error) {
    if (error instanceof RangeError) {
      throw tooLarge(largest);
    }
    throw new ApiError(400, 'MALFORMED_REQUEST', `The request body is no ${encoding} data`);
  }
}

/** The address of a request. @throws ApiError for one that cannot be read */
export function addressOf(request: IncomingMessage): URL {
  try {
    return new URL((request.url ?? '/').replace(/^\/+/, '/'), `http://${LOOPBACK}`);
  } catch {
    throw new ApiError(400, 'MALFORMED_REQUEST', 'The address of the request cannot be read');
  }
}

/**
 * Reads a request whole.
 * @param admit is asked before a packed body is unpacked, and throws for a request that will be refused anyhow
 * @throws ApiError for a body that is too large or cannot be read, and for an address that is none
 */
export async function readRequest(
  request: IncomingMessage,
  admit: (head: Omit<Incoming, 'body'>) => void
): Promise<Incoming> {
  const largest = UPLOADS.test(request.url ?? '') ? LARGEST_UPLOAD : LARGEST_BODY;
  const sent = await collect(request as AsyncIterable<Buffer>, largest);
  const head = {
    method: (request.method ?? 'GET').toUpperCase(),
    url: addressOf(request),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? '')
      ])
    ),
    namedHeaders: namedHeaders(request.rawHeaders),
    remoteAddress: request.socket.remoteAddress ?? LOOPBACK
  };
  const encoding = (request.headers['content-encoding'] || 'identity').toLowerCase();
  if (encoding === 'identity') {
    return { ...head, body: sent };
  }
  admit(head);
  return { ...head, body: await unpackBody(encoding, sent, largest) };
}

/** From the flat list of names and values that Node keeps. */
function namedHeaders(raw: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    headers.set(raw[index]!, raw[index + 1]!);
  }
  return Object.fromEntries(headers);
}

/** Writes an answer: objects as JSON, compressed where the client takes it. */
export async function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, headers }: ApiResponse
): Promise<void> {
  const plain = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const accepts = /\bgzip\b/i.test(String(request.headers['accept-encoding'] ?? ''));
  const compress = plain !== undefined && plain.length >= SMALLEST_COMPRESSED && accepts;
  const payload = compress ? await promisify<Buffer, Buffer>(gzip)(plain) : plain;
  response.writeHead(status, {
    ...(payload ? { 'content-type': 'application/json;charset=UTF-8', 'content-length': String(payload.length) } : {}),
    ...(compress ? { 'content-encoding': 'gzip' } : {}),
    ...(plain && plain.length >= SMALLEST_COMPRESSED ? { vary: 'Accept-Encoding' } : {}),
    ...headers
  });
  response.end(request.method === 'HEAD' ? undefined : payload);
}
