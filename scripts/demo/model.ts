/** What happens in the demo shop, before it is put into any storefront's words. Money in whole cents; times in ms UTC. */

export type StoreKey = 'byron-eu' | 'byron-us' | 'b2b-direct';
export type Currency = 'EUR' | 'USD';

export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly category: string;
  /** List price in cents, by currency. */
  readonly prices: Readonly<Record<Currency, number>>;
}

export interface Company {
  readonly id: string;
  readonly name: string;
}

export interface Address {
  readonly name: string;
  readonly company: string | null;
  readonly street: string;
  readonly city: string;
  readonly state: string | null;
  readonly postalCode: string;
  /** ISO 3166 code of two letters. */
  readonly country: string;
  readonly phone: string | null;
}

export interface Customer {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly guest: boolean;
  readonly address: Address;
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

export type ReturnStage = 'requested' | 'approved' | 'received' | 'declined' | 'cancelled' | 'completed';

export interface Return {
  readonly id: string;
  readonly kind: 'return' | 'exchange';
  readonly stage: ReturnStage;
  readonly requestedAt: number;
  /** When the stage was reached. */
  readonly stagedAt: number;
  readonly lines: readonly { line: OrderLine; quantity: number; reason: ReasonCode; text: string; amount: number }[];
  /** Money back, where the return is completed. */
  readonly refundId: string | null;
  /** The order that went out instead, where it is an exchange. */
  readonly replacementOrderId: string | null;
}

export type ScanStatus =
  'shipped' | 'in_transit' | 'out_for_delivery' | 'attempted_delivery' | 'delivered' | 'failed' | 'returned_to_sender';

/** What the carrier has said about a parcel at one moment. */
export interface Scan {
  readonly id: string;
  readonly at: number;
  readonly status: ScanStatus;
  readonly message: string;
}

export interface Parcel {
  readonly id: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly trackingUrl: string;
  readonly shippedAt: number;
  readonly estimatedAt: number;
  readonly contents: readonly { readonly line: OrderLine; readonly quantity: number }[];
  /** Oldest first; the last one is where the parcel is now. */
  readonly scans: readonly Scan[];
}

/** A refund without goods coming back. */
export interface Goodwill {
  readonly id: string;
  readonly at: number;
  readonly amount: number;
  readonly note: string;
}

/** What an order was before somebody changed it. */
export interface Edit {
  readonly at: number;
  readonly linesBefore: readonly OrderLine[];
  /** Refund of what was taken out of a paid order; null where nothing had to be paid back. */
  readonly refundId: string | null;
}

export interface Order {
  readonly id: string;
  readonly store: StoreKey;
  readonly number: string;
  readonly placedAt: number;
  readonly currency: Currency;
  readonly channel: string;
  readonly source: string | null;
  readonly customer: Customer | null;
  readonly lines: readonly OrderLine[];
  readonly discountCode: string | null;
  readonly shipping: number;
  /** Tax in thousandths of the price: 190 is 19 %. */
  readonly taxRate: number;
  readonly pricesIncludeTax: boolean;
  readonly payment: 'paid' | 'authorized' | 'pending' | 'partially_paid';
  readonly paymentMethod: string | null;
  readonly shippingMethod: string | null;
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
  readonly note: string | null;
  readonly tags: readonly string[];
  readonly purchaseOrderNumber: string | null;
  readonly url: string;
  readonly test: boolean;
  readonly cancelledAt: number | null;
  readonly edit: Edit | null;
  readonly parcels: readonly Parcel[];
  readonly returned: Return | null;
  readonly goodwill: Goodwill | null;
  /** The order that this one replaces, where goods were exchanged. */
  readonly replacesOrderId: string | null;
}

export type CartState = 'active' | 'abandoned' | 'recovered' | 'converted';

export interface Cart {
  readonly id: string;
  readonly store: StoreKey;
  readonly state: CartState;
  readonly customer: Customer | null;
  readonly email: string | null;
  readonly currency: Currency;
  readonly startedAt: number;
  readonly lastActivityAt: number;
  readonly lines: readonly OrderLine[];
  /** The order it became, where it did. */
  readonly orderId: string | null;
  /** When it became one. */
  readonly orderedAt: number | null;
}

/** The shop's whole life up to now, oldest first. */
export interface ShopLife {
  readonly products: readonly Product[];
  readonly customers: readonly { store: StoreKey; customer: Customer; since: number }[];
  readonly orders: readonly Order[];
  readonly carts: readonly Cart[];
}

export const STORE_CURRENCY: Readonly<Record<StoreKey, Currency>> = {
  'byron-eu': 'EUR',
  'byron-us': 'USD',
  'b2b-direct': 'EUR'
};

/** Cents of one line after its discount, as the shop states them. */
export function lineTotal(line: OrderLine): number {
  return line.quantity * line.unitPrice - line.discount;
}

/** Cents of all lines after their discounts. */
export function linesTotal(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, line) => sum + lineTotal(line), 0);
}

/** Cents of tax in an amount, or on top of it where the order's prices are without tax. */
export function taxOf(cents: number, order: Pick<Order, 'taxRate' | 'pricesIncludeTax'>): number {
  return Math.round((cents * order.taxRate) / (order.pricesIncludeTax ? 1000 + order.taxRate : 1000));
}

/** Cents of tax of a whole order: the sum of its lines', as the shop adds them up. */
export function orderTax(order: Order, lines: readonly OrderLine[] = order.lines): number {
  return lines.reduce((sum, line) => sum + taxOf(lineTotal(line), order), 0);
}

/** Cents to pay. */
export function orderTotal(order: Order, lines: readonly OrderLine[] = order.lines): number {
  return linesTotal(lines) + order.shipping + (order.pricesIncludeTax ? 0 : orderTax(order, lines));
}

/** Cents that go back for an amount of goods: with the tax that was paid on top of it. */
export function refundable(cents: number, order: Order): number {
  return cents + (order.pricesIncludeTax ? 0 : taxOf(cents, order));
}

/** Cents of goods that a return gives back, before any tax on top. */
export function returnedGoods(returned: Return): number {
  return returned.lines.reduce((sum, { amount }) => sum + amount, 0);
}

/** Where a parcel is now. */
export function lastScan(parcel: Parcel): Scan {
  return parcel.scans[parcel.scans.length - 1];
}

export function deliveredAt(parcel: Parcel): number | null {
  const last = lastScan(parcel);
  return last.status === 'delivered' ? last.at : null;
}
