import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLibrary, type Library } from './support.ts';

let library: Library;
before(async () => {
  library = await openLibrary();
});
after(() => library.close());

async function send(method: string, path: string, body?: unknown, token = library.tokens.admin) {
  const response = await fetch(`${library.server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}

test('an administrator lets another transaction hold records', async () => {
  const { body } = await send('POST', '/services/data/v67.0/sobjects/Book__c', { Name: 'Held', Isbn__c: 'held-1' });
  const { id } = body as { id: string };
  await send('POST', '/local-org/clock', { now: '2026-03-01T10:00:00Z' });
  const held = await send('POST', '/local-org/locks', { ids: [id], seconds: 30 });
  assert.equal(held.status, 200);
  const [lock] = (held.body as { locks: { id: string; until: string }[] }).locks;
  assert.equal(lock?.id, id);
  assert.match(lock.until, /^2026-03-01T10:00:3\d/);
  assert.deepEqual((await send('GET', '/local-org/locks')).body, held.body);
  assert.deepEqual(await send('PATCH', `/services/data/v67.0/sobjects/Book__c/${id}`, { Name: 'Changed' }), {
    status: 400,
    body: [
      {
        message: `unable to obtain exclusive access to this record or 1 records: ${id}`,
        errorCode: 'UNABLE_TO_LOCK_ROW',
        fields: []
      }
    ]
  });
  assert.deepEqual((await send('DELETE', '/local-org/locks', { ids: [id] })).body, { locks: [] });
  assert.equal((await send('PATCH', `/services/data/v67.0/sobjects/Book__c/${id}`, { Name: 'Changed' })).status, 204);
  await send('POST', '/local-org/locks', { ids: [id] });
  assert.deepEqual((await send('DELETE', '/local-org/locks')).body, { locks: [] });
});

test('what is not understood is refused', async () => {
  for (const body of [{}, { ids: 'a' }, { ids: ['nothing'] }, { ids: [], seconds: 0 }, { ids: [], seconds: '1' }]) {
    assert.equal((await send('POST', '/local-org/locks', body)).status, 400, JSON.stringify(body));
  }
  assert.equal((await send('PUT', '/local-org/locks', {})).status, 405);
  assert.equal((await send('GET', '/local-org/locks', undefined, library.tokens.reader)).status, 403);
});
