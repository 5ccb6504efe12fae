import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import jsforce from 'jsforce';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../../local-org/test/support/browser.ts';
import { startLocalOrg, type RunningOrg } from '../support/local-org.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PANELS = [
  'c-cw-account-order-history',
  'c-cw-account-churn-risk',
  'c-cw-account-lifetime-value',
  'c-cw-account-return-patterns'
] as const;
const SILENT = 'Nordlicht Handels GmbH';
const GROWING = 'Brightside Hotels BV';
const NEWCOMER = 'Studio Faro Srl';
const TWO_CURRENCIES = 'Transatlantic Living Inc';
const WAIT = 20_000;

type Persona = keyof RunningOrg['session']['users'];

interface AxeResult {
  readonly violations: readonly { id: string; impact: string; nodes: readonly { html: string }[] }[];
}

describe('the Account page', () => {
  let org: RunningOrg;
  let browser: Browser;
  let connection: jsforce.Connection;

  before(async () => {
    org = await startLocalOrg('small');
    browser = await launchBrowser();
    connection = new jsforce.Connection({
      instanceUrl: org.session.instanceUrl,
      accessToken: org.session.users.admin.accessToken,
      version: '67.0'
    });
  });

  after(async () => {
    await browser?.close();
    await org?.stop();
  });

  async function accountId(name: string): Promise<string> {
    const { records } = await connection.query<{ Id: string }>(`SELECT Id FROM Account WHERE Name = '${name}'`);
    assert.equal(records.length, 1, `one account ${name}`);
    return records[0].Id;
  }

  /** Opens a page as a persona and waits until its four panels have left their loading state. */
  async function openAccount(name: string, options: { persona?: Persona; width?: number } = {}): Promise<Page> {
    const { persona = 'manager', width = 1440 } = options;
    const context = await browser.newContext({ viewport: { width, height: 1000 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const target = `/lightning/r/Account/${await accountId(name)}/view`;
    await page.goto(`${org.session.users[persona].loginUrl}&return=${encodeURIComponent(target)}`);
    for (const panel of PANELS) {
      await page.locator(panel).first().waitFor({ state: 'attached', timeout: WAIT });
    }
    await page
      .locator('c-cw-panel-frame [aria-busy="true"]')
      .first()
      .waitFor({ state: 'detached', timeout: WAIT })
      .catch(() => undefined);
    await page.waitForLoadState('networkidle');
    return page;
  }

  async function withPage(
    name: string,
    options: { persona?: Persona; width?: number },
    work: (page: Page) => Promise<void>
  ): Promise<void> {
    const page = await openAccount(name, options);
    try {
      await work(page);
    } finally {
      await page.context().close();
    }
  }

  const textOf = async (page: Page, panel: string): Promise<string> =>
    (await page.locator(panel).first().innerText({ timeout: WAIT })).replace(/\s+/g, ' ');

  it('tells of the distributor that has gone silent, with the reason and the evidence', () =>
    withPage(SILENT, {}, async (page) => {
      const churn = await textOf(page, 'c-cw-account-churn-risk');
      assert.match(churn, /41 days/);
      assert.match(churn, /14/);
      assert.match(churn, /(Unusual silence|Probably lost)/i);
    }));

  it('shows the orders newest first, and finds one by its number', () =>
    withPage(SILENT, {}, async (page) => {
      const { records } = await connection.query<{ Order_Number__c: string }>(
        `SELECT Order_Number__c FROM Commerce_Order__c WHERE Account__r.Name = '${SILENT}' ORDER BY Placed_At__c DESC`
      );
      const panel = page.locator('c-cw-account-order-history').first();
      const newest = records[0].Order_Number__c;
      const oldest = records[records.length - 1].Order_Number__c;
      await panel.getByText(newest, { exact: true }).first().waitFor({ timeout: WAIT });
      assert.equal(await panel.getByText(oldest, { exact: true }).count(), 0, 'the oldest order is on a later page');
      const search = panel.locator('input').first();
      await search.fill(oldest);
      await search.press('Enter');
      await panel.getByText(oldest, { exact: true }).first().waitFor({ timeout: WAIT });
      assert.equal(await panel.getByText(newest, { exact: true }).count(), 0, 'the search hides the others');
    }));

  it('keeps two currencies apart', () =>
    withPage(TWO_CURRENCIES, {}, async (page) => {
      const value = await textOf(page, 'c-cw-account-lifetime-value');
      assert.match(value, /EUR|€/);
      assert.match(value, /USD|\$/);
    }));

  it('says "not enough data" of a newcomer instead of guessing', () =>
    withPage(NEWCOMER, {}, async (page) => {
      assert.match(await textOf(page, 'c-cw-account-churn-risk'), /not enough/i);
    }));

  it('calls a growing customer on rhythm', () =>
    withPage(GROWING, {}, async (page) => {
      assert.match(await textOf(page, 'c-cw-account-churn-risk'), /on rhythm/i);
    }));

  it('names the permission sets to a user who has none of them, and shows no figure', () =>
    withPage(SILENT, { persona: 'integration' }, async (page) => {
      for (const panel of PANELS) {
        const text = await textOf(page, panel);
        assert.match(text, /no access/i);
        assert.match(text, /Cartwright Account Manager/);
        assert.doesNotMatch(text, /EUR|\d+ days/);
      }
    }));

  it('shows which orders made the value', () =>
    withPage(TWO_CURRENCIES, {}, async (page) => {
      const panel = page.locator('c-cw-account-lifetime-value').first();
      await panel.getByRole('button', { name: /which orders/i }).click();
      const { records } = await connection.query<{ Order_Number__c: string }>(
        `SELECT Order_Number__c FROM Commerce_Order__c WHERE Account__r.Name = '${TWO_CURRENCIES}' AND Currency_Code__c = 'EUR'
           AND Counts_As_Revenue__c = true ORDER BY Placed_At__c DESC LIMIT 1`
      );
      await panel.getByText(records[0].Order_Number__c).first().waitFor({ timeout: WAIT });
    }));

  for (const width of [1440, 400]) {
    it(`is free of accessibility faults at ${width} px and does not scroll sideways`, () =>
      withPage(SILENT, { width }, async (page) => {
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
      }));
  }

  it('reports no error in the console', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') {
        errors.push(message.text());
      }
    });
    await page.goto(
      `${org.session.users.admin.loginUrl}&return=${encodeURIComponent(`/lightning/r/Account/${await accountId(SILENT)}/view`)}`
    );
    await page.locator(PANELS[0]).first().waitFor({ timeout: WAIT });
    await page.waitForLoadState('networkidle');
    await context.close();
    assert.deepEqual(errors, []);
  });

  it('is reached from the list of accounts', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
    const page = await context.newPage();
    await page.goto(`${org.session.users.manager.loginUrl}&return=${encodeURIComponent('/lightning/o/Account/list')}`);
    await page.getByRole('link', { name: GROWING }).first().click({ timeout: WAIT });
    await page.locator('c-cw-account-order-history').first().waitFor({ timeout: WAIT });
    assert.match(page.url(), /\/lightning\/r\/Account\/001\w+\/view/);
    await context.close();
  });
});
