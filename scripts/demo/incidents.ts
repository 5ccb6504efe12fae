/** The orders that give people something to do: assigned by name and place, not by chance, so that every state is always there. */
import { PRODUCTS } from './catalogue.ts';
import { linesTotal, type Order, type ReturnStage } from './model.ts';
import type { Numbers } from './numbers.ts';
import { halves, ordinaryParcel, troubledParcel, type Mishap } from './parcels.ts';
import type { Random } from './random.ts';
import { returnAt, returnLine } from './returns.ts';
import { DAY, HOUR } from './time.ts';

interface Tools {
  readonly random: Random;
  readonly numbers: Numbers;
  readonly now: number;
}

type Incident = (order: Order, tools: Tools) => Order;

const NOTHING_YET = { parcels: [], returned: null, cancelledAt: null } as const;

const mishap =
  (kind: Mishap): Incident =>
  (order, { random, numbers, now }) => ({
    ...order,
    ...NOTHING_YET,
    parcels: [troubledParcel(random, numbers, order, now, kind)]
  });

/** The first parcel has arrived, the rest of the order has not been sent. */
const partlyShipped: Incident = (order, { random, numbers, now }) => {
  const [first] = halves(order.lines);
  const parcel = ordinaryParcel(random, numbers, order, now, first, order.placedAt + 8 * HOUR);
  return { ...order, ...NOTHING_YET, parcels: parcel ? [parcel] : [] };
};

const unpaid: Incident = (order) => ({
  ...order,
  ...NOTHING_YET,
  payment: 'pending',
  paymentMethod: 'bank transfer',
  tags: [...order.tags, 'awaiting payment']
});

const authorizedOnly: Incident = (order) => ({ ...order, ...NOTHING_YET, payment: 'authorized' });

const partlyPaid: Incident = (order) => ({ ...order, ...NOTHING_YET, payment: 'partially_paid' });

/** Paid for days, and nobody has packed it. */
const forgotten: Incident = (order) => ({ ...order, ...NOTHING_YET, tags: [...order.tags, 'back order'] });

const cancelled: Incident = (order) => ({ ...order, ...NOTHING_YET, cancelledAt: order.placedAt + 3 * HOUR });

const testOrder: Incident = (order) => ({ ...order, ...NOTHING_YET, test: true, tags: ['test'] });

/** One line was taken out before it was packed, and its money given back. */
const itemRemoved: Incident = (order, { numbers }) => ({
  ...order,
  lines: order.lines.slice(1),
  parcels: order.parcels.map((parcel) => ({
    ...parcel,
    contents: parcel.contents.filter(({ line }) => line.id !== order.lines[0].id)
  })),
  returned: null,
  edit: { at: order.placedAt + 2 * HOUR, linesBefore: order.lines, refundId: numbers.id() }
});

/** Something was added on the phone. */
const itemAdded: Incident = (order, { random, numbers }) => {
  const product = random.pick(PRODUCTS.filter(({ sku }) => order.lines.every((line) => line.product.sku !== sku)));
  const added = { id: numbers.id(), product, quantity: 2, unitPrice: product.prices[order.currency], discount: 0 };
  return {
    ...order,
    lines: [...order.lines, added],
    parcels: order.parcels.map((parcel) => ({
      ...parcel,
      contents: [...parcel.contents, { line: added, quantity: 2 }]
    })),
    returned: null,
    edit: { at: order.placedAt + 2 * HOUR, linesBefore: order.lines, refundId: null }
  };
};

const returning =
  (stage: ReturnStage): Incident =>
  (order, { random, numbers, now }) => {
    const requestedAt = now - random.between(2, 7) * DAY;
    const [line] = order.lines;
    const reason = random.pick(['damaged', 'unwanted', 'defective', 'color'] as const);
    const stagedAt = stage === 'requested' ? requestedAt : now - random.between(10, 40) * HOUR;
    return {
      ...order,
      returned: returnAt(numbers, stage, requestedAt, stagedAt, [returnLine(random, line, reason, 1)])
    };
  };

const sentBackWhole: Incident = (order, { random, numbers, now }) => ({
  ...order,
  returned: returnAt(
    numbers,
    'completed',
    now - 6 * DAY,
    now - 2 * DAY,
    order.lines.map((line) => returnLine(random, line, 'unwanted', line.quantity))
  )
});

const goodwill: Incident = (order, { numbers, now }) => ({
  ...order,
  goodwill: {
    id: numbers.id(),
    at: now - 5 * DAY,
    amount: Math.round(linesTotal(order.lines) / 10),
    note: 'Ten per cent back for the scratched box'
  }
});

