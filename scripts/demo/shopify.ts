import {
  lastScan,
  linesTotal,
  type Cart,
  type Customer,
  type Order,
  type Parcel,
  type Product,
  type Scan,
  type ScanStatus
} from './model.ts';
import {
  customerBody,
  lineBody,
  orderBody,
  refundBody,
  editRefundBody,
  goodwillBody,
  returnBody,
  variantId
} from './shopify-bodies.ts';
import { encode, gid, id, money, time } from './shopify-values.ts';
import { DAY, HOUR } from './time.ts';

/** One webhook as Shopify would send it: the topic header, when it was triggered, and the body's text. */
export interface Webhook {
  readonly topic: string;
  readonly triggeredAt: number;
  readonly body: string;
}

/** Parcels whose story is older than this are told in one webhook. */
const TOLD_STEP_BY_STEP = 14 * DAY;

const EVENT_STATUS: Readonly<Record<ScanStatus, string>> = {
  shipped: 'confirmed',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  attempted_delivery: 'attempted_delivery',
  delivered: 'delivered',
  failed: 'failure',
  returned_to_sender: 'failure'
};
const RETURN_TOPIC = {
  requested: 'returns/request',
  approved: 'returns/approve',
  received: 'returns/update',
  declined: 'returns/decline',
  cancelled: 'returns/cancel',
  completed: 'returns/close'
} as const;
const RETURN_STATUS = {
  requested: 'requested',
  approved: 'open',
  received: 'open',
  declined: 'declined',
  cancelled: 'canceled',
  completed: 'closed'
} as const;

type Push = (topic: string, triggeredAt: number, body: object) => void;

/**
 * Every webhook one order causes over its life.
 * @param now parcels of the last weeks are told scan by scan, earlier ones in one webhook
 */
export function orderWebhooks(order: Order, now: number = Date.now()): Webhook[] {
  const hooks: Webhook[] = [];
  const push: Push = (topic, triggeredAt, body) => {
    hooks.push({ topic, triggeredAt, body: encode(body) });
  };
  push('orders/create', order.placedAt, orderBody(order, order.placedAt, { lines: order.edit?.linesBefore }));
  if (order.cancelledAt) {
    push('orders/cancelled', order.cancelledAt, orderBody(order, order.cancelledAt, { cancelled: true }));
  }
  if (order.edit) {
    tellEdit(order, order.edit, push);
  }
  for (const parcel of order.parcels) {
    tellParcel(order, parcel, now, push);
  }
  tellReturn(order, push);
  if (order.goodwill) {
    push('refunds/create', order.goodwill.at, goodwillBody(order, order.goodwill));
  }
  return hooks;
}

/** What is taken out of a paid order stays on it, refunded and not to be shipped; what is added is a further line. */
function tellEdit(order: Order, edit: NonNullable<Order['edit']>, push: Push): void {
  const removed = edit.linesBefore.filter((line) => order.lines.every((kept) => kept.id !== line.id));
  const lines = [...order.lines, ...removed];
  push('orders/updated', edit.at, orderBody(order, edit.at, { lines, removed }));
  if (edit.refundId) {
    push('refunds/create', edit.at + 1000, editRefundBody(order, edit.refundId, edit.at + 1000, removed));
  }
}

function tellParcel(order: Order, parcel: Parcel, now: number, push: Push): void {
  const last = lastScan(parcel);
  const isOld = now - last.at > TOLD_STEP_BY_STEP;
  const [first, ...later] = parcel.scans;
  push('fulfillments/create', first.at, fulfillmentBody(order, parcel, isOld ? last : first));
  for (const scan of isOld ? [] : later) {
    push('fulfillment_events/create', scan.at, trackingBody(order, parcel, scan));
  }
}

function tellReturn(order: Order, push: Push): void {
  const { returned } = order;
  if (!returned) {
    return;
  }
  const { stage, stagedAt, requestedAt, refundId } = returned;
  push('returns/request', requestedAt, returnBody(order, returned, 'requested', requestedAt));
  if (refundId) {
    push('refunds/create', stagedAt, refundBody(order, returned, refundId));
    push('orders/updated', stagedAt + 1000, orderBody(order, stagedAt + 1000, { refunded: true, shipped: true }));
  } else if (stage !== 'requested') {
    push(RETURN_TOPIC[stage], stagedAt, returnBody(order, returned, RETURN_STATUS[stage], stagedAt));
  }
}

