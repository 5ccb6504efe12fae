import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { absent, audit, refusedMethod } from './audit-table.ts';
import { httpClient, type Answer, type Call } from './http-client.ts';
import { openLibrary, type Library } from './support.ts';

const BASE = '/services/data/v67.0';
const MASTER = '012000000000000AAA';

describe('REST API: queries, searches and descriptions', () => {
  let library: Library;
  let call: (path: string, call?: Call) => Promise<Answer>;

  before(async () => {
    library = await openLibrary();
    call = httpClient(library);
  });

  after(() => library.close());

  const query = (text: string): string => `query?q=${encodeURIComponent(text)}`;

  it('queries', () =>
    audit(call, [
      ['GET', query('SELECT Id FROM Book__c'), 200],
      ['HEAD', query('SELECT Id FROM Book__c'), 200],
      ['GET', query('SELECT Id FROM Book__c').replace('query', 'queryAll'), 200],
      ['GET', 'query', 400, 'MALFORMED_QUERY', 'A query string has to be specified'],
      ['GET', 'query?q=', 400, 'MALFORMED_QUERY', 'A query string has to be specified'],
      [
        'GET',
        query('SELECT'),
        400,
        'MALFORMED_QUERY',
        "\nSELECT\n      ^\nERROR at Row:1:Column:7\nunexpected token: '<EOF>'"
      ],
      ['GET', query('SELECT Id FROM Nope'), 400, 'INVALID_TYPE', /\nsObject type 'Nope' is not supported\. If you are/],
      ['GET', query('SELECT Nope FROM Book__c'), 400, 'INVALID_FIELD', /\nNo such column 'Nope' on entity 'Book__c'\./],
      [
        'GET',
        query('SELECT Id FROM Book__c WHERE Id = :x'),
        400,
        'MALFORMED_QUERY',
        /Bind variables only allowed in Apex code/
      ],
      ['GET', 'query/01gxxx-2000', 400, 'INVALID_QUERY_LOCATOR', 'invalid query locator'],
      ['GET', 'query?explain=', 400, 'MALFORMED_QUERY'],
      refusedMethod('POST', 'query', 'GET,HEAD', {}),
      refusedMethod('PUT', 'queryAll', 'GET,HEAD', {}),
      refusedMethod('DELETE', 'query/01gxxx-2000', 'GET,HEAD')
    ]));

  it('searches', async () => {
    await audit(call, [
      ['GET', 'search', 400, 'MALFORMED_SEARCH', 'A search string has to be specified'],
      ['GET', 'search?q=FIND', 400, 'MALFORMED_SEARCH', /ERROR at Row:1:Column:5/],
      ['GET', 'search?q=FIND+%7Ba%7D', 400, 'MALFORMED_SEARCH', 'search term must be longer than one character: a'],
      ['GET', 'search?q=FIND+%7Bab%7D+RETURNING+Nope', 400, 'INVALID_TYPE', /^sObject type 'Nope' is not supported\./],
      ['GET', 'search?q=FIND+%7Bab%7D+RETURNING+Book__c(Nope)', 400, 'INVALID_FIELD'],
      ['GET', 'search/suggestions', 400, 'MISSING_ARGUMENT'],
      ['GET', 'search/scopeOrder', 200],
      ['GET', 'search/layout?q=', 400, 'MISSING_ARGUMENT'],
      ['GET', 'search/layout?q=Nope', 400, 'INVALID_TYPE', /^sObject type 'Nope' is not supported/],
      absent('GET', 'search/nope'),
      ['GET', 'parameterizedSearch?q=em', 200],
      ['GET', 'parameterizedSearch', 400, 'MALFORMED_SEARCH', 'A search string has to be specified'],
      refusedMethod('POST', 'search', 'GET,HEAD', {}),
      refusedMethod('DELETE', 'parameterizedSearch?q=em', 'GET,HEAD,POST')
    ]);
    assert.deepEqual((await call('search/layout?q=Account,book__c')).json, [
      {
        label: 'Search Results',
        limitRows: 25,
        objectType: 'Account',
        searchColumns: [{ field: 'Account.Name', format: null, label: 'Account Name', name: 'Name' }]
      },
      {
        label: 'Search Results',
        limitRows: 25,
        objectType: 'Book__c',
        searchColumns: [{ field: 'Book__c.Name', format: null, label: 'Title', name: 'Name' }]
      }
    ]);
  });

  it('descriptions of objects, layouts and actions', async () => {
    await audit(call, [
      ['GET', 'sobjects', 200],
      ['GET', 'sobjects/Book__c', 200],
      ['GET', 'sobjects/Book__c/describe', 200],
      absent('GET', 'sobjects/Nope'),
      absent('GET', 'sobjects/Nope/describe'),
      absent('GET', 'sobjects/Book__c/describe/nope'),
      ['GET', 'sobjects/Book__c/describe/layouts', 200],
      absent('GET', `sobjects/Book__c/describe/layouts/${MASTER}`),
      absent('GET', 'sobjects/Book__c/describe/layouts/x'),
      absent('GET', `sobjects/Book__c/describe/layouts/${MASTER}/x`),
      ['GET', 'sobjects/Book__c/describe/compactLayouts', 200],
      ['GET', `sobjects/Book__c/describe/compactLayouts/primary/${MASTER}`, 200],
      absent('GET', 'sobjects/Book__c/describe/compactLayouts/primary/x'),
      absent('GET', 'sobjects/Book__c/describe/compactLayouts/nope'),
      ['GET', 'sobjects/Book__c/describe/approvalLayouts', 200],
      absent('GET', 'sobjects/Book__c/describe/approvalLayouts/Nope'),
      absent('GET', 'sobjects/Book__c/describe/namedLayouts/Nope'),
      ['GET', 'compactLayouts', 400, 'MISSING_ARGUMENT'],
      ['GET', `compactLayouts?q=${Array(100).fill('Book__c').join(',')}`, 200],
      ['GET', `compactLayouts?q=${Array(101).fill('Book__c').join(',')}`, 400, 'MISSING_ARGUMENT'],
      absent('GET', 'compactLayouts?q=Book__c,Nope'),
      ['GET', 'quickActions', 200],
      absent('GET', 'quickActions/Nope'),
      absent('GET', 'sobjects/Book__c/quickActions/Nope'),
      refusedMethod('PUT', 'sobjects', 'GET,HEAD', {}),
      refusedMethod('PATCH', 'sobjects/Book__c/describe', 'GET,HEAD', {}),
      refusedMethod('POST', 'sobjects/Book__c/describe/layouts', 'GET,HEAD', {}),
      refusedMethod('POST', 'compactLayouts?q=Book__c', 'GET,HEAD', {})
    ]);
    const primary = (await call('sobjects/Book__c/describe/compactLayouts/primary')).json as { name: string };
    assert.equal(primary.name, 'SYSTEM');
    assert.deepEqual((await call('compactLayouts?q=book__c')).json, { Book__c: primary });
  });

  it('what changed in a span of time', () => {
    const from = new Date(Date.now() - 60_000).toISOString();
    const to = new Date(Date.now() + 60_000).toISOString();
    const old = new Date(Date.now() - 31 * 86_400_000).toISOString();
    const path = 'sobjects/Book__c';
    return audit(call, [
      ['GET', `${path}/updated?start=${from}&end=${to}`, 200],
      ['GET', `${path}/deleted?start=${from}&end=${to}`, 200],
      [
        'GET',
        `${path}/updated?start=${to}&end=${from}`,
        400,
        'INVALID_REPLICATION_DATE',
        'startDate must be before endDate'
      ],
      [
        'GET',
        `${path}/deleted?start=${from}&end=${from}`,
        400,
        'INVALID_REPLICATION_DATE',
        'startDate must be before endDate'
      ],
      [
        'GET',
        `${path}/updated?start=${old}&end=${to}`,
        400,
        'INVALID_REPLICATION_DATE',
        'startDate before org replication enabled date'
      ],
      ['GET', `${path}/updated`, 400, 'INVALID_REPLICATION_DATE'],
      absent('GET', `sobjects/Nope/updated?start=${from}&end=${to}`),
      refusedMethod('POST', `${path}/updated`, 'GET,HEAD', {})
    ]);
  });

  it('the org: limits, tabs, theme, app menu, recent records', async () => {
    await audit(call, [
      ['GET', '', 200],
      ['GET', 'limits', 200],
      ['GET', 'limits/recordCount', 200],
      absent('GET', 'limits/nope'),
      ['GET', 'tabs', 200],
      ['GET', 'theme', 200],
      ['GET', 'recent', 200],
      ['GET', 'appMenu', 200],
      ['GET', 'appMenu/Salesforce1', 200],
      absent('GET', 'appMenu/Nope'),
      absent('GET', 'nope'),
      ...['', 'limits', 'tabs', 'theme', 'recent', 'appMenu', 'limits/recordCount'].map((path) =>
        refusedMethod('DELETE', path, 'GET,HEAD')
      )
    ]);
    const listed = Object.values((await call('')).json as Record<string, string>);
    for (const path of listed.filter((each) => !/\/(?:jobs|metadata|ui-api|tooling)$/.test(each))) {
      const { status } = await call(path);
      assert.ok(status === 200 || status === 400, `${path}: ${status}`);
    }
    assert.ok(listed.includes(`${BASE}/compactLayouts`));
  });
});
