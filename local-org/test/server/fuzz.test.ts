import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { openLibrary, rawClient, type Library } from './support.ts';

/** Requests per property; the environment variable makes it a long run. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 400);
const DATA = '/services/data/v67.0';

/** Things that break parsers. */
const junk = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    ...[
      '',
      '..',
      '%',
      '%00',
      '%E0%A4%A',
      '__proto__',
      'constructor',
      'toString',
      'null',
      "'",
      '"',
      '{',
      '@{a.b}',
      '\u0000'
    ],
    ...['001000000000001AAA', '💥', 'a'.repeat(5000), '<x>', '0', '-1', '1e999', 'describe', 'Id']
  )
);
const segment = fc.oneof(
  fc.constantFrom(
    ...[
      'sobjects',
      'query',
      'queryAll',
      'search',
      'parameterizedSearch',
      'composite',
      'tree',
      'batch',
      'graph',
      'jobs'
    ],
    ...[
      'ingest',
      'batches',
      'results',
      'tooling',
      'executeAnonymous',
      'runTestsAsynchronous',
      'metadata',
      'deployRequest'
    ],
    ...[
      'Book__c',
      'Account',
      'User',
      'Isbn__c',
      'describe',
      'updated',
      'deleted',
      'recent',
      'limits',
      'Owner',
      'Id',
      'books',
      '%',
      '%E0%A4%A',
      '%00',
      '..',
      '.',
      '%2e%2e',
      '%2F'
    ]
  ),
  junk.map((text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '')))
);
const path = fc.oneof(
  fc.array(segment, { maxLength: 5 }).map((parts) => `${DATA}/${parts.join('/')}`),
  fc.array(segment, { maxLength: 3 }).map((parts) => `/services/apexrest/${parts.join('/')}`),
  fc.constantFrom(
    '/services/oauth2/',
    '/services/Soap/s/67.0',
    '/services/Soap/m/67.0',
    '/id/',
    '/',
    '/services/data/v9999.0/x'
  )
);
const parameterName = fc.constantFrom(
  'q',
  'explain',
  'columns',
  'fields',
  'anonymousBody',
  'start',
  'end',
  'ids',
  'locator',
  'maxRecords',
  'sobject'
);
const soql = fc
  .array(
    fc.constantFrom(
      ...[
        'SELECT',
        'Id',
        'Name',
        ',',
        'COUNT()',
        'FROM',
        'Book__c',
        'WHERE',
        'Price__c',
        '=',
        '>',
        "'x'",
        '1',
        'LIKE',
        '(',
        ')'
      ],
      ...[
        'GROUP BY',
        'ORDER BY',
        'LIMIT',
        'OFFSET',
        'IN',
        ':x',
        'TODAY',
        'NULL',
        'AND',
        'NOT',
        'HAVING',
        'SUM(Price__c)',
        'FIND {x}'
      ],
      ...[
        'RETURNING',
        'Owner.Name',
        'TYPEOF',
        'END',
        'WITH USER_MODE',
        'FIELDS(ALL)',
        'ALL ROWS',
        "'",
        '99999999999999999999'
      ]
    ),
    { maxLength: 14 }
  )
  .map((words) => words.join(' '));
const query = fc
  .array(fc.tuple(parameterName, fc.oneof(soql, junk)), { maxLength: 3 })
  .map((pairs) =>
    pairs.length > 0
      ? `?${new URLSearchParams(pairs.map(([k, v]): [string, string] => [k, v.toWellFormed()])).toString()}`
      : ''
  );
