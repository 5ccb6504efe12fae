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

  test('a profile may have a home of its own', async () => {
    const page = await bench.open(browser, '/lightning/page/home', { alias: 'worker' });
    await page.getByText('Figures for managers').waitFor();
    assert.equal(await page.getByText('Welcome to the bench').count(), 0);
    await page.context().close();
  });

  test('another app has another home, as soon as it is chosen', async () => {
    const page = await bench.open(browser, '/lightning/page/home');
    await page.getByText('Welcome to the bench').waitFor();
    await page.getByRole('button', { name: 'App Launcher' }).click();
    await page.getByRole('button', { name: 'Store Room' }).click();
    await page.getByRole('heading', { level: 1, name: 'Store Room' }).waitFor();
    assert.equal(await page.getByText('Welcome to the bench').count(), 0);
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

describe('actions', () => {
  async function openClock(width = 1440): Promise<Page> {
    const page = await bench.open(browser, `/lightning/r/Repair__c/${clockId}/view`, { width, app: 'Bench' });
    await page.getByRole('heading', { level: 1, name: /Mantel clock/ }).waitFor();
    return page;
  }

  async function choose(page: Page, label: string): Promise<void> {
    await page.getByRole('button', { name: 'Show more actions' }).click();
    await page.getByRole('menuitem', { name: label }).click();
  }

  test('a component’s screen learns its record after it has come, and closes itself', async () => {
    const page = await openClock();
    await page.getByRole('button', { name: 'Weigh' }).click();
    const dialog = page.getByRole('dialog', { name: 'Weigh' });
    await dialog.getByText(`${clockId} Repair__c`).waitFor();
    await dialog.getByText('no record yet').waitFor();
    await dialog.getByRole('heading', { name: 'Weigh the repair' }).waitFor();
    assert.deepEqual(await violations(page), []);
    await dialog.getByRole('button', { name: 'Enough' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('a component without a screen is invoked once for every click', async () => {
    const page = await openClock();
    await choose(page, 'Stamp');
    await page.getByText(`Stamp 1 on ${clockId}`).waitFor();
    await choose(page, 'Stamp');
    await page.getByText(`Stamp 2 on ${clockId}`).waitFor();
    assert.equal(await page.getByText('Stamp 3').count(), 0);
    await page.context().close();
  });

  test('an update action writes its values; a required field that is empty stops it', async () => {
    const page = await openClock();
    await page.getByRole('button', { name: 'Finish' }).click();
    const dialog = page.getByRole('dialog', { name: 'Finish' });
    await dialog.getByRole('spinbutton', { name: 'Hours' }).waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Complete the fields that are marked.').waitFor();
    await dialog.getByRole('spinbutton', { name: 'Hours' }).fill('2.5');
    assert.deepEqual(await violations(page), []);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The repair is done.').waitFor();
    const { body } = await bench.call('GET', `/sobjects/Repair__c/${clockId}?fields=Status__c,Hours__c`);
    assert.deepEqual(
      { ...(body as object), attributes: undefined, Id: undefined },
      { Status__c: 'Done', Hours__c: 2.5, attributes: undefined, Id: undefined }
    );
    await bench.call('PATCH', `/sobjects/Repair__c/${clockId}`, { Status__c: 'Waiting' });
    await page.context().close();
  });

  test('a create action makes a child of the record', async () => {
    const page = await openClock();
    await choose(page, 'Add Part');
    const dialog = page.getByRole('dialog', { name: 'Add Part' });
    await dialog.getByText('Supplier is not filled in').waitFor();
    await dialog.getByRole('textbox', { name: 'Supplier' }).fill('Gears & Co');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Repair Part was created.').waitFor();
    const soql = `SELECT Quantity__c FROM Repair_Part__c WHERE Repair__c = '${clockId}' AND Supplier__c = 'Gears & Co'`;
    const { body } = await bench.call('GET', `/query?q=${encodeURIComponent(soql)}`);
    assert.deepEqual(
      (body as { records: { Quantity__c: number }[] }).records.map((row) => row.Quantity__c),
      [1]
    );
    await page.context().close();
  });

  test('buttons lead to web addresses only; what is not supported says so', async () => {
    const page = await openClock();
    await choose(page, 'Danger');
    await page.getByText('A button may lead to web addresses only').waitFor();
    await choose(page, 'Guided Repair');
    await page.getByText('screen flows are not supported').waitFor();
    await choose(page, 'Search Parts');
    await page.waitForURL('**/lightning/o/Repair_Part__c/list?filterName=All&for=Mantel%20clock');
    assert.equal(await page.getByRole('button', { name: 'New', exact: true }).count(), 0);
    await page.context().close();
  });

  test('an action for many records is done for those that are chosen', async () => {
    const page = await bench.open(browser, '/lightning/o/Repair__c/list?filterName=All', { app: 'Bench' });
    await page.getByRole('checkbox', { name: 'Select Mantel clock' }).waitFor();
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await page.getByText('Select at least one record and try again.').waitFor();
    await page.getByRole('checkbox', { name: 'Select all rows' }).check();
    await page.getByText('2 selected').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Finish' });
    await dialog.getByText('For 2 selected records').waitFor();
    await dialog.getByRole('spinbutton', { name: 'Hours' }).fill('4');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The repair is done.').waitFor();
    const { body } = await bench.call(
      'GET',
      `/query?q=${encodeURIComponent("SELECT COUNT() FROM Repair__c WHERE Status__c = 'Done' AND Hours__c = 4")}`
    );
    assert.equal((body as { totalSize: number }).totalSize, 2);
    await page.context().close();
  });

  test('a phone has one button and the menu', async () => {
    const page = await openClock(400);
    assert.equal(await page.getByRole('button', { name: 'Weigh' }).count(), 0);
    await choose(page, 'Weigh');
    await page.getByRole('dialog', { name: 'Weigh' }).waitFor();
    assert.ok(await fits(page));
    await page.context().close();
  });
});
