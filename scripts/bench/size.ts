import { setTimeout as sleep } from 'node:timers/promises';
import { EVENTS_URL, orderEvent, type EventResult } from '../test/support/events.ts';
import { startLocalOrg, type RunningOrg } from '../test/support/local-org.ts';
import type { Measurements } from './measure.ts';

/** Orders of the customer who moves. */
const MOVING = Number(process.env.BENCH_MOVING ?? 20_000);
/** Orders of the largest account. */
const LARGEST = Number(process.env.BENCH_LARGEST ?? 200_000);
const BULK_ROWS = 50_000;
const DATA = '/services/data/v67.0';
/** Requests as large as the endpoint takes them, one megabyte: orders and lines of each. */
const REQUESTS: readonly (readonly [orders: number, lines: number])[] = [
  [200, 20],
  [20, 250],
  [1, 3000]
];
/** Limits of the platform for a synchronous transaction, and for a job. */
const LIMITS = { queries: 100, queryRows: 50_000, dmlStatements: 150, dmlRows: 10_000 };
const PANELS: readonly string[] = [
  'CwAccountOrderHistoryController.getHistory',
  'CwAccountLifetimeValueController.getValue',
  'CwAccountChurnRiskController.getRisk',
  'CwAccountReturnPatternsController.getPatterns'
];

interface Customer {
  readonly id: string;
  readonly accountId: string;
  readonly contactId: string;
  readonly storeId: string;
}

/** The largest batches, the largest move and the largest account. */
export async function measureSize(results: Measurements): Promise<void> {
  const org = await startLocalOrg();
  try {
    for (const [orders, lines] of REQUESTS) {
      await sendLarge(results, org, orders, lines);
    }
    await moveCompany(results, org);
    await readLargest(results, org);
  } finally {
    await org.stop();
  }
}

async function sendLarge(results: Measurements, org: RunningOrg, orders: number, lines: number): Promise<void> {
  const key = `large-${orders}x${lines}`;
  const events = Array.from({ length: orders }, (_, index) => orderEvent(`${key}-${index}`, { lines }));
  const bad = Math.floor(orders / 2);
  if (orders > 1) {
    (events[bad]!.data['lines'] as { quantity: unknown }[])[lines - 1]!.quantity = 'many';
  }
  const { status, body, limits } = await results.timed(`${orders} orders of ${lines} lines, one line bad`, () =>
    org.call<{ results: EventResult[] }>('POST', EVENTS_URL, { events })
  );
  if (status !== 200) {
    throw new Error(`The request was answered ${status}: ${JSON.stringify(body).slice(0, 400)}`);
  }
  const count = (word: string): number => body.results.filter((result) => result.status === word).length;
  results.record('  processed at once', count('processed'), '');
  results.record('  queued', count('queued'), '');
  results.record('  failed', count('failed'), '');
  for (const { error } of body.results.filter((result) => result.status === 'failed')) {
    console.log(`  ${error?.code}: ${error?.message}`);
  }
  recordLimits(results, limits);
  await results.timed('  background work after it', () => org.drain());
  const stored = await countOf(org, `Commerce_Order__c WHERE Order_Number__c LIKE '#${key}-%' AND Is_Stub__c = FALSE`);
  results.record('  orders stored in the end', stored, '');
}

/** A customer of very many orders whose contact moves to another account: new orders first, the history in the background. */
async function moveCompany(results: Measurements, org: RunningOrg): Promise<void> {
  const customer = await seed(results, org, 'moving', MOVING);
  const { body } = await org.call<{ id: string }>(
    'POST',
    `${DATA}/sobjects/Account`,
    { Name: 'Where it goes' },
    'admin'
  );
  await org.call('PATCH', `${DATA}/sobjects/Contact/${customer.contactId}`, { AccountId: body.id }, 'admin');
  await newOrder(results, org, 'moving', 'an order of the customer who has just moved');
  const where = `Commerce_Order__c WHERE Customer__c = '${customer.id}' AND Account__c = '${body.id}'`;
  results.record('  orders that have followed by then', await countOf(org, where), '');
  await results.timed(`${MOVING} orders follow`, async () => {
    // One request for all of it may take longer than a client waits for an answer.
    void org.drain().catch(() => undefined);
    while ((await countOf(org, where)) < MOVING + 1) {
      await sleep(500);
    }
  });
  await org.drain();
  const jobs = await countOf(org, "AsyncApexJob WHERE ApexClass.Name = 'CwRelinkJob' AND Status = 'Completed'");
  results.record('  jobs', jobs, '');
}

