import {
  linesTotal,
  orderTotal,
  type Company,
  type Customer,
  type Order,
  type OrderLine,
  type Product,
  type Return,
  type StoreKey
} from './model.ts';

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

function companyShape(company: Company | undefined): object | null {
  return company ? { externalId: company.id, name: company.name } : null;
}

function customerShape(customer: Customer): Record<string, unknown> {
  return {
    externalId: customer.id,
    email: customer.email,
    phone: customer.phone,
    firstName: customer.firstName,
    lastName: customer.lastName,
    guest: customer.guest,
    company: companyShape(customer.company)
  };
}

function lineShape(line: OrderLine): object {
  return {
    externalId: line.id,
    sku: line.product.sku,
    productExternalId: line.product.id,
    title: line.product.title,
    category: line.product.category,
    quantity: line.quantity,
    unitPrice: amount(line.unitPrice),
    discount: amount(line.discount),
    tax: 0,
    total: amount(line.quantity * line.unitPrice - line.discount)
  };
}

function refundTotal(returned: Return): number {
  return returned.lines.reduce((sum, line) => sum + line.amount, 0);
}

function orderShape(
  order: Order,
  updatedAt: number,
  status: string,
  paymentStatus: string,
  fulfillmentStatus: string
): Record<string, unknown> {
  const discount = order.lines.reduce((sum, line) => sum + line.discount, 0);
  return {
    externalId: order.id,
    number: order.number,
    placedAt: time(order.placedAt),
    updatedAt: time(updatedAt),
    status,
    paymentStatus,
    fulfillmentStatus,
    cancelledAt: status === 'cancelled' ? time(updatedAt) : null,
    currency: order.currency,
    channel: order.channel.toLowerCase(),
    acquisitionSource: order.source,
    test: order.test,
    customer: order.customer ? customerShape(order.customer) : null,
    lines: order.lines.map(lineShape),
    discountCodes: order.discountCode ? [order.discountCode] : [],
    totals: {
      subtotal: amount(linesTotal(order.lines) + discount),
      discount: amount(discount),
      shipping: amount(order.shipping),
      tax: 0,
      total: amount(orderTotal(order))
    }
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

/** Every event of one order's life, oldest first. */
export function orderEvents(order: Order): CanonicalEvent[] {
  const events: CanonicalEvent[] = [];
  const push = (topic: string, key: string, at: number, data: Record<string, unknown>): void => {
    events.push({ id: `${topic}-${key}-${at}`, store: order.store, topic, occurredAt: time(at), data });
  };
  push('order', order.id, order.placedAt, orderShape(order, order.placedAt, 'open', 'paid', 'unfulfilled'));
  if (order.cancelledAt) {
    push(
      'order',
      order.id,
      order.cancelledAt,
      orderShape(order, order.cancelledAt, 'cancelled', 'voided', 'unfulfilled')
    );
  }
  const shipment = order.fulfillment;
  if (shipment) {
    push('fulfillment', shipment.id, shipment.deliveredAt, {
      externalId: shipment.id,
      orderExternalId: order.id,
      status: 'delivered',
      carrier: shipment.carrier,
      trackingNumber: shipment.trackingNumber,
      trackingUrl: shipment.trackingUrl,
      shippedAt: time(shipment.shippedAt),
      deliveredAt: time(shipment.deliveredAt),
      updatedAt: time(shipment.deliveredAt)
    });
    const done = shipment.deliveredAt + 1000;
    push('order', order.id, done, orderShape(order, done, 'completed', 'paid', 'fulfilled'));
  }
  const { returned } = order;
  if (returned) {
    push('return', returned.id, returned.requestedAt, {
      externalId: returned.id,
      orderExternalId: order.id,
      type: 'return',
      status: 'requested',
      requestedAt: time(returned.requestedAt),
      updatedAt: time(returned.requestedAt),
      currency: order.currency,
      lines: returned.lines.map(({ line, quantity, reason, text, amount: cents }) => ({
        externalId: `${line.id}-r`,
        orderLineExternalId: line.id,
        quantity,
        reason,
        reasonText: text,
        amount: amount(cents)
      }))
    });
    push('refund', returned.refundId, returned.refundedAt, {
      externalId: returned.refundId,
      orderExternalId: order.id,
      returnExternalId: returned.id,
      refundedAt: time(returned.refundedAt),
      updatedAt: time(returned.refundedAt),
      currency: order.currency,
      amount: amount(refundTotal(returned)),
      lines: returned.lines.map(({ line, quantity, amount: cents }) => ({
        externalId: `${line.id}-f`,
        orderLineExternalId: line.id,
        quantity,
        amount: amount(cents)
      }))
    });
  }
  return events;
}
