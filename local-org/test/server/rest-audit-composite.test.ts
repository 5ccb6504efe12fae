import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { absent, audit, refusedMethod, type AuditRow } from './audit-table.ts';
import { httpClient, type Answer, type Call } from './http-client.ts';
import { openLibrary, type Library } from './support.ts';

const BASE = '/services/data/v67.0';

describe('REST API: composite resources', () => {
  let library: Library;
  let call: (path: string, call?: Call) => Promise<Answer>;
  let book: string;
  let gone: string;

  const create = async (object: string, body: Record<string, unknown>): Promise<string> =>
    ((await call(`sobjects/${object}`, { method: 'POST', body })).json as { id: string }).id;
  const record = (fields: Record<string, unknown>, type = 'Book__c'): object => ({ attributes: { type }, ...fields });

  before(async () => {
    library = await openLibrary();
    call = httpClient(library);
    book = await create('Book__c', { Name: 'Emma', Isbn__c: 'i1' });
    gone = await create('Book__c', { Name: 'Gone' });
    await call(`sobjects/Book__c/${gone}`, { method: 'DELETE' });
  });

  after(() => library.close());

  it('are listed', async () => {
    assert.deepEqual((await call('composite')).json, {
      batch: `${BASE}/composite/batch`,
      graph: `${BASE}/composite/graph`,
      sobjects: `${BASE}/composite/sobjects`,
      tree: `${BASE}/composite/tree`
    });
    await audit(call, [
      refusedMethod('PUT', 'composite', 'POST', {}),
      refusedMethod('GET', 'composite/batch', 'POST'),
      refusedMethod('GET', 'composite/graph', 'POST'),
      refusedMethod('GET', 'composite/tree/Book__c', 'POST'),
      ['GET', 'composite/nope', 404, 'NOT_FOUND']
    ]);
  });

  describe('collections', () => {
    it('refuse what is not well formed', () => {
      const most = 'record limit reached. cannot submit more than 200 records into this call';
      const many = (count: number): object[] => Array.from({ length: count }, () => record({ Name: 'x' }));
      const post = (
        status: number,
        code: string | undefined,
        message: string | RegExp | undefined,
        body: unknown
      ): AuditRow => ['POST', 'composite/sobjects', status, code, message, body];
      return audit(call, [
        post(400, 'EXCEEDED_ID_LIMIT', most, { records: many(201) }),
        post(200, undefined, undefined, { records: many(200) }),
        post(400, 'INVALID_FIELD', "No such column 'Nope' on sobject of type Book__c", {
          records: [record({ Nope: 1 }), record({ Name: 'x' })]
        }),
        post(400, 'INVALID_TYPE', /./, { records: [{ Name: 'x' }] }),
        post(400, 'JSON_PARSER_ERROR', /./, '[1'),
        absent('POST', 'composite/sobjects', { records: [record({}, 'Nope')] }),
        ['PATCH', 'composite/sobjects', 400, 'EXCEEDED_ID_LIMIT', most, { records: many(201) }],
        ['DELETE', `composite/sobjects?ids=${Array(201).fill(book).join(',')}`, 400, 'EXCEEDED_ID_LIMIT', most],
        ['DELETE', 'composite/sobjects?ids=', 400, 'INVALID_FIELD'],
        [
          'PATCH',
          'composite/sobjects/Book__c/Nope__c',
          404,
          'NOT_FOUND',
          'Provided external ID field does not exist or is not accessible: Nope__c',
          { records: [] }
        ],
        absent('GET', `composite/sobjects/Nope?ids=${book}&fields=Name`),
        ['GET', `composite/sobjects/Book__c?ids=${book}&fields=Nope`, 400, 'INVALID_FIELD'],
        [
          'POST',
          'composite/sobjects/Book__c',
          400,
          'EXCEEDED_ID_LIMIT',
          'record limit reached. cannot submit more than 2000 records into this call',
          { ids: Array(2001).fill(book), fields: ['Name'] }
        ],
        [
          'POST',
          'composite/sobjects/Book__c',
          200,
          undefined,
          undefined,
          { ids: Array(2000).fill(book), fields: ['Id'] }
        ],
        refusedMethod('GET', 'composite/sobjects', 'DELETE,PATCH,POST'),
        refusedMethod('PUT', 'composite/sobjects', 'DELETE,GET,HEAD,PATCH,POST', {})
      ]);
    });

    it('answer each row for itself', async () => {
      const kept = await create('Book__c', { Name: 'Kept' });
      const passing = await create('Book__c', { Name: 'Passing' });
      const malformed = {
        success: false,
        errors: [{ statusCode: 'MALFORMED_ID', message: 'malformed id 001RM000003oLrB000', fields: [] }]
      };
      const both = `ids=${kept},001RM000003oLrB000`;
      const none = (await call(`composite/sobjects?${both}&allOrNone=true`, { method: 'DELETE' })).json as object[];
      assert.equal(
        (none[0] as { errors: { statusCode: string }[] }).errors[0]?.statusCode,
        'ALL_OR_NONE_OPERATION_ROLLED_BACK'
      );
      assert.deepEqual(none[1], malformed);
      const some = (await call(`composite/sobjects?ids=${passing},001RM000003oLrB000,${gone}`, { method: 'DELETE' }))
        .json as object[];
      assert.deepEqual(some.slice(0, 2), [{ id: passing, success: true, errors: [] }, malformed]);
      assert.equal((some[2] as { errors: { statusCode: string }[] }).errors[0]?.statusCode, 'ENTITY_IS_DELETED');
      for (const id of ['xyz', '001000000000001AA', '001000000000001AAé', '001000000000001AA6', 'zzz000000000001AAA']) {
        const refused = (await call(`composite/sobjects?ids=${encodeURIComponent(id)}`, { method: 'DELETE' })).json;
        assert.equal((refused as { errors: { message: string }[] }[])[0]?.errors[0]?.message, `malformed id ${id}`);
      }
      const read = await call(`composite/sobjects/Book__c?ids=${kept},${gone},xyz&fields=Name`);
      assert.deepEqual(
        (read.json as ({ Name: string } | null)[]).map((row) => row?.Name),
        ['Kept', undefined, undefined]
      );
    });
  });

  describe('composite', () => {
    const get = (path: string, referenceId: string): object => ({ method: 'GET', url: `${BASE}/${path}`, referenceId });
    const send = (compositeRequest: unknown, more: object = {}): Promise<Answer> =>
      call('composite', { method: 'POST', body: { compositeRequest, ...more } });

    it('answers headers by their names', async () => {
      const account = { method: 'POST', url: `${BASE}/sobjects/Account`, referenceId: 'new', body: { Name: 'A' } };
      const { json } = await send([account, get('sobjects/Account/@{new.id}', 'read'), get('limits/nope', 'none')]);
      const [created, read, none] = (
        json as {
          compositeResponse: { body: { id: string }; httpHeaders: Record<string, string>; httpStatusCode: number }[];
        }
      ).compositeResponse;
      assert.deepEqual(created?.httpHeaders, { Location: `${BASE}/sobjects/Account/${created?.body.id}` });
      assert.deepEqual(Object.keys(read?.httpHeaders ?? {}), ['ETag', 'Last-Modified']);
      assert.deepEqual([none?.httpStatusCode, none?.httpHeaders], [404, {}]);
    });

    it('takes 25 requests', async () => {
      const parts = (count: number): object[] =>
        Array.from({ length: count }, (_, index) => get('limits/recordCount?sObjects=Book__c', `r${index}`));
      const most = await send(parts(25));
      assert.equal((most.json as { compositeResponse: object[] }).compositeResponse.length, 25);
      const more = await send(parts(26));
      assert.equal(more.status, 400);
      assert.deepEqual(more.json, {
        compositeResponse: [
          {
            body: [{ errorCode: 'LIMIT_EXCEEDED', message: 'The request can\u2019t contain more than 25 operations.' }],
            httpHeaders: {},
            httpStatusCode: 400,
            referenceId: null
          }
        ]
      });
      assert.equal((await send([])).status, 400);
      assert.equal((await send('x')).status, 400);
    });
  });

  it('batch stops at a failure where it is asked to', async () => {
    const good = { method: 'GET', url: 'v67.0/limits/recordCount?sObjects=User' };
    const bad = { method: 'GET', url: 'v67.0/nope' };
    const send = async (haltOnError: boolean): Promise<{ hasErrors: boolean; results: { statusCode: number }[] }> =>
      (await call('composite/batch', { method: 'POST', body: { batchRequests: [good, bad, good, bad], haltOnError } }))
        .json as { hasErrors: boolean; results: { statusCode: number }[] };
    const statuses = async (halt: boolean): Promise<number[]> =>
      (await send(halt)).results.map(({ statusCode }) => statusCode);
    assert.deepEqual(await statuses(false), [200, 404, 200, 404]);
    assert.deepEqual(await statuses(true), [200, 404, 412, 412]);
    const { hasErrors, results } = await send(true);
    assert.equal(hasErrors, true);
    assert.deepEqual(results[2], {
      statusCode: 412,
      result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }]
    });
  });

  it('tree takes XML, and answers it', async () => {
    const { status, text } = await call('composite/tree/Account', {
      method: 'POST',
      headers: { accept: 'application/xml', 'content-type': 'application/xml' },
      body: `<?xml version="1.0" encoding="UTF-8"?>
        <SObjectTreeRequest xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <records type="Account" referenceId="shop">
            <Name>Shop &amp; Sons</Name>
            <Site xsi:nil="true"/>
            <NumberOfEmployees xsi:nil="true"/>
            <Books__r>
              <records type="Book__c" referenceId="one"><Name kind="x">One</Name></records>
              <records type="Book__c" referenceId="two"><Name>Two</Name></records>
            </Books__r>
          </records>
        </SObjectTreeRequest>`
    });
    assert.equal(status, 201, text);
    assert.match(
      text,
      /<SObjectTreeResponse [^>]*><hasErrors>false<\/hasErrors>(?:<results><referenceId>\w+<\/referenceId><id>\w{18}<\/id><\/results>){3}<\/SObjectTreeResponse>$/
    );
    const shop = /<referenceId>shop<\/referenceId><id>(\w{18})</.exec(text)?.[1] ?? '';
    const read = (await call(`sobjects/Account/${shop}`)).json as Record<string, unknown>;
    assert.deepEqual([read.Name, read.Site, read.NumberOfEmployees], ['Shop & Sons', null, null]);
    const books = (await call(`sobjects/Account/${shop}/Books__r`)).json as { records: { Name: string }[] };
    assert.deepEqual(books.records.map(({ Name }) => Name).sort(), ['One', 'Two']);
  });

  it('tree and graph refuse what is not well formed', () =>
    audit(call, [
      ['POST', 'composite/tree/Book__c', 400, 'INVALID_INPUT', 'records must be a list', {}],
      absent('POST', 'composite/tree/Nope', { records: [{ attributes: { type: 'Nope', referenceId: 'r' } }] }),
      ['POST', 'composite/graph', 400, 'INVALID_INPUT', 'graphs must be a list of 1 to 75 graphs', { graphs: [] }],
      ['POST', 'composite/graph', 400, 'JSON_PARSER_ERROR', /./, 'x']
    ]));
});
