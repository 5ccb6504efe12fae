import {
  deliveredAt,
  lastScan,
  lineTotal,
  linesTotal,
  orderTax,
  orderTotal,
  refundable,
  returnedGoods,
  taxOf,
  type Cart,
  type Customer,
  type Order,
  type OrderLine,
  type Parcel,
  type Product,
  type Return,
  type Scan,
  type ScanStatus,
  type StoreKey
} from './model.ts';
import { DAY, HOUR } from './time.ts';

/** One entry of `POST /services/apexrest/commerce/v1/events`. */
export interface CanonicalEvent {
  readonly id: string;
  readonly store: StoreKey;
  readonly topic: string;
  readonly occurredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const amount = (cents: number): number => cents / 100;
const time = (ms: number): string => new Date(ms).toISOString();

/** Parcels whose story is older than this are told in one sentence. */
const TOLD_STEP_BY_STEP = 21 * DAY;

const SHIPMENT_STATUS: Readonly<Record<ScanStatus, string>> = {
  shipped: 'shipped',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  attempted_delivery: 'out_for_delivery',
  delivered: 'delivered',
  failed: 'failed',
  returned_to_sender: 'failed'
};
const RETURN_STATUS: Readonly<Record<Return['stage'], string>> = {
  requested: 'requested',
  approved: 'open',
  received: 'open',
  declined: 'declined',
  cancelled: 'cancelled',
  completed: 'completed'
};

function customerShape(customer: Customer): Record<string, unknown> {
  const { company } = customer;
  return {
    externalId: customer.id,
    email: customer.email,
    phone: customer.phone,
    firstName: customer.firstName,
    lastName: customer.lastName,
    guest: customer.guest,
    company: company ? { externalId: company.id, name: company.name } : null,
    address: customer.address
  };
}

function lineShape(line: OrderLine, order: Pick<Order, 'taxRate' | 'pricesIncludeTax'>): object {
  return {
    externalId: line.id,
    sku: line.product.sku,
    productExternalId: line.product.id,
    title: line.product.title,
    category: line.product.category,
    quantity: line.quantity,
    unitPrice: amount(line.unitPrice),
    discount: amount(line.discount),
    tax: amount(taxOf(lineTotal(line), order)),
    total: amount(lineTotal(line))
  };
}

interface Stage {
  readonly status?: 'open' | 'completed' | 'cancelled';
  readonly fulfillmentStatus?: 'unfulfilled' | 'partial' | 'fulfilled';
  readonly lines?: readonly OrderLine[];
}

function orderShape(order: Order, updatedAt: number, stage: Stage = {}): Record<string, unknown> {
  const { status = 'open', fulfillmentStatus = 'unfulfilled', lines = order.lines } = stage;
  const discount = lines.reduce((sum, line) => sum + line.discount, 0);
  return {
    externalId: order.id,
    number: order.number,
    placedAt: time(order.placedAt),
    updatedAt: time(updatedAt),
    status,
    paymentStatus: status === 'cancelled' ? 'voided' : order.payment,
    fulfillmentStatus,
    cancelledAt: status === 'cancelled' ? time(updatedAt) : null,
    currency: order.currency,
    channel: order.channel.toLowerCase(),
    acquisitionSource: order.source,
    test: order.test,
    customer: order.customer ? customerShape(order.customer) : null,
    shippingAddress: order.shippingAddress,
    billingAddress: order.billingAddress,
    paymentMethod: order.paymentMethod,
    shippingMethod: order.shippingMethod,
    note: order.note,
    tags: order.tags,
    purchaseOrderNumber: order.purchaseOrderNumber,
    url: order.url,
    pricesIncludeTax: order.pricesIncludeTax,
    lines: lines.map((line) => lineShape(line, order)),
    discountCodes: order.discountCode ? [order.discountCode] : [],
    totals: {
      subtotal: amount(linesTotal(lines) + discount),
      discount: amount(discount),
      shipping: amount(order.shipping),
      tax: amount(orderTax(order, lines)),
      total: amount(orderTotal(order, lines))
    }
  };
}

function parcelShape(order: Order, parcel: Parcel, scan: Scan): Record<string, unknown> {
  return {
    externalId: parcel.id,
    orderExternalId: order.id,
    status: SHIPMENT_STATUS[scan.status],
    statusText: scan.message,
    carrier: parcel.carrier,
    trackingNumber: parcel.trackingNumber,
    trackingUrl: parcel.trackingUrl,
    shippedAt: time(parcel.shippedAt),
    estimatedDeliveryAt: time(parcel.estimatedAt),
    deliveredAt: scan.status === 'delivered' ? time(scan.at) : null,
    updatedAt: time(scan.at),
    lines: parcel.contents.map(({ line, quantity }) => ({ externalId: line.id, quantity }))
  };
}

function returnShape(order: Order, returned: Return, at: number, status: string): Record<string, unknown> {
  return {
    externalId: returned.id,
    orderExternalId: order.id,
    type: returned.kind,
    status,
    requestedAt: time(returned.requestedAt),
    receivedAt: returned.stage === 'received' && at === returned.stagedAt ? time(at) : null,
    replacementOrderExternalId: status === 'completed' ? returned.replacementOrderId : null,
    updatedAt: time(at),
    currency: order.currency,
    lines: returned.lines.map(({ line, quantity, reason, text, amount: cents }) => ({
      externalId: `${line.id}-r`,
      orderLineExternalId: line.id,
      quantity,
      reason,
      reasonText: text,
      amount: amount(refundable(cents, order))
    }))
  };
}

function refundShape(order: Order, returned: Return): Record<string, unknown> {
  return {
    externalId: returned.refundId,
    orderExternalId: order.id,
    returnExternalId: returned.id,
    refundedAt: time(returned.stagedAt),
    updatedAt: time(returned.stagedAt),
    currency: order.currency,
    amount: amount(refundable(returnedGoods(returned), order)),
    lines: returned.lines.map(({ line, quantity, amount: cents }) => ({
      externalId: `${line.id}-f`,
      orderLineExternalId: line.id,
      quantity,
      amount: amount(refundable(cents, order))
    }))
  };
}

export function productEvent(store: StoreKey, product: Product, at: number): CanonicalEvent {
  return {
    id: `product-${product.id}-${at}`,
    store,
    topic: 'product',
    occurredAt: time(at),
    data: {
      externalId: product.id,
      sku: product.sku,
      title: product.title,
      category: product.category,
      active: true,
      updatedAt: time(at)
    }
  };
}

export function customerEvent(store: StoreKey, customer: Customer, at: number): CanonicalEvent {
  return {
    id: `customer-${customer.id}-${at}`,
    store,
    topic: 'customer',
    occurredAt: time(at),
    data: { ...customerShape(customer), updatedAt: time(at) }
  };
}

/**
 * Every event of one order's life up to now.
 * @param now parcels of the last weeks are told scan by scan, earlier ones in one event
 */
export function orderEvents(order: Order, now: number): CanonicalEvent[] {
  const events: CanonicalEvent[] = [];
  const push = (topic: string, key: string, at: number, data: Record<string, unknown>): void => {
    events.push({ id: `${topic}-${key}-${at}`, store: order.store, topic, occurredAt: time(at), data });
  };
  const restate = (at: number, stage: Stage): void => push('order', order.id, at, orderShape(order, at, stage));
  restate(order.placedAt, { lines: order.edit?.linesBefore });
  if (order.edit) {
    restate(order.edit.at, {});
  }
  if (order.cancelledAt) {
    restate(order.cancelledAt, { status: 'cancelled' });
  }
  for (const parcel of order.parcels) {
    const told = now - lastScan(parcel).at > TOLD_STEP_BY_STEP ? [lastScan(parcel)] : parcel.scans;
    for (const scan of told) {
      push('fulfillment', parcel.id, scan.at, parcelShape(order, parcel, scan));
    }
  }
  closing(order, restate);
  const { returned, goodwill } = order;
  if (returned) {
    const { id, requestedAt, stagedAt, stage, refundId } = returned;
    push('return', id, requestedAt, returnShape(order, returned, requestedAt, 'requested'));
    if (refundId) {
      push('refund', refundId, stagedAt, refundShape(order, returned));
    } else if (stage !== 'requested') {
      push('return', id, stagedAt, returnShape(order, returned, stagedAt, RETURN_STATUS[stage]));
    }
  }
  if (goodwill) {
    push('refund', goodwill.id, goodwill.at, {
      externalId: goodwill.id,
      orderExternalId: order.id,
      refundedAt: time(goodwill.at),
      updatedAt: time(goodwill.at),
      currency: order.currency,
      amount: amount(goodwill.amount),
      note: goodwill.note,
      lines: []
    });
  }
  return events;
}

/** The shop's own word on how much has been sent, once a parcel is out. */
function closing(order: Order, restate: (at: number, stage: Stage) => void): void {
  const [first] = order.parcels;
  if (!first) {
    return;
  }
  const sent = order.parcels.flatMap(({ contents }) => contents).reduce((sum, { quantity }) => sum + quantity, 0);
  const ordered = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const arrived = order.parcels.map(deliveredAt);
  if (sent < ordered) {
    restate(first.shippedAt + 1000, { fulfillmentStatus: 'partial' });
  } else if (arrived.every((at) => at !== null)) {
    restate(Math.max(...arrived) + 1000, { status: 'completed', fulfillmentStatus: 'fulfilled' });
  } else {
    restate(first.shippedAt + 1000, { fulfillmentStatus: 'fulfilled' });
  }
}

/** A cart, and what it came to. */
export function cartEvents(cart: Cart): CanonicalEvent[] {
  const event = (at: number, status: string, orderExternalId: string | null): CanonicalEvent => ({
    id: `cart-${cart.id}-${at}`,
    store: cart.store,
    topic: 'cart',
    occurredAt: time(at),
    data: {
      externalId: cart.id,
      status,
      currency: cart.currency,
      total: amount(linesTotal(cart.lines)),
      recoveryUrl: `https://direct.shop.example/carts/${cart.id}`,
      startedAt: time(cart.startedAt),
      lastActivityAt: time(cart.lastActivityAt),
      updatedAt: time(at),
      email: cart.email,
      customer: cart.customer ? customerShape(cart.customer) : null,
      orderExternalId,
      lines: cart.lines.map((line) => lineShape(line, { taxRate: 0, pricesIncludeTax: false }))
    }
  });
  const wasLeft = cart.state === 'abandoned' || cart.state === 'recovered';
  const events = [
    wasLeft ? event(cart.lastActivityAt + HOUR, 'abandoned', null) : event(cart.lastActivityAt, 'active', null)
  ];
  if (cart.orderId && cart.orderedAt) {
    events.push(event(cart.orderedAt + 1000, cart.state, cart.orderId));
  }
  return events;
}
