import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openLibrary, type Library } from './support.ts';

type Json = Record<string, unknown>;

interface Part {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

const DATA = '/services/data/v67.0';
const HALTED = [
  {
    errorCode: 'PROCESSING_HALTED',
    message: 'The transaction was rolled back since another operation in the same transaction failed.'
  }
];

describe('several requests in one', () => {
  let library: Library;

  before(async () => {
    library = await openLibrary();
  });

  after(() => library.close());

  async function call(method: string, path: string, body?: unknown): Promise<readonly [number, unknown]> {
    const response = await fetch(`${library.server.url}${DATA}/${path}`, {
      method,
      headers: { authorization: `Bearer ${library.tokens.admin}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
    return [response.status, await response.json()];
  }

  const composite = async (compositeRequest: Json[], allOrNone = false): Promise<readonly Part[]> => {
    const [status, body] = await call('POST', 'composite', { allOrNone, compositeRequest });
    assert.equal(status, 200);
    return (body as { compositeResponse: Part[] }).compositeResponse;
  };

  const create = (referenceId: string, body: Json, object = 'Account'): Json => ({
    method: 'POST',
    url: `${DATA}/sobjects/${object}`,
    referenceId,
    body
  });

  const names = async (like: string, object = 'Account'): Promise<unknown[]> => {
    const soql = `SELECT Name FROM ${object} WHERE Name LIKE '${like}' ORDER BY Name`;
    const [, body] = await call('GET', `query?q=${encodeURIComponent(soql)}`);
    return (body as { records: Json[] }).records.map(({ Name }) => Name);
  };

  it('lets parts refer to fields, records of lists and parents of those before them', async () => {
    const soql = "SELECT Id, Name FROM Account WHERE Name LIKE 'Ref %' ORDER BY Name";
    const parts = await composite([
      create('a', { Name: 'Ref 1' }),
      create('b', { Name: 'Ref 2' }),
      { method: 'GET', url: `${DATA}/query?q=${encodeURIComponent(soql)}`, referenceId: 'list' },
      create('book', { Name: 'Of @{list.records[1].Name}', Owner_Account__c: '@{list.records[1].Id}' }, 'Book__c'),
      { url: `${DATA}/sobjects/Account/@{b.id}?fields=Name`, referenceId: 'read' },
      { method: 'patch', url: `${DATA}/sobjects/Account/@{a.id}`, referenceId: 'renamed', body: { Name: 'Ref 0' } },
      { method: 'DELETE', url: `${DATA}/sobjects/Account/@{b.id}`, referenceId: 'gone' }
    ]);
    assert.deepEqual(
      parts.map(({ httpStatusCode, referenceId }) => [httpStatusCode, referenceId]),
      [
        [201, 'a'],
        [201, 'b'],
        [200, 'list'],
        [201, 'book'],
        [200, 'read'],
        [204, 'renamed'],
        [204, 'gone']
      ]
    );
    const id = (parts[0]!.body as Json).id;
    assert.deepEqual(parts[0]!.httpHeaders, { Location: `${DATA}/sobjects/Account/${String(id)}` });
    assert.equal((parts[4]!.body as Json).Name, 'Ref 2');
    assert.equal(parts[5]!.body, null);
    assert.deepEqual(await names('Of %', 'Book__c'), ['Of Ref 2']);
    assert.deepEqual(await names('Ref %'), ['Ref 0']);
  });

  it('goes on after a failure without allOrNone, except for parts that need its answer', async () => {
    const parts = await composite([
      create('bad', {}),
      create('good', { Name: 'Goes on' }),
      create('needs', { Name: '@{bad.id}' }),
      create('object', { Name: '@{good.errors}' }),
      create('index', { Name: '@{good[0].id}' })
    ]);
    assert.deepEqual(parts[0], {
      body: [{ errorCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]', fields: ['Name'] }],
      httpHeaders: {},
      httpStatusCode: 400,
      referenceId: 'bad'
    });
    assert.equal(parts[1]!.httpStatusCode, 201);
    assert.deepEqual(
      parts.slice(2).map(({ httpStatusCode, body }) => [httpStatusCode, (body as Json[])[0]!.errorCode]),
      [
        [400, 'PROCESSING_HALTED'],
        [400, 'PROCESSING_HALTED'],
        [400, 'PROCESSING_HALTED']
      ]
    );
    assert.match(String((parts[2]!.body as Json[])[0]!.message), /^Invalid reference specified\. No value for bad\.id/);
    assert.deepEqual(await names('Goes on'), ['Goes on']);
  });

  it('halts those before and after a failure with allOrNone', async () => {
    const parts = await composite(
      [create('one', { Name: 'Halted 1' }), create('bad', {}), create('three', { Name: 'Halted 3' })],
      true
    );
    assert.deepEqual(
      parts.map(({ httpStatusCode, body, httpHeaders }) => [
        httpStatusCode,
        (body as Json[])[0]!.errorCode,
        httpHeaders
      ]),
      [
        [400, 'PROCESSING_HALTED', {}],
        [400, 'REQUIRED_FIELD_MISSING', {}],
        [400, 'PROCESSING_HALTED', {}]
      ]
    );
    assert.deepEqual(parts[0]!.body, HALTED);
    assert.deepEqual(parts[2]!.body, HALTED);
    assert.deepEqual(await names('Halted%'), []);
  });

  it('answers what is wrong with a part in its place', async () => {
    const get = (url: string): Json => ({ method: 'GET', url, referenceId: 'x' });
    const parts = await composite([
      get('/services/elsewhere'),
      get('sobjects/Account'),
      get('//['),
      get(`${DATA}/sobjects/Nothing__c/001000000000001AAA`),
      get(`${DATA}/query?q=SELECT+Nothing__c+FROM+Account`),
      get(`${DATA}/query?q=SELEC`),
      { ...get(`${DATA}/sobjects/Account/@{none.id}`), method: 'DELETE' },
      {}
    ]);
    assert.deepEqual(
      parts.map(({ httpStatusCode, body }) => [httpStatusCode, (body as Json[])[0]!.errorCode]),
      [
        [404, 'NOT_FOUND'],
        [404, 'NOT_FOUND'],
        [404, 'NOT_FOUND'],
        [404, 'NOT_FOUND'],
        [400, 'INVALID_FIELD'],
        [400, 'MALFORMED_QUERY'],
        [400, 'PROCESSING_HALTED'],
        [404, 'NOT_FOUND']
      ]
    );
    assert.equal(parts[7]!.referenceId, '');
  });

  it('takes one to 25 parts', async () => {
    const read = { method: 'GET', url: `${DATA}/limits`, referenceId: 'r' };
    const parts = await composite(Array.from({ length: 25 }, () => read));
    assert.ok(parts.every(({ httpStatusCode }) => httpStatusCode === 200));
    const refused = async (compositeRequest: unknown): Promise<unknown[]> => {
      const [code, refusal] = await call('POST', 'composite', { compositeRequest });
      return [code, (refusal as Json[])[0]!.errorCode];
    };
    const [status, body] = await call('POST', 'composite', {
      compositeRequest: Array.from({ length: 26 }, () => read)
    });
    const message = 'The request can\u2019t contain more than 25 operations.';
    assert.deepEqual(
      [status, body],
      [
        400,
        {
          compositeResponse: [
            {
              body: [{ errorCode: 'LIMIT_EXCEEDED', message }],
              httpHeaders: {},
              httpStatusCode: 400,
              referenceId: null
            }
          ]
        }
      ]
    );
    assert.deepEqual(await refused([]), [400, 'JSON_PARSER_ERROR']);
    assert.deepEqual(await refused([1]), [400, 'JSON_PARSER_ERROR']);
    assert.deepEqual(await refused('x'), [400, 'JSON_PARSER_ERROR']);
    for (const path of ['composite', 'composite/graph', 'composite/batch', 'composite/tree/Account']) {
      const [code, refusal] = await call('PUT', path, {});
      assert.deepEqual(
        [code, (refusal as Json[])[0]!.message],
        [405, "HTTP Method 'PUT' not allowed. Allowed are POST"],
        path
      );
    }
  });

  it('runs the requests of a batch each for itself', async () => {
    const [status, body] = await call('POST', 'composite/batch', {
      batchRequests: [
        { method: 'POST', url: 'v67.0/sobjects/Account', richInput: { Name: 'Batch 1' } },
        { method: 'POST', url: 'v67.0/sobjects/Account', richInput: {} },
        { method: 'GET', url: `${DATA}/query?q=SELECT+Name+FROM+Account+WHERE+Name='Batch+1'` },
        { method: 'GET', url: '/v67.0/sobjects/Nothing__c' }
      ]
    });
    assert.equal(status, 200);
    const { hasErrors, results } = body as { hasErrors: boolean; results: { statusCode: number; result: Json }[] };
    assert.equal(hasErrors, true);
    assert.deepEqual(
      results.map(({ statusCode }) => statusCode),
      [201, 400, 200, 404]
    );
    assert.equal(results[2]!.result.totalSize, 1);
    const [, clean] = await call('POST', 'composite/batch', {
      batchRequests: [{ method: 'GET', url: 'v67.0/limits' }]
    });
    assert.equal((clean as Json).hasErrors, false);
    const reads = (length: number): Json => ({
      batchRequests: Array.from({ length }, () => ({ method: 'GET', url: 'v67.0/limits' }))
    });
    assert.equal((await call('POST', 'composite/batch', reads(25)))[0], 200);
    assert.deepEqual(await call('POST', 'composite/batch', reads(26)), [
      400,
      [{ errorCode: 'JSON_PARSER_ERROR', message: 'batchRequests must be a list of at most 25 requests' }]
    ]);
    assert.equal((await call('POST', 'composite/batch', {}))[0], 400);
  });

  it('keeps the graphs that succeed apart from those that fail', async () => {
    const [status, body] = await call('POST', 'composite/graph', {
      graphs: [
        { graphId: 'g1', compositeRequest: [create('a', { Name: 'Graph 1' }), create('b', { Name: 'Graph 2' })] },
        { graphId: 'g2', compositeRequest: [create('a', { Name: 'Graph 3' }), create('b', {})] }
      ]
    });
    assert.equal(status, 200);
    const { graphs } = body as {
      graphs: { graphId: string; isSuccessful: boolean; graphResponse: { compositeResponse: Part[] } }[];
    };
    assert.deepEqual(
      graphs.map(({ graphId, isSuccessful, graphResponse }) => [
        graphId,
        isSuccessful,
        ...graphResponse.compositeResponse.map(({ httpStatusCode }) => httpStatusCode)
      ]),
      [
        ['g1', true, 201, 201],
        ['g2', false, 400, 400]
      ]
    );
    assert.deepEqual(await names('Graph%'), ['Graph 1', 'Graph 2']);
    const read = { method: 'GET', url: `${DATA}/limits`, referenceId: 'r' };
    const some = (count: number, size: number): Json[] =>
      Array.from({ length: count }, (_, index) => ({
        graphId: String(index),
        compositeRequest: Array.from({ length: size }, () => read)
      }));
    const answer = async (list: unknown): Promise<unknown> => {
      const [code, answered] = await call('POST', 'composite/graph', { graphs: list });
      return code === 200 ? 200 : (answered as Json[])[0]!.message;
    };
    assert.equal(await answer(some(75, 1)), 200);
    assert.equal(await answer(some(76, 1)), 'graphs must be a list of 1 to 75 graphs');
    assert.equal(await answer([]), 'graphs must be a list of 1 to 75 graphs');
    assert.equal(await answer(undefined), 'graphs must be a list of 1 to 75 graphs');
    assert.equal(await answer(some(10, 50)), 200);
    assert.equal(await answer([...some(10, 50), ...some(1, 1)]), 'The graphs hold more than 500 requests');
    assert.equal(await answer([{ graphId: 'e', compositeRequest: [] }]), 'The graph e needs a list of requests');
    assert.equal(await answer([{ graphId: 'e', compositeRequest: [1] }]), 'The graph e needs a list of requests');
  });
});
