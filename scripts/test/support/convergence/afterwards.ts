import type { Purchase } from './purchases.ts';
import type { Data, Teller } from './teller.ts';

interface Record {
  readonly store: string;
  readonly id: string;
  readonly at: string;
  order: string;
  values: Data;
}

interface Refund extends Record {
  amount: number;
}

/** What follows an order: shipments, returns and refunds, which change, move to another order, and may be told before what they belong to. */
export class Afterwards {
  readonly #teller: Teller;
  readonly #shipments: Record[] = [];
  readonly #returns: Record[] = [];
  readonly #refunds: Refund[] = [];

  constructor(teller: Teller) {
    this.#teller = teller;
  }

  change(orders: readonly Purchase[]): void {
    const { random } = this.#teller;
    if (orders.length === 0) {
      return;
    }
    const order = random.pick(orders);
    random.weighted<() => void>([
      [() => this.#ship(order), 3],
      [() => this.#takeBack(order), 3],
      [() => this.#payBack(order), 3]
    ])();
  }

  #next<T extends Record>(known: T[], kind: string, order: Purchase, extra: Omit<T, keyof Record>): T {
    const { random } = this.#teller;
    const again = known.filter((record) => record.store === order.store);
    if (again.length > 0 && random.chance(0.55)) {
      const record = random.pick(again);
      record.order = random.chance(0.15) ? order.id : record.order;
      return record;
    }
    const fresh = {
      store: order.store,
      id: `${kind}${known.length}`,
      at: this.#teller.time(),
      order: order.id,
      values: {},
      ...extra
    } as T;
    known.push(fresh);
    return fresh;
  }

  #ship(order: Purchase): void {
    const { random } = this.#teller;
    const shipment = this.#next(this.#shipments, 'f', order, {});
    shipment.values = {
      status: random.pick(['shipped', 'in_transit', 'delivered']),
      carrier: random.pick(['DHL', 'UPS']),
      trackingNumber: random.pick([null, 'T1', 'T2'])
    };
    this.#teller.tell(shipment.store, 'fulfillment', {
      externalId: shipment.id,
      orderExternalId: shipment.order,
      shippedAt: shipment.at,
      ...shipment.values
    });
  }

  #takeBack(order: Purchase): void {
    const { random } = this.#teller;
    const goods = this.#next(this.#returns, 'r', order, {});
    goods.values = {
      status: random.pick(['requested', 'open', 'completed', 'declined', 'cancelled']),
      note: random.pick([null, 'Torn', 'Too late'])
    };
    this.#teller.tell(goods.store, 'return', {
      externalId: goods.id,
      orderExternalId: goods.order,
      type: random.pick(['return', 'return', 'exchange']),
      requestedAt: goods.at,
      currency: order.currency,
      lines: [
        {
          externalId: `${goods.id}-l`,
          orderLineExternalId: 'l0',
          quantity: random.between(1, 2),
          reason: random.pick(['damaged', 'not_as_described']),
          reasonText: random.pick(['Broken', 'Blue']),
          amount: random.between(1, 10)
        }
      ],
      ...goods.values
    });
  }

  #payBack(order: Purchase): void {
    const { random } = this.#teller;
    const refund = this.#next(this.#refunds, 'x', order, { amount: 0 });
    const returned = this.#returns.filter((goods) => goods.store === refund.store && goods.order === refund.order);
    refund.amount = random.between(1, 10);
    this.#teller.tell(refund.store, 'refund', {
      externalId: refund.id,
      orderExternalId: refund.order,
      returnExternalId: returned.length > 0 && random.chance(0.6) ? random.pick(returned).id : null,
      refundedAt: refund.at,
      currency: order.currency,
      amount: refund.amount,
      lines: random.chance(0.6)
        ? [{ externalId: `${refund.id}-l`, orderLineExternalId: 'l0', quantity: 1, amount: refund.amount }]
        : []
    });
  }
}
