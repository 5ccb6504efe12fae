import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openLibrary, type Library } from './support.ts';

type Json = Record<string, unknown>;

const DATA = '/services/data/v67.0';

describe('trees, queries and single records', () => {
  let library: Library;

  before(async () => {
    library = await openLibrary();
  });

  after(() => library.close());

  interface Answer {
    readonly status: number;
    readonly body: unknown;
    readonly headers: Headers;
  }

  async function call(method: string, path: string, body?: unknown, headers: Json = {}): Promise<Answer> {
    const response = await fetch(`${library.server.url}${path.startsWith('/') ? '' : `${DATA}/`}${path}`, {
      method,
      headers: { authorization: `Bearer ${library.tokens.admin}`, ...(headers as Record<string, string>) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers };
  }

  const query = async (soql: string, road = 'query', headers: Json = {}): Promise<Json> =>
    (await call('GET', `${road}?q=${encodeURIComponent(soql)}`, undefined, headers)).body as Json;
  const rows = async (soql: string): Promise<unknown[][]> =>
    ((await query(soql)).records as Json[]).map(({ attributes: _, ...fields }) => Object.values(fields));
  const fault = async (method: string, path: string, body?: unknown): Promise<unknown[]> => {
    const answer = await call(method, path, body);
    const [error] = answer.body as Json[];
    return [answer.status, error?.errorCode, error?.message];
  };

  const node = (type: string, referenceId: string, fields: Json): Json => ({
    attributes: { type, referenceId },
    ...fields
  });

  it('inserts records with their children', async () => {
    const { status, body } = await call('POST', 'composite/tree/Account', {
      records: [
        node('Account', 'a1', {
          Name: 'Tree 1',
          books__r: { records: [node('Book__c', 'b1', { Name: 'Leaf 1' }), node('Book__c', 'b2', { Name: 'Leaf 2' })] },
          Contacts: { records: [node('Contact', 'c1', { LastName: 'Twig' })] }
        }),
        node('Account', 'a2', { Name: 'Tree 2' })
      ]
    });
    assert.equal(status, 201);
    const { hasErrors, results } = body as { hasErrors: boolean; results: { referenceId: string; id: string }[] };
    assert.equal(hasErrors, false);
    assert.deepEqual(
      results.map(({ referenceId }) => referenceId),
      ['a1', 'b1', 'b2', 'c1', 'a2']
    );
    assert.deepEqual(Object.keys(results[0]!).sort(), ['id', 'referenceId']);
    assert.deepEqual(await rows("SELECT Name, Owner_Account__c FROM Book__c WHERE Name LIKE 'Leaf %' ORDER BY Name"), [
      ['Leaf 1', results[0]!.id],
      ['Leaf 2', results[0]!.id]
    ]);
    assert.deepEqual(await rows("SELECT LastName, AccountId FROM Contact WHERE LastName = 'Twig'"), [
      ['Twig', results[0]!.id]
    ]);
  });

  it('inserts nothing of a tree with a fault, and names the records at fault', async () => {
    const { status, body } = await call('POST', 'composite/tree/Account', {
      records: [node('Account', 'good', { Name: 'Felled' }), node('Account', 'bad', {})]
    });
    assert.equal(status, 400);
    assert.deepEqual(body, {
      hasErrors: true,
      results: [
        {
          referenceId: 'bad',
          errors: [
            { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]', fields: ['Name'] }
          ]
        }
      ]
    });
    const child = await call('POST', 'composite/tree/Account', {
      records: [node('Account', 'a', { Name: 'Felled', Contacts: { records: [node('Contact', 'c', {})] } })]
    });
    assert.deepEqual(
      ((child.body as Json).results as Json[]).map(({ referenceId }) => referenceId),
      ['c']
    );
    assert.deepEqual(await rows("SELECT Name FROM Account WHERE Name = 'Felled'"), []);
    assert.deepEqual(
      await fault('POST', 'composite/tree/Account', {
        records: [node('Account', 'a', { Name: 'F', Leaves__r: { records: [node('Book__c', 'b', { Name: 'x' })] } })]
      }),
      [400, 'INVALID_FIELD', 'Account has no child relationship Leaves__r']
    );
    assert.deepEqual((await fault('POST', 'composite/tree/Account', {})).slice(0, 2), [400, 'INVALID_INPUT']);
    assert.deepEqual((await fault('POST', 'composite/tree/Account', { records: [{ Name: 'x' }] })).slice(0, 2), [
      400,
      'INVALID_INPUT'
    ]);
  });

  it('takes trees of 200 records', async () => {
    const tree = (length: number): Json => ({
      records: Array.from({ length }, (_, index) => node('Account', `r${index}`, { Name: 'Forest' }))
    });
    assert.equal((await call('POST', 'composite/tree/Account', tree(200))).status, 201);
    assert.deepEqual(await fault('POST', 'composite/tree/Account', tree(201)), [
      400,
      'INVALID_INPUT',
      'The request holds more than 200 records'
    ]);
    assert.equal((await query("SELECT COUNT() FROM Account WHERE Name = 'Forest'")).totalSize, 200);
  });

  it('pages by the size that the client asks for, 200 at least', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      attributes: { type: 'Book__c' },
      Name: `Page ${String(index).padStart(3, '0')}`
    }));
    await call('POST', 'composite/sobjects', { records: many });
    await call('POST', 'sobjects/Book__c', { Name: 'Page 200' });
    const soql = "SELECT Name FROM Book__c WHERE Name LIKE 'Page %' ORDER BY Name";
    for (const size of ['batchSize=1', 'batchSize=200']) {
      const first = await query(soql, 'query', { 'sforce-query-options': size });
      assert.deepEqual([first.totalSize, first.done, (first.records as Json[]).length], [201, false, 200]);
      const next = String(first.nextRecordsUrl);
      assert.match(next, /^\/services\/data\/v67\.0\/query\/01g\d{12}-200$/);
      const { body } = await call('GET', next);
      const { totalSize, done, records } = body as { totalSize: number; done: boolean; records: Json[] };
      assert.deepEqual([totalSize, done, records.map(({ Name }) => Name)], [201, true, ['Page 200']]);
      assert.equal('nextRecordsUrl' in (body as Json), false);
      const asReader = await fetch(`${library.server.url}${next}`, {
        headers: { authorization: `Bearer ${library.tokens.reader}` }
      });
      assert.equal(asReader.status, 400);
    }
    const whole = await query(soql, 'query', { 'sforce-query-options': 'batchSize=201' });
    assert.deepEqual([whole.totalSize, whole.done, 'nextRecordsUrl' in whole], [201, true, false]);
    assert.equal(((await query(soql)).records as Json[]).length, 201);
    const exact = await query(`${soql} LIMIT 200`, 'query', { 'Sforce-Query-Options': 'batchSize=200' });
    assert.deepEqual([exact.totalSize, exact.done], [200, true]);
    for (const locator of ['01g000000000999-200', '01g000000000001-x', '01g000000000001', 'x']) {
      assert.deepEqual(
        await fault('GET', `query/${locator}`),
        [400, 'INVALID_QUERY_LOCATOR', 'invalid query locator'],
        locator
      );
    }
  });

  it('reads deleted records with queryAll', async () => {
    const { id } = (await call('POST', 'sobjects/Book__c', { Name: 'Binned' })).body as Json;
    assert.equal((await call('DELETE', `sobjects/Book__c/${String(id)}`)).status, 204);
    const soql = "SELECT Name, IsDeleted FROM Book__c WHERE Name = 'Binned'";
    assert.deepEqual(await query(soql), { totalSize: 0, done: true, records: [] });
    const all = await query(soql, 'queryAll');
    assert.deepEqual(
      [all.totalSize, (all.records as Json[]).map(({ Name, IsDeleted }) => [Name, IsDeleted])],
      [1, [['Binned', true]]]
    );
    assert.deepEqual(await query("SELECT COUNT() FROM Book__c WHERE Name = 'Binned'", 'queryAll'), {
      totalSize: 1,
      done: true,
      records: []
    });
  });

  it('says where a query is wrong', async () => {
    const wrong = async (soql: string): Promise<unknown[]> => fault('GET', `query?q=${encodeURIComponent(soql)}`);
    assert.deepEqual(await fault('GET', 'query'), [400, 'MALFORMED_QUERY', 'A query string has to be specified']);
    assert.deepEqual(await wrong('  '), [400, 'MALFORMED_QUERY', 'A query string has to be specified']);
    assert.deepEqual(await wrong('SELECT Id FROM Account WHERE Id = :id'), [
      400,
      'MALFORMED_QUERY',
      'Bind variables only allowed in Apex code'
    ]);
    const [status, code, message] = await wrong('SELECT Id,\n  Nothing__c\nFROM Account');
    assert.deepEqual([status, code], [400, 'INVALID_FIELD']);
    assert.equal(
      String(message).split("No such column 'Nothing__c'")[0],
      '\n  Nothing__c\n  ^\nERROR at Row:2:Column:3\n'
    );
  });

  it('heads the columns of tables', async () => {
    const soql =
      'SELECT Id, Name, Owner.Name, Owner.Profile.Name, Parent.Name, (SELECT LastName, Owner.Name FROM Contacts) FROM Account';
    const { body } = await call('GET', `query?columns=true&q=${encodeURIComponent(soql)}`);
    interface Column {
      readonly columnName: string;
      readonly aggregate: boolean;
      readonly joinColumns: readonly Column[];
    }
    const { columnMetadata, ...rest } = body as Json & { columnMetadata: Column[] };
    const shown = (list: readonly Column[]): unknown[] =>
      list.map(({ columnName, aggregate, joinColumns }) => [columnName, aggregate, shown(joinColumns)]);
    assert.deepEqual(rest, { entityName: 'Account', groupBy: false, idSelected: true, keyPrefix: null });
    assert.deepEqual(shown(columnMetadata), [
      ['Id', false, []],
      ['Name', false, []],
      [
        'Owner',
        false,
        [
          ['Name', false, []],
          ['Profile', false, [['Name', false, []]]]
        ]
      ],
      ['Parent', false, [['Name', false, []]]],
      [
        'Contacts',
        true,
        [
          ['LastName', false, []],
          ['Owner.Name', false, []]
        ]
      ]
    ]);
    const grouped = 'SELECT Industry kind, COUNT(Id), MAX(Name) last, MIN(Name) FROM Account GROUP BY Industry';
    const aggregated = (await call('GET', `query?columns=true&q=${encodeURIComponent(grouped)}`)).body as Json;
    assert.deepEqual([aggregated.groupBy, aggregated.idSelected], [true, false]);
    assert.deepEqual(shown(aggregated.columnMetadata as Column[]), [
      ['kind', false, []],
      ['expr0', true, []],
      ['last', true, []],
      ['expr1', true, []]
    ]);
  });

  it('refuses ids in the body, ids of other objects and methods that do not exist', async () => {
    const created = await call('POST', 'sobjects/Book__c', {
      Name: 'Single',
      Price__c: '',
      Published__c: '2020-02-29'
    });
    const { id } = created.body as { id: string };
    assert.equal(created.status, 201);
    assert.deepEqual(created.body, { id, success: true, errors: [] });
    assert.equal(created.headers.get('location'), `${DATA}/sobjects/Book__c/${id}`);
    const idMessage = 'The Id field should not be specified in the sobject data.';
    assert.deepEqual(await fault('POST', 'sobjects/Book__c', { Id: id, Name: 'x' }), [400, 'INVALID_FIELD', idMessage]);
    assert.deepEqual(await fault('PATCH', `sobjects/Book__c/${id}`, { id, Name: 'x' }), [
      400,
      'INVALID_FIELD',
      idMessage
    ]);
    assert.equal((await fault('GET', `sobjects/Account/${id}`))[0], 404);
    assert.equal((await fault('GET', 'sobjects/Book__c/nonsense'))[1], 'NOT_FOUND');
    const read = (await call('GET', `sobjects/Book__c/${id.slice(0, 15)}?fields=Name, Price__c,Published__c`)).body;
    assert.deepEqual(read, {
      attributes: { type: 'Book__c', url: `${DATA}/sobjects/Book__c/${id}` },
      Name: 'Single',
      Price__c: null,
      Published__c: '2020-02-29'
    });
    const parse = async (body: Json): Promise<unknown> => (await fault('PATCH', `sobjects/Book__c/${id}`, body))[2];
    assert.match(
      String(await parse({ Published__c: '2021-02-29' })),
      /^Cannot deserialize instance of date from "2021/
    );
    assert.match(String(await parse({ Published__c: 5 })), /^Cannot deserialize instance of date from 5/);
    assert.match(String(await parse({ Sold_At__c: 'noon' })), /^Cannot deserialize instance of datetime from "noon"/);
    assert.match(String(await parse({ Price__c: true })), /^Cannot deserialize instance of double from true/);
    assert.match(String(await parse({ Name: {} })), /^Cannot deserialize instance of string from {}/);
    assert.equal(
      (await call('PATCH', `sobjects/Book__c/${id}`, { Name: 'Once more', Published__c: null })).status,
      204
    );
    assert.deepEqual(await rows(`SELECT Name, Published__c FROM Book__c WHERE Id = '${id}'`), [['Once more', null]]);
    const methods = [
      ['PUT', `sobjects/Book__c/${id}`, 'DELETE, GET, HEAD, PATCH'],
      ['PUT', 'sobjects/Book__c', 'GET, HEAD, POST'],
      ['PUT', 'sobjects/Book__c/Isbn__c/x', 'DELETE, GET, HEAD, PATCH, POST']
    ] as const;
    for (const [method, path, allow] of methods) {
      const { status, headers } = await call(method, path, {});
      assert.deepEqual([status, headers.get('allow')], [405, allow], path);
    }
    assert.equal((await call('DELETE', `sobjects/Book__c/${id}`)).status, 204);
    assert.deepEqual((await fault('DELETE', `sobjects/Book__c/${id}`)).slice(0, 2), [404, 'ENTITY_IS_DELETED']);
    assert.deepEqual((await fault('PATCH', `sobjects/Book__c/${id}`, { Name: 'x' })).slice(0, 2), [
      404,
      'ENTITY_IS_DELETED'
    ]);
  });
});
