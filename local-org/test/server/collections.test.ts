import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openLibrary, type Library } from './support.ts';

type Json = Record<string, unknown>;
type Answer = readonly [status: number, body: unknown];

const ROLLED_BACK = {
  success: false,
  errors: [
    {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: []
    }
  ]
};

const book = (fields: Json): Json => ({ attributes: { type: 'Book__c' }, ...fields });

describe('records by the list', () => {
  let library: Library;

  before(async () => {
    library = await openLibrary();
  });

  after(() => library.close());

  async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${library.server.url}/services/data/v67.0/${path}`, {
      method,
      headers: { authorization: `Bearer ${library.tokens.admin}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
    const text = await response.text();
    return [response.status, text === '' ? null : JSON.parse(text)];
  }

  const query = async (soql: string): Promise<unknown[][]> => {
    const [, body] = await call('GET', `query?q=${encodeURIComponent(soql)}`);
    return (body as { records: Json[] }).records.map(({ attributes: _, ...fields }) => Object.values(fields));
  };

  const saved = async (method: string, path: string, body: Json): Promise<Json[]> => {
    const [status, rows] = await call(method, path, body);
    assert.equal(status, 200);
    return rows as Json[];
  };

  it('answers each record in its place, whatever its object', async () => {
    const rows = await saved('POST', 'composite/sobjects', {
      records: [
        book({ Name: 'Emma', Isbn__c: 'm-1' }),
        { attributes: { type: 'Account' }, Name: 'Hartfield' },
        book({ Isbn__c: 'm-1' }),
        { attributes: { type: 'account' } },
        book({ Name: 'Lady Susan', Isbn__c: 'm-2' })
      ]
    });
    assert.deepEqual(
      rows.map(({ id, success, errors }) => [String(id).slice(0, 3), success, (errors as Json[])[0]?.statusCode]),
      [
        [String(rows[0]!.id).slice(0, 3), true, undefined],
        ['001', true, undefined],
        ['und', false, 'DUPLICATE_VALUE'],
        ['und', false, 'REQUIRED_FIELD_MISSING'],
        [String(rows[0]!.id).slice(0, 3), true, undefined]
      ]
    );
    assert.deepEqual(rows[0], { id: rows[0]!.id, success: true, errors: [] });
    assert.deepEqual(rows[3], {
      success: false,
      errors: [
        { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]', fields: ['Name'] }
      ]
    });
    assert.deepEqual(await query("SELECT Name FROM Book__c WHERE Isbn__c LIKE 'm-%' ORDER BY Isbn__c"), [
      ['Emma'],
      ['Lady Susan']
    ]);
  });

  it('updates by the Id in each record, and with allOrNone undoes all of them', async () => {
    const [one, two] = (
      await saved('POST', 'composite/sobjects', {
        records: [book({ Name: 'One', Isbn__c: 'n-1' }), book({ Name: 'Two', Isbn__c: 'n-2' })]
      })
    ).map(({ id }) => id);
    const records = [book({ id: one, Name: 'First' }), book({ Id: two, Isbn__c: 'n-1' })];
    const undone = await saved('PATCH', 'composite/sobjects', { allOrNone: true, records });
    assert.deepEqual(undone[0], ROLLED_BACK);
    assert.equal((undone[1]!.errors as Json[])[0]!.statusCode, 'DUPLICATE_VALUE');
    const names = "SELECT Name FROM Book__c WHERE Isbn__c LIKE 'n-%' ORDER BY Isbn__c";
    assert.deepEqual(await query(names), [['One'], ['Two']]);
    const partly = await saved('PATCH', 'composite/sobjects', { allOrNone: false, records });
    assert.deepEqual(partly[0], { id: one, success: true, errors: [] });
    assert.equal(partly[1]!.success, false);
    assert.deepEqual(await query(names), [['First'], ['Two']]);
  });

  it('refuses values that only the system sets, and ids that are none', async () => {
    const SystemModstamp = '2020-01-01T00:00:00.000+0000';
    const fault = async (method: string, fields: Json): Promise<unknown> => {
      const [row] = await saved(method, 'composite/sobjects', { records: [book(fields)] });
      const [error] = row!.errors as Json[];
      return [row!.success, error?.statusCode, error?.fields];
    };
    const refusal = [false, 'INVALID_FIELD_FOR_INSERT_UPDATE', ['SystemModstamp']];
    assert.deepEqual(await fault('POST', { Name: 'Stamped', SystemModstamp }), refusal);
    const [row] = await saved('POST', 'composite/sobjects', { records: [book({ Name: 'Plain' })] });
    assert.deepEqual(await fault('PATCH', { Id: row!.id, SystemModstamp }), refusal);
    assert.deepEqual(await fault('PATCH', { Id: row!.id, SystemModstamp: null }), [true, undefined, undefined]);
    assert.deepEqual(await fault('PATCH', { Id: 'nonsense', Name: 'x' }), [false, 'MALFORMED_ID', []]);
    assert.deepEqual(await fault('PATCH', { Name: 'x' }), [false, 'MISSING_ARGUMENT', []]);
    assert.deepEqual(await fault('POST', { Id: row!.id, Name: 'x' }), [
      false,
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      ['Id']
    ]);
    assert.deepEqual(await fault('POST', { Name: 'x', Owner_Account__c: 'nonsense' }), [
      false,
      'MALFORMED_ID',
      ['Owner_Account__c']
    ]);
    assert.deepEqual(await query("SELECT Name FROM Book__c WHERE Name IN ('x', 'Stamped')"), []);
  });

  it('upserts by an external id and says which records are new', async () => {
    const first = await saved('PATCH', 'composite/sobjects/Book__c/isbn__c', {
      records: [book({ Name: 'Old', Isbn__c: 'u-1' })]
    });
    const rows = await saved('PATCH', 'composite/sobjects/Book__c/Isbn__c', {
      records: [book({ Name: 'Renamed', Isbn__c: 'u-1' }), book({ Name: 'New', Isbn__c: 'u-2' })]
    });
    assert.deepEqual(rows, [
      { id: first[0]!.id, success: true, created: false, errors: [] },
      { id: rows[1]!.id, success: true, created: true, errors: [] }
    ]);
    const byId = await saved('PATCH', 'composite/sobjects/Book__c', {
      records: [book({ Id: first[0]!.id, Name: 'Renamed again' })]
    });
    assert.equal(byId[0]!.created, false);
    assert.deepEqual(await query("SELECT Name FROM Book__c WHERE Isbn__c LIKE 'u-%' ORDER BY Isbn__c"), [
      ['Renamed again'],
      ['New']
    ]);
    for (const field of ['Price__c', 'Nothing__c']) {
      assert.deepEqual(await call('PATCH', `composite/sobjects/Book__c/${field}`, { records: [] }), [
        404,
        [
          {
            errorCode: 'NOT_FOUND',
            message: `Provided external ID field does not exist or is not accessible: ${field}`
          }
        ]
      ]);
    }
  });

  it('reads records in the order of their ids, null for those that are not there', async () => {
    const [one, two] = (
      await saved('POST', 'composite/sobjects', {
        records: [book({ Name: 'R1', Isbn__c: 'r-1', Price__c: 2.5 }), book({ Name: 'R2' })]
      })
    ).map(({ id }) => String(id));
    const expected = [
      { attributes: { type: 'Book__c', url: `/services/data/v67.0/sobjects/Book__c/${two}` }, Id: two, Price__c: null },
      null,
      { attributes: { type: 'Book__c', url: `/services/data/v67.0/sobjects/Book__c/${one}` }, Id: one, Price__c: 2.5 }
    ];
    const none = `${one!.slice(0, 3)}000000000ZZZAAA`;
    const ids = [two!, none, one!.slice(0, 15)];
    assert.deepEqual(await call('GET', `composite/sobjects/Book__c?ids=${ids.join(',')}&fields=Price__c`), [
      200,
      expected
    ]);
    assert.deepEqual(await call('POST', 'composite/sobjects/Book__c', { ids, fields: ['Id', 'Price__c'] }), [
      200,
      expected
    ]);
    assert.deepEqual(await call('GET', 'composite/sobjects/Book__c?ids=&fields=Name'), [200, []]);
    assert.deepEqual(await call('GET', 'composite/sobjects/Book__c?ids=nonsense&fields=Name'), [200, [null]]);
    assert.deepEqual(await call('GET', `composite/sobjects/Book__c?ids=${one}&fields=Na-me`), [
      400,
      [{ errorCode: 'INVALID_FIELD', message: "No such column 'Na-me' on entity 'Book__c'" }]
    ]);
    assert.equal((await call('GET', `composite/sobjects/Nothing__c?ids=${one}&fields=Name`))[0], 404);
  });

  it('deletes by ids, with allOrNone all or none', async () => {
    const ids = (
      await saved('POST', 'composite/sobjects', { records: [book({ Name: 'D1' }), book({ Name: 'D2' })] })
    ).map(({ id }) => String(id));
    const missing = `${ids[0]!.slice(0, 3)}000000000ZZZAAA`;
    const left = "SELECT Name FROM Book__c WHERE Name LIKE 'D_' ORDER BY Name";
    const [, undone] = await call('DELETE', `composite/sobjects?ids=${ids[0]},${missing}&allOrNone=true`);
    assert.deepEqual((undone as Json[])[0], ROLLED_BACK);
    assert.deepEqual(await query(left), [['D1'], ['D2']]);
    const [, partly] = await call('DELETE', `composite/sobjects?ids=${ids[0]!.slice(0, 15)},${missing}`);
    assert.deepEqual((partly as Json[])[0], { id: ids[0], success: true, errors: [] });
    assert.equal((partly as Json[])[1]!.success, false);
    assert.deepEqual(await query(left), [['D2']]);
    assert.deepEqual(await call('DELETE', 'composite/sobjects?ids='), [
      400,
      [{ errorCode: 'INVALID_FIELD', message: 'ids must name 1 to 200 records' }]
    ]);
    assert.deepEqual(await call('DELETE', 'composite/sobjects?ids=zzz00000000000AAAA'), [
      200,
      [
        {
          success: false,
          errors: [{ statusCode: 'MALFORMED_ID', message: 'malformed id zzz00000000000AAAA', fields: [] }]
        }
      ]
    ]);
  });

  it('takes 200 records and no more, each with its type', async () => {
    const many = (length: number): Json => ({
      records: Array.from({ length }, (_, index) => book({ Name: 'L', Isbn__c: `l-${index}` }))
    });
    const full = await saved('POST', 'composite/sobjects', many(200));
    assert.ok(full.every(({ success }) => success));
    assert.deepEqual(await call('POST', 'composite/sobjects', many(201)), [
      400,
      [
        {
          errorCode: 'EXCEEDED_ID_LIMIT',
          message: 'record limit reached. cannot submit more than 200 records into this call'
        }
      ]
    ]);
    const ids = full.map(({ id }) => String(id));
    const tooMany = await call('DELETE', `composite/sobjects?ids=${[...ids, ids[0]].join(',')}`);
    assert.equal(tooMany[0], 400);
    const [status, deleted] = await call('DELETE', `composite/sobjects?ids=${ids.join(',')}`);
    assert.equal(status, 200);
    assert.ok((deleted as Json[]).every(({ success }) => success));
    assert.deepEqual(await call('POST', 'composite/sobjects', {}), [
      400,
      [{ errorCode: 'INVALID_FIELD', message: 'records is missing' }]
    ]);
    for (const record of [{ Name: 'x' }, { attributes: {}, Name: 'x' }, null, 'x']) {
      assert.deepEqual(await call('POST', 'composite/sobjects', { records: [record] }), [
        400,
        [{ errorCode: 'INVALID_TYPE', message: 'Each record needs attributes with its type' }]
      ]);
    }
    assert.deepEqual(await call('PUT', 'composite/sobjects', {}), [
      405,
      [
        {
          errorCode: 'METHOD_NOT_ALLOWED',
          message: "HTTP Method 'PUT' not allowed. Allowed are DELETE,GET,HEAD,PATCH,POST"
        }
      ]
    ]);
  });
});
