/** Lets the demo shop live its life once more, through the same Apex REST endpoints that a real storefront calls. */
import { createHmac } from 'node:crypto';
import { cartEvents, customerEvent, orderEvents, productEvent, type CanonicalEvent } from './canonical.ts';
import { failingEvents, failingWebhooks } from './faults.ts';
import { liveShop, type Size } from './life.ts';
import { STORE_CURRENCY, type ShopLife, type StoreKey } from './model.ts';
import { cartWebhooks, customerWebhooks, orderWebhooks, productWebhook, type Webhook } from './shopify.ts';

/** What the local org hands to the demo. */
export interface ReplayContext {
  readonly instanceUrl: string;
  readonly session: {
    readonly users: Readonly<Record<string, { readonly username: string; readonly accessToken: string }>>;
    readonly stores: readonly { readonly key: string; readonly platform: string; readonly webhookSecret: string }[];
  };
  readonly size: string;
  log(line: string): void;
}

const BATCH = 200;
const PARALLEL = 4;
const EVENTS = '/services/apexrest/commerce/v1/events';
const WEBHOOKS = '/services/apexrest/commerce/v1/webhooks/shopify';

interface EventResult {
  readonly id: string;
  readonly status: string;
  readonly error?: { readonly code: string; readonly message: string } | null;
}

/**
 * Replays the shop's life: the trade store by canonical events, the two consumer stores by signed Shopify webhooks.
 * @throws when an endpoint refuses a request as a whole; single failed events are reported and counted
 */
export async function replay(context: ReplayContext): Promise<void> {
  const now = Date.now();
  const life = liveShop(now, context.size as Size);
  const started = life.orders.reduce((earliest, { placedAt }) => Math.min(earliest, placedAt), now) - 86_400_000;
  context.log(
    `Demo store: ${life.orders.length} orders of ${life.customers.length} customers, ${life.carts.length} carts`
  );
  await sendEvents(context, tradeEvents(life, started, now));
  for (const store of ['byron-eu', 'byron-us'] as const) {
    await sendWebhooks(context, store, [
      ...consumerWebhooks(life, store, started, now),
      ...(store === 'byron-eu' ? failingWebhooks(now) : [])
    ]);
  }
  await sendFaults(context, failingEvents(life, now));
  context.log('Demo store: waiting for the inbox to be worked through');
  await drain(context);
  context.log('Demo store: computing what comes back to the shops');
  await computeInsights(context);
  await drain(context);
}

/** The nightly job, once: the demo's shops have a year behind them and no night. */
async function computeInsights({ instanceUrl, session }: ReplayContext): Promise<void> {
  const body = 'Database.executeBatch(new CwInsightRefreshBatch(), CwInsightRefreshBatch.ACCOUNTS_PER_RUN);';
  const url = `${instanceUrl}/services/data/v67.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(body)}`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${session.users.admin.accessToken}` } });
  const { success, compileProblem, exceptionMessage } = (await response.json()) as {
    success?: boolean;
    compileProblem?: string | null;
    exceptionMessage?: string | null;
  };
  if (success !== true) {
    throw new Error(`The nightly job did not start: ${compileProblem ?? exceptionMessage ?? response.status}`);
  }
}

function tradeEvents(life: ShopLife, started: number, now: number): CanonicalEvent[] {
  return [
    ...life.products.map((product) => productEvent('b2b-direct', product, started)),
    ...life.customers
      .filter(({ store }) => store === 'b2b-direct')
      .map(({ store, customer, since }) => customerEvent(store, customer, since)),
    ...life.orders.filter(({ store }) => store === 'b2b-direct').flatMap((order) => orderEvents(order, now)),
    ...life.carts.filter(({ store }) => store === 'b2b-direct').flatMap(cartEvents)
  ].sort((a, b) => a.occurredAt.localeCompare(b.occurredAt));
}

function consumerWebhooks(life: ShopLife, store: StoreKey, started: number, now: number): Webhook[] {
  return [
    ...life.products.map((product) => productWebhook(product, started, STORE_CURRENCY[store])),
    ...life.customers
      .filter((entry) => entry.store === store && !entry.customer.guest)
      .flatMap(({ customer, since }) => customerWebhooks(customer, since)),
    ...life.orders.filter((order) => order.store === store).flatMap((order) => orderWebhooks(order, now)),
    ...life.carts.filter((cart) => cart.store === store).flatMap(cartWebhooks)
  ].sort((a, b) => a.triggeredAt - b.triggeredAt);
}

async function sendEvents(context: ReplayContext, events: readonly CanonicalEvent[]): Promise<void> {
  const { log } = context;
  let sent = 0;
  const failures: EventResult[] = [];
  for (let start = 0; start < events.length; start += BATCH) {
    const batch = events.slice(start, start + BATCH);
    const results = await post(context, batch);
    failures.push(...results.filter(({ status }) => status === 'failed'));
    sent += batch.length;
    log(`  b2b-direct: ${sent} of ${events.length} events`);
  }
  report(log, 'b2b-direct', failures);
}

async function post(
  { instanceUrl, session }: ReplayContext,
  events: readonly CanonicalEvent[]
): Promise<EventResult[]> {
  const response = await fetch(`${instanceUrl}${EVENTS}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${session.users.integration.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events })
  });
  if (!response.ok) {
    throw new Error(`The events endpoint answered ${response.status}: ${await response.text()}`);
  }
  return ((await response.json()) as { results: EventResult[] }).results;
}

