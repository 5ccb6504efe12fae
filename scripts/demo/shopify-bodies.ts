/** The bodies of Shopify's webhooks, written in the shape of its documentation. */
import {
  lineTotal,
  linesTotal,
  orderTax,
  orderTotal,
  refundable,
  returnedGoods,
  taxOf,
  type Address,
  type Customer,
  type Goodwill,
  type Order,
  type OrderLine,
  type Product,
  type Return
} from './model.ts';
import { gid, id, money, moneySet, time } from './shopify-values.ts';

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

type Terms = Pick<Order, 'currency' | 'taxRate' | 'pricesIncludeTax'>;

function addressBody(address: Address | null): object | null {
  if (!address) {
    return null;
  }
  const [firstName, ...rest] = address.name.split(' ');
  return {
    first_name: firstName,
    last_name: rest.join(' '),
    name: address.name,
    company: address.company,
    address1: address.street,
    address2: null,
    city: address.city,
    province: address.state,
    province_code: address.state,
    zip: address.postalCode,
    country: address.country,
    country_code: address.country,
    phone: address.phone
  };
}

export function customerBody(customer: Customer, since: number): object {
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
    default_address: { ...addressBody(customer.address), company: customer.company?.name ?? null }
  };
}

export function variantId(product: Product): string {
  return `${product.id}7`;
}

/** @param isRemoved the line was taken out of the order: it stays on it, with nothing left to ship */
export function lineBody(line: OrderLine, terms: Terms, isRemoved = false): object {
  const tax = taxOf(lineTotal(line), terms);
  return {
    id: id(line.id),
    admin_graphql_api_id: gid('LineItem', line.id),
    product_id: id(line.product.id),
    variant_id: id(variantId(line.product)),
    sku: line.product.sku,
    title: line.product.title,
    name: line.product.title,
    quantity: line.quantity,
    current_quantity: isRemoved ? 0 : line.quantity,
    price: money(line.unitPrice),
    price_set: moneySet(line.unitPrice, terms.currency),
    total_discount: '0.00',
    discount_allocations:
      line.discount > 0
        ? [
            {
              amount: money(line.discount),
              amount_set: moneySet(line.discount, terms.currency),
              discount_application_index: 0
            }
          ]
        : [],
    tax_lines:
      tax > 0
        ? [{ title: 'Tax', rate: terms.taxRate / 1000, price: money(tax), price_set: moneySet(tax, terms.currency) }]
        : [],
    product_exists: true,
    gift_card: false
  };
}

/** What has become of an order when its body is sent. */
export interface Stage {
  readonly refunded?: boolean;
  readonly shipped?: boolean;
  readonly cancelled?: boolean;
  /** The lines at that time, where they are not those of today. */
  readonly lines?: readonly OrderLine[];
  /** Those among them that were taken out. */
  readonly removed?: readonly OrderLine[];
}

function financialStatus(order: Order, stage: Stage): string {
  if (stage.refunded && order.returned) {
    const back = refundable(returnedGoods(order.returned), order);
    return back >= orderTotal(order) - order.shipping ? 'refunded' : 'partially_refunded';
  }
  return stage.cancelled ? 'voided' : order.payment;
}

export function orderBody(order: Order, updatedAt: number, stage: Stage): object {
  const { currency } = order;
  const { lines = order.lines, removed = [] } = stage;
  const discount = lines.reduce((sum, line) => sum + line.discount, 0);
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
    financial_status: financialStatus(order, stage),
    fulfillment_status: stage.shipped ? 'fulfilled' : null,
    test: order.test,
    source_name:
      order.channel === 'POS'
        ? 'pos'
        : order.channel === 'Mobile'
          ? 'iphone'
          : order.channel === 'Rep'
            ? 'shopify_draft_order'
            : 'web',
    referring_site: order.source ? `https://${order.source}.example/` : null,
    landing_site: order.source ? `/?utm_source=${order.source}` : null,
    order_status_url: order.url,
    note: order.note,
    tags: order.tags.join(', '),
    po_number: order.purchaseOrderNumber,
    payment_gateway_names: order.paymentMethod ? [order.paymentMethod] : [],
    shipping_lines: order.shippingMethod
      ? [
          {
            id: id(`${order.id}6`),
            title: order.shippingMethod,
            code: order.shippingMethod,
            price: money(order.shipping),
            price_set: moneySet(order.shipping, currency)
          }
        ]
      : [],
    shipping_address: addressBody(order.shippingAddress),
    billing_address: addressBody(order.billingAddress),
    customer: order.customer ? customerBody(order.customer, order.placedAt) : null,
    company: order.customer?.company
      ? { id: id(order.customer.company.id), location_id: id(`${order.customer.company.id}1`) }
      : null,
    line_items: lines.map((line) => lineBody(line, order, removed.includes(line))),
    discount_codes: order.discountCode
      ? [{ code: order.discountCode, amount: money(discount), type: 'percentage' }]
      : [],
    subtotal_price: money(linesTotal(lines)),
    total_line_items_price: money(linesTotal(lines) + discount),
    total_discounts: money(discount),
    total_tax: money(orderTax(order, lines)),
    total_shipping_price_set: moneySet(order.shipping, currency),
    total_price: money(orderTotal(order, lines)),
    current_total_price: money(orderTotal(order)),
    taxes_included: order.pricesIncludeTax,
    refunds:
      stage.refunded && order.returned?.refundId ? [refundBody(order, order.returned, order.returned.refundId)] : []
  };
}

