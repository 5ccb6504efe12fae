import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { loadProject } from '../../../src/metadata/index.ts';
import {
  lightningRoutes,
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
    { alias: 'admin', token: '00D!admin', user: ADMIN },
    { alias: 'viewer', token: '00D!viewer', user: GUEST }
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
    hasCustomPermission: () => false,
    customPermissions: () => [],
    callApex: async () => ({ returnValue: 12.5, headers: { 'x-local-org-limits': 'queries=0' } }),
    staticResource: () => undefined,
    ...overrides
  };
}

export interface FakeServer {
  readonly url: string;
  readonly queries: string[];
  close(): Promise<void>;
}

/** Serves the Lightning routes, and answers every query with one gadget. */
export async function serve(org: LightningOrg, build: Promise<LightningBuild>): Promise<FakeServer> {
  const routes = lightningRoutes(org, { build });
  const queries: string[] = [];
  const server: Server = createServer((request, response) => {
    if (routes(request, response)) return;
    const url = new URL(request.url ?? '/', 'http://localhost');
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
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      })
  };
}

function answer(soql: string): unknown {
  if (soql.includes('COUNT()')) return { totalSize: 1, done: true, records: [] };
  if (soql.includes("9AAA'")) return { totalSize: 0, done: true, records: [] };
  const type = /FROM (\w+)/.exec(soql)?.[1] ?? '';
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
  return { totalSize: 1, done: true, records: [record] };
}
