import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import jsforce from 'jsforce';
import { liveShop } from '../../demo/life.ts';
import { orderWebhooks } from '../../demo/shopify.ts';
import { readAnswer, startLocalOrg, type Answer, type RunningOrg } from '../support/local-org.ts';

const STORE = 'byron-eu';

describe('POST /commerce/v1/webhooks/shopify', () => {
  let org: RunningOrg;
  let connection: jsforce.Connection;
  let secret: string;
  let sequence = 0;

  before(async () => {
    org = await startLocalOrg();
    secret = org.session.stores.find(({ key }) => key === STORE)?.webhookSecret ?? '';
    assert.notEqual(secret, '');
    connection = new jsforce.Connection({
      instanceUrl: org.session.instanceUrl,
      accessToken: org.session.users.admin.accessToken,
      version: '67.0'
    });
  });

  after(() => org?.stop());

  async function deliver(
    topic: string,
    body: string,
    options: { store?: string; signature?: string | null; id?: string } = {}
  ): Promise<Answer<unknown>> {
    const signature =
      options.signature === undefined ? createHmac('sha256', secret).update(body).digest('base64') : options.signature;
    const response = await fetch(
      `${org.session.instanceUrl}/services/apexrest/commerce/v1/webhooks/shopify?store=${options.store ?? STORE}`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-shopify-topic': topic,
          'x-shopify-webhook-id': options.id ?? `test-${++sequence}`,
          'x-shopify-triggered-at': new Date().toISOString(),
          ...(signature === null ? {} : { 'x-shopify-hmac-sha256': signature })
        },
        body
      }
    );
    return readAnswer(response);
  }

  async function inbox(
    topic: string
  ): Promise<{ Status__c: string; Error_Code__c: string | null; Ignored_Reason__c: string | null }[]> {
    const { records } = await connection.query(
      `SELECT Status__c, Error_Code__c, Ignored_Reason__c FROM Commerce_Event__c WHERE Topic__c = '${topic}' ORDER BY CreatedDate DESC, Id DESC`
    );
    return records as unknown as {
      Status__c: string;
      Error_Code__c: string | null;
      Ignored_Reason__c: string | null;
    }[];
  }

  it('takes a signed order from the shop to the record, every digit of its id kept', async () => {
    const life = liveShop(Date.now(), 'small');
    const order = life.orders.find(({ store, customer }) => store === STORE && customer !== null);
    assert.ok(order);
    const [created] = orderWebhooks(order);
    assert.match(created.body, new RegExp(`"id":${order.id},`), 'the id is sent as a bare number of 19 digits');
    assert.equal((await deliver(created.topic, created.body)).status, 200);
    assert.equal((await org.drain()).failed, 0);
    const { records } = await connection.query(
      `SELECT Order_Number__c, Currency_Code__c FROM Commerce_Order__c WHERE External_Id__c = '${STORE}:${order.id}'`
    );
    assert.deepEqual(
      records.map(({ Order_Number__c, Currency_Code__c }) => [Order_Number__c, Currency_Code__c]),
      [[order.number, 'EUR']]
    );
  });

  it('answers 401 to a wrong or missing signature and keeps nothing', async () => {
    const count = async (): Promise<number> => (await connection.query('SELECT Id FROM Commerce_Event__c')).totalSize;
    const before = await count();
    const body = '{"id":1}';
    assert.equal((await deliver('orders/create', body, { signature: 'bm90IGl0' })).status, 401);
    assert.equal((await deliver('orders/create', body, { signature: null })).status, 401);
    assert.equal(await count(), before);
  });

  it('answers 404 to a store that is not known', async () => {
    assert.equal((await deliver('orders/create', '{"id":1}', { store: 'nobody' })).status, 404);
  });

  it('keeps broken JSON from a genuine sender, with a code', async () => {
    const answer = await deliver('orders/paid', '{"id": 12, ');
    assert.match(JSON.stringify(answer.body), /[A-Z]+_[A-Z_]+/);
    await org.drain();
    const [row] = await inbox('orders/paid');
    assert.equal(row?.Status__c, 'Failed');
    assert.ok(row.Error_Code__c);
  });

  it('keeps an order that lacks its currency, and names the field', async () => {
    const body = JSON.stringify({
      id: 601,
      name: '#601',
      created_at: '2026-03-01T10:00:00Z',
      updated_at: '2026-03-01T10:00:00Z',
      line_items: []
    });
    assert.equal((await deliver('orders/create', body)).status, 200);
    await org.drain();
    const { records } = await connection.query<{ Status__c: string; Error_Code__c: string; Error_Message__c: string }>(
      "SELECT Status__c, Error_Code__c, Ignored_Reason__c, Error_Message__c FROM Commerce_Event__c WHERE Topic__c = 'orders/create' AND Status__c = 'Failed'"
    );
    assert.equal(records.length, 1);
    assert.match(`${records[0].Error_Code__c} ${records[0].Error_Message__c}`, /currency/i);
  });

  it('keeps an event of a topic it does not know', async () => {
    assert.equal((await deliver('moons/rise', '{"id":1}')).status, 200);
    await org.drain();
    const [row] = await inbox('moons/rise');
    assert.ok(row, 'the inbox has the event');
    assert.equal(row.Status__c, 'Ignored');
    assert.match(String(row.Ignored_Reason__c), /moons\/rise/, 'and says why it was not processed');
  });

  it('keeps what can be told of a body of 5 MB, with a code', async () => {
    const body = JSON.stringify({ id: 77, note: 'x'.repeat(5 * 1024 * 1024) });
    const answer = await deliver('orders/updated', body);
    assert.ok(answer.status === 200 || answer.status === 413, `answered ${answer.status}`);
    await org.drain();
    const [row] = await inbox('orders/updated');
    assert.ok(row, 'the inbox has the event');
  });

  it('takes the same delivery twice and processes it once', async () => {
    const body = JSON.stringify({
      id: 501,
      admin_graphql_api_id: 'gid://shopify/Customer/501',
      email: 'twice@example.com',
      first_name: 'To',
      last_name: 'Twice',
      updated_at: '2026-03-01T10:00:00+00:00',
      created_at: '2026-03-01T10:00:00+00:00'
    });
    assert.equal((await deliver('customers/create', body, { id: 'same' })).status, 200);
    assert.equal((await deliver('customers/create', body, { id: 'same' })).status, 200);
    await org.drain();
    const { totalSize } = await connection.query("SELECT Id FROM Contact WHERE Email = 'twice@example.com'");
    assert.equal(totalSize, 1);
  });
});
