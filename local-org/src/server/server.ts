import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApexException, NotImplementedError } from '../runtime/values/index.ts';
import type { UserContext } from '../security/user-context.ts';
import type { Org } from '../transaction/org.ts';
import { ApiError, methodNotAllowed, notFound } from './api-error.ts';
import { callApexRest, LARGEST_APEX_BODY } from './apex-rest.ts';
import { errorResponse } from './composite.ts';
import { dataResources } from './data-resources.ts';
import { Deployer, metadataOperation, metadataResource, type DeployHost } from './metadata/index.ts';
import { authorizeResource } from './oauth-authorize.ts';
import { AuthorizationCodes } from './oauth-codes.ts';
import { introspectResource, revokeResource, tokenResource, userInfoResource } from './oauth.ts';
import { decodePart, isRecord, type ApiRequest, type ApiResponse } from './request.ts';
import { Sessions } from './sessions.ts';
import { apexOperation } from './soap-apex.ts';
import { isSoapPath, soapResource } from './soap-api.ts';
import type { SoapCall } from './soap.ts';

/** Answers a request that the data API does not know, such as a page; false leaves it to the API. */
export type ExtraRoute = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface ServerOptions {
  /** 0 picks a free port. */
  readonly port: number;
  readonly routes?: readonly ExtraRoute[];
  /** Lets clients deploy metadata. */
  readonly deployments?: DeployHost;
}

export interface LocalOrgServer {
  readonly url: string;
  readonly sessions: Sessions;
  /** The org that is served now: a deployment replaces it. */
  readonly org: Org;
  /** Adds a route; those added first are asked first. */
  addRoute(route: ExtraRoute): void;
  close(): Promise<void>;
}

const OAUTH = new Map([
  ['token', tokenResource],
  ['revoke', revokeResource],
  ['introspect', introspectResource]
]);
const USER_INFO = '/services/oauth2/userinfo';
const KEEP_ALIVE_MS = 120_000;
const LOOPBACK = '127.0.0.1';
const NEWEST_VERSION = 67;
const OLDEST_VERSION = 50;
/** Somewhat more than Apex REST takes, so that a body that is too large is refused by name and not by a broken connection. */
const LARGEST_BODY = LARGEST_APEX_BODY * 4;
/** What the bulk and metadata APIs take (Bulk API 2.0: 150 MB of CSV). */
const LARGEST_UPLOAD = 150 * 1024 * 1024;
const UPLOADS = /\/jobs\/ingest|\/metadata\/deployRequest|\/services\/Soap\/m\//i;

interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Names as the client wrote them, which Apex sees. */
  readonly namedHeaders: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly remoteAddress: string;
}

