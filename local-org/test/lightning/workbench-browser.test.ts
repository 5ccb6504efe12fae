import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { openWorkbench, today, type Workbench } from './support/workbench.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let bench: Workbench;
let browser: Browser;
let clockId: string;

before(async () => {
  [bench, browser] = await Promise.all([openWorkbench({ pages: true }), launchBrowser()]);
  const customer = await bench.create('Account', { Name: 'Kessler Clocks' });
  clockId = await bench.create('Repair__c', {
    Name: 'Mantel clock',
    Kind__c: 'Clock',
    Cost__c: 120,
    Customer__c: customer,
    Received_On__c: '2026-02-03'
  });
  await bench.create('Repair__c', { Name: 'Kitchen radio', Kind__c: 'Radio', Status__c: 'Done', Cost__c: 45 });
  await bench.create('Task', { Subject: 'Order a spring', ActivityDate: today(), WhatId: clockId });
  await bench.create('Task', { Subject: 'Long ago', ActivityDate: '2020-01-01' });
});
after(async () => {
  await browser?.close();
  await bench?.close();
});

async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: AXE });
  // As text: these expressions run in the page, whose types the tests do not have.
  return page.evaluate<string[]>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`
  );
}

/** True when nothing makes the page wider than the window. */
function fits(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');
}

describe('home and app pages', () => {
  test('home shows the app’s page: list, tasks of today, records opened last, the project’s component', async () => {
    const page = await bench.open(browser, `/lightning/r/Repair__c/${clockId}/view`, { app: 'Bench' });
    await page.getByRole('heading', { level: 1, name: /Mantel clock/ }).waitFor();
    await page.goto(`${bench.url}/lightning/page/home`);
    await page.getByText('Welcome to the bench').waitFor();
    await page.locator('c-bench-note', { hasText: 'Morning: number 3' }).waitFor();
    const list = page.getByRole('article', { name: 'Waiting Repairs' });
    await list.getByRole('link', { name: 'Mantel clock' }).waitFor();
    assert.equal(await list.getByText('Kitchen radio').count(), 0);
    await page.getByRole('article', { name: 'Recent Records' }).getByRole('link', { name: 'Mantel clock' }).waitFor();
    const tasks = page.getByRole('article', { name: "Today's Tasks" });
    await tasks.getByRole('link', { name: 'Order a spring' }).waitFor();
    assert.equal(await tasks.getByText('Long ago').count(), 0);
    await page.getByText('not supported by the local org: home:assistant').waitFor();
    assert.deepEqual(await violations(page), []);
    await list.getByRole('link', { name: /View All/ }).click();
    await page.waitForURL('**/lightning/o/Repair__c/list?filterName=Waiting');
    await page.context().close();
  });

  test('another app has another home, as soon as it is chosen', async () => {
    const page = await bench.open(browser, '/lightning/page/home', { alias: 'worker' });
    await page.getByText('Figures for managers').waitFor();
    await page.getByRole('button', { name: 'App Launcher' }).click();
    await page.getByRole('button', { name: 'Store Room' }).click();
    await page.getByRole('heading', { level: 1, name: 'Store Room' }).waitFor();
    assert.equal(await page.getByText('Figures for managers').count(), 0);
    await page.context().close();
  });

  test('tabs show their app page and their component', async () => {
    const page = await bench.open(browser, '/lightning/n/Bench_Board', { app: 'Bench' });
    await page.getByRole('heading', { level: 1, name: 'Board' }).waitFor();
    await page.getByRole('article', { name: 'In the queue' }).getByRole('link', { name: 'Mantel clock' }).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('link', { name: 'Calculator' }).click();
    await page.locator('c-bench-note', { hasText: 'Note: number 1' }).waitFor();
    await page.context().close();
  });

  test('both fit a narrow window', async () => {
    for (const target of ['/lightning/page/home', '/lightning/n/Bench_Board']) {
      const page = await bench.open(browser, target, { width: 400, app: 'Bench' });
      await page.getByRole('link', { name: 'Mantel clock' }).first().waitFor();
      assert.ok(await fits(page), target);
      await page.context().close();
    }
  });
});

describe('reports and dashboards', () => {
  test('the list of reports leads to a report with its chart, groups and totals', async () => {
    const page = await bench.open(browser, '/lightning/o/Report/home', { app: 'Bench' });
    await page.getByRole('link', { name: 'Repair List' }).waitFor();
    await page.getByRole('combobox', { name: 'Folder' }).click();
    await page.getByRole('option', { name: 'Back Office' }).click();
    await page.getByRole('link', { name: 'Repair List' }).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Folder' }).click();
    await page.getByRole('option', { name: 'All Folders' }).click();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('link', { name: 'Repairs by Status' }).click();
    await page.getByRole('heading', { level: 1, name: /Repairs by Status/ }).waitFor();
    await page.getByRole('img', { name: /Sum of Cost by Status\. Waiting: Clock \$120\.00/ }).waitFor();
    await page.getByRole('rowheader', { name: 'Total (2)' }).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('link', { name: 'Mantel clock' }).click();
    await page.getByRole('heading', { level: 1, name: /Mantel clock/ }).waitFor();
    await page.context().close();
  });

  test('a report that cannot be run and one that is not shared say why', async () => {
    const page = await bench.open(browser, '/lightning/o/Report/home', { app: 'Bench' });
    await page.getByRole('link', { name: 'Joined' }).click();
    await page.getByText('blocks (a joined report)').waitFor();
    const target = page.url();
    await page.context().close();
    const workers = await bench.open(browser, target.slice(bench.url.length), { alias: 'worker', app: 'Bench' });
    await workers.getByText('blocks (a joined report)').waitFor();
    await workers.context().close();
  });

  test('a dashboard draws its components and leads to their reports', async () => {
    const page = await bench.open(browser, '/lightning/o/Dashboard/home', { app: 'Bench' });
    await page.getByRole('link', { name: 'Bench Overview' }).click();
    await page.getByRole('article', { name: 'All costs' }).getByText('$165.00').waitFor();
    await page
      .getByRole('article', { name: 'By kind' })
      .getByRole('img', { name: /Clock: 1; Radio: 1/ })
      .waitFor();
    assert.deepEqual(await violations(page), []);
    await page
      .getByRole('article', { name: 'Months' })
      .getByRole('link', { name: /View Report/ })
      .click();
    await page.getByRole('columnheader', { name: 'February 2026' }).waitFor();
    await page.context().close();
  });

  test('they fit a narrow window', async () => {
    const list = await bench.open(browser, '/lightning/o/Report/home', { width: 400, app: 'Bench' });
    await list.getByRole('link', { name: 'Repairs by Status' }).waitFor();
    assert.ok(await fits(list), 'list');
    await list.getByRole('link', { name: 'Repairs by Status' }).click();
    await list.getByRole('img', { name: /Sum of Cost/ }).waitFor();
    assert.ok(await fits(list), 'report');
    await list.goto(`${bench.url}/lightning/o/Dashboard/home`);
    await list.getByRole('link', { name: 'Bench Overview' }).click();
    await list.getByText('$165.00').waitFor();
    assert.ok(await fits(list), 'dashboard');
    await list.context().close();
  });
});