const exchanged: Incident = (order, { random, numbers, now }) => {
  const lines = [returnLine(random, order.lines[0], 'wrong_item', 1)];
  const returned = returnAt(numbers, 'completed', now - 8 * DAY, now - 3 * DAY, lines, 'exchange');
  return { ...order, returned: { ...returned, replacementOrderId: numbers.id() } };
};

/** The goods that go out for those that came back; nothing is charged for them. */
function replacementOf(order: Order, { random, numbers, now }: Tools): Order | null {
  const { returned } = order;
  if (!returned?.replacementOrderId) {
    return null;
  }
  const [{ line, quantity }] = returned.lines;
  const replacement: Order = {
    ...order,
    id: returned.replacementOrderId,
    number: numbers.order(order.store),
    placedAt: returned.stagedAt - 12 * HOUR,
    channel: 'Rep',
    source: null,
    lines: [
      {
        id: numbers.id(),
        product: line.product,
        quantity,
        unitPrice: line.unitPrice,
        discount: line.unitPrice * quantity
      }
    ],
    discountCode: null,
    shipping: 0,
    note: `Replacement for ${order.number}`,
    tags: ['exchange'],
    url: order.url.replace(order.id, returned.replacementOrderId),
    parcels: [],
    returned: null,
    goodwill: null,
    replacesOrderId: order.id
  };
  const parcel = ordinaryParcel(random, numbers, replacement, now, undefined, returned.stagedAt);
  return { ...replacement, parcels: parcel ? [parcel] : [] };
}

/** Those of the last days, whose goods may still be on the way. */
export const RECENT: readonly Incident[] = [
  mishap('today'),
  unpaid,
  mishap('late'),
  partlyShipped,
  mishap('attempted'),
  forgotten,
  mishap('failed'),
  authorizedOnly,
  mishap('late'),
  mishap('returned_to_sender'),
  partlyPaid,
  mishap('lost'),
  mishap('today'),
  cancelled,
  testOrder
];

/** Those of the last weeks, which have arrived. */
const ARRIVED: readonly Incident[] = [
  returning('requested'),
  returning('approved'),
  itemRemoved,
  returning('received'),
  sentBackWhole,
  itemAdded,
  returning('requested'),
  returning('declined'),
  exchanged,
  goodwill,
  returning('approved'),
  exchanged,
  itemRemoved,
  returning('cancelled')
];
const RECENT_FROM_DAYS = 3;
const RECENT_TO_DAYS = 9;
const ARRIVED_FROM_DAYS = 11;
const ARRIVED_TO_DAYS = 60;

/**
 * Gives the shop's latest orders the states that people have to deal with, to companies and to private people alike.
 * @param spared customers whose story must stay as it is
 * @returns the same orders with what happened to them, and the replacements that went out
 */
export function withIncidents(orders: readonly Order[], spared: ReadonlySet<string>, tools: Tools): Order[] {
  const result = new Map(orders.map((order) => [order.id, order]));
  const age = (order: Order): number => (tools.now - order.placedAt) / DAY;
  const ordinary = orders
    .filter(({ customer, cancelledAt, test }) => customer && !spared.has(customer.id) && !cancelledAt && !test)
    .filter(({ lines }) => lines.length > 1)
    .sort((a, b) => b.placedAt - a.placedAt);
  const apply = (candidates: readonly Order[], incidents: readonly Incident[]): void => {
    for (const [index, incident] of incidents.entries()) {
      const order = candidates[index];
      if (order) {
        result.set(order.id, incident(order, tools));
      }
    }
  };
  for (const isTrade of [true, false]) {
    const own = ordinary.filter(({ store }) => (store === 'b2b-direct') === isTrade);
    const recent = own.filter((order) => age(order) >= RECENT_FROM_DAYS && age(order) <= RECENT_TO_DAYS);
    const arrived = own.filter(
      (order) =>
        age(order) >= ARRIVED_FROM_DAYS &&
        age(order) <= ARRIVED_TO_DAYS &&
        order.returned === null &&
        order.parcels.length > 0
    );
    apply(recent, isTrade ? RECENT.filter((_, index) => index % 2 === 0) : RECENT);
    apply(arrived, ARRIVED);
  }
  const replacements = [...result.values()].flatMap((order) => replacementOf(order, tools) ?? []);
  return [...result.values(), ...replacements];
}
