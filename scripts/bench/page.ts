import { writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
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
const LOADS = 5;
/** What the panels show when they have left their loading state. */
const FILLED = [
  'c-cw-account-order-history .orders',
  'c-cw-account-lifetime-value c-cw-panel-step-chart svg',
  'c-cw-account-churn-risk c-cw-panel-timeline svg',
  'c-cw-account-return-patterns .body:not([data-state=loading])'
];

/** Milliseconds of one load: until the panels are filled, in scripts, in the longest task by the clock and by the processor's time. */
interface PageLoad {
  readonly filled: number;
  readonly scripting: number;
  readonly longest: number;
  readonly longestAlone: number;
}

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
  const loads: PageLoad[] = [];
  for (let load = 0; load < LOADS; load++) {
    loads.push(await measureLoad(browser, page, filled, `${size}-${load}`));
  }
  const median = (figure: keyof PageLoad): number =>
    loads.map((load) => load[figure]).sort((a, b) => a - b)[Math.floor(LOADS / 2)] ?? 0;
  const of = `Account page with ${size} orders, median of ${LOADS} loads`;
  results.record(`${of}: all panels filled`, median('filled'), 'ms');
  results.record(`${of}: scripting`, median('scripting'), 'ms');
  results.record(`${of}: longest task`, median('longest'), 'ms');
  results.record(`${of}: longest task, time of the processor`, median('longestAlone'), 'ms');
  await context.close();
}

/** One reload with its trace. */
async function measureLoad(
  browser: Browser,
  page: Page,
  filled: () => Promise<unknown>,
  name: string
): Promise<PageLoad> {
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
    await writeFile(`${process.env.TRACE_FILE}-${name}.json`, trace);
  }
  return { filled: elapsed, ...readTrace(trace.toString('utf8')) };
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
