import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { loadProject } from '../../../src/metadata/index.ts';
import {
  lightningRoutes,
  personaCookie,
  type LightningBuild,
  type LightningOrg,
  type LightningUser
} from '../../../src/lightning/index.ts';

export const FIXTURE = path.resolve(import.meta.dirname, '..', 'fixtures', 'gadgets');
/** Built bundles are kept between test files and runs: the framework's takes seconds. */
export const TEST_CACHE = path.resolve(import.meta.dirname, '..', '..', '..', '.cache', 'lightning-test');
export const GADGET_ID = 'a00000000000001AAA';

const ADMIN: LightningUser = {
  id: '005000000000001AAA',
  username: 'admin@example.test',
  name: 'Ada Admin',
  profileName: 'System Administrator',
  timeZone: 'UTC',
  locale: 'en_US',
  languageLocale: 'en_US'
};
const GUEST: LightningUser = {
  ...ADMIN,
  id: '005000000000002AAA',
  username: 'vic@example.test',
  name: 'Vic Viewer',
  profileName: 'Standard User'
};

let metadata: LightningOrg['metadata'] | undefined;

/** The fixture project's metadata, read once. */
export function fixtureMetadata(): LightningOrg['metadata'] {
  metadata ??= loadProject([FIXTURE]);
  return metadata;
}

/** An org with two users: the administrator, and a viewer who may not read accounts or the gadget's secret. */
export function fakeOrg(overrides: Partial<LightningOrg> = {}): LightningOrg {
  const personas = [
    { alias: 'admin', token: '00D!admin', key: 'key-admin', user: ADMIN },
    { alias: 'viewer', token: '00D!viewer', key: 'key-viewer', user: GUEST }
  ];
  const all = { read: true, create: true, edit: true, delete: true };
  return {
    metadata: fixtureMetadata(),
    apiVersion: '67.0',
    organizationName: 'Gadget Works',
    currency: 'EUR',
    personas: () => personas,
    userOf: (token) => personas.find((persona) => persona.token === token)?.user,
    objectAccess: (user, name) =>
      user.name === GUEST.name && name === 'Account' ? { read: false, create: false, edit: false, delete: false } : all,
    fieldAccess: (user, _object, field) => {
      const hidden = user.name === GUEST.name && field === 'Secret__c';
      return { read: !hidden, edit: !hidden };
    },
    hasUserPermission: () => true,
    query: () => [],
    seesApplication: () => true,
    defaultApplication: () => undefined,
    hasCustomPermission: () => false,
    customPermissions: () => [],
    callApex: async () => ({ returnValue: 12.5, headers: { 'x-local-org-limits': 'queries=0' } }),
    staticResource: () => undefined,
    ...overrides
  };
}

/** The cookie of a browser that is signed in, for a page of the server. */
export function signedIn(url: string, key = 'key-admin'): { name: string; value: string; url: string } {
  const { origin, host } = new URL(url);
  return { name: personaCookie(host), value: key, url: origin };
}

export interface FakeServer {
  readonly url: string;
  readonly queries: string[];
  /** Bodies of what was sent to create records. */
  readonly posts: Record<string, unknown>[];
  close(): Promise<void>;
}

/** Serves the Lightning routes, answers every query with one gadget, finds it by any word that begins "spin", and saves all but taken secrets. */
export async function serve(org: LightningOrg, build: Promise<LightningBuild>): Promise<FakeServer> {
  const routes = lightningRoutes(org, { build });
  const queries: string[] = [];
  const posts: Record<string, unknown>[] = [];
  const server: Server = createServer((request, response) => {
    if (routes(request, response)) return;
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST') return void create(request, response, posts);
    const soql = url.searchParams.get('q') ?? '';
    queries.push(soql);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer(soql)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    queries,
    posts,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      })
  };
}

async function create(
  request: IncomingMessage,
  response: ServerResponse,
  posts: Record<string, unknown>[]
): Promise<void> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) text += String(chunk);
  const body = JSON.parse(text) as Record<string, unknown>;
  posts.push(body);
  const isTaken = body.Secret__c === 'taken';
  const fault = [{ message: 'This secret is taken', errorCode: 'DUPLICATE_VALUE', fields: ['Secret__c'] }];
  response.writeHead(isTaken ? 400 : 201, { 'content-type': 'application/json' });
  response.end(JSON.stringify(isTaken ? fault : { id: GADGET_ID, success: true, errors: [] }));
}

function answer(soql: string): unknown {
  if (soql.startsWith('FIND')) {
    const isFound = /\{spin/i.test(soql) && /Gadget__c\(/.test(soql);
    return { searchRecords: isFound ? records('Gadget__c') : [] };
  }
  if (soql.includes('COUNT()')) return { totalSize: 1, done: true, records: [] };
  if (soql.includes("9AAA'")) return { totalSize: 0, done: true, records: [] };
  const type = /FROM (\w+)/.exec(soql)?.[1] ?? '';
  const found = /FROM Gadget__c(?! WHERE Id).*LIMIT \d+1\b/.test(soql) ? many(soql) : records(type);
  return { totalSize: found.length, done: true, records: found };
}

/** As many gadgets as a list asks for, of 120. */
function many(soql: string): unknown[] {
  const [, limit = '0', offset = '0'] = /LIMIT (\d+)(?: OFFSET (\d+))?/.exec(soql) ?? [];
  const first = Number(offset);
  const count = Math.max(0, Math.min(Number(limit), 120 - first));
  return Array.from({ length: count }, (_unused, index) => {
    const number = first + index;
    const [gadget] = records('Gadget__c');
    return number === 0
      ? gadget
      : { ...gadget, Id: `a0000000000${String(number + 100).padStart(4, '0')}AAA`, Name: `Spinner ${number}` };
  });
}

function records(type: string): Record<string, unknown>[] {
  const record = {
    attributes: { type, url: '' },
    Id: GADGET_ID,
    Name: type === 'Gadget_Part__c' ? 'Left wheel' : 'Spinner',
    Price__c: 12.5,
    Quantity__c: 4,
    Secret__c: 'hush',
    Stage__c: 'Sold',
    Account__c: '001000000000001AAA',
    Account__r: { attributes: { type: 'Account', url: '' }, Name: 'Byron Ltd' }
  };
  return [record];
}
