import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { callAura } from '../../src/server/index.ts';
import { openLibrary, type Library } from './support.ts';

describe('Apex REST', () => {
  let library: Library;

  before(async () => {
    library = await openLibrary();
  });

  after(() => library.close());

  const call = (
    method: string,
    path: string,
    body?: string | Buffer,
    token: string | null = library.tokens.admin
  ): Promise<Response> =>
    fetch(`${library.server.url}/services/apexrest${path}`, {
      method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json' },
      body
    });

  it('passes members of the body as parameters and answers what the method returns', async () => {
    const response = await call('POST', '/books', JSON.stringify({ title: 'Sanditon', price: 4.5 }));
    assert.equal(response.status, 200);
    assert.match(String(await response.json()), /^a\w{17}$/);
    const found = (await (await call('GET', '/books/Sanditon')).json()) as { Name: string; Price__c: number }[];
    assert.deepEqual(
      found.map(({ Name, Price__c }) => [Name, Price__c]),
      [['Sanditon', 4.5]]
    );
  });

  it('says what the transaction used', async () => {
    const response = await call('GET', '/books/none');
    const limits = response.headers.get('x-local-org-limits') ?? '';
    assert.match(limits, /^queries=1;queryRows=0;dmlStatements=0;dmlRows=0;cpuMs=\d+;heapBytes=\d+$/);
  });

  it('hands over the raw bytes, and sends back status, headers and bytes', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x00, 0xc3, 0xa9, 0x7d]);
    const response = await call('PUT', '/books', bytes);
    assert.equal(response.status, 202);
    assert.equal(response.headers.get('x-length'), '6');
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
  });

  it('undoes the transaction of a method that throws', async () => {
    const response = await call('PATCH', '/books', '{}');
    assert.equal(response.status, 500);
    const [error] = (await response.json()) as { errorCode: string; message: string }[];
    assert.equal(error?.errorCode, 'APEX_ERROR');
    assert.match(error?.message ?? '', /System\.IllegalArgumentException: no such book/);
    const rows = library.org.db.all('SELECT "id" FROM "book__c" WHERE "name" = \'must not stay\'', []);
    assert.equal(rows.length, 0);
  });

  it('refuses broken JSON, an unknown path, a verb without a method and a missing token', async () => {
    assert.equal((await call('POST', '/books', '{"title":')).status, 400);
    assert.equal((await call('GET', '/magazines')).status, 404);
    assert.equal((await call('GET', '/books/%E0%A4%A')).status, 404);
    assert.equal((await call('DELETE', '/books/1')).status, 405);
    assert.equal((await call('GET', '/books/1', undefined, null)).status, 401);
  });

  it('is closed to users without access to the class', async () => {
    assert.equal((await call('GET', '/books/1', undefined, library.tokens.reader)).status, 403);
  });
});

describe("a component's Apex call", () => {
  let library: Library;

  before(async () => {
    library = await openLibrary();
    library.org.run({ user: library.org.users.administrator() }, () => {
      for (const [title, price] of [
        ['Dear', '12.5'],
        ['Cheap', '1.25']
      ] as const) {
        library.org.program.callStatic('bookresource', 'create', [
          title,
          library.org.program.invokeStatic('system.decimal', 'valueOf', [price])
        ]);
      }
    });
  });

  after(() => library.close());

  const call = (method: string, parameters: Record<string, unknown> = {}, username = 'admin@library.example') =>
    callAura(library.org, library.org.users.byUsername(username)!, method, parameters);

  it('converts parameters and result', () => {
    const { returnValue, headers } = call('BookController.cheapest', { howMany: 1 });
    assert.deepEqual(returnValue, [{ title: 'Cheap', price: 1.25 }]);
    assert.match(headers['x-local-org-limits'] ?? '', /^queries=1;/);
  });

  it('shows the message of an AuraHandledException alone', () => {
    const { error } = call('BookController.refuses');
    assert.equal(error?.status, 500);
    assert.equal(error?.body.message, 'not today');
  });

  it('refuses DML in a cacheable method and undoes it', () => {
    assert.match(String(call('BookController.writesAlthoughCacheable').error?.body.message), /Too many DML statements/);
    assert.equal(library.org.db.all('SELECT "id" FROM "book__c" WHERE "name" = \'x\'', []).length, 0);
  });

  it('reaches only @AuraEnabled methods, and only with class access', () => {
    assert.equal(call('BookController.notForComponents').error?.status, 404);
    assert.equal(call('BookController.cheapest', { howMany: 1 }, 'reader@library.example').error?.status, 403);
  });
});
