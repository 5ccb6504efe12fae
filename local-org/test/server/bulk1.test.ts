import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import jsforce from 'jsforce';
import { libraryConnection, openLibrary, type Library } from './support.ts';

const NS =
  'xmlns="http://www.force.com/2009/06/asyncapi/dataload" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

describe('Bulk API 1.0', () => {
  let library: Library;
  let connection: jsforce.Connection;

  before(async () => {
    library = await openLibrary();
    connection = libraryConnection(library);
    connection.bulk.pollInterval = 10;
  });

  after(() => library.close());

  interface Sent {
    type?: string;
    method?: string;
    body?: string | Uint8Array;
    headers?: Record<string, string>;
    token?: string;
  }
  async function call(path: string, sent: Sent = {}): Promise<{ status: number; type: string | null; text: string }> {
    const { type = 'application/xml', body, headers = {}, token = library.tokens.admin } = sent;
    const response = await fetch(`${library.server.url}/services/async/${path}`, {
      method: sent.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { 'x-sfdc-session': token, 'content-type': type, ...headers },
      ...(body === undefined ? {} : { body: body as string })
    });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  }
  const job = (members: string): Sent => ({ body: `<?xml version="1.0"?><jobInfo ${NS}>${members}</jobInfo>` });
  const member = (text: string, name: string): string => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1] ?? '';
  async function done(jobId: string, batchId: string): Promise<string> {
    for (;;) {
      const { text } = await call(`67.0/job/${jobId}/batch/${batchId}`);
      if (!/<state>(?:Queued|InProgress)</.test(text)) {
        return text;
      }
    }
  }
  const titles = (like: string): unknown[] =>
    library.org.db
      .all('SELECT "name" FROM "book__c" WHERE "isbn__c" LIKE ? AND "isdeleted" = 0 ORDER BY "isbn__c"', [like])
      .map(({ name }) => name);

  it('loads, upserts, deletes and queries as jsforce asks', async () => {
    const inserted = await connection.bulk.load('Book__c', 'insert', [
      { Name: 'One', Isbn__c: 'j-1' },
      { Name: 'Two', Isbn__c: 'j-2' },
      { Name: 'Twice', Isbn__c: 'j-1' }
    ]);
    assert.deepEqual(
      inserted.map(({ success, created, errors }) => [success, created, errors.length]),
      [
        [true, true, 0],
        [true, true, 0],
        [false, false, 1]
      ]
    );
    assert.match(
      String(inserted[2]?.errors[0]),
      /^DUPLICATE_VALUE:duplicate value found: Isbn__c duplicates value on record with id: \w{15}: --$/
    );
    const upserted = await connection.bulk.load(
      'Book__c',
      'upsert',
      { extIdField: 'Isbn__c' },
      'Isbn__c,Name\nj-2,Zwei\nj-3,Drei\n'
    );
    assert.deepEqual(
      upserted.map(({ created }) => created),
      [false, true]
    );
    assert.deepEqual(titles('j-%'), ['One', 'Zwei', 'Drei']);
    const stream = await connection.bulk.query(
      "SELECT Isbn__c, Name, Owner.Username FROM Book__c WHERE Isbn__c LIKE 'j-%' ORDER BY Isbn__c"
    );
    const rows: Record<string, string>[] = [];
    for await (const row of stream.stream('csv') as unknown as AsyncIterable<Buffer>) {
      rows.push({ text: row.toString('utf8') });
    }
    assert.equal(
      rows.map(({ text }) => text).join(''),
      '"Isbn__c","Name","Owner.Username"\n"j-1","One","admin@library.example"\n"j-2","Zwei","admin@library.example"\n"j-3","Drei","admin@library.example"\n'
    );
    const ids = upserted.map(({ id }) => ({ Id: id! }));
    assert.deepEqual(
      (await connection.bulk.load('Book__c', 'delete', ids)).map(({ success }) => success),
      [true, true]
    );
    assert.deepEqual(titles('j-%'), ['One']);
  });

  it('goes through the states of a job, with batches of XML', async () => {
    const created = await call('67.0/job', job('<operation>insert</operation><object>Book__c</object>'));
    assert.deepEqual(
      [created.status, member(created.text, 'state'), member(created.text, 'contentType')],
      [201, 'Open', 'XML']
    );
    assert.match(
      created.text,
      /^<\?xml version="1\.0" encoding="UTF-8"\?><jobInfo xmlns="http:\/\/www\.force\.com\/2009\/06\/asyncapi\/dataload">/
    );
    const id = member(created.text, 'id');
    const body = `<?xml version="1.0"?><sObjects ${NS}><sObject><Name>X &amp; Y</Name><Isbn__c>x-1</Isbn__c><Price__c xsi:nil="true"/></sObject><sObject><Isbn__c>x-1</Isbn__c></sObject></sObjects>`;
    const queued = await call(`67.0/job/${id}/batch`, { body });
    assert.deepEqual([queued.status, member(queued.text, 'state'), member(queued.text, 'jobId')], [201, 'Queued', id]);
    const batch = member(queued.text, 'id');
    const info = await done(id, batch);
    assert.deepEqual(
      ['state', 'numberRecordsProcessed', 'numberRecordsFailed'].map((name) => member(info, name)),
      ['Completed', '2', '1']
    );
    const result = await call(`67.0/job/${id}/batch/${batch}/result`);
    assert.match(
      result.text,
      /^<\?xml[^>]*\?><results xmlns="[^"]+dataload"[^>]*><result><id>\w{18}<\/id><success>true<\/success><created>true<\/created><\/result>/
    );
    assert.match(
      result.text,
      /<errors><message>.*<\/message><statusCode>DUPLICATE_VALUE<\/statusCode><\/errors><success>false<\/success>/
    );
    assert.deepEqual(titles('x-1'), ['X & Y']);
    assert.equal((await call(`67.0/job/${id}/batch/${batch}/request`)).text, body);
    assert.equal(member((await call(`67.0/job/${id}/batch`)).text, 'id'), batch);
    const closed = await call(`67.0/job/${id}`, job('<state>Closed</state>'));
    assert.deepEqual(
      ['state', 'numberBatchesCompleted', 'numberBatchesTotal', 'numberRecordsFailed'].map((name) =>
        member(closed.text, name)
      ),
      ['Closed', '1', '1', '1']
    );
    const late = await call(`67.0/job/${id}/batch`, { body });
    assert.deepEqual([late.status, member(late.text, 'exceptionCode')], [400, 'InvalidJobState']);
    assert.equal(
      member((await call(`67.0/job/${id}`, job('<state>Closed</state>'))).text, 'exceptionCode'),
      'InvalidJobState'
    );
    assert.equal(member((await call(`67.0/job/${id}`, job('<state>Aborted</state>'))).text, 'state'), 'Aborted');
  });

  it('reads and writes JSON, and gzip', async () => {
    const type = 'application/json';
    const spec = { operation: 'insert', object: 'Book__c', contentType: 'JSON' };
    const created = JSON.parse((await call('67.0/job', { type, body: JSON.stringify(spec) })).text) as {
      id: string;
      state: string;
    };
    assert.equal(created.state, 'Open');
    const rows = [
      { Name: 'JSON', Isbn__c: 'json-1' },
      { Name: 'JSON', Nope__c: 1 }
    ];
    const batch = JSON.parse(
      (await call(`67.0/job/${created.id}/batch`, { type: 'gzip/json', body: gzipSync(JSON.stringify(rows)) })).text
    ) as { id: string };
    let state = '';
    while (state !== 'Completed') {
      state = (JSON.parse((await call(`67.0/job/${created.id}/batch/${batch.id}`)).text) as { state: string }).state;
      assert.notEqual(state, 'Failed');
    }
    const results = JSON.parse((await call(`67.0/job/${created.id}/batch/${batch.id}/result`)).text) as {
      success: boolean;
      id: string | null;
      errors: { statusCode: string }[];
    }[];
    assert.deepEqual(
      results.map(({ success, id, errors }) => [success, id === null, errors[0]?.statusCode]),
      [
        [true, false, undefined],
        [false, true, 'INVALID_FIELD']
      ]
    );
    const query = JSON.parse(
      (
        await call('67.0/job', {
          type,
          body: JSON.stringify({ operation: 'query', object: 'Book__c', contentType: 'JSON' })
        })
      ).text
    ) as { id: string };
    const asked = JSON.parse(
      (await call(`67.0/job/${query.id}/batch`, { type, body: "SELECT Name FROM Book__c WHERE Isbn__c = 'json-1'" }))
        .text
    ) as { id: string };
    let list: string[] | undefined;
    while (list === undefined) {
      const { status, text } = await call(`67.0/job/${query.id}/batch/${asked.id}/result`);
      list = status === 200 ? (JSON.parse(text) as string[]) : undefined;
    }
    assert.equal(list.length, 1);
    const found = JSON.parse((await call(`67.0/job/${query.id}/batch/${asked.id}/result/${list[0]}`)).text) as {
      Name: string;
    }[];
    assert.deepEqual(
      found.map(({ Name }) => Name),
      ['JSON']
    );
  });

  it('splits a query by primary keys', async () => {
    await connection.create(
      'Book__c',
      Array.from({ length: 5 }, (_, index) => ({ Name: `P${index}`, Isbn__c: `p-${index}` }))
    );
    const sent = job('<operation>query</operation><object>Book__c</object><contentType>CSV</contentType>');
    const created = await call('67.0/job', { ...sent, headers: { 'sforce-enable-pkchunking': 'chunkSize=2' } });
    const id = member(created.text, 'id');
    const first = await call(`67.0/job/${id}/batch`, {
      type: 'text/csv',
      body: "SELECT Name FROM Book__c WHERE Isbn__c LIKE 'p-%' OR Isbn__c = 'none'"
    });
    assert.equal(member(first.text, 'state'), 'NotProcessed');
    const total = Number(library.org.db.get('SELECT count(*) AS n FROM "book__c" WHERE "isdeleted" = 0')?.['n']);
    const batches = [...(await call(`67.0/job/${id}/batch`)).text.matchAll(/<batchInfo><id>(\w+)</g)]
      .map(([, batch = '']) => batch)
      .slice(1);
    assert.equal(batches.length, Math.ceil(total / 2));
    const names: string[] = [];
    for (const batch of batches) {
      assert.equal(member(await done(id, batch), 'state'), 'Completed');
      const result = member((await call(`67.0/job/${id}/batch/${batch}/result`)).text, 'result');
      const { text } = await call(`67.0/job/${id}/batch/${batch}/result/${result}`);
      names.push(...(text === 'Records not found for this query' ? [] : text.trim().split('\n').slice(1)));
    }
    assert.deepEqual(names.toSorted(), ['"P0"', '"P1"', '"P2"', '"P3"', '"P4"']);
    const large = await call('67.0/job', { ...sent, headers: { 'sforce-enable-pkchunking': 'chunkSize=250001' } });
    assert.equal(member(large.text, 'exceptionCode'), 'InvalidJob');
    const again = member(
      (await call('67.0/job', { ...sent, headers: { 'sforce-enable-pkchunking': 'true' } })).text,
      'id'
    );
    const ordered = await call(`67.0/job/${again}/batch`, {
      type: 'text/csv',
      body: 'SELECT Name FROM Book__c ORDER BY Name'
    });
    assert.deepEqual([member(ordered.text, 'state'), /PK chunking/.test(ordered.text)], ['Failed', true]);
  });

  it('removes for good with hardDelete', async () => {
    const kept = await connection.create('Book__c', { Name: 'Gone', Isbn__c: 'h-1' });
    const results = await connection.bulk.load('Book__c', 'hardDelete', [{ Id: kept.id! }]);
    assert.deepEqual(
      results.map(({ success }) => success),
      [true]
    );
    assert.equal(library.org.db.get('SELECT count(*) AS n FROM "book__c" WHERE "isbn__c" = ?', ['h-1'])?.['n'], 0);
  });

  it('says what is wrong in its own shape', async () => {
    const code = async (path: string, sent?: Sent): Promise<[number, string]> => {
      const { status, text } = await call(path, sent);
      return [status, member(text, 'exceptionCode')];
    };
    assert.deepEqual(await code('67.0/job/750000000000000AAA', { token: 'nobody' }), [400, 'InvalidSessionId']);
    assert.deepEqual(await code('67.0/job/750000000000000AAA'), [400, 'InvalidJob']);
    assert.deepEqual(await code('30.0/job', job('<operation>insert</operation>')), [400, 'InvalidVersion']);
    assert.deepEqual(await code('67.0/nothing'), [400, 'InvalidUrl']);
    assert.deepEqual(await code('67.0/job', job('<operation>juggle</operation><object>Book__c</object>')), [
      400,
      'InvalidJob'
    ]);
    assert.deepEqual(await code('67.0/job', job('<operation>insert</operation><object>Nope__c</object>')), [
      400,
      'InvalidJob'
    ]);
    assert.deepEqual(await code('67.0/job', job('<operation>upsert</operation><object>Book__c</object>')), [
      400,
      'InvalidJob'
    ]);
    assert.deepEqual(await code('67.0/job', { body: '<jobInfo' }), [400, 'InvalidJob']);
    const mine = member(
      (
        await call(
          '67.0/job',
          job('<operation>insert</operation><object>Book__c</object><contentType>CSV</contentType>')
        )
      ).text,
      'id'
    );
    assert.deepEqual(await code(`67.0/job/${mine}`, { token: library.tokens.reader }), [400, 'InvalidJob']);
    const batch = member((await call(`67.0/job/${mine}/batch`, { type: 'text/csv', body: 'Nope__c\n1\n' })).text, 'id');
    const failed = await done(mine, batch);
    assert.deepEqual(
      [member(failed, 'state'), member(failed, 'stateMessage')],
      ['Failed', 'InvalidBatch : Field name not found : Nope__c']
    );
    assert.deepEqual(await code(`67.0/job/${mine}/batch/${batch}/result`), [400, 'InvalidBatch']);
    assert.deepEqual(await code(`67.0/job/${mine}/batch`, { type: 'text/csv', body: 'x'.repeat(10_000_001) }), [
      400,
      'ClientInputError'
    ]);
    const many = member(
      (await call(`67.0/job/${mine}/batch`, { type: 'text/csv', body: `Name\n${'A\n'.repeat(10_001)}` })).text,
      'id'
    );
    assert.equal(member(await done(mine, many), 'state'), 'Failed');
    assert.deepEqual(await code(`67.0/job/${mine}/batch`, { type: 'gzip/csv', body: 'no gzip' }), [
      400,
      'ClientInputError'
    ]);
    const json = await call('67.0/job', { type: 'application/json', body: '{' });
    assert.deepEqual(
      [json.status, JSON.parse(json.text)],
      [400, { exceptionCode: 'InvalidJob', exceptionMessage: 'Unable to parse Job' }]
    );
  });
});
