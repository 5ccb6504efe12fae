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

test('a list goes on when its end comes into view, and is found again as it was left', () =>
  withPage('/lightning/o/Gadget__c/list', async (page) => {
    await page.getByRole('row', { name: /Spinner 49/ }).waitFor();
    await page.getByRole('button', { name: 'Price', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.locator('th[aria-sort=ascending]', { hasText: 'Price' }).waitFor();
    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
    const far = page.getByRole('link', { name: 'Spinner 90', exact: true });
    await far.waitFor();
    await far.scrollIntoViewIfNeeded();
    const left = await page.evaluate<number>('window.scrollY');
    assert.ok(left > 500);
    await far.click();
    await page.waitForURL('**/view');
    await page.goBack();
    await far.waitFor();
    await page.locator('th[aria-sort=ascending]', { hasText: 'Price' }).waitFor();
    await page.waitForFunction(`Math.abs(window.scrollY - ${left}) < 60`);
    assert.deepEqual(await violations(page), []);
  }));

test('a related list shows its first rows and leads to all of them', () =>
  withPage(recordPath, async (page) => {
    await page.getByRole('tab', { name: 'Parts' }).click();
    await page.getByRole('link', { name: 'View All Parts' }).click();
    await page.waitForURL('**/related/Parts__r/view');
    await page.getByRole('heading', { level: 1, name: 'Parts' }).waitFor();
    await page.getByRole('link', { name: 'Left wheel' }).waitFor();
    await page.getByRole('button', { name: 'Quantity' }).click();
    await page.locator('th[aria-sort=ascending]', { hasText: 'Quantity' }).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Spinner' }).click();
    await page.waitForURL('**/view');
  }));

test('the launcher takes the focus and gives it back', () =>
  withPage('/lightning/o/Gadget__c/list', async (page) => {
    await page.getByRole('button', { name: 'App Launcher' }).click();
    await page.locator('.shell-launcher :focus').waitFor();
    await page.keyboard.press('Escape');
    assert.match(await focused(page), /App Launcher/);
  }));

test('the first tab stop skips to the page’s own content', () =>
  withPage('/lightning/o/Gadget__c/list', async (page) => {
    await page.getByRole('row', { name: /Spinner 49/ }).waitFor();
    await page.keyboard.press('Tab');
    assert.match(await focused(page), /Skip to main content/);
    await page.keyboard.press('Enter');
    assert.match(await focused(page), /^main/);
  }));

test('a page whose server has gone says so and tries again', () =>
  withPage('/lightning/o/Gadget__c/list', async (page) => {
    await page.getByRole('row', { name: /Spinner 49/ }).waitFor();
    await page.route('**/lightning/api/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('The org cannot be reached. Check that its server is running and try again.').waitFor();
    await page.unroute('**/lightning/api/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('row', { name: /Spinner 49/ }).waitFor();
  }));

test('on paper a list fits the page, without the frame and without addresses behind links', () =>
  withPage('/lightning/o/Gadget__c/list', async (page) => {
    await page.getByRole('row', { name: /Spinner 49/ }).waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 794, height: 1123 });
    assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 794);
    assert.equal(await page.getByRole('banner').isVisible(), false);
    const content = await page.locator('td a').first().evaluate(afterContent);
    assert.equal(content, 'none');
  }));

interface PageWindow {
  getComputedStyle(element: unknown, pseudo: string): { content: string };
}

/** Runs in the page: what stands behind a link. */
function afterContent(element: unknown): string {
  return (globalThis as unknown as PageWindow).getComputedStyle(element, '::after').content;
}
