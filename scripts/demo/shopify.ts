import {
  orderTotal,
  linesTotal,
  type Cart,
  type Customer,
  type Order,
  type OrderLine,
  type Product,
  type Return
} from './model.ts';

/** One webhook as Shopify would send it: the topic header, when it was triggered, and the body's text. */
export interface Webhook {
  readonly topic: string;
  readonly triggeredAt: number;
  readonly body: string;
}

/** A number that must reach the wire with all its digits, which a JavaScript number cannot hold. */
class RawNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }

  toJSON(): string {
    return `\u0000${this.digits}\u0000`;
  }
}

const id = (digits: string): RawNumber => new RawNumber(digits);
const gid = (kind: string, digits: string): string => `gid://shopify/${kind}/${digits}`;
const money = (cents: number): string => (cents / 100).toFixed(2);
const time = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00');

function moneySet(cents: number, currency: string): object {
  const amount = { amount: money(cents), currency_code: currency };
  return { shop_money: amount, presentment_money: amount };
}

/** JSON with the raw numbers unquoted. */
function encode(body: object): string {
  return JSON.stringify(body).replace(/"\\u0000(\d+)\\u0000"/g, '$1');
}

const RETURN_REASON: Readonly<Record<string, string>> = {
  not_as_described: 'NOT_AS_DESCRIBED',
  size_too_small: 'SIZE_TOO_SMALL',
  size_too_large: 'SIZE_TOO_LARGE',
  defective: 'DEFECTIVE',
  damaged: 'DEFECTIVE',
  wrong_item: 'WRONG_ITEM',
  unwanted: 'UNWANTED',
  color: 'COLOR',
  late: 'OTHER'
};

function customerBody(customer: Customer, since: number): object {
  return {
    id: id(customer.id),
    admin_graphql_api_id: gid('Customer', customer.id),
    email: customer.email,
    phone: customer.phone,
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.guest ? 'disabled' : 'enabled',
    verified_email: true,
    created_at: time(since),
    updated_at: time(since),
    default_address: customer.company ? { company: customer.company.name } : null
  };
}

function variantId(product: Product): string {
  return `${product.id}7`;
}

function lineBody(line: OrderLine, currency: string): object {
  return {
    id: id(line.id),
    admin_graphql_api_id: gid('LineItem', line.id),
    product_id: id(line.product.id),
    variant_id: id(variantId(line.product)),
    sku: line.product.sku,
    title: line.product.title,
    name: line.product.title,
    quantity: line.quantity,
    price: money(line.unitPrice),
    price_set: moneySet(line.unitPrice, currency),
    total_discount: '0.00',
    discount_allocations:
      line.discount > 0
        ? [
            {
              amount: money(line.discount),
              amount_set: moneySet(line.discount, currency),
              discount_application_index: 0
            }
          ]
        : [],
    tax_lines: [],
    product_exists: true,
    gift_card: false
  };
}

