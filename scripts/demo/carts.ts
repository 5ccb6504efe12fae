import type { Buyer } from './buyers.ts';
import { basket } from './checkout.ts';
import { STORE_CURRENCY, type Cart, type CartState, type Order, type StoreKey } from './model.ts';
import type { Numbers } from './numbers.ts';
import type { Random } from './random.ts';
import { DAY, HOUR, MINUTE } from './time.ts';

/** A cart that was left, or is being filled just now. */
function openCart(random: Random, numbers: Numbers, buyer: Buyer, now: number, index: number, state: CartState): Cart {
  const isActive = state === 'active';
  const startedAt = isActive ? now - random.between(12, 40) * MINUTE : now - random.between(1, 40) * DAY;
  const isUnknown = buyer.store !== 'b2b-direct' && index % 4 === 3;
  return {
    id: numbers.id(),
    store: buyer.store,
    state,
    customer: isUnknown ? null : buyer.customer,
    email: isUnknown ? `visitor${index}@mail.example` : buyer.customer.email,
    currency: STORE_CURRENCY[buyer.store],
    startedAt,
    lastActivityAt: isActive ? now - random.between(2, 9) * MINUTE : startedAt + random.between(2, 50) * MINUTE,
    lines: basket(random, numbers, buyer, 0),
    orderId: null,
    orderedAt: null
  };
}

/** The cart that an order came of: bought at once, or after it had been left for a day. */
function boughtCart(numbers: Numbers, order: Order, state: 'recovered' | 'converted'): Cart {
  const hoursBefore = state === 'recovered' ? 26 : 0.4;
  return {
    id: numbers.id(),
    store: order.store,
    state,
    customer: order.customer,
    email: order.customer?.email ?? null,
    currency: order.currency,
    startedAt: order.placedAt - hoursBefore * HOUR,
    lastActivityAt: order.placedAt - (hoursBefore - 0.3) * HOUR,
    lines: order.edit?.linesBefore ?? order.lines,
    orderId: order.id,
    orderedAt: order.placedAt
  };
}

/** Carts of every state in every store, oldest first. */
export function carts(
  random: Random,
  numbers: Numbers,
  people: readonly Buyer[],
  orders: readonly Order[],
  now: number
): Cart[] {
  const inStore = (store: StoreKey): Buyer[] => people.filter((buyer) => buyer.store === store);
  const left = (['byron-eu', 'byron-us', 'b2b-direct'] as const).flatMap((store) => {
    const shoppers = inStore(store);
    const count = Math.max(4, Math.round(shoppers.length / 8));
    return Array.from({ length: count + 2 }, (_, index) =>
      openCart(random, numbers, random.pick(shoppers), now, index, index < count ? 'abandoned' : 'active')
    );
  });
  const bought = (['byron-eu', 'byron-us', 'b2b-direct'] as const).flatMap((store) =>
    orders
      .filter((order) => order.store === store && order.customer && !order.cancelledAt && !order.replacesOrderId)
      .slice(-5)
      .map((order, index) => boughtCart(numbers, order, index < 3 ? 'recovered' : 'converted'))
  );
  return [...left, ...bought].sort((a, b) => a.startedAt - b.startedAt);
}
