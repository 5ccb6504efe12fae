/** What goes wrong on the way into the inbox, so that somebody can mend it: some can be replayed, some must be ignored. */
import { cartEvents, orderEvents, type CanonicalEvent } from './canonical.ts';
import type { Order, ShopLife } from './model.ts';
import type { Webhook } from './shopify.ts';
import { HOUR } from './time.ts';

/** The key of a shop that sends already and that nobody has set up yet: create the store, then replay. */
export const UNKNOWN_STORE = 'byron-outlet';

function broken(event: CanonicalEvent, key: string, data: Record<string, unknown>): CanonicalEvent {
  return { ...event, id: `fault-${key}`, data: { ...event.data, ...data } };
}

/** Canonical events that fail, by the reason. */
export function failingEvents(life: ShopLife, now: number): CanonicalEvent[] {
  const trade = life.orders.filter(({ store, cancelledAt }) => store === 'b2b-direct' && !cancelledAt);
  const [last] = trade.slice(-1);
  const [template] = orderEvents(last, now);
  const stranger = (order: Order, index: number): CanonicalEvent => {
    const [event] = orderEvents(order, now);
    const externalId = `outlet-${index + 1}`;
    return {
      ...broken(event, `store-${index}`, { externalId, number: `OUT-${501 + index}`, customer: null }),
      store: UNKNOWN_STORE as CanonicalEvent['store']
    };
  };
  const [cart] = life.carts.filter(({ store }) => store === 'b2b-direct');
  return [
    ...trade.slice(0, 3).map(stranger),
    broken(template, 'currency', { externalId: 'f-1', number: 'B2B-F1', currency: null }),
    broken(template, 'placed', { externalId: 'f-2', number: 'B2B-F2', placedAt: 'last Tuesday' }),
    broken(template, 'status', { externalId: 'f-3', number: 'B2B-F3', paymentStatus: 'half paid' }),
    broken(template, 'quantity', {
      externalId: 'f-4',
      number: 'B2B-F4',
      lines: [{ externalId: 'f-4-1', sku: 'LAMP-A', quantity: -3 }]
    }),
    broken(cartEvents(cart)[0], 'cart', { externalId: 'f-5', currency: 'Euro' }),
    { ...template, id: 'fault-topic', topic: 'gift-card', data: { externalId: 'g-1', balance: 50 } }
  ].map((event, index) => ({ ...event, occurredAt: new Date(now - (index + 1) * 3 * HOUR).toISOString() }));
}

/** Webhooks that fail or that nobody asked for. */
export function failingWebhooks(now: number): Webhook[] {
  return [
    { topic: 'orders/updated', triggeredAt: now - 7 * HOUR, body: '{"id": 9100000000000099991, "name": "#1' },
    {
      topic: 'orders/create',
      triggeredAt: now - 9 * HOUR,
      body: '{"id":9100000000000099992,"name":"#9992","created_at":"2026-01-01T10:00:00Z","total_price":"12.00","line_items":[]}'
    },
    {
      topic: 'themes/publish',
      triggeredAt: now - 26 * HOUR,
      body: '{"id":9100000000000099993,"name":"Autumn","role":"main"}'
    },
    {
      topic: 'inventory_levels/update',
      triggeredAt: now - 30 * HOUR,
      body: '{"inventory_item_id":9100000000000099994,"available":6}'
    }
  ];
}
