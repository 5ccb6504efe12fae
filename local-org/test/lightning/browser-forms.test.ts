import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { buildLightning } from '../../src/lightning/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { fakeOrg, FIXTURE, serve, TEST_CACHE, type FakeServer } from './support/fake-org.ts';
import { focused, openPage, recordPath, violations } from './support/pages.ts';

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

async function newGadget(page: Page) {
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'New Gadget' });
  await dialog.getByLabel('Gadget Name').waitFor();
  return dialog;
}

test('a form has the layout’s sections and defaults, and takes the focus to its first field and back', () =>
  withPage('/lightning/o/Gadget__c/list', async (page) => {
    const dialog = await newGadget(page);
    assert.deepEqual(
      (await dialog.getByRole('heading', { level: 2 }).allInnerTexts()).map((text) => text.toLowerCase()),
      ['basics', 'state']
    );
    assert.ok(await dialog.getByLabel('Guaranteed').isChecked());
    assert.match(await focused(page), /^input/);
    assert.ok(
      await dialog
        .getByLabel('Gadget Name')
        .evaluate((element: unknown) => (element as { matches(selector: string): boolean }).matches(':focus'))
    );
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.match(await focused(page), /New/);
  }));

test('a required field is asked for at its place, and what the server refuses is said there', () =>
  withPage('/lightning/o/Gadget__c/list', async (page) => {
    const dialog = await newGadget(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Complete this field.').waitFor();
    assert.equal(server.posts.length, 0);
    await dialog.getByLabel('Gadget Name').fill('Top');
    await dialog.getByLabel('Secret').fill('taken');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.locator('.slds-form-element__help', { hasText: 'This secret is taken' }).waitFor();
    assert.ok(
      await dialog
        .getByLabel('Secret')
        .evaluate((element: unknown) => (element as { matches(selector: string): boolean }).matches(':focus'))
    );
  }));

test('a lookup is chosen by searching, and saved as an id', () =>
  withPage('/lightning/o/Gadget__c/list', async (page) => {
    const dialog = await newGadget(page);
    await dialog.getByLabel('Gadget Name').fill('Top');
    const buyer = dialog.getByRole('combobox', { name: 'Buyer' });
    await buyer.fill('spin');
    await dialog.getByText('No record begins like “spin”.').waitFor();
    assert.ok(server.queries.some((text) => /^FIND \{spin\*\} IN ALL FIELDS RETURNING Account\(/.test(text)));
    await page.keyboard.press('Escape');
    assert.equal(await buyer.getAttribute('aria-expanded'), 'false');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Choose a record from the list.').waitFor();
    await buyer.fill('');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL('**/lightning/r/Gadget__c/**');
    assert.deepEqual(server.posts.at(-1), { Guaranteed__c: true, Stage__c: 'Idea', Name: 'Top' });
  }));

test('the edit form shows whom a lookup names', () =>
  withPage(recordPath, async (page) => {
    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit Gadget' });
    const buyer = dialog.getByRole('combobox', { name: 'Buyer' });
    await buyer.waitFor();
    await dialog.getByRole('button', { name: 'Take out Spinner' }).waitFor();
    assert.equal(await buyer.inputValue(), 'Spinner');
    await dialog.getByRole('button', { name: /Take out/ }).click();
    assert.equal(await buyer.inputValue(), '');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.match(await focused(page), /Edit/);
  }));
