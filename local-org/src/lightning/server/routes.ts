import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { BuildOutput, LightningBuild } from '../build/index.ts';
import { packageDirectory } from '../build/packages.ts';
import { describeApps } from '../page/apps.ts';
import { answerApi, ApiError } from './api.ts';
import { cookie, readJson, sendFile, sendHtml, sendJson } from './http.ts';
import type { LightningOrg, LightningUser, Persona } from './lightning-org.ts';
import { plainPage, shellPage } from './page-html.ts';

/** Cookie that keeps the key of the persona that the browser is signed in as; browsers share cookies among all ports of a host. */
export function personaCookie(host: string | undefined): string {
  return `local_org_persona_${/:(\d+)$/.exec(host ?? '')?.[1] ?? '80'}`;
}

const SIGN_IN =
  'Open the address that the local org printed when it started. It is also in session.json of its data folder, as the loginUrl of each user.';

export interface LightningOptions {
  /** The components' build; requests wait for it. */
  readonly build: Promise<LightningBuild>;
}

/** True when the request was for Lightning and has been answered, or will be. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Handles `/`, `/lightning/…` and `/resource/…`. */
export function lightningRoutes(org: LightningOrg, options: LightningOptions): RequestHandler {
  // Requests report a failed build; without this a failure before the first request would end the process.
  options.build.catch(() => undefined);
  const slds = path.join(packageDirectory('@salesforce-ux/design-system'), 'assets');
  const client = path.resolve(import.meta.dirname, '..', 'client');

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const parts = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
    const [area, second, ...rest] = parts;
    if (area === undefined || (area === 'lightning' && second === undefined))
      return redirect(response, '/lightning/page/home');
    if (area === 'resource') return sendResource(request, response, org, parts.slice(1));
    if (second === 'slds') return fileOr404(sendFile(request, response, slds, rest.join('/'), 'revalidate'), response);
    if (second === 'static') return sendStatic(request, response, rest);
    if (second === 'api') return sendApi(request, response, rest[0] ?? '', url);
    if (second === 'apex') return sendApex(request, response);
    if (second === 'persona') return switchPersona(request, response, url);
    return sendShell(request, response);
  }

  async function sendStatic(
    request: IncomingMessage,
    response: ServerResponse,
    parts: readonly string[]
  ): Promise<void> {
    const [kind = '', folder = '', ...rest] = parts;
    if (kind === 'shell.css')
      return fileOr404(sendFile(request, response, client, 'shell.css', 'revalidate'), response);
    const build = await newest(options.build);
    const cache = path.dirname(kind === 'vendor' ? build.vendorDirectory : build.appDirectory);
    const known = /^(vendor|app)-[0-9a-f]{16}$/.test(folder) && folder.startsWith(kind);
    fileOr404(known && sendFile(request, response, path.join(cache, folder), rest.join('/'), 'forever'), response);
  }

  async function sendShell(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const persona = signedIn(request);
    if (!persona) return sendHtml(response, 401, plainPage('Sign in', SIGN_IN));
    const build = await (await options.build).current();
    const { user } = persona;
    const apps = describeApps(org.metadata, {
      canReadObject: (name) => org.objectAccess(user, name).read,
      seesApplication: (name) => org.seesApplication(user, name),
      defaultApplication: org.defaultApplication(user)
    });
    sendHtml(response, 200, shellPage({ org, persona, apps, build }));
  }

  async function sendApi(request: IncomingMessage, response: ServerResponse, name: string, url: URL): Promise<void> {
    const user = userOf(request);
    if (!user)
      return sendJson(response, 401, { errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' });
    const build = await newest(options.build);
    try {
      const components = new Set(build.components);
      sendJson(response, 200, answerApi(name, { org, user, components, parameters: url.searchParams }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      sendJson(response, error.status, { errorCode: error.code, message: error.message, statusCode: error.status });
    }
  }

  async function sendApex(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const user = userOf(request);
    if (!user)
      return sendJson(response, 401, { errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' });
    const { method, params } = await readJson(request);
    if (request.method !== 'POST' || typeof method !== 'string')
      return sendJson(response, 400, { message: 'POST { "method": "Class.method", "params": {} }' });
    const parameters = typeof params === 'object' && params !== null ? (params as Record<string, unknown>) : {};
    const result = await org.callApex(user, method, parameters);
    if (result.error) return sendJson(response, result.error.status, result.error.body, result.headers);
    sendJson(response, 200, { returnValue: result.returnValue ?? null }, result.headers);
  }

  function userOf(request: IncomingMessage): LightningUser | undefined {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    return token ? org.userOf(token) : undefined;
  }

  /** The persona whose key the browser keeps. */
  function signedIn(request: IncomingMessage): Persona | undefined {
    return personaOfKey(org, cookie(request, personaCookie(request.headers.host)));
  }

  /** Signs a browser in by a persona's key; one that is signed in may become any other persona. */
  function switchPersona(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const alias = url.searchParams.get('alias');
    const key = url.searchParams.get('key');
    if (key === null ? !signedIn(request) : personaOfKey(org, key)?.alias !== alias)
      return sendHtml(response, 401, plainPage('Sign in', SIGN_IN));
    const persona = org.personas().find((candidate) => candidate.alias === alias);
    if (!persona) return sendHtml(response, 404, plainPage('Unknown user', 'The local org has no such persona.'));
    const back = url.searchParams.get('return') ?? '';
    const target = /^\/lightning\/[\w\-./?=&%*+]*$/.test(back) ? back : '/lightning/page/home';
    response.writeHead(302, {
      location: target,
      'set-cookie': `${personaCookie(request.headers.host)}=${persona.key}; Path=/; HttpOnly; SameSite=Strict`
    });
    response.end();
  }

  return (request, response) => {
    const url = new URL((request.url ?? '/').replace(/^\/+/, '/'), 'http://localhost');
    if (!/^\/($|lightning(\/|$)|resource\/)/.test(url.pathname)) return false;
    answer(request, response, url).catch((error: unknown) => fail(response, error));
    return true;
  };
}

async function newest(build: Promise<LightningBuild>): Promise<BuildOutput> {
  return (await build).latest();
}

/** Compared in a time that does not tell how much of the key is right. */
function personaOfKey(org: LightningOrg, key: string | undefined): Persona | undefined {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const given = digest(key ?? '');
  return org.personas().find((persona) => timingSafeEqual(digest(persona.key), given));
}

function sendResource(
  request: IncomingMessage,
  response: ServerResponse,
  org: LightningOrg,
  parts: readonly string[]
): void {
  // /resource/<name>, or /resource/<time stamp>/<name> as Salesforce's own URLs have it
  const [name = '', ...rest] = /^\d+$/.test(parts[0] ?? '') ? parts.slice(1) : parts;
  const resource = org.staticResource(name);
  if (!resource) return fileOr404(false, response);
  const sent = resource.isDirectory
    ? sendFile(request, response, resource.path, rest.join('/'), 'revalidate')
    : sendFile(
        request,
        response,
        path.dirname(resource.path),
        path.basename(resource.path),
        'revalidate',
        resource.contentType
      );
  fileOr404(sent, response);
}

function fileOr404(sent: boolean, response: ServerResponse): void {
  if (!sent) sendJson(response, 404, { errorCode: 'NOT_FOUND', message: 'No such file' });
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  if (error instanceof SyntaxError || error instanceof URIError)
    return sendJson(response, 400, { errorCode: 'JSON_PARSER_ERROR', message: error.message });
  const text = error instanceof Error ? error.message : String(error);
  sendHtml(response, 500, plainPage('The page could not be made', text));
}
