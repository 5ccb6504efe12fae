import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildLightning, type ApexCallResult, type LightningBuild } from '../../src/lightning/index.ts';
import { fakeOrg, FIXTURE, GADGET_ID, serve, signedIn, type FakeServer, TEST_CACHE } from './support/fake-org.ts';

const cacheDir = TEST_CACHE;
const calls: { user: string; method: string; parameters: unknown }[] = [];
let server: FakeServer;
let build: Promise<LightningBuild>;

before(async () => {
  build = buildLightning({ project: { directories: [FIXTURE] }, cacheDir });
  const org = fakeOrg({
    callApex: async (user, method, parameters): Promise<ApexCallResult> => {
      calls.push({ user: user.name, method, parameters });
      if (method === 'Gadget.fail') return { error: { status: 500, body: { message: 'No gadget' } }, headers: {} };
      return { returnValue: 12.5, headers: { 'x-local-org-limits': 'queries=1' } };
    }
  });
  server = await serve(org, build);
  await build;
});
after(() => server.close());

function get(target: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(server.url + target, { redirect: 'manual', headers });
}

function cookieOf(key: string): Record<string, string> {
  const { name, value } = signedIn(server.url, key);
  return { cookie: `${name}=${value}` };
}

const asAdmin = { authorization: 'Bearer 00D!admin' };

test('the root leads to the home page', async () => {
  const response = await get('/');
  assert.equal(response.status, 302);
  assert.equal(response.headers.get('location'), '/lightning/page/home');
});

test('a page carries the chosen persona’s session and refers to files that exist', async () => {
  const response = await get('/lightning/page/home', cookieOf('key-viewer'));
  const html = await response.text();
  const session = JSON.parse(/id="local-org-session">(.*?)<\/script>/.exec(html)?.[1] ?? '{}') as {
    alias: string;
    token: string;
  };
  assert.deepEqual([session.alias, session.token], ['viewer', '00D!viewer']);
  const files = [...html.matchAll(/(?:href|src)="(\/lightning\/[^"]+)"/g)].map((match) => match[1] ?? '');
  const { imports } = JSON.parse(/type="importmap">(.*?)<\/script>/.exec(html)?.[1] ?? '{}') as {
    imports: Record<string, string>;
  };
  for (const file of [...files, ...Object.values(imports)]) assert.equal((await get(file)).status, 200, file);
  assert.doesNotMatch(html, /(src|href)="https?:/);
});

test('without a key there is no page and no token; a key signs in, and only returns to the shell', async () => {
  for (const headers of [{}, cookieOf('nobody'), cookieOf(''), { cookie: 'local_org_persona=admin' }]) {
    const response = await get('/lightning/page/home', headers);
    assert.equal(response.status, 401);
    assert.doesNotMatch(await response.text(), /00D!|key-/);
  }
  const list = '&return=%2Flightning%2Fo%2FGadget__c%2Flist';
  for (const refused of ['', '&key=', '&key=key-admin', '&key=viewer']) {
    assert.equal((await get(`/lightning/persona?alias=viewer${refused}${list}`)).status, 401, refused);
  }
  const response = await get(`/lightning/persona?alias=viewer&key=key-viewer${list}`);
  const { name } = signedIn(server.url);
  assert.equal(response.headers.get('set-cookie'), `${name}=key-viewer; Path=/; HttpOnly; SameSite=Strict`);
  assert.equal(response.headers.get('location'), '/lightning/o/Gadget__c/list');
  const switched = await get('/lightning/persona?alias=admin', cookieOf('key-viewer'));
  assert.match(switched.headers.get('set-cookie') ?? '', /=key-admin;/, 'who is signed in may become another');
  const search = '/lightning/search?q=two+wheels*';
  const found = await get(`/lightning/persona?alias=viewer&key=key-viewer&return=${encodeURIComponent(search)}`);
  assert.equal(found.headers.get('location'), search);
  for (const away of ['https://evil.example/', '//evil.example/', '/services/data']) {
    const other = await get(`/lightning/persona?alias=viewer&key=key-viewer&return=${encodeURIComponent(away)}`);
    assert.equal(other.headers.get('location'), '/lightning/page/home', away);
  }
  assert.equal((await get('/lightning/persona?alias=nobody', cookieOf('key-viewer'))).status, 404);
});

test('design system files are served with their types; nothing outside their folder is', async () => {
  const sprite = await get('/lightning/slds/icons/utility-sprite/svg/symbols.svg');
  assert.equal(sprite.headers.get('content-type'), 'image/svg+xml');
  const etag = sprite.headers.get('etag') ?? '';
  assert.equal(
    (await get('/lightning/slds/icons/utility-sprite/svg/symbols.svg', { 'if-none-match': etag })).status,
    304
  );
  for (const outside of [
    '/lightning/slds/..%2f..%2fpackage.json',
    '/lightning/static/app-..%2f..%2f/x.js',
    '/resource/..%2f..%2fetc%2fpasswd'
  ]) {
    assert.equal((await get(outside)).status, 404, outside);
  }
});

test('the page interface needs a token', async () => {
  assert.equal((await get('/lightning/api/object?name=Gadget__c')).status, 401);
  assert.equal((await get('/lightning/api/object?name=Gadget__c', cookieOf('key-admin'))).status, 401);
  assert.equal((await get('/lightning/api/object?name=Gadget__c', asAdmin)).status, 200);
  assert.equal((await get('/lightning/api/nothing', asAdmin)).status, 404);
});

test('a component’s Apex call runs as the token’s user and returns value, limits and errors', async () => {
  const call = (method: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${server.url}/lightning/apex`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ method, params: { gadgetId: GADGET_ID } })
    });
  assert.equal((await call('Gadget.get', {})).status, 401);
  const good = await call('Gadget.get', { authorization: 'Bearer 00D!viewer' });
  assert.deepEqual(await good.json(), { returnValue: 12.5 });
  assert.equal(good.headers.get('x-local-org-limits'), 'queries=1');
  assert.deepEqual(calls.at(-1), { user: 'Vic Viewer', method: 'Gadget.get', parameters: { gadgetId: GADGET_ID } });
  const bad = await call('Gadget.fail', asAdmin);
  assert.equal(bad.status, 500);
  assert.deepEqual(await bad.json(), { message: 'No gadget' });
  const broken = await fetch(`${server.url}/lightning/apex`, { method: 'POST', headers: asAdmin, body: '{' });
  assert.equal(broken.status, 400);
});

test('other paths are left to the rest of the server', async () => {
  const response = await get('/services/data/v67.0/query?q=SELECT%20COUNT()%20FROM%20Gadget__c');
  assert.equal(((await response.json()) as { totalSize: number }).totalSize, 1);
});
