import { buyers, type Buyer } from './buyers.ts';
import { PRODUCTS, productBySku } from './catalogue.ts';
import {
  STORE_CURRENCY,
  linesTotal,
  type Cart,
  type Customer,
  type Fulfillment,
  type Order,
  type OrderLine,
  type ReasonCode,
  type Return,
  type ShopLife,
  type StoreKey
} from './model.ts';
import { createRandom, type Random } from './random.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const SEED = 20_260_301;
const SHOP_TIME_ZONE = 'Europe/Berlin';

export type Size = 'small' | 'large';

const SCALE: Readonly<Record<Size, { consumers: number; companies: number }>> = {
  small: { consumers: 45, companies: 4 },
  large: { consumers: 900, companies: 120 }
};

/** The one product that comes back "not as described" several times as often as anything else. */
const TROUBLED_SKU = 'SHD-2';
const TROUBLED_RATE = 0.36;
const NORMAL_RATE = 0.06;

const REASONS: readonly (readonly [ReasonCode, number])[] = [
  ['not_as_described', 8],
  ['damaged', 3],
  ['unwanted', 3],
  ['defective', 2],
  ['size_too_large', 2],
  ['wrong_item', 1],
  ['late', 1],
  ['color', 1]
];

const REASON_TEXT: Readonly<Partial<Record<ReasonCode, readonly string[]>>> = {
  not_as_described: ['Much darker than on the picture', 'Looks grey, the page says natural', 'Smaller than described'],
  damaged: ['Arrived broken', 'Box was crushed'],
  defective: ['Switch does not work', 'Flickers'],
  unwanted: ['Changed my mind']
};

const CARRIERS = [
  ['DHL', 'https://tracking.example/dhl/'],
  ['UPS', 'https://tracking.example/ups/'],
  ['GLS', 'https://tracking.example/gls/']
] as const;

const SOURCES = ['newsletter', 'search', 'instagram', 'referral', null] as const;

/** Gives out the long numeric ids that storefronts use, and running order numbers per store. */
class Numbers {
  #next = 9_100_000_000_000_000_001n;
  readonly #orders = new Map<StoreKey, number>();

  id(): string {
    this.#next += 7n;
    return String(this.#next);
  }

  order(store: StoreKey): string {
    const number = (this.#orders.get(store) ?? 10_000) + 1;
    this.#orders.set(store, number);
    return store === 'b2b-direct' ? `B2B-${number}` : `#${number}`;
  }
}

/**
 * Two years of a believable shop, ending now.
 * @param now ms UTC; every date is relative to it
 * @returns the same life for the same now and size
 */
export function liveShop(now: number, size: Size): ShopLife {
  const random = createRandom(SEED);
  const numbers = new Numbers();
  const people = buyers(random, SCALE[size].consumers, SCALE[size].companies);
  const visits = people
    .flatMap((buyer) =>
      visitDays(random, buyer).map((daysAgo, index, all) => ({
        buyer,
        daysAgo,
        progress: index / Math.max(1, all.length - 1)
      }))
    )
    .sort((a, b) => b.daysAgo - a.daysAgo);
  const orders = visits.map(({ buyer, daysAgo, progress }) =>
    placeOrder(random, numbers, buyer, now, daysAgo, progress)
  );
  orders.push(...pointOfSale(random, numbers, now));
  orders.sort((a, b) => a.placedAt - b.placedAt);
  return {
    products: PRODUCTS,
    customers: people.map((buyer) => ({
      store: buyer.store,
      customer: buyer.customer,
      since: now - (buyer.firstOrderDaysAgo + 1) * DAY
    })),
    orders,
    carts: carts(random, numbers, people, orders, now)
  };
}

/** Noon UTC of today's date where the shop is, so that "41 days ago" is 41 calendar days there. */
function noonInShop(now: number): number {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: SHOP_TIME_ZONE }).format(now);
  return Date.parse(`${today}T12:00:00Z`);
}

function visitDays(random: Random, buyer: Buyer): number[] {
  const days: number[] = [];
  let day = buyer.firstOrderDaysAgo;
  while (day > buyer.lastOrderDaysAgo + buyer.gapDays * 0.4) {
    days.push(day);
    const progress = 1 - (day - buyer.lastOrderDaysAgo) / Math.max(1, buyer.firstOrderDaysAgo - buyer.lastOrderDaysAgo);
    const gap = buyer.gapDays / (1 + (buyer.growth - 1) * progress);
    const spread = Math.min(buyer.jitterDays * 2.4, Math.abs(random.normal(0, buyer.jitterDays)));
    day -= Math.max(2, gap + (random.chance(0.5) ? spread : -spread));
  }
  days.push(buyer.lastOrderDaysAgo);
  return days;
}

function basket(
  random: Random,
  numbers: Numbers,
  buyer: Pick<Buyer, 'basket' | 'favourites' | 'growth'>,
  progress: number
): OrderLine[] {
  const wanted = random.between(...buyer.basket.lines);
  const skus = new Set<string>();
  while (skus.size < Math.min(wanted, new Set(buyer.favourites).size)) {
    skus.add(random.chance(0.85) ? random.pick(buyer.favourites) : random.pick(PRODUCTS).sku);
  }
  return [...skus].map((sku) => {
    const product = productBySku(sku);
    const grown = 1 + (buyer.growth - 1) * progress;
    return {
      id: numbers.id(),
      product,
      quantity: Math.max(1, Math.round(random.between(...buyer.basket.quantity) * grown)),
      unitPrice: product.price,
      discount: 0
    };
  });
}