const member = fc.constantFrom(
  ...[
    'Name',
    'Price__c',
    'Published__c',
    'Id',
    'attributes',
    'records',
    'compositeRequest',
    'graphs',
    'batchRequests',
    'url',
    'method'
  ],
  ...[
    'body',
    'referenceId',
    'allOrNone',
    'ids',
    'operation',
    'object',
    'query',
    'state',
    'tests',
    'classNames',
    'sobjects',
    'OwnerId',
    'Owner'
  ]
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      null,
      true,
      0,
      -1,
      1.5,
      1e21,
      'Book__c',
      'insert',
      'GET',
      `${DATA}/sobjects/Book__c`,
      '2026-13-45',
      [],
      {}
    ),
    junk,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.oneof({ weight: 4, arbitrary: member }, { weight: 1, arbitrary: junk }), tie('json'), {
      maxKeys: 5
    })
  )
}));
const body = fc.oneof(
  json.map((value) => JSON.stringify(value) ?? ''),
  junk,
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  soql.map(
    (text) => `<e:Envelope xmlns:e="x"><e:Body><deploy><ZipFile>${text}</ZipFile></deploy></e:Body></e:Envelope>`
  )
);

/** Bodies that are almost right: they reach the code behind the first checks. */
const record = fc.dictionary(
  fc.constantFrom('Name', 'Isbn__c', 'Price__c', 'Published__c', 'Sold_At__c', 'OwnerId', 'Owner', 'Id', 'attributes'),
  json,
  {
    maxKeys: 4
  }
);
const part = fc.record(
  {
    method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'FETCH'),
    url: fc.oneof(
      fc.constantFrom(
        `${DATA}/sobjects/Book__c`,
        `${DATA}/query?q=SELECT+Id+FROM+Book__c`,
        `${DATA}/sobjects/Book__c/@{r.id}`,
        'v67.0/limits',
        `${DATA}/composite`,
        `${DATA}/%`
      ),
      junk
    ),
    referenceId: fc.constantFrom('r', 's', '', null),
    body: fc.oneof(record, json)
  },
  { requiredKeys: [] }
);
const parts = fc.array(part, { maxLength: 4 });
const typed = fc
  .tuple(record, fc.constantFrom('Book__c', 'Account', 'Nope', ''), fc.boolean())
  .map(([fields, type, nested]) => ({
    ...fields,
    attributes: { type, referenceId: type },
    ...(nested ? { Books__r: { records: [{ attributes: { type, referenceId: 'c' } }] } } : {})
  }));
const shaped: fc.Arbitrary<readonly [string, string, unknown]> = fc.oneof(
  fc.tuple(fc.constant('POST'), fc.constant('sobjects/Book__c'), record),
  fc.tuple(
    fc.constant('PATCH'),
    fc.constantFrom('sobjects/Book__c/Isbn__c/1', 'sobjects/Book__c/Isbn__c/%00', 'sobjects/User/Id/x'),
    record
  ),
  fc.tuple(
    fc.constant('POST'),
    fc.constant('composite'),
    fc.record({ allOrNone: fc.boolean(), compositeRequest: parts })
  ),
  fc.tuple(fc.constant('POST'), fc.constant('composite/batch'), fc.record({ batchRequests: parts })),
  fc.tuple(
    fc.constant('POST'),
    fc.constant('composite/graph'),
    fc.record({ graphs: fc.array(fc.record({ graphId: junk, compositeRequest: parts }), { maxLength: 3 }) })
  ),
  fc.tuple(
    fc.constant('POST'),
    fc.constantFrom('composite/tree/Book__c', 'composite/tree/Account'),
    fc.record({ records: fc.array(typed, { maxLength: 4 }) })
  ),
  fc.tuple(
    fc.constantFrom('POST', 'PATCH'),
    fc.constantFrom('composite/sobjects', 'composite/sobjects/Book__c/Isbn__c'),
    fc.record({ allOrNone: fc.boolean(), records: fc.array(typed, { maxLength: 4 }) })
  ),
  fc.tuple(
    fc.constant('POST'),
    fc.constant('jobs/ingest'),
    fc.record(
      {
        object: fc.constantFrom('Book__c', 'User', ''),
        operation: fc.constantFrom('insert', 'upsert', 'delete', 7),
        externalIdFieldName: junk,
        columnDelimiter: fc.constantFrom('COMMA', 'X', 'constructor')
      },
      { requiredKeys: [] }
    )
  ),
  fc.tuple(
    fc.constant('POST'),
    fc.constant('jobs/query'),
    fc.record({ operation: fc.constantFrom('query', 'queryAll'), query: soql })
  ),
  fc.tuple(
    fc.constant('POST'),
    fc.constant('parameterizedSearch'),
    fc.record({
      q: junk,
      in: junk,
      sobjects: fc.array(
        fc.record({ name: fc.constantFrom('Book__c', 'x(', ''), fields: fc.array(junk, { maxLength: 2 }) }),
        { maxLength: 2 }
      )
    })
  ),
  fc.tuple(
    fc.constant('POST'),
    fc.constant('tooling/runTestsAsynchronous'),
    fc.record({ classNames: fc.oneof(junk, fc.constant(7)), tests: json, testLevel: junk })
  ),
  fc.tuple(
    fc.constant('GET'),
    soql.map((text) => `query?q=${encodeURIComponent(text)}`),
    fc.constant('')
  ),
  fc.tuple(
    fc.constant('GET'),
    soql.map((text) => `query?q=${encodeURIComponent(`SELECT Id FROM Book__c WHERE ${text}`)}`),
    fc.constant('')
  ),
  fc.tuple(
    fc.constant('GET'),
    soql.map((text) => `search?q=${encodeURIComponent(`FIND {a} ${text}`)}`),
    fc.constant('')
  ),
  fc.tuple(
    fc.constant('GET'),
    fc
      .oneof(junk, soql)
      .map((text) => `tooling/query?q=${encodeURIComponent(`SELECT ${text.toWellFormed()} FROM ApexTestResult`)}`),
    fc.constant('')
  )
);

