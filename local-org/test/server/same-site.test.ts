import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLibrary, rawClient, type Library } from './support.ts';

/** Pages of other sites reach the machine's own addresses: by a name that leads here, by a form, by a frame. */

let library: Library;
before(async () => (library = await openLibrary()));
const client = rawClient(() => library);
after(async () => {
  client.close();
  await library.close();
});

const port = (): string => new URL(library.server.url).port;
const send = async (headers: Record<string, string>, path = '/services/data', method = 'GET'): Promise<number> =>
  (await client.send({ method, path, headers, body: '' }))[0];

test('a request names the server itself as its host', async () => {
  for (const host of [`127.0.0.1:${port()}`, `localhost:${port()}`, `[::1]:${port()}`, `LOCALHOST:${port()}`]) {
    assert.equal(await send({ host }), 200, host);
  }
  for (const host of [
    `evil.example:${port()}`,
    `127.0.0.1.evil.example:${port()}`,
    'evil.example',
    '127.0.0.1',
    `127.0.0.1:${Number(port()) + 1}`,
    `evil.example@127.0.0.1:${port()}`
  ]) {
    assert.equal(await send({ host }), 403, host);
    assert.equal(await send({ host }, '/lightning/page/home'), 403, host);
  }
});

test('a page that sends a request is the server’s own, or one that the project allows for the APIs', async () => {
  const own = { host: `127.0.0.1:${port()}` };
  for (const origin of [`http://127.0.0.1:${port()}`, `http://localhost:${port()}`]) {
    assert.equal(await send({ ...own, origin }), 200, origin);
  }
  for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:1`, `https://127.0.0.1:${port()}`]) {
    assert.equal(await send({ ...own, origin }), 403, origin);
    assert.equal(await send({ ...own, origin }, '/services/oauth2/authorize', 'POST'), 403, origin);
  }
  const origin = 'https://app.reader.example';
  assert.equal(await send({ ...own, origin }), 200, 'an origin of the project');
  assert.equal(await send({ ...own, origin }, '/local-org/clock', 'POST'), 403, 'which is for the APIs');
  assert.equal(await send({ ...own, origin }, '/lightning/page/home'), 403);
});

test('answers may not be shown in frames of other sites', async () => {
  const { headers } = await fetch(`${library.server.url}/services/data`);
  assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'self'/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});
