import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { lightningOrg } from '../../../src/cli/lightning-adapter.ts';
import { Org } from '../../../src/index.ts';
import { buildLightning, lightningRoutes } from '../../../src/lightning/index.ts';
import { startServer } from '../../../src/server/index.ts';
import { signedIn, TEST_CACHE } from './fake-org.ts';

export const WORKBENCH = path.resolve(import.meta.dirname, '..', 'fixtures', 'workbench', 'main');

/** Of the org and its users: its days begin hours after those of UTC. */
const TIME_ZONE = 'America/New_York';

/** The day it is for the users. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE }).format(new Date());
}

type Alias = 'admin' | 'worker';

/** A served org of the repair shop, with records and two users: the administrator, and a worker who may not see costs. */
export interface Workbench {
  readonly url: string;
  readonly org: Org;
  token(alias: Alias): string;
  /** What a browser that is signed in sends. */
  cookie(alias: Alias): string;
  /** Calls a data resource (`/query?q=…`) or any path of the server; answers status and parsed body. */
  call(method: string, target: string, body?: unknown, alias?: Alias): Promise<{ status: number; body: unknown }>;
  create(objectName: string, fields: Readonly<Record<string, unknown>>): Promise<string>;
  open(browser: Browser, target: string, options?: { width?: number; alias?: Alias; app?: string }): Promise<Page>;
  close(): Promise<void>;
}

const USERNAMES: Readonly<Record<Alias, string>> = { admin: 'admin@bench.example', worker: 'worker@bench.example' };

/** Opens the fixture in memory. Pages need the components' build; without `pages` only the interfaces are there. */
export async function openWorkbench({ pages = false } = {}): Promise<Workbench> {
  const org = Org.open({
    source: [WORKBENCH],
    administratorFields: 'all',
    config: {
      organization: { name: 'Bench', timeZone: TIME_ZONE },
      users: {
        admin: {
          username: USERNAMES.admin,
          lastName: 'Admin',
          profile: 'System Administrator',
          permissionSets: ['Bench_Owner']
        },
        worker: {
          username: USERNAMES.worker,
          lastName: 'Worker',
          profile: 'Standard User',
          permissionSets: ['Bench_Worker']
        }
      }
    }
  });
  const server = await startServer(org, { port: 0 });
  const nothing = {
    vendorDirectory: '',
    vendorFiles: {},
    appDirectory: '',
    faults: [],
    milliseconds: { vendor: 0, app: 0 }
  };
  const unbuilt = { components: ['benchNote', 'benchStamp', 'benchForm'], ...nothing };
  const build = pages
    ? buildLightning({ project: { directories: [WORKBENCH] }, cacheDir: TEST_CACHE })
    : Promise.resolve({ current: () => Promise.resolve(unbuilt), latest: () => Promise.resolve(unbuilt) });
  const lightning = lightningOrg(() => server.org, server.sessions);
  server.addRoute(lightningRoutes(lightning, { build }));
  await build;

  function token(alias: Alias): string {
    const user = org.users.byUsername(USERNAMES[alias]);
    if (!user) throw new Error(`The org has no user ${alias}`);
    return server.sessions.tokenFor(alias, user.id);
  }
  const call: Workbench['call'] = async (method, target, body, alias = 'admin') => {
    const isData = !/^\/(lightning|services)\//.test(target);
    const response = await fetch(server.url + (isData ? `/services/data/v67.0${target}` : target), {
      method,
      headers: { authorization: `Bearer ${token(alias)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
    const text = await response.text();
    return { status: response.status, body: text ? (JSON.parse(text) as unknown) : undefined };
  };
  return {
    url: server.url,
    org,
    token,
    cookie: (alias) => {
      const { name, value } = signedIn(server.url, server.sessions.loginKey(alias));
      return `${name}=${value}`;
    },
    call,
    create: async (objectName, fields) => {
      const { status, body } = await call('POST', `/sobjects/${objectName}`, fields);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return (body as { id: string }).id;
    },
    open: async (browser, target, { width = 1440, alias = 'admin', app } = {}) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
      await context.addCookies([signedIn(server.url, server.sessions.loginKey(alias))]);
      const page = await context.newPage();
      if (app) await page.addInitScript(`window.localStorage.setItem('local-org-app', ${JSON.stringify(app)})`);
      await page.goto(server.url + target);
      return page;
    },
    close: async () => {
      await server.close();
      await org.close();
    }
  };
}
