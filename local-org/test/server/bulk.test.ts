import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseCsv } from '../../src/server/bulk/csv.ts';
import { openLibrary, type Library } from './support.ts';

interface Job {
  id: string;
  state: string;
  numberRecordsProcessed: number;
  numberRecordsFailed: number;
  errorMessage?: string;
}

describe('Bulk API 2.0', () => {
  let library: Library;

  before(async () => {
    library = await openLibrary();
  });

  after(() => library.close());

  const call = (method: string, path: string, body?: string | object): Promise<Response> =>
    fetch(`${library.server.url}/services/data/v67.0/jobs/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${library.tokens.admin}`,
        'content-type': typeof body === 'string' ? 'text/csv' : 'application/json'
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
    });
  const json = async (method: string, path: string, body?: string | object): Promise<Job> =>
    (await (await call(method, path, body)).json()) as Job;
  const finished = async (path: string): Promise<Job> => {
    for (let i = 0; i < 300; i++) {
      const job = await json('GET', path);
      if (['JobComplete', 'Failed', 'Aborted'].includes(job.state)) {
        return job;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('The job does not end');
  };
  const ingest = async (spec: object, csv: string): Promise<Job> => {
    const { id, state } = await json('POST', 'ingest', { object: 'Book__c', ...spec });
    assert.equal(state, 'Open');
    assert.equal((await call('PUT', `ingest/${id}/batches`, csv)).status, 201);
    assert.equal((await json('PATCH', `ingest/${id}`, { state: 'UploadComplete' })).state, 'UploadComplete');
    return finished(`ingest/${id}`);
  };
  const results = async (id: string, kind: string, delimiter = ','): Promise<string[][]> =>
    parseCsv(await (await call('GET', `ingest/${id}/${kind}`)).text(), delimiter);
  const books = (where = ''): unknown[] =>
    library.org.db.all(`SELECT "name", "price__c" FROM "book__c" WHERE "isdeleted" = 0 ${where} ORDER BY "name"`);

  it('inserts rows in batches and says which failed and why', async () => {
    const rows = Array.from({ length: 450 }, (_, i) => `Bulk ${i},B-${i},${i === 7 ? 'not a number' : '1.5'}`);
    const job = await ingest({ operation: 'insert' }, ['Name,Isbn__c,Price__c', ...rows].join('\n'));
    assert.deepEqual([job.state, job.numberRecordsProcessed, job.numberRecordsFailed], ['JobComplete', 450, 1]);
    assert.equal(books('AND "isbn__c" LIKE \'B-%\'').length, 449);
    const [head, first] = await results(job.id, 'successfulResults');
    assert.deepEqual(head, ['sf__Id', 'sf__Created', 'Name', 'Isbn__c', 'Price__c']);
    assert.match(first?.[0] ?? '', /^a\w{17}$/);
    const failed = await results(job.id, 'failedResults');
    assert.deepEqual(failed[0]?.slice(0, 2), ['sf__Id', 'sf__Error']);
    assert.deepEqual(failed[1]?.slice(2), ['Bulk 7', 'B-7', 'not a number']);
    assert.deepEqual(await results(job.id, 'unprocessedrecords'), [['Name', 'Isbn__c', 'Price__c']]);
  });

  it('upserts by external id, with another delimiter, line ending, quotes and #N/A', async () => {
    const spec = {
      operation: 'upsert',
      externalIdFieldName: 'Isbn__c',
      columnDelimiter: 'SEMICOLON',
      lineEnding: 'CRLF'
    };
    const csv = 'Isbn__c;Name;Price__c\r\nU-1;"Say ""x"";\nplease";3\r\n';
    const first = await ingest(spec, csv);
    const [, created] = await results(first.id, 'successfulResults', ';');
    assert.equal(created?.[1], 'true');
    assert.equal(created?.[3], 'Say "x";\nplease');
    const second = await ingest(spec, 'Isbn__c;Name;Price__c\r\nU-1;;#N/A\r\n');
    assert.equal((await results(second.id, 'successfulResults', ';'))[1]?.[1], 'false');
    assert.deepEqual(
      books('AND "isbn__c" = \'U-1\'').map((row) => Object.values(row as object)),
      [['Say "x";\nplease', null]]
    );
  });

  it('updates and deletes by Id', async () => {
    const inserted = await ingest({ operation: 'insert' }, 'Name\nOld name\n');
    const id = (await results(inserted.id, 'successfulResults'))[1]?.[0];
    await ingest({ operation: 'update' }, `Id,Name\n${id},New name\n`);
    assert.equal(books('AND "name" = \'New name\'').length, 1);
    const twice = await ingest({ operation: 'delete' }, `Id\n${id}\n${id}\n`);
    assert.equal(books('AND "name" = \'New name\'').length, 0);
    assert.deepEqual([twice.state, twice.numberRecordsFailed], ['JobComplete', 1]);
    const again = await ingest({ operation: 'delete' }, `Id\n${id}\n`);
    assert.match((await results(again.id, 'failedResults'))[1]?.[1] ?? '', /^ENTITY_IS_DELETED:/);
  });

  it('fails a job whose header names an unknown field, and saves nothing', async () => {
    const job = await ingest({ operation: 'insert' }, 'Name,Pages__c\nNobody,1\n');
    assert.equal(job.state, 'Failed');
    assert.match(job.errorMessage ?? '', /InvalidBatch : Field name not found : Pages__c/);
    assert.equal(books('AND "name" = \'Nobody\'').length, 0);
    assert.deepEqual((await results(job.id, 'unprocessedrecords'))[1], ['Nobody', '1']);
  });

  it('aborts an open job, refuses to close it then, and deletes it', async () => {
    const { id } = await json('POST', 'ingest', { object: 'Book__c', operation: 'insert' });
    assert.equal((await call('DELETE', `ingest/${id}`)).status, 400);
    assert.equal((await json('PATCH', `ingest/${id}`, { state: 'Aborted' })).state, 'Aborted');
    assert.equal((await call('PATCH', `ingest/${id}`, { state: 'UploadComplete' })).status, 400);
    assert.equal((await call('DELETE', `ingest/${id}`)).status, 204);
    assert.equal((await call('GET', `ingest/${id}`)).status, 404);
  });

  it('takes a job with its content in one multipart request', async () => {
    const form = new FormData();
    form.set(
      'job',
      new Blob([JSON.stringify({ object: 'Book__c', operation: 'insert' })], { type: 'application/json' })
    );
    form.set('content', new Blob(['Name\nIn one go\n'], { type: 'text/csv' }), 'content');
    const response = await fetch(`${library.server.url}/services/data/v67.0/jobs/ingest`, {
      method: 'POST',
      headers: { authorization: `Bearer ${library.tokens.admin}` },
      body: form
    });
    const { id } = (await response.json()) as Job;
    assert.equal((await finished(`ingest/${id}`)).state, 'JobComplete');
    assert.equal(books('AND "name" = \'In one go\'').length, 1);
  });

  it('queries and pages with locators', async () => {
    const query = "SELECT Name, Price__c, Owner.Username FROM Book__c WHERE Isbn__c LIKE 'B-%' ORDER BY Name";
    const { id } = await json('POST', 'query', { operation: 'query', query });
    const job = await finished(`query/${id}`);
    assert.deepEqual([job.state, job.numberRecordsProcessed], ['JobComplete', 449]);
    const names = new Set<string>();
    let locator = '';
    do {
      const page = await call('GET', `query/${id}/results?maxRecords=200${locator && `&locator=${locator}`}`);
      locator = page.headers.get('sforce-locator') ?? '';
      const [head, ...rows] = parseCsv(await page.text(), ',');
      assert.deepEqual(head, ['Name', 'Price__c', 'Owner.Username']);
      assert.equal(Number(page.headers.get('sforce-numberofrecords')), rows.length);
      rows.forEach(([name]) => names.add(name ?? ''));
      assert.equal(rows[0]?.[2], 'admin@library.example');
    } while (locator !== 'null');
    assert.equal(names.size, 449);
  });

  it('refuses unknown operations, objects and queries', async () => {
    assert.equal((await call('POST', 'ingest', { object: 'Book__c', operation: 'explode' })).status, 400);
    assert.equal((await call('POST', 'ingest', { object: 'Nope__c', operation: 'insert' })).status, 404);
    assert.equal((await call('POST', 'ingest', { object: 'Book__c', operation: 'upsert' })).status, 400);
    assert.equal((await call('POST', 'query', { operation: 'query', query: 'SELECT Nope FROM Book__c' })).status, 400);
  });
});
