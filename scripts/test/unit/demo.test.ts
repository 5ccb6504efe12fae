import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cartEvents, orderEvents } from '../../demo/canonical.ts';
import { failingEvents, failingWebhooks } from '../../demo/faults.ts';
import { liveShop } from '../../demo/life.ts';
import { lastScan, orderTax, orderTotal, type Order, type ShopLife } from '../../demo/model.ts';
import { cartWebhooks, customerWebhooks, orderWebhooks } from '../../demo/shopify.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-30T21:00:00Z');
/** A weekday, a weekend, a leap day, and both sides of a change of clocks. */
const MOMENTS = [NOW, ...['2026-03-29T00:30:00Z', '2028-02-29T12:00:00Z', '2026-10-25T03:00:00Z'].map(Date.parse)];

function distinct<T>(values: Iterable<T>): number {
  return new Set(values).size;
}

function ordersOf(life: ShopLife, company: string): Order[] {
  return life.orders.filter(({ customer }) => customer?.company?.name === company);
}

const berlinDay = (ms: number): number =>
  Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(ms)) / DAY;
const daysAgo = (ms: number): number => berlinDay(NOW) - berlinDay(ms);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("the demo shop's life", () => {
  const life = liveShop(NOW, 'small');
  const { orders, carts } = life;
  const parcels = orders.flatMap((order) => order.parcels);
  const returns = orders.flatMap(({ returned }) => returned ?? []);

  it('is the same for the same moment, and its dates move with the moment', () => {
    assert.deepEqual(liveShop(NOW, 'small'), life);
    const later = liveShop(NOW + 10 * DAY, 'small');
    assert.equal(later.orders.length, orders.length);
    assert.equal(later.orders[0].placedAt - orders[0].placedAt, 10 * DAY);
  });

  for (const moment of MOMENTS) {
    it(`has nothing in the future at ${new Date(moment).toISOString()}`, () => {
      const lived = liveShop(moment, 'small');
      const times = lived.orders.flatMap((order) => [
        order.placedAt,
        order.cancelledAt ?? 0,
        order.edit?.at ?? 0,
        order.goodwill?.at ?? 0,
        order.returned?.requestedAt ?? 0,
        order.returned?.stagedAt ?? 0,
        ...order.parcels.flatMap(({ scans }) => scans.map(({ at }) => at))
      ]);
      assert.ok(Math.max(...times) <= moment);
      assert.ok(Math.max(...lived.carts.map(({ lastActivityAt }) => lastActivityAt)) <= moment);
    });
  }

  it('tells the distributor’s story: every two weeks, silent for 41 days, nothing else in the way', () => {
    const own = ordersOf(life, 'Nordlicht Handels GmbH');
    const newest = Math.max(...own.map(({ placedAt }) => placedAt));
    assert.equal(daysAgo(newest), 41);
    assert.ok(own.length > 40);
    const latest = own.find(({ placedAt }) => placedAt === newest);
    assert.equal(latest?.payment, 'paid');
    assert.equal(lastScan(latest.parcels[0]).status, 'delivered');
  });

  it('has accounts that grow, shrink, buy by season, and one that is new', () => {
    const pieces = (own: readonly Order[]): number =>
      sum(own.flatMap(({ lines }) => lines.map((line) => line.quantity)));
    const halves = (name: string): [number, number] => {
      const own = ordersOf(life, name);
      const middle = Math.floor(own.length / 2);
      return [pieces(own.slice(0, middle)), pieces(own.slice(middle))];
    };
    const [grownFrom, grownTo] = halves('Brightside Hotels BV');
    assert.ok(grownTo > 1.3 * grownFrom);
    const [shrunkFrom, shrunkTo] = halves('Wohnstudio Kern GmbH');
    assert.ok(shrunkTo < 0.6 * shrunkFrom);
    assert.ok(daysAgo(Math.max(...ordersOf(life, 'Wohnstudio Kern GmbH').map(({ placedAt }) => placedAt))) < 18);
    const seasonal = ordersOf(life, 'Λευκό Φως Εκδηλώσεις').map(({ placedAt }) => daysAgo(placedAt));
    assert.ok(seasonal.length > 6);
    assert.ok(seasonal.every((age) => (age >= 318 && age <= 371) || age >= 685));
    assert.ok(ordersOf(life, 'Studio Faro Srl').length < 4);
  });

  it('has regulars, one-time buyers, guests, and people known to two stores', () => {
    const perPerson = new Map<string, number>();
    const stores = new Map<string, Set<string>>();
    for (const { customer, store } of orders) {
      if (customer?.email && !customer.company) {
        perPerson.set(customer.email, (perPerson.get(customer.email) ?? 0) + 1);
        stores.set(customer.email, (stores.get(customer.email) ?? new Set()).add(store));
      }
    }
    const counts = [...perPerson.values()];
    assert.ok(counts.filter((count) => count >= 10).length >= 5, 'regulars');
    assert.ok(counts.filter((count) => count === 1).length >= 20, 'one-time buyers');
    assert.ok(orders.some(({ customer }) => customer?.guest));
    assert.ok(orders.some(({ customer }) => customer === null));
    assert.ok(
      [...stores.values()].some(({ size }) => size === 2),
      'one person, two stores'
    );
    const currencies = ordersOf(life, 'Transatlantic Living Inc').map(({ currency }) => currency);
    assert.equal(distinct(currencies), 2);
  });

  it('has every state of a parcel, and some that are late by days', () => {
    const statuses = new Set(parcels.map((parcel) => lastScan(parcel).status));
    for (const status of [
      'shipped',
      'in_transit',
      'out_for_delivery',
      'attempted_delivery',
      'delivered',
      'failed',
      'returned_to_sender'
    ] as const) {
      assert.ok(statuses.has(status) || status === 'shipped', status);
    }
    const open = parcels.filter((parcel) => ['in_transit', 'out_for_delivery'].includes(lastScan(parcel).status));
    assert.ok(open.filter(({ estimatedAt }) => NOW - estimatedAt > 2 * DAY).length >= 2, 'late by days');
    assert.ok(
      open.some(({ estimatedAt }) => estimatedAt > NOW),
      'on time'
    );
    assert.ok(
      parcels.some(({ scans }) => /searching/.test(scans.at(-1)?.message ?? '')),
      'lost'
    );
  });

  it('has orders that are partly shipped, unpaid, authorized, partly paid, cancelled, tests, edited, forgotten', () => {
    const pieces = (entries: readonly { quantity: number }[]): number => sum(entries.map(({ quantity }) => quantity));
    const partly = orders.filter(
      ({ parcels: sent, lines }) => sent.length > 0 && pieces(sent.flatMap(({ contents }) => contents)) < pieces(lines)
    );
    assert.ok(partly.length >= 1, 'partly shipped');
    for (const payment of ['paid', 'pending', 'authorized', 'partially_paid'] as const) {
      assert.ok(
        orders.some((order) => order.payment === payment),
        payment
      );
    }
    assert.ok(orders.some(({ cancelledAt }) => cancelledAt !== null));
    assert.ok(orders.some(({ test }) => test));
    assert.ok(
      orders.some(({ edit, lines }) => edit && edit.linesBefore.length > lines.length),
      'item removed'
    );
    assert.ok(
      orders.some(({ edit, lines }) => edit && edit.linesBefore.length < lines.length),
      'item added'
    );
    const forgotten = orders.filter(
      (order) => order.tags.includes('back order') && order.payment === 'paid' && order.parcels.length === 0
    );
    assert.ok(forgotten.length >= 1, 'paid and not shipped');
  });

  it('has returns of every stage, exchanges with their replacement, and refunds whole, partial and for nothing', () => {
    for (const stage of ['requested', 'approved', 'received', 'declined', 'cancelled', 'completed'] as const) {
      assert.ok(
        returns.some((returned) => returned.stage === stage),
        stage
      );
    }
    const exchange = returns.find(({ kind }) => kind === 'exchange');
    assert.ok(exchange?.replacementOrderId);
    const replacement = orders.find(({ id }) => id === exchange.replacementOrderId);
    assert.equal(replacement && orderTotal(replacement), 0);
    assert.ok(orders.some(({ id }) => id === replacement?.replacesOrderId));
    const whole = (order: Order): boolean =>
      order.returned?.stage === 'completed' && order.returned.lines.length === order.lines.length;
    assert.ok(orders.some(whole), 'full refund');
    assert.ok(
      orders.some((order) => order.returned?.refundId && !whole(order)),
      'partial refund'
    );
    assert.ok(
      orders.some(({ goodwill }) => goodwill),
      'goodwill'
    );
  });

  it('has carts of every state in every store, known people and strangers', () => {
    for (const store of ['byron-eu', 'byron-us', 'b2b-direct']) {
      for (const state of ['active', 'abandoned', 'recovered', 'converted']) {
        assert.ok(
          carts.some((cart) => cart.store === store && cart.state === state),
          `${store} ${state}`
        );
      }
    }
    assert.ok(carts.some(({ customer }) => customer === null));
    assert.ok(carts.filter(({ state }) => state === 'recovered').every(({ orderId }) => orderId));
  });

  it('varies what it is made of', () => {
    const customers = life.customers.map(({ customer }) => customer);
    assert.ok(distinct(customers.map(({ firstName, lastName }) => `${firstName} ${lastName}`)) > 80);
    assert.ok(distinct(customers.map(({ address }) => address.street)) > 80);
    assert.ok(distinct(customers.map(({ address }) => address.country)) >= 12);
    for (const script of ['Greek', 'Cyrillic', 'Han', 'Hangul', 'Arabic', 'Latin']) {
      const pattern = new RegExp(`\\p{Script=${script}}`, 'u');
      assert.ok(
        customers.some(({ lastName }) => pattern.test(lastName)),
        script
      );
    }
    assert.ok(
      customers.every(({ email }) => /^[a-z0-9.]+@[a-z]+\.example$/.test(email ?? '')),
      'addresses are ASCII'
    );
    assert.ok(distinct(orders.flatMap(({ lines }) => lines.map(({ unitPrice }) => unitPrice))) > 60);
    assert.ok(distinct(orders.map(({ paymentMethod }) => paymentMethod)) >= 8);
    assert.ok(distinct(orders.map(({ shippingMethod }) => shippingMethod)) >= 8);
    assert.ok(orders.some(({ note }) => note));
    assert.ok(distinct(orders.flatMap(({ tags }) => tags)) >= 5);
    assert.ok(distinct(orders.map(({ purchaseOrderNumber }) => purchaseOrderNumber)) > 50);
    const elsewhere = orders.filter((order) => order.shippingAddress?.street !== order.billingAddress?.street);
    assert.ok(elsewhere.length > 10 && elsewhere.length < orders.length / 2, 'some are sent elsewhere');
    assert.equal(distinct(parcels.map(({ carrier }) => carrier)) >= 6, true);
  });

  it('gives every record an id of its own, and every parcel only what was ordered', () => {
    const ids = orders.flatMap((order) => [
      order.id,
      ...order.lines.map(({ id }) => id),
      ...order.parcels.map(({ id }) => id)
    ]);
    assert.equal(distinct(ids), ids.length);
    const unknown = orders.filter(({ parcels: sent, lines }) =>
      sent.some(({ contents }) => contents.some(({ line }) => lines.every(({ id }) => id !== line.id)))
    );
    assert.deepEqual(unknown, []);
  });
});

