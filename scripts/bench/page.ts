import { writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../local-org/test/support/browser.ts';
import { EVENTS_URL, orderEvent } from '../test/support/events.ts';
import { startLocalOrg, type RunningOrg } from '../test/support/local-org.ts';
import type { Measurements } from './measure.ts';
import { readTrace } from './trace.ts';

const SIZES: readonly number[] = [50, 1000, 10_000];
/** Orders a day of the busiest customer: ten thousand orders are five hundred days. */
const A_DAY = 20;
const DAY = 86_400_000;
const BATCH = 200;
const WAIT = 60_000;
/** What the panels show when they have left their loading state. */
const FILLED = [
  'c-cw-account-order-history .orders',
  'c-cw-account-lifetime-value c-cw-panel-step-chart svg',
  'c-cw-account-churn-risk c-cw-panel-timeline svg',
  'c-cw-account-return-patterns .body:not([data-state=loading])'
];

/** What the Account page costs the browser, by the number of orders of the account. */
export async function measurePage(results: Measurements): Promise<void> {
  const org = await startLocalOrg();
  const browser = await launchBrowser();
  try {
    for (const size of SIZES) {
      await placeOrders(org, size);
      await measureAccount(results, org, browser, size);
    }
  } finally {
    await browser.close();
    await org.stop();
  }
}

async function measureAccount(results: Measurements, org: RunningOrg, browser: Browser, size: number): Promise<void> {
  const target = `/lightning/r/Account/${await accountOf(org, size)}/view`;
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${org.session.users.manager.loginUrl}&return=${encodeURIComponent(target)}`);
  const filled = (): Promise<unknown> =>
    Promise.all(FILLED.map((part) => page.locator(part).first().waitFor({ timeout: WAIT })));
  await filled();
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'v8']
  });
  const start = performance.now();
  await page.reload();
  await filled();
  const elapsed = performance.now() - start;
  await page.waitForTimeout(500);
  const trace = await browser.stopTracing();
  if (process.env.TRACE_FILE) {
    await writeFile(`${process.env.TRACE_FILE}-${size}.json`, trace);
  }
  const { scripting, longest, longestAlone } = readTrace(trace.toString('utf8'));
  const of = `Account page with ${size} orders`;
  results.record(`${of}: all panels filled`, elapsed, 'ms');
  results.record(`${of}: scripting`, scripting, 'ms');
  results.record(`${of}: longest task`, longest, 'ms');
  results.record(`${of}: longest task, time of the processor`, longestAlone, 'ms');
  await context.close();
}

async function placeOrders(org: RunningOrg, size: number): Promise<void> {
  const key = `page-${size}`;
  const customer = { externalId: key, email: `${key}@example.com`, firstName: 'Page', lastName: key };
  const first = Date.now() - Math.ceil(size / A_DAY) * DAY;
  for (let start = 0; start < size; start += BATCH) {
    const events = Array.from({ length: Math.min(BATCH, size - start) }, (_, index) => {
      const at = new Date(first + ((start + index) * DAY) / A_DAY).toISOString();
      return orderEvent(`${key}-${start + index}`, { data: { customer, placedAt: at, updatedAt: at } });
    });
    await org.call('POST', EVENTS_URL, { events });
  }
  await org.drain();
}

async function accountOf(org: RunningOrg, size: number): Promise<string> {
  const soql = `SELECT Account__c FROM Commerce_Order__c WHERE Order_Number__c = '#page-${size}-0'`;
  const url = `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
  const { body } = await org.call<{ records: { Account__c: string }[] }>('GET', url, undefined, 'admin');
  return body.records[0]?.Account__c ?? '';
}
