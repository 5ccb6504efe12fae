/** Takes the pictures of the documentation from a running local org: `node scripts/screenshots.ts [account name]`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import jsforce from 'jsforce';
import { launchBrowser } from '../local-org/test/support/browser.ts';
import { ROOT } from './test/suite.ts';

const ACCOUNT = process.argv[2] ?? 'Nordlicht Handels GmbH';
const DATA_DIR = process.env.LOCAL_ORG_DATA_DIR ?? path.join(ROOT, '.local-org');
const OUTPUT = process.env.SCREENSHOT_DIR ?? path.join(ROOT, 'docs/images');

const session = JSON.parse(readFileSync(path.join(DATA_DIR, 'session.json'), 'utf8')) as {
  instanceUrl: string;
  users: Record<'admin' | 'manager', { accessToken: string; loginUrl: string }>;
};
const connection = new jsforce.Connection({
  instanceUrl: session.instanceUrl,
  accessToken: session.users.admin.accessToken,
  version: '67.0'
});
const { records } = await connection.query<{ Id: string }>(`SELECT Id FROM Account WHERE Name = '${ACCOUNT}'`);
const target = `/lightning/r/Account/${records[0].Id}/view`;
const browser = await launchBrowser();
for (const [name, width, height] of [
  ['account-page', 1440, 1560],
  ['account-page-narrow', 400, 1400]
] as const) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(`${session.users.manager.loginUrl}&return=${encodeURIComponent(target)}`);
  const orders = page.locator('c-cw-account-order-history').first();
  await orders.waitFor({ timeout: 30_000 });
  await page.waitForLoadState('networkidle');
  // the second order stands open, with its lines, shipment and return
  await orders.getByRole('button', { expanded: false }).nth(2).click();
  await page.waitForTimeout(1500);
  await page.screenshot({ path: path.join(OUTPUT, `${name}.png`) });
  await page.close();
}
await browser.close();
