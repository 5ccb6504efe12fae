import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../../local-org/test/support/browser.ts';
import { EVENTS_URL, orderEvent, STORE } from '../support/events.ts';
import { startLocalOrg, type RunningOrg } from '../support/local-org.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WAIT = 20_000;
const DAY = 86_400_000;
const CUSTOMER = { externalId: 'page-buyer', email: 'orla@example.com', firstName: 'Orla', lastName: 'Byrne' };

type Persona = keyof RunningOrg['session']['users'];

interface AxeResult {
  readonly violations: readonly { id: string; nodes: readonly { html: string }[] }[];
}

const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

describe('the pages of an order and of a return', () => {
  let org: RunningOrg;
  let browser: Browser;
  let orderId: string;
  let returnId: string;

  before(async () => {
    org = await startLocalOrg();
    browser = await launchBrowser();
    const placed = (days: number): Record<string, unknown> => ({
      customer: CUSTOMER,
      placedAt: ago(days),
      updatedAt: ago(days)
    });
    const event = (topic: string, data: Record<string, unknown>): Record<string, unknown> => ({
      id: `evt-${topic}-${String(data['externalId'])}`,
      store: STORE,
      topic,
      occurredAt: ago(1),
      data
    });
    const { body } = await org.call<{ results: { status: string; error: unknown }[] }>('POST', EVENTS_URL, {
      events: [
        orderEvent('before', { data: placed(40) }),
        orderEvent('shown', { lines: 2, data: placed(10) }),
        event('fulfillment', {
          externalId: 'parcel',
          orderExternalId: 'shown',
          status: 'in_transit',
          carrier: 'DPD',
          trackingNumber: '7719',
          trackingUrl: 'https://track.example/7719',
          shippedAt: ago(8),
          estimatedDeliveryAt: ago(5)
        }),
        event('return', {
          externalId: 'R-1',
          orderExternalId: 'shown',
          type: 'return',
          status: 'open',
          requestedAt: ago(2),
          lines: [{ externalId: 'rl-1', orderLineExternalId: 'shown-l0', quantity: 1, reason: 'damaged' }]
        })
      ]
    });
    assert.deepEqual(
      body.results.map(({ status, error }) => error ?? status),
      body.results.map(() => 'processed')
    );
    await org.drain();
    orderId = await idOf("SELECT Id FROM Commerce_Order__c WHERE Order_Number__c = '#shown'");
    returnId = await idOf(`SELECT Id FROM Commerce_Return__c WHERE Order__c = '${orderId}'`);
  });

  after(async () => {
    await browser?.close();
    await org?.stop();
  });

  async function idOf(soql: string): Promise<string> {
    const url = `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
    const { body } = await org.call<{ records: { Id: string }[] }>('GET', url, undefined, 'admin');
    assert.equal(body.records.length, 1, soql);
    return body.records[0]!.Id;
  }

  async function withPage(
    target: string,
    options: { persona?: Persona; width?: number },
    work: (page: Page) => Promise<void>
  ): Promise<void> {
    const { persona = 'agent', width = 1440 } = options;
    const context = await browser.newContext({ viewport: { width, height: 1000 }, reducedMotion: 'reduce' });
    try {
      const page = await context.newPage();
      await page.goto(`${org.session.users[persona].loginUrl}&return=${encodeURIComponent(target)}`);
      await page.locator('c-cw-panel-frame').first().waitFor({ timeout: WAIT });
      await page.waitForLoadState('networkidle');
      await work(page);
    } finally {
      await context.close();
    }
  }

  const order = (): string => `/lightning/r/Commerce_Order__c/${orderId}/view`;
  const textOf = async (page: Page, part: string): Promise<string> =>
    (await page.locator(part).first().innerText({ timeout: WAIT })).replace(/\s+/g, ' ');

  it('says first that the parcel is late, then where everything is', () =>
    withPage(order(), {}, async (page) => {
      const timeline = await textOf(page, 'c-cw-order-timeline');
      assert.match(timeline, /5 days late: .*DPD/);
      assert.match(timeline, /Placed .*Paid .*Shipped .*Not delivered yet/);
      const link = page.locator('c-cw-order-timeline a[target=_blank]').first();
      assert.equal(await link.getAttribute('href'), 'https://track.example/7719');
    }));

  it('shows the order as a receipt under its number, with the currency', () =>
    withPage(order(), {}, async (page) => {
      const receipt = await textOf(page, 'c-cw-order-receipt');
      assert.match(receipt, /Order #shown/);
      assert.match(receipt, /Product 0 SKU-0/);
      assert.match(receipt, /Total EUR 20\.00/);
    }));

  it('leads to the return, the customer and the order before', () =>
    withPage(order(), {}, async (page) => {
      const care = page.locator('c-cw-order-aftercare').first();
      assert.match(await textOf(page, 'c-cw-order-aftercare'), /Orla Byrne/);
      await care.getByRole('link', { name: 'Previous: #before' }).click();
      await page.getByText('Order #before').first().waitFor({ timeout: WAIT });
    }));

  it('writes a case before it creates one, and links it', () =>
    withPage(order(), {}, async (page) => {
      const receipt = page.locator('c-cw-order-receipt').first();
      await receipt.getByRole('button', { name: 'Create case' }).click();
      const form = page.locator('c-cw-panel-case-form').first();
      const subject = form.getByLabel('Subject');
      await subject.waitFor({ timeout: WAIT });
      assert.equal(await subject.inputValue(), 'Order #shown: 5 days late');
      assert.equal(
        await subject.evaluate((field) => (field.getRootNode() as Document).activeElement === field),
        true,
        'the focus is in the form'
      );
      await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached', timeout: WAIT });
      await receipt.getByRole('button', { name: 'Create case' }).click();
      await form.getByLabel('Subject').fill('Parcel is lost');
      await form.getByRole('button', { name: 'Create case' }).click();
      await form.waitFor({ state: 'detached', timeout: WAIT });
      await page.reload();
      await page.locator('c-cw-order-aftercare').getByText('Parcel is lost').first().waitFor({ timeout: WAIT });
      const soql = `SELECT Id FROM Case WHERE Commerce_Order__c = '${orderId}' AND Subject = 'Parcel is lost'`;
      assert.match(await idOf(soql), /^500/);
    }));

  it('keeps technical fields to administrators', async () => {
    await withPage(order(), {}, async (page) => {
      assert.equal(await page.getByText('External Id').count(), 0);
    });
    await withPage(order(), { persona: 'admin' }, async (page) => {
      await page.getByText('External Id').first().waitFor({ timeout: WAIT });
    });
  });

  it('shows what came back and why, without anything for machines', () =>
    withPage(`/lightning/r/Commerce_Return__c/${returnId}/view`, {}, async (page) => {
      const text = await textOf(page, 'c-cw-return-receipt');
      assert.match(text, /Product 0/);
      assert.match(text, /#shown/);
      assert.match(text, /Nothing was refunded yet/);
      assert.doesNotMatch(await textOf(page, 'body'), /\{"/);
    }));

  it('names the permission sets to a user who has none of them', () =>
    withPage(order(), { persona: 'integration' }, async (page) => {
      assert.match(await textOf(page, 'c-cw-order-receipt'), /no access/i);
    }));

  for (const width of [1440, 400]) {
    it(`is free of accessibility faults at ${width} px and does not scroll sideways`, async () => {
      for (const target of [order(), `/lightning/r/Commerce_Return__c/${returnId}/view`]) {
        await withPage(target, { width }, async (page) => {
          await page.addScriptTag({ path: AXE });
          const { violations } = await page.evaluate(async () => {
            const { axe } = globalThis as unknown as {
              axe: { run(root: Document, options: object): Promise<AxeResult> };
            };
            return axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
          });
          assert.deepEqual(
            violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`),
            []
          );
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth
          );
          assert.ok(overflow <= 0, `${overflow} px too wide`);
        });
      }
    });
  }
});
