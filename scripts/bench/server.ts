import { EVENTS_URL, orderEvent } from '../test/support/events.ts';
import { startLocalOrg, type RunningOrg } from '../test/support/local-org.ts';
import type { Measurements } from './measure.ts';

const SIZES = [50, 1_000, 10_000];
const BATCH = 200;
const RUNS = 5;
/** Apex calls with which the panels of an account page begin. */
const PANELS: readonly string[] = [
  'CwAccountOrderHistoryController.getHistory',
  'CwAccountLifetimeValueController.getValue',
  'CwAccountChurnRiskController.getRisk',
  'CwAccountReturnPatternsController.getPatterns'
];

/** Start, events and panels of a local org that runs as `npm start` runs it. */
export async function measureServer(results: Measurements): Promise<void> {
  const org = await results.timed('start of an empty org, compiled before', () => startLocalOrg());
  try {
    for (const count of [20, BATCH]) {
      const events = Array.from({ length: count }, (_, index) => orderEvent(`bench-${count}-${index}`, { lines: 5 }));
      const { limits } = await results.timed(`${count} orders of 5 lines through the events endpoint`, () =>
        org.call('POST', EVENTS_URL, { events })
      );
      results.record(`  SOQL queries for ${count} orders`, limits['queries'] ?? 0, '');
      results.record(`  DML statements for ${count} orders`, limits['dmlStatements'] ?? 0, '');
    }
    await results.timed('background work after it', () => org.drain());
    await measurePanels(results, org);
  } finally {
    await org.stop();
  }
}

async function measurePanels(results: Measurements, org: RunningOrg): Promise<void> {
  for (const orders of SIZES) {
    const accountId = await fillAccount(results, org, orders);
    for (const method of PANELS) {
      let used: Readonly<Record<string, number>> = {};
      await results.median(`${method} with ${orders} orders`, RUNS, async () => {
        const call = await org.call('POST', '/lightning/apex', { method, params: { accountId } }, 'manager');
        if (call.status !== 200) {
          throw new Error(`${method} answered ${call.status}`);
        }
        used = call.limits;
      });
      results.record('  SOQL queries', used['queries'] ?? 0, '');
      results.record('  query rows', used['queryRows'] ?? 0, '');
    }
  }
}

/** An account with that many orders, two hours apart, and its figures computed. */
async function fillAccount(results: Measurements, org: RunningOrg, orders: number): Promise<string | undefined> {
  const buyer = `bench-buyer-${orders}`;
  const customer = {
    externalId: buyer,
    email: `${buyer}@example.com`,
    firstName: 'Bench',
    lastName: `Buyer ${orders}`
  };
  const first = Date.UTC(2024, 0, 1);
  await results.timed(`${orders} orders of one customer, ${BATCH} a request at most`, async () => {
    for (let start = 0; start < orders; start += BATCH) {
      const events = Array.from({ length: Math.min(BATCH, orders - start) }, (_, index) => {
        const at = new Date(first + (start + index) * 7_200_000).toISOString();
        const data = { customer, placedAt: at, updatedAt: at };
        return orderEvent(`${buyer}-${start + index}`, { data });
      });
      await org.call('POST', EVENTS_URL, { events });
    }
  });
  await results.timed('  background work after it', () => org.drain());
  const soql = `SELECT Account__c FROM Commerce_Order__c WHERE Order_Number__c = '#${buyer}-0'`;
  const url = `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
  const { body } = await org.call<{ records: { Account__c: string }[] }>('GET', url, undefined, 'admin');
  return body.records[0]?.Account__c;
}
