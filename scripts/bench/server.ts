import { EVENTS_URL, orderEvent } from '../test/support/events.ts';
import { startLocalOrg, type RunningOrg } from '../test/support/local-org.ts';
import type { Measurements } from './measure.ts';

const ORDERS = 10_000;
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
  const customer = { externalId: 'bench-buyer', email: 'bench@example.com', firstName: 'Bench', lastName: 'Buyer' };
  const first = Date.UTC(2024, 0, 1);
  await results.timed(`${ORDERS} orders of one customer, ${BATCH} a request`, async () => {
    for (let start = 0; start < ORDERS; start += BATCH) {
      const events = Array.from({ length: BATCH }, (_, index) => {
        const at = new Date(first + (start + index) * 7_200_000).toISOString();
        const data = { customer, placedAt: at, updatedAt: at };
        return orderEvent(`panel-${start + index}`, { data });
      });
      await org.call('POST', EVENTS_URL, { events });
    }
    await org.drain();
  });
  const soql = "SELECT Account__c FROM Commerce_Order__c WHERE Order_Number__c = '#panel-0'";
  const url = `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
  const { body } = await org.call<{ records: { Account__c: string }[] }>('GET', url, undefined, 'admin');
  const accountId = body.records[0]?.Account__c;
  for (const method of PANELS) {
    await results.median(`${method} with ${ORDERS} orders`, RUNS, async () => {
      const { status } = await org.call('POST', '/lightning/apex', { method, params: { accountId } }, 'manager');
      if (status !== 200) {
        throw new Error(`${method} answered ${status}`);
      }
    });
  }
}
