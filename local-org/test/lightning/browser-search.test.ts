import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { buildLightning } from '../../src/lightning/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { fakeOrg, FIXTURE, serve, TEST_CACHE, type FakeServer } from './support/fake-org.ts';
import { openPage, recordPath, violations } from './support/pages.ts';

let server: FakeServer;
let browser: Browser;

before(async () => {
  const build = buildLightning({ project: { directories: [FIXTURE] }, cacheDir: TEST_CACHE });
  [server, browser] = await Promise.all([serve(fakeOrg(), build), launchBrowser(), build]);
});
after(async () => {
  await browser.close();
  await server.close();
});

async function withPage(target: string, work: (page: Page) => Promise<void>): Promise<void> {
  const page = await openPage(browser, server.url + target);
  try {
    await work(page);
  } finally {
    await page.context().close();
  }
}

const field = (page: Page) => page.getByRole('combobox', { name: 'Search records' });

test('hits are found in every text, say what they are, and are chosen with the keyboard', () =>
  withPage('/lightning/page/home', async (page) => {
    await field(page).fill('#spin');
    const hit = page.getByRole('option', { name: /Spinner/ });
    await hit.waitFor();
    assert.match((await hit.innerText()).replace(/\s+/g, ' '), /Spinner Gadget · Sold out · Byron Ltd · hush/);
    assert.equal(await hit.locator('mark').innerText(), 'Spin');
    assert.ok(
      server.queries.some((text) => text.startsWith('FIND {spin*} IN ALL FIELDS RETURNING Gadget__c(Id, Name'))
    );
    assert.deepEqual(await violations(page), []);

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await hit.getAttribute('aria-selected'), 'true');
    assert.equal(await field(page).getAttribute('aria-activedescendant'), await hit.getAttribute('id'));
    await page.keyboard.press('Home');
    assert.equal(await page.getByRole('option').first().getAttribute('aria-selected'), 'true');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/lightning/r/Gadget__c/**');
  }));

test('Escape closes the hits and leaves the field', () =>
  withPage('/lightning/page/home', async (page) => {
    await field(page).fill('spin');
    await page.getByRole('option', { name: /Spinner/ }).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await field(page).getAttribute('aria-expanded'), 'false');
    assert.equal(await field(page).inputValue(), 'spin');
  }));

test('Enter leads to a page with everything found, by object, in the columns of the search layout', () =>
  withPage('/lightning/page/home', async (page) => {
    await field(page).fill('spinner');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/lightning/search?q=spinner');
    const group = page.getByRole('article', { name: 'Gadgets' });
    await group.getByRole('heading', { name: 'Gadgets (1)' }).waitFor();
    assert.deepEqual(await group.getByRole('columnheader').allInnerTexts(), [
      'Gadget Name',
      'Stage',
      'Buyer',
      'Secret'
    ]);
    await group.getByRole('cell', { name: 'Sold out' }).waitFor();
    assert.ok(server.queries.some((text) => text.startsWith('FIND {spinner} IN ALL FIELDS')));
    assert.equal(await field(page).inputValue(), 'spinner');
    assert.deepEqual(await violations(page), []);
  }));

test('a search without hits offers an asterisk', () =>
  withPage('/lightning/search?q=wheel', async (page) => {
    await page.getByText('No records found.').waitFor();
    await page.getByRole('button', { name: 'Search for wheel*' }).click();
    await page.waitForURL('**/lightning/search?q=wheel*');
  }));

test('the empty field offers what was looked at last', () =>
  withPage(recordPath, async (page) => {
    await page.getByRole('heading', { level: 1, name: /Spinner/ }).waitFor();
    await field(page).click();
    const recent = page.getByRole('listbox', { name: 'Recent records' });
    await recent.getByRole('option', { name: /Spinner/ }).waitFor();
    await page.goto(`${server.url}/lightning/o/Gadget__c/list?filterName=Recent`);
    await page.getByRole('link', { name: 'Spinner', exact: true }).waitFor();
  }));
