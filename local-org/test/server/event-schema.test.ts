import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { absent, audit, refusedMethod } from './audit-table.ts';
import { httpClient, type Answer, type Call } from './http-client.ts';
import { openLibrary, type Library } from './support.ts';

const FIELDS = [
  { name: 'CreatedDate', type: 'string', doc: 'CreatedDate:DateTime' },
  { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
  { name: 'Copies__c', type: ['null', 'double'], doc: 'Data:Double', default: null },
  { name: 'Reason__c', type: ['null', 'string'], doc: 'Data:Text', default: null }
];

describe('event schemas', () => {
  let library: Library;
  let call: (path: string, call?: Call) => Promise<Answer>;

  before(async () => {
    library = await openLibrary({}, 'streaming');
    call = httpClient(library);
  });

  after(() => library.close());

  it('are told as delivered, or as Avro', async () => {
    const expanded = (await call('sobjects/Recall__e/eventSchema')).json;
    assert.deepEqual(expanded, {
      name: 'Recall__e',
      namespace: 'com.sforce.eventbus',
      type: 'expanded-record',
      fields: [
        {
          name: 'data',
          type: {
            type: 'record',
            name: 'Data',
            namespace: '',
            fields: [
              { name: 'schema', type: 'string' },
              { name: 'payload', type: { type: 'record', name: 'Payload', doc: '', fields: FIELDS } },
              { name: 'event', type: { type: 'record', name: 'Event', fields: [{ name: 'replayId', type: 'long' }] } }
            ]
          }
        },
        { name: 'channel', type: 'string' }
      ]
    });
    assert.deepEqual((await call('sobjects/recall__e/eventSchema?payloadFormat=EXPANDED')).json, expanded);
    const compact = (await call('sobjects/Recall__e/eventSchema?payloadFormat=COMPACT')).json as { uuid: string };
    assert.deepEqual(compact, {
      name: 'Recall__e',
      namespace: 'com.sforce.eventbus',
      type: 'record',
      fields: [{ ...FIELDS[0], type: 'long' }, ...FIELDS.slice(1)],
      uuid: compact.uuid
    });
    assert.match(compact.uuid, /^[\w-]{22}$/);
    assert.deepEqual((await call('/services/data/v42.0/sobjects/Recall__e/eventSchema')).json, compact);
    assert.deepEqual((await call(`event/eventSchema/${compact.uuid}`)).json, expanded);
    assert.deepEqual((await call(`event/eventSchema/${compact.uuid}?payloadFormat=COMPACT`)).json, compact);
    await audit(call, [
      ['GET', 'sobjects/Recall__e/eventSchema?payloadFormat=OTHER', 400, 'INVALID_FIELD'],
      ['GET', '/services/data/v42.0/sobjects/Recall__e/eventSchema?payloadFormat=COMPACT', 400, 'INVALID_FIELD'],
      ['GET', '/services/data/v43.0/sobjects/Recall__e/eventSchema?payloadFormat=COMPACT', 200],
      absent('GET', 'sobjects/Shelf__c/eventSchema'),
      absent('GET', 'event/eventSchema/nope'),
      absent('GET', `event/eventSchema/${compact.uuid}/x`),
      absent('GET', `event/nope/${compact.uuid}`),
      refusedMethod('POST', 'sobjects/Recall__e/eventSchema', 'GET,HEAD', {})
    ]);
    const hidden = await call(`event/eventSchema/${compact.uuid}`, { token: library.tokens.reader });
    assert.equal(hidden.status, 404);
  });
});