function fulfillmentBody(order: Order, parcel: Parcel, scan: Scan): object {
  return {
    id: id(parcel.id),
    admin_graphql_api_id: gid('Fulfillment', parcel.id),
    order_id: id(order.id),
    status: 'success',
    shipment_status: scan.status === 'shipped' ? null : EVENT_STATUS[scan.status],
    created_at: time(parcel.shippedAt),
    updated_at: time(scan.at),
    tracking_company: parcel.carrier,
    tracking_number: parcel.trackingNumber,
    tracking_numbers: [parcel.trackingNumber],
    tracking_url: parcel.trackingUrl,
    tracking_urls: [parcel.trackingUrl],
    email: order.customer?.email ?? null,
    line_items: parcel.contents.map(({ line, quantity }) => lineBody({ ...line, quantity }, order)),
    name: `${order.number}.1`
  };
}

function trackingBody(order: Order, parcel: Parcel, scan: Scan): object {
  return {
    id: id(scan.id),
    admin_graphql_api_id: gid('FulfillmentEvent', scan.id),
    fulfillment_id: id(parcel.id),
    order_id: id(order.id),
    status: EVENT_STATUS[scan.status],
    message: scan.message,
    happened_at: time(scan.at),
    created_at: time(scan.at),
    updated_at: time(scan.at),
    estimated_delivery_at: time(parcel.estimatedAt),
    city: null,
    country: order.shippingAddress?.country ?? null
  };
}

/** The customer's own webhook, and those that tie a business buyer to the company. */
export function customerWebhooks(customer: Customer, since: number): Webhook[] {
  const hooks: Webhook[] = [
    { topic: 'customers/create', triggeredAt: since, body: encode(customerBody(customer, since)) }
  ];
  const { company } = customer;
  if (company) {
    const companyBody = {
      name: company.name,
      external_id: null,
      created_at: time(since),
      updated_at: time(since),
      admin_graphql_api_id: gid('Company', company.id)
    };
    hooks.push({ topic: 'companies/create', triggeredAt: since, body: encode(companyBody) });
    hooks.push({
      topic: 'company_contacts/create',
      triggeredAt: since + 1000,
      body: encode({
        customer_admin_graphql_api_id: gid('Customer', customer.id),
        title: 'Buyer',
        created_at: time(since),
        updated_at: time(since),
        admin_graphql_api_id: gid('CompanyContact', `${customer.id}9`),
        company: companyBody
      })
    });
  }
  return hooks;
}

export function productWebhook(product: Product, at: number, currency: 'EUR' | 'USD'): Webhook {
  return {
    topic: 'products/create',
    triggeredAt: at,
    body: encode({
      id: id(product.id),
      admin_graphql_api_id: gid('Product', product.id),
      title: product.title,
      product_type: product.category,
      status: 'active',
      created_at: time(at),
      updated_at: time(at),
      variants: [
        {
          id: id(variantId(product)),
          admin_graphql_api_id: gid('ProductVariant', variantId(product)),
          product_id: id(product.id),
          title: 'Default Title',
          sku: product.sku,
          price: money(product.prices[currency]),
          updated_at: time(at)
        }
      ]
    })
  };
}

/** A checkout as it was left or is being filled, and its completion where it was bought. */
export function cartWebhooks(cart: Cart): Webhook[] {
  const subtotal = linesTotal(cart.lines);
  const terms = { currency: cart.currency, taxRate: 0, pricesIncludeTax: cart.currency === 'EUR' };
  const body = (updatedAt: number, completedAt: number | null): string =>
    encode({
      id: id(cart.id),
      token: `checkout-${cart.id}`,
      cart_token: `cart-${cart.id}`,
      email: cart.email,
      created_at: time(cart.startedAt),
      updated_at: time(updatedAt),
      completed_at: completedAt === null ? null : time(completedAt),
      currency: cart.currency,
      presentment_currency: cart.currency,
      subtotal_price: money(subtotal),
      total_price: money(subtotal),
      total_tax: '0.00',
      total_discounts: '0.00',
      abandoned_checkout_url: `https://${cart.store}.shop.example/checkouts/${cart.id}/recover`,
      customer: cart.customer ? customerBody(cart.customer, cart.startedAt) : null,
      line_items: cart.lines.map((line) => ({
        ...lineBody(line, terms),
        line_price: money(line.quantity * line.unitPrice)
      }))
    });
  const hooks: Webhook[] = [
    { topic: 'checkouts/create', triggeredAt: cart.lastActivityAt, body: body(cart.lastActivityAt, null) }
  ];
  if (cart.orderedAt) {
    const done = Math.min(cart.orderedAt, cart.lastActivityAt + 25 * HOUR) + 1000;
    hooks.push({ topic: 'checkouts/update', triggeredAt: done, body: body(done, done) });
  }
  return hooks;
}