/** Serves the org's APIs on the loopback interface. */
export async function startServer(first: Org, options: ServerOptions): Promise<LocalOrgServer> {
  let org = first;
  const sessions = new Sessions(() => org);
  const routes = [...(options.routes ?? [])];
  const data = dataResources();
  const deployer =
    options.deployments &&
    new Deployer(
      options.deployments,
      () => org,
      (next) => {
        org = next;
      }
    );
  let url = '';
  const context = {
    get org() {
      return org;
    },
    sessions,
    codes: new AuthorizationCodes(),
    get instanceUrl() {
      return url;
    }
  };

  function answer(incoming: Incoming): ApiResponse | Promise<ApiResponse> {
    const { pathname } = incoming.url;
    if (pathname.startsWith('/services/oauth2/') && pathname !== USER_INFO) {
      return oauth(incoming);
    }
    if (isSoapPath(pathname)) {
      if (incoming.method !== 'POST') {
        throw methodNotAllowed(incoming.method, ['POST']);
      }
      return soapResource(pathname, incoming.body, { answer: soap });
    }
    const user = authenticate(incoming);
    if (pathname.startsWith('/services/apexrest/')) {
      return apexRest(incoming, user ?? org.users.guest());
    }
    if (pathname === '/services/data' || pathname === '/services/data/') {
      return { status: 200, body: versions() };
    }
    if (!user) {
      throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    }
    if (pathname === USER_INFO || pathname === `/id/${org.id}/${user.id}`) {
      return userInfoResource(context, user);
    }
    if (pathname.startsWith('/local-org/')) {
      return local(incoming, user);
    }
    const match = /^\/services\/data\/v(\d+)\.0(?:\/(.*))?$/.exec(pathname);
    if (!match || Number(match[1]) < OLDEST_VERSION || Number(match[1]) > NEWEST_VERSION) {
      throw notFound();
    }
    const request: ApiRequest = {
      org,
      user,
      method: incoming.method,
      path: (match[2] ?? '').split('/').filter(Boolean).map(decodePart),
      parameters: incoming.url.searchParams,
      headers: incoming.headers,
      body: incoming.body,
      base: `/services/data/v${match[1]}.0`
    };
    return request.path[0]?.toLowerCase() === 'metadata' ? metadataResource(metadataApi(user), request) : data(request);
  }

  function oauth({ method, url: target, body }: Incoming): ApiResponse {
    const form = new URLSearchParams(method === 'POST' ? body.toString('utf8') : target.searchParams);
    const resource = target.pathname.slice('/services/oauth2/'.length);
    if (resource === 'authorize') {
      return authorizeResource(org, context.codes, method, form);
    }
    const found = OAUTH.get(resource);
    if (!found) {
      throw notFound();
    }
    if (method !== 'POST') {
      throw methodNotAllowed(method, ['POST']);
    }
    return found(context, form);
  }

  function soap(api: 's' | 'm', call: SoapCall): Buffer {
    const user = call.sessionId === undefined ? undefined : sessions.userOf(call.sessionId);
    if (!user) {
      throw new ApiError(401, 'INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
    }
    return api === 's' ? apexOperation(org, user, call) : metadataOperation(org, user, metadataApi(user), call);
  }

  /** @throws ApiError for users that may not change metadata, and for an org that cannot be deployed to */
  function metadataApi(user: UserContext): Deployer {
    if (user.profileName !== 'System Administrator') {
      throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'The user lacks the permission "Modify Metadata"');
    }
    if (!deployer) {
      throw new ApiError(400, 'INVALID_OPERATION', 'This local org was started without a place for deployed source');
    }
    return deployer;
  }

  function authenticate({ headers }: Incoming): UserContext | undefined {
    const token = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) {
      return undefined;
    }
    const user = sessions.userOf(token);
    if (!user) {
      throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    }
    return user;
  }

  function apexRest(incoming: Incoming, user: UserContext | undefined): ApiResponse {
    if (!user) {
      throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    }
    return callApexRest(org, user, {
      ...incoming,
      headers: incoming.namedHeaders,
      path: incoming.url.pathname.slice('/services/apexrest'.length),
      parameters: incoming.url.searchParams
    });
  }

  /** What only a local org has: waiting for background work, and setting the clock. */
  async function local(incoming: Incoming, user: UserContext): Promise<ApiResponse> {
    if (user.profileName !== 'System Administrator') {
      throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'Only an administrator may do this');
    }
    if (incoming.method !== 'POST') {
      throw methodNotAllowed(incoming.method, ['POST']);
    }
    switch (incoming.url.pathname) {
      case '/local-org/async/drain':
        return { status: 200, body: await org.asyncQueue.drain() };
      case '/local-org/clock':
        return { status: 200, body: { now: setClock(incoming.body) } };
      default:
        throw notFound();
    }
  }

  function setClock(body: Buffer): string {
    const parsed: unknown = parseJson(body);
    const now = isRecord(parsed) ? parsed.now : undefined;
    const ms = typeof now === 'string' ? Date.parse(now) : NaN;
    if (Number.isNaN(ms) && now !== null) {
      throw new ApiError(400, 'INVALID_FIELD', 'now must be an ISO time, or null for the real time', ['now']);
    }
    org.setClock(now === null ? null : ms);
    return new Date(org.clock.now()).toISOString();
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (routes.some((route) => route(request, response))) {
      return;
    }
    let result: ApiResponse;
    try {
      result = await answer(await read(request));
    } catch (error) {
      result = failure(error);
    }
    send(request, response, result);
    org.asyncQueue.start();
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  // A deployment may keep the process busy for longer than Node's five seconds, after which a client's next request would meet a
  // connection that is just being closed.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, LOOPBACK, resolve);
  });
  url = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    sessions,
    get org() {
      return org;
    },
    addRoute: (route) => void routes.push(route),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', error instanceof Error ? error.message : String(error));
  }
}

async function read(request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  const largest = UPLOADS.test(request.url ?? '') ? LARGEST_UPLOAD : LARGEST_BODY;
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // what is beyond is read and dropped, so that the client gets the answer
    if (size <= largest) {
      chunks.push(chunk);
    }
  }
  if (size > largest) {
    throw new ApiError(413, 'REQUEST_LIMIT_EXCEEDED', `The request body exceeds ${largest} bytes`);
  }
  let url: URL;
  try {
    url = new URL((request.url ?? '/').replace(/^\/+/, '/'), `http://${LOOPBACK}`);
  } catch {
    throw notFound();
  }
  return {
    method: (request.method ?? 'GET').toUpperCase(),
    url,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? '')
      ])
    ),
    namedHeaders: namedHeaders(request.rawHeaders),
    body: Buffer.concat(chunks),
    remoteAddress: request.socket.remoteAddress ?? LOOPBACK
  };
}

/** From the flat list of names and values that Node keeps. */
function namedHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    headers[raw[index]!] = raw[index + 1]!;
  }
  return headers;
}

function versions(): object[] {
  return Array.from({ length: NEWEST_VERSION - OLDEST_VERSION + 1 }, (_, index) => {
    const version = `${OLDEST_VERSION + index}.0`;
    return { label: `v${version}`, url: `/services/data/v${version}`, version };
  });
}

function failure(error: unknown): ApiResponse {
  if (error instanceof NotImplementedError) {
    return { status: 501, body: [{ errorCode: 'NOT_IMPLEMENTED', message: error.message }] };
  }
  if (error instanceof ApiError || error instanceof ApexException) {
    return errorResponse(error);
  }
  console.error(error);
  return {
    status: 500,
    body: [{ errorCode: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred in the local org' }]
  };
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, headers }: ApiResponse): void {
  const payload = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    ...(payload ? { 'content-type': 'application/json;charset=UTF-8', 'content-length': String(payload.length) } : {}),
    ...headers
  });
  response.end(request.method === 'HEAD' ? undefined : payload);
}
