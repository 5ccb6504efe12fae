import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsforce from 'jsforce';
import { EVENTS_URL, orderEvent, type EventResult, type TestEvent } from '../support/events.ts';
import { startLocalOrg, type Answer, type RunningOrg } from '../support/local-org.ts';

interface Results {
  readonly results: readonly EventResult[];
}

describe('POST /commerce/v1/events', () => {
  let org: RunningOrg;
  let connection: jsforce.Connection;

  before(async () => {
    org = await startLocalOrg();
    connection = new jsforce.Connection({
      instanceUrl: org.session.instanceUrl,
      accessToken: org.session.users.admin.accessToken,
      version: '67.0'
    });
  });

  after(() => org?.stop());

  const send = (events: readonly TestEvent[]): Promise<Answer<Results>> =>
    org.call<Results>('POST', EVENTS_URL, { events });

  it('puts an order, its lines, its customer and its products on records', async () => {
    const { status, body } = await send([orderEvent('1001', { lines: 2, email: 'ada@example.com' })]);
    assert.equal(status, 200);
    assert.deepEqual(
      body.results.map(({ id, status: outcome, error }) => ({ id, outcome, error })),
      [{ id: 'evt-order-1001-0', outcome: 'processed', error: null }]
    );
    const { records } = await connection.query(
      "SELECT Id, Order_Number__c, Total__c, Currency_Code__c, Contact__r.Email, (SELECT SKU__c, Product__r.Name FROM Lines__r ORDER BY SKU__c) FROM Commerce_Order__c WHERE External_Id__c = 'b2b-direct:1001'"
    );
    assert.equal(records.length, 1);
    const [order] = records as unknown as {
      Id: string;
      Order_Number__c: string;
      Total__c: number;
      Currency_Code__c: string;
      Contact__r: { Email: string };
      Lines__r: { records: { SKU__c: string; Product__r: { Name: string } }[] };
    }[];
    assert.equal(order.Id, body.results[0].recordId);
    assert.equal(order.Total__c, 20);
    assert.equal(order.Currency_Code__c, 'EUR');
    assert.equal(order.Contact__r.Email, 'ada@example.com');
    assert.deepEqual(
      order.Lines__r.records.map((line) => [line.SKU__c, line.Product__r.Name]),
      [
        ['SKU-0', 'Product 0'],
        ['SKU-1', 'Product 1']
      ]
    );
  });

  it('answers duplicate to the same event and stale to an older one', async () => {
    const newer = orderEvent('1002', { at: 10 });
    assert.equal((await send([newer])).body.results[0].status, 'processed');
    assert.equal((await send([newer])).body.results[0].status, 'duplicate');
    assert.equal((await send([orderEvent('1002', { at: 5 })])).body.results[0].status, 'stale');
    const { totalSize } = await connection.query(
      "SELECT Id FROM Commerce_Order__c WHERE External_Id__c = 'b2b-direct:1002'"
    );
    assert.equal(totalSize, 1);
  });

  it('lets one bad event of 200 fail alone, with its error', async () => {
    const events = Array.from({ length: 200 }, (_, index) =>
      orderEvent(`2${String(index).padStart(3, '0')}`, index === 77 ? { data: { currency: null } } : {})
    );
    const { body } = await send(events);
    const failed = body.results.filter(({ status }) => status === 'failed');
    assert.equal(body.results.filter(({ status }) => status === 'processed').length, 199);
    assert.equal(failed.length, 1);
    assert.equal(failed[0].id, events[77].id);
    assert.match(failed[0].error?.field ?? '', /currency/);
    const { totalSize } = await connection.query(
      "SELECT Id FROM Commerce_Event__c WHERE Status__c = 'Failed' AND Error_Code__c != null AND Topic__c = 'order'"
    );
    assert.equal(totalSize, 1, 'the inbox keeps the failed event');
  });

  it('costs the same for 20 orders and for 200: at most 30 queries and 20 DML statements', async () => {
    const batch = (prefix: string, count: number): TestEvent[] =>
      Array.from({ length: count }, (_, index) => orderEvent(`${prefix}${index}`, { lines: 5 }));
    // the products that all of them name are known before the counting begins
    await send(batch('first-', 1));
    const small = await send(batch('few-', 20));
    const large = await send(batch('many-', 200));
    assert.ok(large.body.results.every(({ status }) => status === 'processed'));
    assert.ok(large.limits.queries > 0 && large.limits.queries <= 30, `${large.limits.queries} queries`);
    assert.ok(
      large.limits.dmlStatements > 0 && large.limits.dmlStatements <= 20,
      `${large.limits.dmlStatements} DML statements`
    );
    assert.equal(large.limits.queries, small.limits.queries);
    assert.equal(large.limits.dmlStatements, small.limits.dmlStatements);
  });

  for (const [title, body] of [
    ['is not JSON', '{"events": [ nonsense'],
    ['has no events', {}],
    ['has an empty list', { events: [] }],
    ['has 201 events', { events: Array.from({ length: 201 }, (_, index) => orderEvent(`x${index}`)) }]
  ] as const) {
    it(`refuses an envelope that ${title}, with a code`, async () => {
      const answer = await org.call<{ error?: { code: string }; errorCode?: string } | { errorCode: string }[]>(
        'POST',
        EVENTS_URL,
        body
      );
      assert.equal(answer.status, 400);
      assert.match(JSON.stringify(answer.body), /"(code|errorCode)":"[A-Z_]+"/);
    });
  }

  it('is closed to those without a token', async () => {
    const { status } = await org.call('POST', EVENTS_URL, { events: [orderEvent('nobody')] }, null);
    assert.ok(status === 401 || status === 403, `answered ${status}`);
  });
});