/** Sends what is meant to fail: the admin's work. */
async function sendFaults(context: ReplayContext, events: readonly CanonicalEvent[]): Promise<void> {
  const results = await post(context, events);
  const failed = results.filter(({ status }) => status === 'failed').length;
  context.log(`Demo store: ${failed} events fail on purpose, for the admin to look after`);
}

function report(log: ReplayContext['log'], store: string, failures: readonly EventResult[]): void {
  if (failures.length > 0) {
    const [first] = failures;
    log(
      `  ${store}: ${failures.length} events failed, the first (${first.id}) with ${first.error?.code}: ${first.error?.message}`
    );
  }
}

async function sendWebhooks(
  { instanceUrl, session, log }: ReplayContext,
  store: StoreKey,
  hooks: readonly Webhook[]
): Promise<void> {
  const secret = session.stores.find(({ key }) => key === store)?.webhookSecret;
  if (!secret) {
    throw new Error(`The session has no webhook secret for the store ${store}`);
  }
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < hooks.length) {
      const index = next++;
      await sendWebhook(instanceUrl, store, secret, hooks[index], index);
      if ((index + 1) % 200 === 0 || index + 1 === hooks.length) {
        log(`  ${store}: ${index + 1} of ${hooks.length} webhooks`);
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

async function sendWebhook(
  instanceUrl: string,
  store: StoreKey,
  secret: string,
  hook: Webhook,
  index: number
): Promise<void> {
  const response = await fetch(`${instanceUrl}${WEBHOOKS}?store=${store}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': hook.topic,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(hook.body).digest('base64'),
      'x-shopify-webhook-id': `demo-${store}-${index}`,
      'x-shopify-event-id': `demo-${store}-${index}`,
      'x-shopify-triggered-at': new Date(hook.triggeredAt).toISOString(),
      'x-shopify-shop-domain': `${store}.myshopify.example`
    },
    body: hook.body
  });
  if (!response.ok) {
    throw new Error(`The webhook endpoint answered ${response.status} to ${hook.topic}: ${await response.text()}`);
  }
  await response.arrayBuffer();
}

async function drain({ instanceUrl, session, log }: ReplayContext): Promise<void> {
  const response = await fetch(`${instanceUrl}/local-org/async/drain`, {
    method: 'POST',
    headers: { authorization: `Bearer ${session.users.admin.accessToken}` }
  });
  const { jobs, failed } = (await response.json()) as { jobs: number; failed: number };
  log(`Demo store: ready (${jobs} background jobs${failed > 0 ? `, ${failed} of them failed` : ''})`);
}
