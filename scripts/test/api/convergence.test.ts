import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import jsforce from 'jsforce';
import { createRandom } from '../../demo/random.ts';
import { EVENTS_URL, minute, STORE, type EventResult, type TestEvent } from '../support/events.ts';
import { startLocalOrg, type RunningOrg } from '../support/local-org.ts';

/**
 * The same set of events must leave the same records whatever their order and however often each arrives. Every run uses ids of its own
 * (`~N` at the end), so that one org serves all runs; the mark is taken off before two runs are compared.
 */

const ORDERS = 95;
const RUNS = 4;
const BATCH = 100;

/** 500 events and more of 80 orders: versions, shipments, returns, refunds, carts, customers, products. */
function eventSet(run: number): TestEvent[] {
  const random = createRandom(7);
  const mark = (id: string): string => `${id}~${run}`;
  const events: TestEvent[] = [];
  const push = (topic: string, key: string, at: number, data: Record<string, unknown>): void => {
    events.push({
      id: mark(`${topic}-${key}-${at}`),
      store: STORE,
      topic,
      occurredAt: minute(at),
      data: { ...data, updatedAt: minute(at) }
    });
  };
  for (let p = 0; p < 20; p++) {
    push('product', `p${p}`, random.between(0, 50), {
      externalId: mark(`p${p}`),
      sku: mark(`SKU-${p}`),
      title: `Product ${p}`,
      category: 'Things',
      active: true
    });
  }
  const customer = (index: number): Record<string, unknown> => ({
    externalId: mark(`c${index}`),
    email: `person${index}~${run}@example.com`,
    phone: null,
    firstName: 'Person',
    lastName: `Number ${index}`,
    guest: false,
    company: index % 4 === 0 ? { externalId: mark(`co${index}`), name: `Company ${index} ${mark('')}` } : null
  });
  for (let c = 0; c < 25; c++) {
    push('customer', `c${c}`, random.between(0, 50), customer(c));
  }
  for (let o = 0; o < ORDERS; o++) {
    const lines = Array.from({ length: random.between(1, 4) }, (_, index) => ({
      externalId: mark(`o${o}-l${index}`),
      sku: mark(`SKU-${(o + index) % 20}`),
      productExternalId: mark(`p${(o + index) % 20}`),
      title: `Product ${(o + index) % 20}`,
      category: 'Things',
      quantity: random.between(1, 5),
      unitPrice: 10,
      discount: 0,
      tax: 0,
      total: 0
    })).map((line) => ({ ...line, total: line.quantity * 10 }));
    const total = lines.reduce((sum, line) => sum + line.total, 0);
    const order = (at: number, status: string, kept: typeof lines): void =>
      push('order', `o${o}`, at, {
        externalId: mark(`o${o}`),
        number: mark(`#${o}`),
        placedAt: minute(0),
        status,
        paymentStatus: 'paid',
        fulfillmentStatus: 'unfulfilled',
        currency: o % 5 === 0 ? 'USD' : 'EUR',
        channel: 'web',
        acquisitionSource: null,
        test: false,
        customer: o % 9 === 0 ? null : customer(o % 25),
        lines: kept,
        discountCodes: [],
        totals: { subtotal: total, discount: 0, shipping: 0, tax: 0, total }
      });
    order(100 + o, 'open', lines);
    order(300 + o, o % 11 === 0 ? 'cancelled' : 'completed', o % 7 === 0 ? lines.slice(0, 1) : lines);
    push('fulfillment', `f${o}`, 200 + o, {
      externalId: mark(`f${o}`),
      orderExternalId: mark(`o${o}`),
      status: 'shipped',
      carrier: 'DHL',
      trackingNumber: mark(`T${o}`),
      trackingUrl: null,
      shippedAt: minute(200 + o),
      deliveredAt: null
    });
    push('fulfillment', `f${o}`, 260 + o, {
      externalId: mark(`f${o}`),
      orderExternalId: mark(`o${o}`),
      status: 'delivered',
      carrier: 'DHL',
      trackingNumber: mark(`T${o}`),
      trackingUrl: null,
      shippedAt: minute(200 + o),
      deliveredAt: minute(260 + o)
    });
    if (o % 3 === 0) {
      const [line] = lines;
      const returnLines = [
        {
          externalId: mark(`r${o}-l`),
          orderLineExternalId: line.externalId,
          quantity: 1,
          reason: 'not_as_described',
          reasonText: 'Another colour',
          amount: 10
        }
      ];
      push('return', `r${o}`, 400 + o, {
        externalId: mark(`r${o}`),
        orderExternalId: mark(`o${o}`),
        type: 'return',
        status: 'requested',
        requestedAt: minute(400 + o),
        currency: o % 5 === 0 ? 'USD' : 'EUR',
        lines: returnLines
      });
      push('refund', `rf${o}`, 450 + o, {
        externalId: mark(`rf${o}`),
        orderExternalId: mark(`o${o}`),
        returnExternalId: mark(`r${o}`),
        refundedAt: minute(450 + o),
        currency: o % 5 === 0 ? 'USD' : 'EUR',
        amount: 10,
        lines: [{ externalId: mark(`rf${o}-l`), orderLineExternalId: line.externalId, quantity: 1, amount: 10 }]
      });
    }
    if (o % 4 === 0) {
      push('cart', `k${o}`, 90 + o, {
        externalId: mark(`k${o}`),
        status: 'abandoned',
        currency: 'EUR',
        total,
        startedAt: minute(80),
        lastActivityAt: minute(90 + o),
        recoveryUrl: 'https://shop.example/recover',
        orderExternalId: null,
        email: `person${o % 25}~${run}@example.com`,
        customer: customer(o % 25),
        lines
      });
    }
  }
  return events;
}

