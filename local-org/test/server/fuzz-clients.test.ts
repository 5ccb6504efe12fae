import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { openLibrary, rawClient, type Library } from './support.ts';

/** Requests per property; the environment variable makes it a long run. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 300);
/** What a long run may add to the heap: answers and jobs are bounded in number. */
const LARGEST_GROWTH = 600_000_000;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly body: string;
  readonly session?: string;
}

const junk = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    '',
    '0',
    '-2',
    'null',
    '%00',
    '__proto__',
    'constructor',
    '<x>',
    ']]>',
    '&amp;',
    '💥',
    'a'.repeat(3000)
  ),
  fc.constantFrom(
    '001000000000001AAA',
    'Book__c',
    'Account',
    'Isbn__c',
    'Id',
    'SELECT Id FROM Book__c',
    '2026-13-45',
    'true'
  )
);
const text = junk.map((value) => value.toWellFormed().replace(/[\u0000-\u001f]/g, ''));
const xmlText = text.map((value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
const element = fc.constantFrom(
  ...[
    'sObjects',
    'type',
    'Name',
    'Isbn__c',
    'Id',
    'fieldsToNull',
    'ids',
    'queryString',
    'queryLocator',
    'searchString'
  ],
  ...[
    'sObjectType',
    'externalIDFieldName',
    'fieldList',
    'startDate',
    'endDate',
    'userId',
    'password',
    'username',
    'leadConverts'
  ],
  ...[
    'leadId',
    'masterRecord',
    'recordToMergeIds',
    'request',
    'metadata',
    'fullName',
    'fullNames',
    'Owner',
    'sObject',
    'records'
  ],
  ...[
    'ZipFile',
    'asyncProcessId',
    'String',
    'queries',
    'operation',
    'object',
    'contentType',
    'state',
    'externalIdFieldName'
  ]
);
const attribute = fc.constantFrom(
  '',
  '',
  '',
  ' xsi:nil="true"',
  ' xsi:type="CustomField"',
  ' xsi:type="sf:Account"',
  ' xsi:type="x"'
);
const { xml } = fc.letrec<{ xml: string }>((tie) => ({
  xml: fc.oneof(
    { maxDepth: 4 },
    xmlText,
    fc
      .array(fc.tuple(element, attribute, tie('xml')), { maxLength: 4 })
      .map((parts) => parts.map(([name, mark, inner]) => `<${name}${mark}>${inner}</${name}>`).join(''))
  )
}));
const operation = fc.constantFrom(
  ...[
    'login',
    'create',
    'update',
    'upsert',
    'delete',
    'undelete',
    'query',
    'queryAll',
    'queryMore',
    'search',
    'retrieve'
  ],
  ...[
    'merge',
    'convertLead',
    'emptyRecycleBin',
    'describeGlobal',
    'describeSObject',
    'describeSObjects',
    'describeLayout'
  ],
  ...[
    'describeTabs',
    'getUpdated',
    'getDeleted',
    'getUserInfo',
    'getServerTimestamp',
    'setPassword',
    'resetPassword',
    'process'
  ],
  ...[
    'constructor',
    '__proto__',
    'executeAnonymous',
    'createMetadata',
    'readMetadata',
    'deleteMetadata',
    'listMetadata',
    'deploy'
  ]
);

/** Requests of each of the older roads; `TOKEN` is replaced. */
const soap: fc.Arbitrary<Sent> = fc
  .tuple(
    fc.constantFrom('u', 'c', 's', 'm'),
    fc.constantFrom('67.0', '64.0', '30.0', '99.0'),
    operation,
    xml,
    fc.boolean(),
    text
  )
  .map(([api, version, name, inner, whole, other]) => ({
    method: 'POST',
    path: `/services/Soap/${api}/${version}`,
    type: 'text/xml',
    body: whole
      ? `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="x" xmlns:sf="y"><e:Header><SessionHeader><sessionId>TOKEN</sessionId></SessionHeader><QueryOptions><batchSize>${other.replace(/[<&]/g, '')}</batchSize></QueryOptions></e:Header><e:Body><${name}>${inner}</${name}></e:Body></e:Envelope>`
      : inner
  }));
const channel = fc.oneof(
  fc.constantFrom(
    '/meta/handshake',
    '/meta/connect',
    '/meta/subscribe',
    '/meta/unsubscribe',
    '/meta/disconnect',
    '/event/x'
  ),
  text
);
const message = fc.record(
  {
    channel: fc.oneof(channel, fc.constantFrom(null, 7)),
    clientId: fc.oneof(text, fc.constant({})),
    subscription: fc.oneof(
      fc.constantFrom(
        '/topic/x',
        '/u/x',
        '/data/ChangeEvents',
        '/data/BookChangeEvent',
        '/systemTopic/Logging',
        '/event/Book__c'
      ),
      text
    ),
    ext: fc.oneof(fc.constant({ replay: { '/systemTopic/Logging': 'x' } }), fc.constant({ replay: 7 }), text),
    // a connect request that waits would make the run wait
    advice: fc.constant({ timeout: 0 })
  },
  { requiredKeys: ['advice'] }
);
const cometd: fc.Arbitrary<Sent> = fc
  .tuple(
    fc.constantFrom('/cometd/67.0', '/cometd/36.0', '/cometd/replay/36.0', '/cometd', '/cometd/x'),
    fc.array(message, { maxLength: 3 }),
    junk
  )
  .map(([path, messages, other]) => ({
    method: 'POST',
    path,
    type: 'application/json',
    body: messages.length > 0 ? JSON.stringify(messages) : other
  }));
const bulk: fc.Arbitrary<Sent> = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'PUT'),
    fc.array(
      fc.oneof(
        fc.constantFrom('job', 'batch', 'result', 'request', '750000000000000AAA'),
        text.map(encodeURIComponent)
      ),
      { maxLength: 5 }
    ),
    fc.constantFrom('application/xml', 'application/json', 'text/csv', 'gzip/csv'),
    fc.oneof(
      xml.map((inner) => `<jobInfo>${inner}</jobInfo>`),
      fc
        .record({
          operation: fc.constantFrom('insert', 'query', 'upsert', 7),
          object: fc.constantFrom('Book__c', 'x', {}),
          contentType: text
        })
        .map((value) => JSON.stringify(value)),
      text
    )
  )
  .map(([method, parts, type, body]) => ({
    method,
    path: `/services/async/67.0/${parts.join('/')}`,
    type,
    body: method === 'GET' ? '' : body
  }));