async function readLargest(results: Measurements, org: RunningOrg): Promise<void> {
  const customer = await seed(results, org, 'largest', LARGEST);
  await newOrder(results, org, 'largest', `an order of an account with ${LARGEST} orders`);
  await results.timed('  its insight', () => org.drain());
  for (const method of PANELS) {
    const { status, body, limits } = await results.timed(method, () =>
      org.call('POST', '/lightning/apex', { method, params: { accountId: customer.accountId } }, 'manager')
    );
    if (status !== 200) {
      throw new Error(`${method} answered ${status}: ${JSON.stringify(body).slice(0, 400)}`);
    }
    recordLimits(results, limits);
  }
}

async function newOrder(results: Measurements, org: RunningOrg, key: string, name: string): Promise<void> {
  const at = new Date().toISOString();
  const event = orderEvent(`${key}-new`, { lines: 5, data: { customer: buyer(key), placedAt: at, updatedAt: at } });
  const { body, limits } = await results.timed(name, () =>
    org.call<{ results: EventResult[] }>('POST', EVENTS_URL, { events: [event] })
  );
  if (body.results?.[0]?.status !== 'processed') {
    throw new Error(`${name}: ${JSON.stringify(body)}`);
  }
  recordLimits(results, limits);
}

/** A customer with one order by an event and all others by the Bulk API, two hours apart. */
async function seed(results: Measurements, org: RunningOrg, key: string, count: number): Promise<Customer> {
  const first = orderEvent(`${key}-0`, { data: { customer: buyer(key) } });
  await org.call('POST', EVENTS_URL, { events: [first] });
  await org.drain();
  const [order] = await query<Record<'Customer__c' | 'Account__c' | 'Contact__c' | 'Store__c', string>>(
    org,
    `SELECT Customer__c, Account__c, Contact__c, Store__c FROM Commerce_Order__c WHERE Order_Number__c = '#${key}-0'`
  );
  const { Customer__c: id, Account__c: accountId, Contact__c: contactId, Store__c: storeId } = order!;
  const links = [id, accountId, contactId, storeId].join(',');
  const head =
    'Customer__c,Account__c,Contact__c,Store__c,External_Id__c,Order_Number__c,Placed_At__c,Currency_Code__c,Status__c,Total__c,Current_Total__c';
  await results.timed(`${count} orders of one customer by the Bulk API`, async () => {
    for (let start = 1; start < count; start += BULK_ROWS) {
      const rows = Array.from({ length: Math.min(BULK_ROWS, count - start) }, (_, index) => {
        const number = start + index;
        const at = new Date(Date.now() - (count - number) * 300_000).toISOString();
        return `${links},${first.store}:${key}-${number},#${key}-${number},${at},EUR,Open,${10 + (number % 90)},${10 + (number % 90)}`;
      });
      await bulkInsert(org, 'Commerce_Order__c', [head, ...rows].join('\n'));
    }
  });
  return { id, accountId, contactId, storeId };
}

async function bulkInsert(org: RunningOrg, object: string, csv: string): Promise<void> {
  const url = `${DATA}/jobs/ingest`;
  const { body: job } = await org.call<{ id: string }>('POST', url, { object, operation: 'insert' }, 'integration');
  const upload = await fetch(`${org.session.instanceUrl}${url}/${job.id}/batches`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${org.session.users.integration.accessToken}`, 'content-type': 'text/csv' },
    body: csv
  });
  if (upload.status !== 201) {
    throw new Error(`The rows were answered ${upload.status}: ${await upload.text()}`);
  }
  await org.call('PATCH', `${url}/${job.id}`, { state: 'UploadComplete' }, 'integration');
  for (;;) {
    const { body } = await org.call<{ state: string; numberRecordsFailed: number; errorMessage?: string }>(
      'GET',
      `${url}/${job.id}`,
      undefined,
      'integration'
    );
    if (body.state === 'JobComplete' && body.numberRecordsFailed === 0) {
      return;
    }
    if (body.state === 'Failed' || body.state === 'JobComplete') {
      const failed = await org.call<string>('GET', `${url}/${job.id}/failedResults`, undefined, 'integration');
      throw new Error(`${body.errorMessage ?? ''} ${String(failed.body).slice(0, 600)}`);
    }
    await sleep(100);
  }
}

function buyer(key: string): object {
  return { externalId: key, email: `${key}@example.com`, firstName: 'Size', lastName: key };
}

function recordLimits(results: Measurements, limits: Readonly<Record<string, number>>): void {
  for (const [name, most] of Object.entries(LIMITS)) {
    results.record(`  ${name} of ${most}`, limits[name] ?? 0, '');
  }
}

async function countOf(org: RunningOrg, from: string): Promise<number> {
  const url = `${DATA}/query?q=${encodeURIComponent(`SELECT COUNT() FROM ${from}`)}`;
  return (await org.call<{ totalSize: number }>('GET', url, undefined, 'admin')).body.totalSize;
}

async function query<T>(org: RunningOrg, soql: string): Promise<readonly T[]> {
  const url = `${DATA}/query?q=${encodeURIComponent(soql)}`;
  return (await org.call<{ records: T[] }>('GET', url, undefined, 'admin')).body.records;
}