describe("the demo's canonical events", () => {
  const life = liveShop(NOW, 'small');
  const trade = life.orders.filter(({ store }) => store === 'b2b-direct');
  const events = [
    ...trade.flatMap((order) => orderEvents(order, NOW)),
    ...life.carts.filter(({ store }) => store === 'b2b-direct').flatMap(cartEvents)
  ];

  it('carry what the shape allows: addresses, methods, order numbers of the buyer, contents of parcels', () => {
    const first = events.find(({ topic }) => topic === 'order')?.data;
    for (const name of [
      'shippingAddress',
      'billingAddress',
      'paymentMethod',
      'shippingMethod',
      'purchaseOrderNumber',
      'url'
    ]) {
      assert.ok(first?.[name], name);
    }
    const parcel = events.find(({ topic }) => topic === 'fulfillment')?.data;
    assert.ok(parcel?.estimatedDeliveryAt);
    assert.ok(Array.isArray(parcel.lines) && parcel.lines.length > 0);
  });

  it('never name two events alike', () => {
    assert.equal(distinct(events.map(({ id }) => id)), events.length);
  });

  it('state totals that add up', () => {
    for (const { topic, data } of events.filter(({ topic: name }) => name === 'order')) {
      const { subtotal, discount, shipping, total } = data.totals as Record<string, number>;
      assert.equal(
        Math.round((subtotal - discount + shipping) * 100),
        Math.round(total * 100),
        `${topic} ${String(data.number)}`
      );
    }
  });

  it('fail on purpose for different reasons, one of which can be mended', () => {
    const faults = failingEvents(life, NOW);
    assert.ok(faults.length >= 6);
    assert.equal(distinct(faults.map(({ id }) => id)), faults.length);
    const known = new Set<string>(['byron-eu', 'byron-us', 'b2b-direct']);
    assert.equal(faults.filter(({ store }) => !known.has(store)).length, 3, 'three of a store that is not there yet');
  });
});

