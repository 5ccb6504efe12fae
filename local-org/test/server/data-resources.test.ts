import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openLibrary, type Library } from './support.ts';

type Json = Record<string, unknown>;

describe('further data resources', () => {
  let library: Library;
  let account = '';
  const books: string[] = [];

  const call = (path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<Response> =>
    fetch(`${library.server.url}/services/data/v67.0/${path}`, {
      method,
      headers: { authorization: `Bearer ${library.tokens.admin}` },
      ...(body ? { body: JSON.stringify(body) } : {})
    });
  const json = async (path: string, body?: object): Promise<Json> => (await (await call(path, body)).json()) as Json;

  before(async () => {
    library = await openLibrary();
    account = String((await json('sobjects/Account', { Name: 'Hartfield Bookshop' })).id);
    for (const [Name, Isbn__c] of [
      ['Emma and friends', 'i-1'],
      ['Persuasion', 'i-2']
    ]) {
      books.push(String((await json('sobjects/Book__c', { Name, Isbn__c, Owner_Account__c: account })).id));
    }
  });

  after(() => library.close());

  it('searches with words in braces and with parameters', async () => {
    const q = encodeURIComponent('FIND {Emma} IN NAME FIELDS RETURNING Book__c(Id, Name), Account(Id)');
    const { searchRecords } = (await json(`search?q=${q}`)) as { searchRecords: Json[] };
    assert.deepEqual(
      searchRecords.map(({ Name, attributes }) => [Name, (attributes as Json).type]),
      [['Emma and friends', 'Book__c']]
    );
    const found = (await json('parameterizedSearch?q=Persuasion&sobject=Book__c&Book__c.fields=Name')) as {
      searchRecords: Json[];
    };
    assert.deepEqual(
      found.searchRecords.map(({ Name }) => Name),
      ['Persuasion']
    );
    const posted = (await json('parameterizedSearch', {
      q: 'Emma',
      sobjects: [{ name: 'Book__c', fields: ['Name'] }]
    })) as {
      searchRecords: Json[];
    };
    assert.equal(posted.searchRecords.length, 1);
    const refused = async (text: string, road = 'search'): Promise<unknown[]> => {
      const response = await call(`${road}?q=${encodeURIComponent(text)}`);
      const [error] = (await response.json()) as Json[];
      return [response.status, error?.errorCode, error?.message];
    };
    assert.deepEqual(await refused('FIND nothing'), [
      400,
      'MALFORMED_SEARCH',
      "\nFIND nothing\n     ^\nERROR at Row:1:Column:6\nunexpected token: 'nothing'"
    ]);
    assert.deepEqual(await refused('SELECT Id,\n FROM Book__c', 'query'), [
      400,
      'MALFORMED_QUERY',
      "\n FROM Book__c\n ^\nERROR at Row:2:Column:2\nunexpected token: 'FROM'"
    ]);
    assert.deepEqual(await refused('FIND {e}'), [
      400,
      'MALFORMED_SEARCH',
      'search term must be longer than one character: e'
    ]);
    assert.equal((await refused('FIND {Emma} RETURNING Book__c(Nothing__c)'))[1], 'INVALID_FIELD');
    assert.equal((await refused('FIND {Emma} RETURNING Nothing__c'))[1], 'INVALID_TYPE');
    const suggested = (await json('search/suggestions?q=em&sobject=Book__c')) as { autoSuggestResults: Json[] };
    assert.deepEqual(
      suggested.autoSuggestResults.map(({ Name }) => Name),
      ['Emma and friends']
    );
    const narrow = (await json('search/suggestions?q=pers&sobject=Book__c&limit=1&fields=Isbn__c')) as Json;
    assert.equal(narrow.hasMoreResults, false);
    assert.equal((narrow.autoSuggestResults as Json[])[0]?.Isbn__c, 'i-2');
    assert.equal((await call('search/suggestions?q=em')).status, 400);
    assert.equal((await call('search/suggestions?q=e&sobject=Book__c')).status, 400);
    const anywhere = (await json(`search?q=${encodeURIComponent('FIND {Emma}')}`)) as { searchRecords: Json[] };
    assert.deepEqual(
      anywhere.searchRecords.map(({ attributes }) => (attributes as Json).type),
      ['Book__c']
    );
    const narrowed = (await json('parameterizedSearch', {
      q: 'Emma OR Persuasion',
      defaultLimit: 1,
      sobjects: [{ name: 'Book__c', fields: ['Name'], where: "Name != 'Persuasion'", orderBy: 'Name DESC' }]
    })) as { searchRecords: Json[] };
    assert.deepEqual(
      narrowed.searchRecords.map(({ Name }) => Name),
      ['Emma and friends']
    );
  });

  it('follows relationships to the parent and to the children', async () => {
    const [book = ''] = books;
    const parent = await json(`sobjects/Book__c/${book}/Owner_Account__r?fields=Name`);
    assert.equal(parent.Name, 'Hartfield Bookshop');
    const describeAnswer = (await json('sobjects/Account/describe')) as {
      childRelationships: { childSObject: string; relationshipName: string }[];
    };
    const name = describeAnswer.childRelationships.find(
      ({ childSObject }) => childSObject === 'Book__c'
    )?.relationshipName;
    const children = (await json(`sobjects/Account/${account}/${name}?fields=Name`)) as {
      totalSize: number;
      records: Json[];
    };
    assert.equal(children.totalSize, 2);
    assert.deepEqual(children.records.map((record) => record.Name).sort(), ['Emma and friends', 'Persuasion']);
    assert.equal((await call(`sobjects/Account/${account}/Nothing__r`)).status, 404);
  });

  it('lists what was updated and deleted in a span of time', async () => {
    const span = `start=${encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString())}&end=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString())}`;
    const id = String((await json('sobjects/Book__c', { Name: 'Soon gone' })).id);
    assert.equal((await call(`sobjects/Book__c/${id}`, undefined, 'DELETE')).status, 204);
    const updated = (await json(`sobjects/Book__c/updated/?${span}`)) as { ids: string[]; latestDateCovered: string };
    assert.deepEqual(updated.ids.toSorted(), books.toSorted());
    const deleted = (await json(`sobjects/Book__c/deleted?${span}`)) as { deletedRecords: { id: string }[] };
    assert.deepEqual(
      deleted.deletedRecords.map((record) => record.id),
      [id]
    );
    assert.equal((await call('sobjects/Book__c/updated?start=nonsense&end=nonsense')).status, 400);
  });

  it('explains a query', async () => {
    const q = encodeURIComponent("SELECT Id FROM Book__c WHERE Isbn__c = 'i-1' AND Name != null");
    const { plans } = (await json(`query?explain=${q}`)) as { plans: Json[] };
    assert.deepEqual(
      plans.map(({ leadingOperationType, fields, cardinality, sobjectCardinality }) => [
        leadingOperationType,
        fields,
        cardinality,
        sobjectCardinality
      ]),
      [['Index', ['Isbn__c'], 1, 2]]
    );
  });

  it('runs graphs of requests, each as a whole', async () => {
    const url = '/services/data/v67.0/sobjects/Book__c';
    const node = (referenceId: string, body: object): Json => ({ method: 'POST', url, referenceId, body });
    const { graphs } = (await json('composite/graph', {
      graphs: [
        {
          graphId: 'good',
          compositeRequest: [
            { method: 'POST', url: '/services/data/v67.0/sobjects/Account', referenceId: 'a', body: { Name: 'Graph' } },
            node('b', { Name: 'In a graph', Owner_Account__c: '@{a.id}' })
          ]
        },
        { graphId: 'bad', compositeRequest: [node('c', { Name: 'Undone' }), node('d', { Nope__c: 1 })] }
      ]
    })) as { graphs: { graphId: string; isSuccessful: boolean }[] };
    assert.deepEqual(
      graphs.map(({ graphId, isSuccessful }) => [graphId, isSuccessful]),
      [
        ['good', true],
        ['bad', false]
      ]
    );
    const names = library.org.db.all('SELECT "name" FROM "book__c" WHERE "name" IN (\'In a graph\', \'Undone\')');
    assert.deepEqual(
      names.map(({ name }) => name),
      ['In a graph']
    );
  });
});
