import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApexException, NotImplementedError } from '../values/index.ts';
import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';
import { ORG_LIMITS } from '../records/index.ts';
import { ApiError, methodNotAllowed, notFound } from './api-error.ts';
import { callApexRest } from './apex-rest.ts';
import { requireVersion, versions } from './api-versions.ts';
import { BulkOne } from './bulk1/index.ts';
import { errorResponse } from './composite.ts';
import { corsHeaders, isAllowed, preflight } from './cors.ts';
import { dataResources } from './data-resources.ts';
import {
  addressOf,
  headStatus,
  LARGEST_HEAD,
  LOOPBACK,
  readRequest,
  sendResponse,
  type Incoming
} from './http-message.ts';
import { Deployer, metadataOperation, metadataResource, type DeployHost } from './metadata/index.ts';
import { authorizeResource } from './oauth-authorize.ts';
import { AuthorizationCodes } from './oauth-codes.ts';
import { introspectResource, revokeResource, tokenResource, userInfoResource } from './oauth.ts';
import { namedCredentialsResource } from './named-credentials.ts';
import { locksResource } from './record-locks.ts';
import { decodePart, isRecord, parseJson, type ApiRequest, type ApiResponse } from './request.ts';
import { jsonRequest, wantsXml, xmlResponse, xmlVersions } from './rest-xml.ts';
import { isAllowedSource, PROTECTION } from './same-site.ts';
import { Sessions } from './sessions.ts';
import { frontdoor, SingleAccess } from './single-access.ts';
import { apexOperation } from './soap-apex.ts';
import { isSoapPath, soapResource, type SoapApiName } from './soap-api.ts';
import { partnerOperation } from './partner/index.ts';
import { QueryCursors } from './query.ts';
import type { SoapCall } from './soap.ts';
import { isStreamingPath, StreamingHub } from './streaming/index.ts';

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
/** Plain text is what clients send that name no type. */
const READ_TYPES = /^\s*(?:application\/json|application\/xml|text\/(?:xml|csv|plain)|multipart\/form-data)\b/i;
/** Parts of the API that browsers of other origins may reach, where the org allows the origin. */
const CROSS_ORIGIN = /^\/services\/(?:data|apexrest|oauth2)(?:\/|$)/i;