function moneyBack(order: Order, refundId: string, cents: number): object[] {
  return [
    { id: id(`${refundId}5`), kind: 'refund', status: 'success', amount: money(cents), currency: order.currency }
  ];
}

function refundedLine(order: Order, line: OrderLine, quantity: number, cents: number, restock: string): object {
  return {
    id: id(`${line.id}3`),
    line_item_id: id(line.id),
    quantity,
    restock_type: restock,
    subtotal: Number(money(cents)),
    subtotal_set: moneySet(cents, order.currency),
    total_tax: Number(money(taxOf(cents, order))),
    line_item: lineBody(line, order)
  };
}

export function refundBody(order: Order, returned: Return, refundId: string): object {
  return {
    id: id(refundId),
    admin_graphql_api_id: gid('Refund', refundId),
    order_id: id(order.id),
    created_at: time(returned.stagedAt),
    processed_at: time(returned.stagedAt),
    note: returned.lines[0].text,
    return: { id: id(returned.id), admin_graphql_api_id: gid('Return', returned.id) },
    refund_line_items: returned.lines.map(({ line, quantity, amount }) =>
      refundedLine(order, line, quantity, amount, 'return')
    ),
    transactions: moneyBack(order, refundId, refundable(returnedGoods(returned), order)),
    order_adjustments: []
  };
}

/** The refund of lines that were taken out of a paid order: nothing comes back. */
export function editRefundBody(order: Order, refundId: string, at: number, removed: readonly OrderLine[]): object {
  return {
    id: id(refundId),
    admin_graphql_api_id: gid('Refund', refundId),
    order_id: id(order.id),
    created_at: time(at),
    processed_at: time(at),
    note: 'Taken out of the order at the customer’s wish',
    refund_line_items: removed.map((line) => refundedLine(order, line, line.quantity, lineTotal(line), 'cancel')),
    transactions: moneyBack(order, refundId, refundable(linesTotal(removed), order)),
    order_adjustments: []
  };
}

/** Money back for nothing in return. */
export function goodwillBody(order: Order, goodwill: Goodwill): object {
  return {
    id: id(goodwill.id),
    admin_graphql_api_id: gid('Refund', goodwill.id),
    order_id: id(order.id),
    created_at: time(goodwill.at),
    processed_at: time(goodwill.at),
    note: goodwill.note,
    refund_line_items: [],
    transactions: moneyBack(order, goodwill.id, goodwill.amount),
    order_adjustments: [{ id: id(`${goodwill.id}8`), kind: 'refund_discrepancy', amount: money(-goodwill.amount) }]
  };
}

export function returnBody(order: Order, returned: Return, status: string, at: number): object {
  return {
    id: id(returned.id),
    admin_graphql_api_id: gid('Return', returned.id),
    name: `${order.number}-R1`,
    status,
    created_at: time(returned.requestedAt),
    updated_at: time(at),
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
    exchange_line_items:
      returned.kind === 'exchange'
        ? returned.lines.map(({ line, quantity }) => ({
            id: id(`${line.id}8`),
            quantity,
            line_item: { id: id(`${line.id}9`), admin_graphql_api_id: gid('LineItem', `${line.id}9`) }
          }))
        : []
  };
}