function placeOrder(
  random: Random,
  numbers: Numbers,
  buyer: Buyer,
  now: number,
  daysAgo: number,
  progress: number
): Order {
  const trade = buyer.store === 'b2b-direct';
  // around noon of its day, never in the future
  const placedAt = Math.min(
    now - HOUR,
    noonInShop(now) - Math.round(daysAgo) * DAY + random.between(-4 * 60, 4 * 60) * 60_000
  );
  let lines = basket(random, numbers, buyer, progress);
  const discountCode = random.chance(0.18) ? random.pick(['SPRING5', 'MAI', 'WELCOME10']) : null;
  if (discountCode) {
    lines = lines.map((line) => ({ ...line, discount: Math.round((line.quantity * line.unitPrice) / 20) }));
  }
  const isLastVisit = daysAgo === buyer.lastOrderDaysAgo;
  const cancelled = !isLastVisit && random.chance(0.02);
  const id = numbers.id();
  const order: Order = {
    id,
    store: buyer.store,
    number: numbers.order(buyer.store),
    placedAt,
    currency: STORE_CURRENCY[buyer.store],
    channel: random.weighted(buyer.channels),
    source: random.pick(SOURCES),
    customer: buyer.customer,
    lines,
    discountCode,
    shipping: trade || linesTotal(lines) > 15_000 ? 0 : 490,
    test: !trade && random.chance(0.004),
    cancelledAt: cancelled ? placedAt + 2 * HOUR : null,
    fulfillment: cancelled ? null : ship(random, numbers, placedAt, now),
    returned: null
  };
  return cancelled ? order : { ...order, returned: sendBack(random, numbers, order, now) };
}

function ship(random: Random, numbers: Numbers, placedAt: number, now: number): Fulfillment | null {
  const shippedAt = placedAt + random.between(6, 48) * HOUR;
  if (shippedAt > now) {
    return null;
  }
  const [carrier, url] = random.pick(CARRIERS);
  const trackingNumber = `${carrier === 'UPS' ? '1Z' : '0034'}${String(random.between(10 ** 9, 10 ** 10 - 1))}`;
  return {
    id: numbers.id(),
    carrier,
    trackingNumber,
    trackingUrl: `${url}${trackingNumber}`,
    shippedAt,
    deliveredAt: shippedAt + random.between(20, 96) * HOUR
  };
}

function sendBack(random: Random, numbers: Numbers, order: Order, now: number): Return | null {
  if (!order.fulfillment || order.fulfillment.deliveredAt > now) {
    return null;
  }
  const lines = order.lines.flatMap((line) => {
    const troubled = line.product.sku === TROUBLED_SKU;
    if (!random.chance(troubled ? TROUBLED_RATE : NORMAL_RATE)) {
      return [];
    }
    const reason: ReasonCode = troubled && random.chance(0.85) ? 'not_as_described' : random.weighted(REASONS);
    const quantity = troubled ? line.quantity : random.between(1, line.quantity);
    const paidEach = (line.quantity * line.unitPrice - line.discount) / line.quantity;
    const text = random.pick(REASON_TEXT[reason] ?? ['']);
    return [{ line, quantity, reason, text, amount: Math.round(paidEach * quantity) }];
  });
  const requestedAt = order.fulfillment.deliveredAt + random.between(1, 9) * DAY;
  const refundedAt = requestedAt + random.between(2, 6) * DAY;
  if (lines.length === 0 || refundedAt > now) {
    return null;
  }
  return { id: numbers.id(), refundId: numbers.id(), requestedAt, refundedAt, lines };
}

/** Sales over the counter: nobody is known. */
function pointOfSale(random: Random, numbers: Numbers, now: number): Order[] {
  return Array.from({ length: 8 }, () => {
    const placedAt = now - random.between(2, 300) * DAY;
    return {
      id: numbers.id(),
      store: 'byron-eu' as const,
      number: numbers.order('byron-eu'),
      placedAt,
      currency: 'EUR' as const,
      channel: 'POS',
      source: null,
      customer: null,
      lines: basket(
        random,
        numbers,
        { basket: { lines: [1, 2], quantity: [1, 1] }, favourites: ['VASE-S', 'CUSH-L', 'SHD-1'], growth: 1 },
        0
      ),
      discountCode: null,
      shipping: 0,
      test: false,
      cancelledAt: null,
      fulfillment: null,
      returned: null
    };
  });
}

function carts(
  random: Random,
  numbers: Numbers,
  people: readonly Buyer[],
  orders: readonly Order[],
  now: number
): Cart[] {
  const shoppers = people.filter(({ store }) => store !== 'b2b-direct');
  const left: Cart[] = Array.from({ length: Math.max(6, Math.round(shoppers.length / 8)) }, (_, index) => {
    const buyer = random.pick(shoppers);
    const startedAt = now - random.between(1, 40) * DAY;
    const unknown = index % 4 === 3;
    const customer: Customer | null = unknown ? null : buyer.customer;
    return {
      id: numbers.id(),
      store: buyer.store,
      customer,
      email: unknown ? `visitor${index}@mail.example` : buyer.customer.email,
      currency: STORE_CURRENCY[buyer.store],
      startedAt,
      lastActivityAt: startedAt + random.between(2, 50) * 60_000,
      lines: basket(random, numbers, buyer, 0),
      orderId: null
    };
  });
  const recovered = orders
    .filter((order) => order.store !== 'b2b-direct' && order.customer && !order.cancelledAt)
    .slice(-4)
    .map((order): Cart => ({
      id: numbers.id(),
      store: order.store,
      customer: order.customer,
      email: order.customer?.email ?? null,
      currency: order.currency,
      startedAt: order.placedAt - 26 * HOUR,
      lastActivityAt: order.placedAt - 25 * HOUR,
      lines: order.lines,
      orderId: order.id
    }));
  return [...left, ...recovered].sort((a, b) => a.startedAt - b.startedAt);
}
