import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsforce from 'jsforce';
import { libraryConnection, openLibrary, type Library } from './support.ts';

describe('the REST API, as jsforce uses it', () => {
  let library: Library;
  let connection: jsforce.Connection;

  before(async () => {
    library = await openLibrary();
    connection = libraryConnection(library);
  });

  after(() => library.close());

  it('creates, reads, updates and deletes a record', async () => {
    const created = await connection.create('Book__c', {
      Name: 'Emma',
      Isbn__c: 'e-1',
      Price__c: 9.5,
      Published__c: '1815-12-23'
    });
    assert.ok(created.success && created.id);
    const book = await connection.retrieve('Book__c', created.id);
    assert.equal(book.Name, 'Emma');
    assert.equal(book.Price__c, 9.5);
    assert.equal(book.Published__c, '1815-12-23');
    assert.match(String(book.CreatedDate), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
    await connection.update('Book__c', { Id: created.id, Price__c: 10 });
    assert.equal((await connection.retrieve('Book__c', created.id)).Price__c, 10);
    await connection.destroy('Book__c', created.id);
    await assert.rejects(() => connection.retrieve('Book__c', created.id), { errorCode: 'NOT_FOUND' });
  });

  it('upserts by external id and says which of the two it did', async () => {
    const first = await connection.upsert('Book__c', { Isbn__c: 'u-1', Name: 'Persuasion' }, 'Isbn__c');
    const second = await connection.upsert('Book__c', { Isbn__c: 'u-1', Name: 'Persuasion, 2nd' }, 'Isbn__c');
    assert.equal(first.id, second.id);
    const { records } = await connection.query("SELECT Name FROM Book__c WHERE Isbn__c = 'u-1'");
    assert.deepEqual(
      records.map(({ Name }) => Name),
      ['Persuasion, 2nd']
    );
  });

  it('pages through a long result without losing or repeating a row', async () => {
    for (let start = 0; start < 2400; start += 200) {
      const rows = Array.from({ length: 200 }, (_, index) => ({
        Name: `Volume ${start + index}`,
        Isbn__c: `v-${start + index}`
      }));
      const results = await connection.create('Book__c', rows);
      assert.ok(results.every(({ success }) => success));
    }
    const soql = "SELECT Isbn__c FROM Book__c WHERE Isbn__c LIKE 'v-%' ORDER BY Isbn__c";
    const page = await connection.query(soql);
    assert.equal(page.totalSize, 2400);
    assert.equal(page.done, false);
    const all = await connection.query(soql, { autoFetch: true, maxFetch: 5000 });
    assert.equal(new Set(all.records.map(({ Isbn__c }) => Isbn__c)).size, 2400);
  });

  it('saves what it can of a collection, or nothing with allOrNone', async () => {
    const rows = [
      { Name: 'One', Isbn__c: 'c-1' },
      { Name: 'Two', Isbn__c: 'c-1' },
      { Name: 'Three', Isbn__c: 'c-3' }
    ];
    const results = await connection.create('Book__c', rows, { allOrNone: false });
    assert.deepEqual(
      results.map(({ success }) => success),
      [true, false, true]
    );
    assert.match(JSON.stringify(results[1]?.errors), /"statusCode":"DUPLICATE_VALUE"/);
    const none = [
      { Name: 'Four', Isbn__c: 'c-4' },
      { Name: 'Five', Isbn__c: 'c-4' }
    ];
    await connection.create('Book__c', none, { allOrNone: true }).catch(() => undefined);
    const { totalSize } = await connection.query("SELECT Id FROM Book__c WHERE Isbn__c = 'c-4'");
    assert.equal(totalSize, 0);
  });

  it('answers aggregates, parents and children in their shapes', async () => {
    const account = await connection.create('Account', { Name: 'Reading Room' });
    await connection.create('Book__c', { Name: 'A', Isbn__c: 'p-1', Price__c: 2.25, Owner_Account__c: account.id });
    await connection.create('Book__c', { Name: 'B', Isbn__c: 'p-2', Price__c: 2.5, Owner_Account__c: account.id });
    const sums = await connection.query<{ total: number }>(
      `SELECT SUM(Price__c) total FROM Book__c WHERE Owner_Account__c = '${account.id}'`
    );
    assert.equal(sums.records[0]?.total, 4.75);
    const { records } = await connection.query<Record<string, unknown>>(
      "SELECT Name, Owner_Account__r.Name FROM Book__c WHERE Isbn__c = 'p-1'"
    );
    assert.equal((records[0]?.Owner_Account__r as { Name: string }).Name, 'Reading Room');
    const parents = await connection.query<Record<string, unknown>>(
      `SELECT Name, (SELECT Name FROM Books__r ORDER BY Name) FROM Account WHERE Id = '${account.id}'`
    );
    const books = parents.records[0]?.Books__r as { totalSize: number; records: { Name: string }[] };
    assert.equal(books.totalSize, 2);
    assert.deepEqual(
      books.records.map(({ Name }) => Name),
      ['A', 'B']
    );
  });

  it('describes objects and fields', async () => {
    const global = await connection.describeGlobal();
    assert.ok(global.sobjects.some(({ name }) => name === 'Book__c'));
    const { fields } = await connection.describe('Book__c');
    const price = fields.find(({ name }) => name === 'Price__c');
    assert.equal(price?.type, 'double');
    assert.equal(price?.scale, 2);
    assert.equal(fields.find(({ name }) => name === 'Isbn__c')?.externalId, true);
    assert.deepEqual(fields.find(({ name }) => name === 'Owner_Account__c')?.referenceTo, ['Account']);
  });

  it('gives errors their codes', async () => {
    await assert.rejects(async () => connection.query('SELECT Nothing__c FROM Book__c'), {
      errorCode: 'INVALID_FIELD'
    });
    await assert.rejects(async () => connection.query('SELECT Id FROM Nothing__c'), { errorCode: 'INVALID_TYPE' });
    await assert.rejects(async () => connection.query('SELEC Id'), { errorCode: 'MALFORMED_QUERY' });
    await assert.rejects(() => connection.create('Book__c', { Nothing__c: 1 }), { errorCode: 'INVALID_FIELD' });
    await assert.rejects(() => connection.create('Book__c', { Name: 'x', Price__c: 'much' }), {
      errorCode: 'JSON_PARSER_ERROR'
    });
    await assert.rejects(() => connection.retrieve('Nothing__c', 'a00000000000001AAA'), { errorCode: 'NOT_FOUND' });
  });

  it('refuses a token that it did not give out', async () => {
    const response = await fetch(`${library.server.url}/services/data/v67.0/sobjects`, {
      headers: { authorization: 'Bearer 00D000000000001!nonsense' }
    });
    assert.equal(response.status, 401);
    assert.equal(((await response.json()) as { errorCode: string }[])[0]?.errorCode, 'INVALID_SESSION_ID');
  });

  it('keeps objects from a user without access to them', async () => {
    const reader = new jsforce.Connection({
      instanceUrl: library.server.url,
      accessToken: library.tokens.reader,
      version: '67.0'
    });
    await assert.rejects(async () => reader.query('SELECT Id FROM Book__c'), { errorCode: 'INVALID_TYPE' });
    await assert.rejects(() => reader.create('Book__c', { Name: 'Smuggled' }));
    const { totalSize } = await connection.query("SELECT Id FROM Book__c WHERE Name = 'Smuggled'");
    assert.equal(totalSize, 0);
  });

  it('tolerates a doubled leading slash, as the sf CLI sends it', async () => {
    const response = await fetch(
      `${library.server.url}//services/data/v67.0/query?q=${encodeURIComponent('SELECT COUNT() FROM Account')}`,
      {
        headers: { authorization: `Bearer ${library.tokens.admin}` }
      }
    );
    assert.equal(response.status, 200);
  });
});

describe('composite requests', () => {
  let library: Library;

  before(async () => {
    library = await openLibrary();
  });

  after(() => library.close());

  async function composite(
    body: object
  ): Promise<{ compositeResponse: { httpStatusCode: number; body: unknown; referenceId: string }[] }> {
    const response = await fetch(`${library.server.url}/services/data/v67.0/composite`, {
      method: 'POST',
      headers: { authorization: `Bearer ${library.tokens.admin}`, 'content-type': 'application/json' },
      body: JSON.stringify(body)
    });
    assert.equal(response.status, 200);
    return (await response.json()) as {
      compositeResponse: { httpStatusCode: number; body: unknown; referenceId: string }[];
    };
  }

  const count = async (): Promise<number> => {
    const { records } = await libraryConnection(library).query('SELECT Id FROM Account');
    return records.length;
  };

  it('lets a part use the answer of an earlier one', async () => {
    const { compositeResponse } = await composite({
      compositeRequest: [
        { method: 'POST', url: '/services/data/v67.0/sobjects/Account', referenceId: 'room', body: { Name: 'Room' } },
        {
          method: 'POST',
          url: '/services/data/v67.0/sobjects/Book__c',
          referenceId: 'book',
          body: { Name: 'In the room', Owner_Account__c: '@{room.id}' }
        }
      ]
    });
    assert.deepEqual(
      compositeResponse.map(({ httpStatusCode }) => httpStatusCode),
      [201, 201]
    );
  });

  it('undoes everything when one part fails and allOrNone is asked for', async () => {
    const before = await count();
    const { compositeResponse } = await composite({
      allOrNone: true,
      compositeRequest: [
        {
          method: 'POST',
          url: '/services/data/v67.0/sobjects/Account',
          referenceId: 'a',
          body: { Name: 'Gone again' }
        },
        { method: 'POST', url: '/services/data/v67.0/sobjects/Account', referenceId: 'b', body: { Nothing__c: 1 } }
      ]
    });
    assert.deepEqual(
      compositeResponse.map(({ httpStatusCode }) => httpStatusCode),
      [400, 400]
    );
    assert.equal(await count(), before);
  });
});
