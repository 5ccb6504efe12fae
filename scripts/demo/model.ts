/** What happens in the demo shop, before it is put into any storefront's words. Money in whole cents; times in ms UTC. */

export type StoreKey = 'byron-eu' | 'byron-us' | 'b2b-direct';

export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly category: string;
  /** List price in cents of the store's currency (the shop uses the same figures in EUR and USD). */
  readonly price: number;
}

export interface Company {
  readonly id: string;
  readonly name: string;
}

export interface Customer {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly guest: boolean;
  readonly company?: Company;
}

export interface OrderLine {
  readonly id: string;
  readonly product: Product;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly discount: number;
}

export type ReasonCode =
  | 'not_as_described'
  | 'size_too_small'
  | 'size_too_large'
  | 'defective'
  | 'damaged'
  | 'wrong_item'
  | 'unwanted'
  | 'color'
  | 'late';

export interface Return {
  readonly id: string;
  readonly refundId: string;
  readonly requestedAt: number;
  readonly refundedAt: number;
  readonly lines: readonly { line: OrderLine; quantity: number; reason: ReasonCode; text: string; amount: number }[];
}

export interface Fulfillment {
  readonly id: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly trackingUrl: string;
  readonly shippedAt: number;
  readonly deliveredAt: number;
}

export interface Order {
  readonly id: string;
  readonly store: StoreKey;
  readonly number: string;
  readonly placedAt: number;
  readonly currency: 'EUR' | 'USD';
  readonly channel: string;
  readonly source: string | null;
  readonly customer: Customer | null;
  readonly lines: readonly OrderLine[];
  readonly discountCode: string | null;
  readonly shipping: number;
  readonly test: boolean;
  readonly cancelledAt: number | null;
  readonly fulfillment: Fulfillment | null;
  readonly returned: Return | null;
}

export interface Cart {
  readonly id: string;
  readonly store: StoreKey;
  readonly customer: Customer | null;
  readonly email: string | null;
  readonly currency: 'EUR' | 'USD';
  readonly startedAt: number;
  readonly lastActivityAt: number;
  readonly lines: readonly OrderLine[];
  /** The order it became, where it did. */
  readonly orderId: string | null;
}

/** The shop's whole life up to now, oldest first. */
export interface ShopLife {
  readonly products: readonly Product[];
  readonly customers: readonly { store: StoreKey; customer: Customer; since: number }[];
  readonly orders: readonly Order[];
  readonly carts: readonly Cart[];
}

export const STORE_CURRENCY: Readonly<Record<StoreKey, 'EUR' | 'USD'>> = {
  'byron-eu': 'EUR',
  'byron-us': 'USD',
  'b2b-direct': 'EUR'
};

/** Cents of all lines after their discounts. */
export function linesTotal(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * line.unitPrice - line.discount, 0);
}

export function orderTotal(order: Order): number {
  return linesTotal(order.lines) + order.shipping;
}