describe('any request', () => {
  let library: Library;
  const client = rawClient(() => library);

  before(async () => {
    library = await openLibrary();
  });

  after(async () => {
    client.close();
    await library.close();
  });

  const { send } = client;

  it('is answered, and never with an internal error', async () => {
    const token = fc.constantFrom(library.tokens.admin, library.tokens.reader, 'no token', '');
    const sent = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'),
      path: fc.tuple(path, query).map(([p, q]) => p + q),
      headers: fc
        .tuple(
          token,
          fc.constantFrom('application/json', 'text/csv', 'text/xml', 'multipart/form-data; boundary=x', '')
        )
        .map(([value, type]) => ({ authorization: `Bearer ${value}`, 'content-type': type })),
      body
    });
    await fc.assert(
      fc.asyncProperty(sent, async (request) => {
        const bare = request.method === 'GET' || request.method === 'HEAD';
        const [status, text] = await send(bare ? { ...request, body: '' } : request);
        // an Apex method that throws, and a SOAP fault, are 500 by the platform's own rules
        const allowed =
          /"APEX_ERROR"|<soapenv:Fault>/.test(text) || (request.method === 'HEAD' && request.path.includes('apexrest'));
        assert.ok(status < 500 || status === 501 || allowed, `${status} ${text.slice(0, 300)}`);
      }),
      { numRuns: RUNS }
    );
    await fc.assert(
      fc.asyncProperty(shaped, async ([method, target, content]) => {
        const headers = { authorization: `Bearer ${library.tokens.admin}`, 'content-type': 'application/json' };
        const [status, text] = await send({
          method,
          path: `${DATA}/${target}`,
          headers,
          body: content === '' ? '' : JSON.stringify(content)
        });
        assert.ok(status < 500 || status === 501, `${status} ${text.slice(0, 300)}`);
      }),
      { numRuns: RUNS }
    );
    const [status] = await send({
      method: 'GET',
      path: `${DATA}/limits`,
      headers: { authorization: `Bearer ${library.tokens.admin}` },
      body: ''
    });
    assert.equal(status, 200);
  });

  it('is refused by name when its body is too large', async () => {
    const headers = { authorization: `Bearer ${library.tokens.admin}` };
    const [status] = await send({
      method: 'POST',
      path: `${DATA}/sobjects/Book__c`,
      headers,
      body: Buffer.alloc(26_000_000, 32)
    });
    assert.equal(status, 413);
  });
});
