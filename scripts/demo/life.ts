import { buyers, type Buyer } from './buyers.ts';
import { carts } from './carts.ts';
import { PRODUCTS } from './catalogue.ts';
import { counterSales, placeOrder } from './checkout.ts';
import { withIncidents } from './incidents.ts';
import type { Order, ShopLife } from './model.ts';
import { Numbers } from './numbers.ts';
import { ordinaryParcel } from './parcels.ts';
import { createRandom, type Random } from './random.ts';
import { chanceReturn } from './returns.ts';
import { DAY, HOUR } from './time.ts';

const SEED = 20_260_301;

export type Size = 'small' | 'large';

const SCALE: Readonly<Record<Size, { consumers: number; companies: number }>> = {
  small: { consumers: 34, companies: 1 },
  large: { consumers: 900, companies: 118 }
};

/** What these customers buy, and when, is told elsewhere: nothing else may happen to them. */
const SPARED_COMPANIES = ['Nordlicht Handels GmbH', 'Studio Faro Srl'];

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
  const placed = visits.map(({ buyer, daysAgo, progress }) =>
    livedThrough(random, numbers, placeOrder(random, numbers, buyer, now, daysAgo, progress), buyer, daysAgo, now)
  );
  const spared = new Set(
    people
      .filter(({ customer }) => SPARED_COMPANIES.includes(customer.company?.name ?? ''))
      .map(({ customer }) => customer.id)
  );
  const orders = [
    ...withIncidents(placed, spared, { random, numbers, now }),
    ...counterSales(random, numbers, now)
  ].sort((a, b) => a.placedAt - b.placedAt);
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

function visitDays(random: Random, buyer: Buyer): number[] {
  const seasons =
    buyer.seasons.length > 0 ? buyer.seasons : [[buyer.firstOrderDaysAgo, buyer.lastOrderDaysAgo] as const];
  const days: number[] = [];
  for (const [from, to] of seasons) {
    let day = from;
    while (day > to + buyer.gapDays * 0.4) {
      days.push(day);
      const progress = 1 - (day - to) / Math.max(1, from - to);
      const gap = buyer.gapDays / (1 + (buyer.pace - 1) * progress);
      const spread = Math.min(buyer.jitterDays * 2.4, Math.abs(random.normal(0, buyer.jitterDays)));
      day -= Math.max(2, gap + (random.chance(0.5) ? spread : -spread));
    }
    days.push(to);
  }
  return days;
}

/** Lets an ordinary order run its course: shipped and perhaps sent back, or cancelled at once. */
function livedThrough(
  random: Random,
  numbers: Numbers,
  order: Order,
  buyer: Buyer,
  daysAgo: number,
  now: number
): Order {
  const isSpared = SPARED_COMPANIES.includes(buyer.customer.company?.name ?? '');
  if (daysAgo !== buyer.lastOrderDaysAgo && random.chance(0.02) && !isSpared) {
    return { ...order, cancelledAt: order.placedAt + 2 * HOUR };
  }
  const parcel = ordinaryParcel(random, numbers, order, now);
  const shipped: Order = { ...order, parcels: parcel ? [parcel] : [] };
  return { ...shipped, returned: chanceReturn(random, numbers, shipped, now) };
}