function orderBody(
  order: Order,
  updatedAt: number,
  stage: { refunded: boolean; shipped: boolean; cancelled: boolean }
): object {
  const { currency } = order;
  const discount = order.lines.reduce((sum, line) => sum + line.discount, 0);
  const status = stage.refunded
    ? order.returned && refundTotal(order.returned) >= orderTotal(order)
      ? 'refunded'
      : 'partially_refunded'
    : stage.cancelled
      ? 'voided'
      : 'paid';
  return {
    id: id(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    name: order.number,
    order_number: Number(order.number.replace(/\D/g, '')),
    email: order.customer?.email ?? '',
    contact_email: order.customer?.email ?? null,
    phone: order.customer?.phone ?? null,
    created_at: time(order.placedAt),
    processed_at: time(order.placedAt),
    updated_at: time(updatedAt),
    cancelled_at: stage.cancelled && order.cancelledAt ? time(order.cancelledAt) : null,
    cancel_reason: stage.cancelled ? 'customer' : null,
    currency,
    presentment_currency: currency,
    financial_status: status,
    fulfillment_status: stage.shipped ? 'fulfilled' : null,
    test: order.test,
    source_name: order.channel === 'POS' ? 'pos' : order.channel === 'Mobile' ? 'iphone' : 'web',
    referring_site: order.source ? `https://${order.source}.example/` : null,
    landing_site: order.source ? `/?utm_source=${order.source}` : null,
    customer: order.customer ? customerBody(order.customer, order.placedAt) : null,
    company: order.customer?.company
      ? { id: id(order.customer.company.id), location_id: id(`${order.customer.company.id}1`) }
      : null,
    line_items: order.lines.map((line) => lineBody(line, currency)),
    discount_codes: order.discountCode
      ? [{ code: order.discountCode, amount: money(discount), type: 'percentage' }]
      : [],
    subtotal_price: money(linesTotal(order.lines)),
    total_line_items_price: money(linesTotal(order.lines) + discount),
    total_discounts: money(discount),
    total_tax: '0.00',
    total_shipping_price_set: moneySet(order.shipping, currency),
    total_price: money(orderTotal(order)),
    taxes_included: false,
    refunds: stage.refunded && order.returned ? [refundBody(order, order.returned)] : []
  };
}

function refundTotal(returned: Return): number {
  return returned.lines.reduce((sum, { amount }) => sum + amount, 0);
}

function refundBody(order: Order, returned: Return): object {
  return {
    id: id(returned.refundId),
    admin_graphql_api_id: gid('Refund', returned.refundId),
    order_id: id(order.id),
    created_at: time(returned.refundedAt),
    processed_at: time(returned.refundedAt),
    note: returned.lines[0].text,
    return: { id: id(returned.id), admin_graphql_api_id: gid('Return', returned.id) },
    refund_line_items: returned.lines.map(({ line, quantity, amount }) => ({
      id: id(`${line.id}3`),
      line_item_id: id(line.id),
      quantity,
      restock_type: 'return',
      subtotal: Number(money(amount)),
      subtotal_set: moneySet(amount, order.currency),
      total_tax: 0,
      line_item: lineBody(line, order.currency)
    })),
    transactions: [
      {
        id: id(`${returned.refundId}5`),
        kind: 'refund',
        status: 'success',
        amount: money(refundTotal(returned)),
        currency: order.currency
      }
    ],
    order_adjustments: []
  };
}

function returnBody(order: Order, returned: Return, status: string): object {
  return {
    id: id(returned.id),
    admin_graphql_api_id: gid('Return', returned.id),
    name: `${order.number}-R1`,
    status,
    order: { id: id(order.id), admin_graphql_api_id: gid('Order', order.id) },
    total_return_line_items: returned.lines.length,
    return_line_items: returned.lines.map(({ line, quantity, reason, text }) => ({
      id: id(`${line.id}2`),
      admin_graphql_api_id: gid('ReturnLineItem', `${line.id}2`),
      quantity,
      return_reason: RETURN_REASON[reason],
      customer_note: text,
      fulfillment_line_item: {
        id: id(`${line.id}4`),
        line_item: { id: id(line.id), admin_graphql_api_id: gid('LineItem', line.id) }
      }
    })),
    exchange_line_items: []
  };
}

/** Every webhook one order causes over its life, oldest first. */
export function orderWebhooks(order: Order): Webhook[] {
  const hooks: Webhook[] = [];
  const push = (topic: string, triggeredAt: number, body: object): void => {
    hooks.push({ topic, triggeredAt, body: encode(body) });
  };
  push(
    'orders/create',
    order.placedAt,
    orderBody(order, order.placedAt, { refunded: false, shipped: false, cancelled: false })
  );
  if (order.cancelledAt) {
    push(
      'orders/cancelled',
      order.cancelledAt,
      orderBody(order, order.cancelledAt, { refunded: false, shipped: false, cancelled: true })
    );
  }
  const shipment = order.fulfillment;
  if (shipment) {
    push('fulfillments/create', shipment.shippedAt, {
      id: id(shipment.id),
      admin_graphql_api_id: gid('Fulfillment', shipment.id),
      order_id: id(order.id),
      status: 'success',
      shipment_status: 'delivered',
      created_at: time(shipment.shippedAt),
      updated_at: time(shipment.deliveredAt),
      tracking_company: shipment.carrier,
      tracking_number: shipment.trackingNumber,
      tracking_numbers: [shipment.trackingNumber],
      tracking_url: shipment.trackingUrl,
      tracking_urls: [shipment.trackingUrl],
      email: order.customer?.email ?? null,
      line_items: order.lines.map((line) => lineBody(line, order.currency)),
      name: `${order.number}.1`
    });
  }
  const { returned } = order;
  if (returned) {
    push('returns/request', returned.requestedAt, returnBody(order, returned, 'requested'));
    push('refunds/create', returned.refundedAt, refundBody(order, returned));
    push(
      'orders/updated',
      returned.refundedAt + 1000,
      orderBody(order, returned.refundedAt + 1000, { refunded: true, shipped: true, cancelled: false })
    );
  }
  return hooks;
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

export function productWebhook(product: Product, at: number): Webhook {
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
          price: money(product.price),
          updated_at: time(at)
        }
      ]
    })
  };
}

/** An abandoned checkout, and its completion where it was recovered. */
export function cartWebhooks(cart: Cart): Webhook[] {
  const subtotal = linesTotal(cart.lines);
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
      abandoned_checkout_url: `https://shop.example/checkouts/${cart.id}/recover`,
      customer: cart.customer ? customerBody(cart.customer, cart.startedAt) : null,
      line_items: cart.lines.map((line) => ({
        ...lineBody(line, cart.currency),
        line_price: money(line.quantity * line.unitPrice)
      }))
    });
  const hooks: Webhook[] = [
    { topic: 'checkouts/create', triggeredAt: cart.lastActivityAt, body: body(cart.lastActivityAt, null) }
  ];
  if (cart.orderId) {
    const done = cart.lastActivityAt + 25 * 3_600_000;
    hooks.push({ topic: 'checkouts/update', triggeredAt: done, body: body(done, done) });
  }
  return hooks;
}