const SNAPSHOTS: readonly string[] = [
  `SELECT External_Id__c, Order_Number__c, Status__c, Payment_Status__c, Fulfillment_Status__c, Currency_Code__c, Total__c, Refunded_Total__c,
     Net_Total__c, Email__c, Line_Count__c, Contact__r.Email, Account__r.Name, Customer__r.External_Id__c FROM Commerce_Order__c`,
  `SELECT External_Id__c, Order__r.External_Id__c, SKU__c, Quantity__c, Total__c, Returned_Quantity__c, Product__r.Name,
     Account__r.Name FROM Commerce_Order_Line__c`,
  'SELECT External_Id__c, Order__r.External_Id__c, Status__c, Tracking_Number__c, Shipped_At__c, Delivered_At__c FROM Commerce_Fulfillment__c',
  'SELECT External_Id__c, Order__r.External_Id__c, Type__c, Status__c, Refund_Amount__c, Currency_Code__c, Account__r.Name FROM Commerce_Return__c',
  `SELECT External_Id__c, Return__r.External_Id__c, Order_Line__r.External_Id__c, Reason__r.Code__c, Quantity__c, Amount__c, Account__r.Name, SKU__c
     FROM Commerce_Return_Line__c`,
  'SELECT External_Id__c, Status__c, Total__c, Contact__r.Email, Order__r.External_Id__c FROM Commerce_Cart__c',
  'SELECT External_Id__c, Email__c, Contact__r.Email, Account__r.Name FROM Commerce_Customer__c',
  'SELECT Commerce_External_Id__c, Name, ProductCode FROM Product2'
];

async function everyRecord(connection: jsforce.Connection, soql: string): Promise<object[]> {
  let page = await connection.query(soql);
  const records: object[] = [...page.records];
  while (!page.done && page.nextRecordsUrl) {
    page = await connection.queryMore(page.nextRecordsUrl);
    records.push(...page.records);
  }
  return records;
}

describe('the events endpoint', () => {
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

  async function deliver(events: readonly TestEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += BATCH) {
      const { status, body } = await org.call<{ results: EventResult[] }>('POST', EVENTS_URL, {
        events: events.slice(start, start + BATCH)
      });
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(
        body.results.filter((result) => result.status === 'failed'),
        []
      );
    }
    assert.equal((await org.drain()).failed, 0);
  }

  /** Every record that carries the run's mark, without the mark and without ids, in a fixed order. */
  async function snapshot(run: number): Promise<string[]> {
    const rows: string[] = [];
    for (const soql of SNAPSHOTS) {
      for (const record of await everyRecord(connection, soql)) {
        const text = JSON.stringify(record, (key, value: unknown) => (key === 'attributes' ? undefined : value));
        if (text.includes(`~${run}`)) {
          rows.push(text.replaceAll(`~${run}`, ''));
        }
      }
    }
    return rows.sort();
  }

  it('leaves the same records whatever the order and the repetitions', async () => {
    const straight = eventSet(0).sort((a, b) => a.occurredAt.localeCompare(b.occurredAt));
    assert.ok(straight.length >= 500, `${straight.length} events`);
    await deliver(straight);
    const expected = await snapshot(0);
    assert.ok(expected.length > 400, `${expected.length} records`);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.nat({ max: 999_999 })),
        fc.integer({ min: 0, max: 60 }),
        async (keys, repeats) => {
          run += 1;
          const events = eventSet(run);
          const repeated = [...events, ...events.slice(0, repeats)];
          const shuffled = repeated
            .map((event) => ({ event, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ event }) => event);
          await deliver(shuffled);
          assert.deepEqual(await snapshot(run), expected);
        }
      ),
      { numRuns: RUNS, endOnFailure: true }
    );
  });
});