describe("the demo's webhooks", () => {
  const life = liveShop(NOW, 'small');
  const consumers = life.orders.filter(({ store }) => store !== 'b2b-direct');
  const parse = (body: string): Record<string, unknown> => JSON.parse(body) as Record<string, unknown>;
  const hooks = consumers.flatMap((order) => orderWebhooks(order, NOW));

  it('are Shopify’s in shape: addresses, gateways, shipping lines, note, tags', () => {
    const order = consumers.find(({ note, customer }) => note && customer);
    assert.ok(order);
    const body = parse(orderWebhooks(order, NOW)[0].body);
    for (const name of ['shipping_address', 'billing_address', 'order_status_url', 'note', 'tags']) {
      assert.equal(name in body, true, name);
    }
    assert.deepEqual(body.payment_gateway_names, [order.paymentMethod]);
    assert.match(JSON.stringify(body.shipping_lines), new RegExp(String(order.shippingMethod)));
  });

  it('add tax on top in America and take it out of the price in Europe', () => {
    const [europe, america] = (['byron-eu', 'byron-us'] as const).map((store) =>
      consumers.find((order) => order.store === store && !order.edit)!
    );
    for (const order of [europe, america]) {
      const body = parse(orderWebhooks(order, NOW)[0].body);
      assert.equal(body.total_price, (orderTotal(order) / 100).toFixed(2));
      assert.equal(body.total_tax, (orderTax(order) / 100).toFixed(2));
      assert.ok(orderTax(order) > 0);
    }
    assert.equal(europe.pricesIncludeTax, true);
    assert.equal(america.pricesIncludeTax, false);
  });

  it('tell a parcel scan by scan while it is news, with the promised day', () => {
    const scans = hooks.filter(({ topic }) => topic === 'fulfillment_events/create').map(({ body }) => parse(body));
    const statuses = new Set(scans.map(({ status }) => status));
    for (const status of ['in_transit', 'out_for_delivery', 'attempted_delivery', 'failure', 'delivered']) {
      assert.ok(statuses.has(status), status);
    }
    assert.ok(scans.every(({ estimated_delivery_at: promised }) => promised));
  });

  it('tell returns in the topic of their stage', () => {
    const topics = new Set(hooks.map(({ topic }) => topic));
    for (const topic of ['returns/request', 'returns/approve', 'returns/decline', 'returns/close', 'refunds/create']) {
      assert.ok(topics.has(topic), topic);
    }
  });

  it('keep every digit of an id', () => {
    const [{ customer, store, since }] = life.customers.filter((entry) => entry.store === 'byron-eu');
    assert.equal(store, 'byron-eu');
    assert.match(customerWebhooks(customer, since)[0].body, new RegExp(`"id":${customer.id},`));
    const cart = life.carts.find((entry) => entry.store === 'byron-eu')!;
    assert.match(cartWebhooks(cart)[0].body, new RegExp(`"id":${cart.id},`));
  });

  it('fail on purpose, one of them as broken JSON', () => {
    const faults = failingWebhooks(NOW);
    assert.equal(
      faults.filter(({ body }) => {
        try {
          JSON.parse(body);
          return false;
        } catch {
          return true;
        }
      }).length,
      1
    );
    assert.ok(faults.every(({ triggeredAt }) => triggeredAt < NOW));
  });
});
