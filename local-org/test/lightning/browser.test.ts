import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { buildLightning } from '../../src/lightning/index.ts';
import { launchBrowser } from '../support/browser.ts';
import {
  fakeOrg,
  FIXTURE,
  fixtureMetadata,
  GADGET_ID,
  serve,
  signedIn,
  TEST_CACHE,
  type FakeServer
} from './support/fake-org.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const prefix = fixtureMetadata().schema.object('Gadget__c')?.keyPrefix ?? '';
const recordPath = `/lightning/r/Gadget__c/${prefix}${GADGET_ID.slice(3)}/view`;
let server: FakeServer;
let browser: Browser;
let price: number;

before(async () => {
  const build = buildLightning({ project: { directories: [FIXTURE] }, cacheDir: TEST_CACHE });
  const org = fakeOrg({
    callApex: async () => {
      if (price < 0) return { error: { status: 500, body: { message: 'No price today' } }, headers: {} };
      return { returnValue: price, headers: {} };
    }
  });
  [server, browser] = await Promise.all([serve(org, build), launchBrowser(), build]);
});
after(async () => {
  await browser.close();
  await server.close();
});

async function open(target: string, width = 1440, alias = 'admin'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.context().addCookies([signedIn(server.url, `key-${alias}`)]);
  await page.goto(server.url + target);
  return page;
}

async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: AXE });
  // As text: these expressions run in the page, whose types the tests do not have.
  return page.evaluate<string[]>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`
  );
}

/** Waits until a query of this kind has arrived. */
async function queried(part: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (server.queries.some((soql) => soql.includes(part))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`no query with ${part}:\n${server.queries.join('\n')}`);
}

test('a record page shows its Lightning page with the project’s component', async () => {
  price = 12.5;
  const page = await open(recordPath);
  await page.getByRole('heading', { level: 1, name: /Gadget\s*Spinner/ }).waitFor();
  const panel = page.locator('c-gadget-panel');
  await panel.getByText('25 EUR').waitFor();
  assert.equal(await panel.locator('[data-part=heading]').innerText(), 'Prices number');
  await panel.locator('[data-part=name]', { hasText: 'Spinner' }).waitFor();
  assert.equal(await panel.locator('[data-part=user]').innerText(), '005000000000001AAA');
  await page.getByText('Gadget of the day').waitFor();
  await page.getByText('not supported by the local org: forceChatter:recordFeedContainer').waitFor();
  await page.getByText('brokenImport could not be shown').waitFor();
  assert.deepEqual(await violations(page), []);

  price = 50;
  await page.getByRole('button', { name: 'Refresh price' }).click();
  await page.getByText('Price of Spinner').waitFor();
  await panel.getByText('100 EUR').waitFor();

  await panel.locator('lightning-output-field', { hasText: /Stage\s*Sold/ }).waitFor();
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.getByText('Keep Spinner?').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Yes' }).click();
  await panel.getByText('yes', { exact: true }).waitFor();

  await page.getByRole('tab', { name: 'Parts' }).click();
  await page.getByRole('link', { name: 'Left wheel' }).waitFor();
  await page.getByRole('button', { name: 'All gadgets' }).click();
  await page.waitForURL('**/lightning/o/Gadget__c/list');
  await page.getByRole('link', { name: 'Spinner', exact: true }).waitFor();
  await page.goBack();
  await panel.getByText('100 EUR').waitFor();
  await page.close();
});

test('an error of an Apex call reaches the component', async () => {
  price = -1;
  const page = await open(recordPath);
  await page.locator('c-gadget-panel').getByText('No price today').waitFor();
  await page.close();
});

test('a list sorts by its column headings and is searched on the server', async () => {
  const page = await open('/lightning/o/Gadget__c/list?filterName=Sold_Or_Cheap');
  await page.getByRole('button', { name: 'Price' }).click();
  await page.locator('th[aria-sort=ascending]', { hasText: 'Price' }).waitFor();
  await queried('ORDER BY Price__c ASC NULLS FIRST');
  await page.getByRole('searchbox', { name: 'Search this list' }).fill("O'Neil");
  await queried('FIND {O* Neil*} IN ALL FIELDS RETURNING Gadget__c(Id, Name, Price__c');
  assert.deepEqual(await violations(page), []);
  await page.close();
});

test('home lists the app’s objects; the user switcher changes who is asked', async () => {
  const page = await open('/lightning/page/home');
  await page.getByRole('link', { name: /Gadgets.*1 record/ }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: /Switch user/ }).click();
  await page.getByRole('link', { name: /Vic Viewer/ }).click();
  await page.getByText('You work as Vic Viewer').waitFor();
  assert.equal(await page.getByRole('navigation').getByRole('link', { name: 'Accounts' }).count(), 0);
  await page.context().clearCookies();
  await page.close();
});

test('no access, a missing record and a missing page say what is wrong', async () => {
  const denied = await open('/lightning/o/Account/list', 1440, 'viewer');
  await denied.getByText('Vic Viewer has no Read permission on Accounts').waitFor();
  await denied.context().clearCookies();
  await denied.close();
  const missing = await open(recordPath.replace('1AAA', '9AAA'));
  await missing.getByText(/No Gadget with the id/).waitFor();
  await missing.close();
  const unknown = await open('/lightning/setup/Home');
  await unknown.getByRole('heading', { name: 'Page not found' }).waitFor();
  assert.deepEqual(await violations(unknown), []);
  await unknown.close();
});

test('pages fit a narrow window', async () => {
  price = 1;
  for (const target of [recordPath, '/lightning/o/Gadget__c/list', '/lightning/page/home']) {
    const page = await open(target, 400);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(500);
    assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 400, target);
    await page.close();
  }
});
