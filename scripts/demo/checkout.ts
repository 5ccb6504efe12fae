import type { Buyer } from './buyers.ts';
import { PRODUCTS, priceOn, productBySku } from './catalogue.ts';
import { STORE_CURRENCY, linesTotal, type Order, type OrderLine, type StoreKey } from './model.ts';
import type { Numbers } from './numbers.ts';
import type { Random } from './random.ts';
import { DAY, HOUR, MINUTE, noonInShop } from './time.ts';

const SOURCES = ['newsletter', 'search', 'instagram', 'referral', 'affiliate', 'podcast', null] as const;
const TRADE_SOURCES = ['trade fair', 'referral', 'search', null] as const;
const CODES = [
  ['SPRING5', 50],
  ['MAI', 50],
  ['WELCOME10', 100],
  ['NEIGHBOURS', 75]
] as const;
const PAYMENT: Readonly<Record<StoreKey, readonly (readonly [string, number])[]>> = {
  'byron-eu': [
    ['credit card', 4],
    ['PayPal', 4],
    ['Klarna invoice', 2],
    ['SEPA direct debit', 1]
  ],
  'byron-us': [
    ['credit card', 6],
    ['Shop Pay', 3],
    ['PayPal', 2],
    ['gift card', 1]
  ],
  'b2b-direct': [
    ['invoice, 30 days', 6],
    ['bank transfer', 2],
    ['invoice, 14 days', 1]
  ]
};
const SHIPPING: Readonly<Record<StoreKey, readonly (readonly [method: string, cents: number, weight: number])[]>> = {
  'byron-eu': [
    ['Standard', 490, 7],
    ['Parcel shop', 390, 2],
    ['Express', 1290, 1]
  ],
  'byron-us': [
    ['Ground', 795, 7],
    ['Two-day', 1650, 2],
    ['Overnight', 2990, 1]
  ],
  'b2b-direct': [
    ['Freight, free', 0, 6],
    ['Pallet with appointment', 8900, 1],
    ['Parcel', 1450, 2]
  ]
};
const FREE_FROM = 15_000;
const NOTES = [
  'Please ring twice, the bell is quiet.',
  'Leave with the neighbour on the ground floor.',
  'It is a present: no invoice in the parcel, please.',
  'Nur vormittags anliefern.',
  'Livraison après 18 h si possible.',
  'Gate code 4711, second yard.'
] as const;

/** Goods of one visit at the prices of the day. */
export function basket(
  random: Random,
  numbers: Numbers,
  buyer: Pick<Buyer, 'store' | 'basket' | 'favourites' | 'growth' | 'discount'>,
  daysAgo: number,
  progress = 0
): OrderLine[] {
  const wanted = random.between(...buyer.basket.lines);
  const skus = new Set<string>();
  while (skus.size < Math.min(wanted, new Set(buyer.favourites).size)) {
    skus.add(random.chance(0.85) ? random.pick(buyer.favourites) : random.pick(PRODUCTS).sku);
  }
  const grown = 1 + (buyer.growth - 1) * progress;
  return [...skus].map((sku) => {
    const product = productBySku(sku);
    return {
      id: numbers.id(),
      product,
      quantity: Math.max(1, Math.round(random.between(...buyer.basket.quantity) * grown)),
      unitPrice: priceOn(product, STORE_CURRENCY[buyer.store], daysAgo, buyer.discount),
      discount: 0
    };
  });
}

/**
 * An order as it is placed: paid, not shipped, nothing has happened to it yet.
 * @param daysAgo when
 * @param progress how far the customer's life with the shop has come, 0 to 1
 */
export function placeOrder(
  random: Random,
  numbers: Numbers,
  buyer: Buyer,
  now: number,
  daysAgo: number,
  progress: number
): Order {
  const { store, customer } = buyer;
  const trade = store === 'b2b-direct';
  // around noon of its day, never in the future
  const placedAt = Math.min(
    now - HOUR,
    noonInShop(now) - Math.round(daysAgo) * DAY + random.between(-4 * 60, 4 * 60) * MINUTE
  );
  const code = random.chance(0.18) ? random.pick(CODES) : null;
  const lines = basket(random, numbers, buyer, daysAgo, progress).map((line) => ({
    ...line,
    discount: code ? Math.round((line.quantity * line.unitPrice * code[1]) / 1000) : 0
  }));
  const [shippingMethod, shipping] = random.weighted(
    SHIPPING[store].map(([method, cents, weight]) => [[method, cents] as const, weight] as const)
  );
  const id = numbers.id();
  const number = numbers.order(store);
  const address = { ...customer.address, phone: customer.address.phone ?? customer.phone };
  const isLarge = linesTotal(lines) > (trade ? 250_000 : 40_000);
  return {
    id,
    store,
    number,
    placedAt,
    currency: STORE_CURRENCY[store],
    channel: random.weighted(buyer.channels),
    source: random.pick(trade ? TRADE_SOURCES : SOURCES),
    customer,
    lines,
    discountCode: code ? code[0] : null,
    shipping: !trade && linesTotal(lines) > FREE_FROM && shipping < 1000 ? 0 : shipping,
    taxRate: store === 'byron-eu' ? 190 : store === 'byron-us' ? 70 : 0,
    pricesIncludeTax: store === 'byron-eu',
    payment: 'paid',
    paymentMethod: random.weighted(PAYMENT[store]),
    shippingMethod,
    shippingAddress: buyer.deliverTo ?? address,
    billingAddress: address,
    note: random.chance(trade ? 0.06 : 0.1) ? random.pick(NOTES) : null,
    tags: [
      ...(trade ? ['trade'] : []),
      ...(customer.guest ? ['guest'] : []),
      ...(isLarge ? ['large'] : []),
      ...(buyer.deliverTo && !trade ? ['gift'] : [])
    ],
    purchaseOrderNumber: trade ? `PO-${String(random.between(20_000, 98_999))}` : null,
    url: `https://${trade ? 'direct' : store}.shop.example/orders/${id}`,
    test: !trade && random.chance(0.004),
    cancelledAt: null,
    edit: null,
    parcels: [],
    returned: null,
    goodwill: null,
    replacesOrderId: null
  };
}

/** Sales over the counter: nobody is known, nothing is sent. */
export function counterSales(random: Random, numbers: Numbers, now: number): Order[] {
  return Array.from({ length: 8 }, () => {
    const daysAgo = random.between(2, 300);
    const id = numbers.id();
    return {
      id,
      store: 'byron-eu' as const,
      number: numbers.order('byron-eu'),
      placedAt: now - daysAgo * DAY,
      currency: 'EUR' as const,
      channel: 'POS',
      source: null,
      customer: null,
      lines: basket(
        random,
        numbers,
        {
          store: 'byron-eu',
          basket: { lines: [1, 2], quantity: [1, 1] },
          favourites: ['VASE-S', 'CUSH-L', 'SHD-1'],
          growth: 1,
          discount: 0
        },
        daysAgo
      ),
      discountCode: null,
      shipping: 0,
      taxRate: 190,
      pricesIncludeTax: true,
      payment: 'paid' as const,
      paymentMethod: random.pick(['cash', 'debit card']),
      shippingMethod: null,
      shippingAddress: null,
      billingAddress: null,
      note: null,
      tags: ['counter'],
      purchaseOrderNumber: null,
      url: `https://byron-eu.shop.example/orders/${id}`,
      test: false,
      cancelledAt: null,
      edit: null,
      parcels: [],
      returned: null,
      goodwill: null,
      replacesOrderId: null
    };
  });
}