/** Serves the org's APIs on the loopback interface. */
export async function startServer(first: Org, options: ServerOptions): Promise<LocalOrgServer> {
  let org = first;
  const sessions = new Sessions(() => org);
  const routes = [...(options.routes ?? [])];
  const data = dataResources();
  const singleAccess = new SingleAccess();
  const bulkOne = new BulkOne();
  const streaming = new StreamingHub(
    () => org,
    (token) => sessions.userOf(token)
  );
  const deployer =
    options.deployments &&
    new Deployer(
      options.deployments,
      () => org,
      (next) => {
        org = next;
        streaming.attach();
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
    if (incoming.method === 'OPTIONS' && incoming.headers.origin !== undefined && CROSS_ORIGIN.test(pathname)) {
      return preflight(org, incoming.headers);
    }
    if (pathname === '/services/oauth2/singleaccess') {
      return singleAccess.resource(incoming, requireUser(authenticate(incoming)), url);
    }
    if (pathname === '/secur/frontdoor.jsp') {
      return frontdoor(org, sessions, singleAccess, incoming.url.searchParams);
    }
    if (pathname.startsWith('/services/oauth2/') && pathname !== USER_INFO) {
      return oauth(incoming);
    }
    if (isSoapPath(pathname)) {
      if (incoming.method !== 'POST') {
        throw methodNotAllowed(incoming.method, ['POST']);
      }
      return soapResource(pathname, incoming.body, { answer: soap });
    }
    if (isStreamingPath(pathname)) {
      return streaming.resource(incoming);
    }
    if (/^\/services\/async(?:\/|$)/i.test(pathname)) {
      return bulkOne.resource(org, incoming, (token) => sessions.userOf(token));
    }
    if (/^\/services\/data\/?$/i.test(pathname)) {
      return wantsXml(incoming.headers) ? xmlVersions(versions()) : { status: 200, body: versions() };
    }
    const known = authenticate(incoming);
    if (pathname.startsWith('/services/apexrest/')) {
      return apexRest(incoming, known ?? org.users.guest());
    }
    const user = requireUser(known);
    if (pathname === USER_INFO || pathname === `/id/${org.id}/${user.id}`) {
      return userInfoResource(context, user);
    }
    if (pathname.startsWith('/local-org/')) {
      return local(incoming, user);
    }
    return dataApi(incoming, user);
  }

  async function dataApi(incoming: Incoming, user: UserContext): Promise<ApiResponse> {
    const match = /^\/services\/data\/v(\d+)\.0(?:\/(.*))?$/i.exec(incoming.url.pathname);
    if (!match) {
      throw notFound();
    }
    requireVersion(Number(match[1]));
    org.usage.count('DailyApiRequests');
    const path = (match[2] ?? '').split('/').filter(Boolean).map(decodePart);
    const xml = wantsXml(incoming.headers);
    let response: ApiResponse;
    try {
      const override = incoming.method === 'POST' ? incoming.url.searchParams.get('_HttpMethod') : null;
      const method = (override ?? incoming.method).toUpperCase();
      const request: ApiRequest = jsonRequest({
        org,
        user,
        method: method === 'HEAD' ? 'GET' : method,
        path,
        parameters: incoming.url.searchParams,
        headers: incoming.headers,
        body: incoming.body,
        base: `/services/data/v${match[1]}.0`
      });
      requireContentType(request);
      response = await (path[0]?.toLowerCase() === 'metadata'
        ? metadataResource(metadataApi(user), request)
        : data(request));
    } catch (error) {
      response = failure(error);
    }
    const used = org.usage.used('DailyApiRequests');
    const limitInfo = { 'sforce-limit-info': `api-usage=${used}/${ORG_LIMITS.DailyApiRequests}` };
    const answered = xml ? xmlResponse(path, response) : response;
    return { ...answered, headers: { ...limitInfo, ...answered.headers } };
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

  function soapUser(call: SoapCall): UserContext {
    const user = call.sessionId === undefined ? undefined : sessions.userOf(call.sessionId);
    if (!user) {
      throw new ApiError(
        401,
        'INVALID_SESSION_ID',
        'Invalid Session ID found in SessionHeader: Illegal Session. Session not found, missing session hash'
      );
    }
    return user;
  }

  const soapCursors = new QueryCursors();

  function soap(api: SoapApiName, call: SoapCall, version: string): Buffer | Promise<Buffer> {
    if (api === 'u' || api === 'c') {
      const partner = { org, sessions, instanceUrl: url, cursors: soapCursors, requireUser: soapUser };
      return partnerOperation(partner, api, version, call);
    }
    const user = soapUser(call);
    return api === 's' ? apexOperation(org, user, call) : metadataOperation(org, user, metadataApi(user), call);
  }

  /** @throws ApiError for users that may not change metadata, and for an org that cannot be deployed to */
  function metadataApi(user: UserContext): Deployer {
    if (!['ModifyMetadata', 'ModifyAllData'].some((right) => org.access.hasUserPermission(user, right))) {
      const message = 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions';
      throw new ApiError(403, 'INSUFFICIENT_ACCESS', message);
    }
    if (!deployer) {
      throw new ApiError(400, 'INVALID_OPERATION', 'This local org was started without a place for deployed source');
    }
    return deployer;
  }

  function authenticate({ headers }: Pick<Incoming, 'headers'>): UserContext | undefined {
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

  /** @throws ApiError INVALID_SESSION_ID */
  function requireUser(user: UserContext | undefined): UserContext {
    if (!user) {
      throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    }
    return user;
  }

  function apexRest(incoming: Incoming, user: UserContext | undefined): ApiResponse {
    return callApexRest(org, requireUser(user), {
      ...incoming,
      headers: incoming.namedHeaders,
      path: incoming.url.pathname.slice('/services/apexrest'.length),
      parameters: incoming.url.searchParams
    });
  }

  /** What only a local org has: waiting for background work, setting the clock, locks of other transactions, targets of named credentials. */
  async function local(incoming: Incoming, user: UserContext): Promise<ApiResponse> {
    if (user.profileName !== 'System Administrator') {
      throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'Only an administrator may do this');
    }
    if (incoming.url.pathname === '/local-org/locks') {
      return locksResource(org, incoming.method, incoming.body);
    }
    if (incoming.url.pathname === '/local-org/named-credentials') {
      return namedCredentialsResource(org, incoming.method, incoming.body);
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

  /** A browser's page of another site may ask where the project allows its origin, and else nowhere. */
  function isFromElsewhere(request: IncomingMessage): boolean {
    const { port } = server.address() as AddressInfo;
    const isOpen = CROSS_ORIGIN.test((request.url ?? '/').replace(/^\/+/, '/'));
    return !isAllowedSource(request, port, (origin) => isOpen && isAllowed(org, origin));
  }

  /** A body is unpacked for those alone who may ask; what needs no user is as small unpacked as it may be as it is. */
  function admitPacked(incoming: Omit<Incoming, 'body'>): void {
    const { pathname } = incoming.url;
    if (/^\/services\/async\//i.test(pathname)) {
      requireUser(sessions.userOf(incoming.headers['x-sfdc-session'] ?? ''));
    } else if (authenticate(incoming) === undefined && /^\/(?:services\/data|local-org)\//i.test(pathname)) {
      requireUser(undefined);
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    Object.entries(PROTECTION).forEach(([name, value]) => response.setHeader(name, value));
    let result: ApiResponse;
    let origin: string | undefined;
    try {
      addressOf(request);
      if (isFromElsewhere(request)) {
        throw new ApiError(403, 'FORBIDDEN', 'The request names another host or comes from a page of another site');
      }
      if (routes.some((route) => route(request, response))) {
        return;
      }
      const incoming = await readRequest(request, admitPacked);
      const refused = headStatus(request);
      origin = CROSS_ORIGIN.test(incoming.url.pathname) ? incoming.headers.origin : undefined;
      result = refused === undefined ? await answer(incoming) : { status: refused };
    } catch (error) {
      result = failure(error);
    }
    const headers = { ...corsHeaders(org, origin), ...result.headers };
    await sendResponse(request, response, { ...result, headers });
    org.asyncQueue.start();
  }

  const server = createServer({ maxHeaderSize: LARGEST_HEAD }, (request, response) => {
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

/** @throws ApiError UNSUPPORTED_MEDIA_TYPE for a body that the data API does not read */
function requireContentType({ headers, body, path }: ApiRequest): void {
  const type = headers['content-type'] ?? '';
  if (body.length > 0 && type !== '' && !READ_TYPES.test(type) && path[0]?.toLowerCase() !== 'metadata') {
    throw new ApiError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `Content-Type header specified in HTTP request is not supported: ${type}`
    );
  }
}

function failure(error: unknown): ApiResponse {
  if (error instanceof NotImplementedError || error instanceof ApiError || error instanceof ApexException) {
    return errorResponse(error);
  }
  if (error instanceof RangeError && error.message.includes('call stack')) {
    return errorResponse(new ApiError(400, 'MALFORMED_REQUEST', 'What the request holds is nested too deeply'));
  }
  console.error(error);
  return {
    status: 500,
    body: [{ errorCode: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred in the local org' }]
  };
}