/** Jobs with batches that are almost right. */
const job = fc.record({
  operation: fc.constantFrom('insert', 'upsert', 'update', 'delete', 'hardDelete', 'query', 'queryAll'),
  contentType: fc.constantFrom('CSV', 'XML', 'JSON'),
  chunks: fc.boolean(),
  content: fc.oneof(
    fc
      .array(fc.array(text, { maxLength: 3 }), { maxLength: 4 })
      .map((rows) => rows.map((row) => row.join(',')).join('\n')),
    xml.map((inner) => `<sObjects><sObject>${inner}</sObject></sObjects>`),
    fc.array(fc.dictionary(element, text, { maxKeys: 3 }), { maxLength: 3 }).map((rows) => JSON.stringify(rows)),
    text.map((value) => `SELECT Id FROM Book__c WHERE ${value}`)
  )
});

describe('any request of the older APIs', () => {
  let library: Library;
  const client = rawClient(() => library);

  before(async () => {
    library = await openLibrary();
  });

  after(async () => {
    client.close();
    await library.close();
  });

  const send = ({ method, path, type, body }: Sent, headers: Record<string, string> = {}): Promise<[number, string]> =>
    client.send({
      method,
      path,
      headers: { 'content-type': type, authorization: `Bearer ${library.tokens.admin}`, ...headers },
      body: body.replace('TOKEN', library.tokens.admin)
    });

  it('is answered, and never with an internal error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(soap, cometd, bulk), async (request) => {
        const [status, answer] = await send(request);
        // a fault is 500 by the rules of SOAP
        assert.ok(status < 500 || /<soapenv:Fault>/.test(answer), `${status} ${answer.slice(0, 300)}`);
      }),
      { numRuns: RUNS }
    );
    const start = process.memoryUsage().heapUsed;
    await fc.assert(
      fc.asyncProperty(job, async ({ operation: name, contentType, chunks, content }) => {
        const external = name === 'upsert' ? '<externalIdFieldName>Isbn__c</externalIdFieldName>' : '';
        const [, created] = await send(
          {
            method: 'POST',
            path: '/services/async/67.0/job',
            type: 'application/xml',
            body: `<jobInfo><operation>${name}</operation><object>Book__c</object>${external}<contentType>${contentType}</contentType></jobInfo>`
          },
          chunks ? { 'sforce-enable-pkchunking': 'chunkSize=2' } : {}
        );
        const id = /<id>(\w+)<\/id>|"id":"(\w+)"/.exec(created)?.slice(1).find(Boolean) ?? '';
        assert.notEqual(id, '', created);
        const [status, queued] = await send({
          method: 'POST',
          path: `/services/async/67.0/job/${id}/batch`,
          type: 'text/csv',
          body: content
        });
        assert.ok(status < 500, `${status} ${queued.slice(0, 300)}`);
        const [listed] = await send({
          method: 'GET',
          path: `/services/async/67.0/job/${id}/batch`,
          type: '',
          body: ''
        });
        assert.equal(listed, 200);
      }),
      { numRuns: Math.ceil(RUNS / 3) }
    );
    assert.ok(process.memoryUsage().heapUsed - start < LARGEST_GROWTH);
    const [status] = await send({ method: 'GET', path: '/services/data/v67.0/limits', type: '', body: '' });
    assert.equal(status, 200);
  });

  it('of 200 clients at once is answered, each with its own', async () => {
    const create = (index: number): Promise<[number, string]> =>
      send({
        method: 'POST',
        path: '/services/data/v67.0/sobjects/Book__c',
        type: 'application/json',
        body: JSON.stringify({ Name: `Client ${index}`, Isbn__c: `client-${index}` })
      });
    const created = await Promise.all(Array.from({ length: 200 }, (_, index) => create(index)));
    const ids = created.map(([status, answer]) => [status, (JSON.parse(answer) as { id: string }).id]);
    assert.ok(ids.every(([status]) => status === 201));
    const read = await Promise.all(
      ids.map(([, id]) =>
        send({ method: 'GET', path: `/services/data/v67.0/sobjects/Book__c/${id}?fields=Name`, type: '', body: '' })
      )
    );
    assert.deepEqual(
      read.map(([, answer]) => (JSON.parse(answer) as { Name: string }).Name),
      ids.map((_id, index) => `Client ${index}`)
    );
    const same = await Promise.all(Array.from({ length: 50 }, () => create(0)));
    assert.deepEqual(
      new Set(same.map(([status, answer]) => `${status} ${/DUPLICATE_VALUE/.test(answer)}`)),
      new Set(['400 true'])
    );
  });
});
