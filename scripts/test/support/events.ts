/** Small canonical events for tests; every figure is made up. */

export interface TestEvent {
  readonly id: string;
  readonly store: string;
  readonly topic: string;
  readonly occurredAt: string;
  readonly data: Record<string, unknown>;
}

export interface EventResult {
  readonly id: string;
  readonly status: 'processed' | 'duplicate' | 'stale' | 'failed' | 'queued';
  readonly recordId: string | null;
  readonly error: { readonly code: string; readonly message: string; readonly field: string | null } | null;
}

export const STORE = 'b2b-direct';
export const EVENTS_URL = '/services/apexrest/commerce/v1/events';

export function minute(offset: number): string {
  return new Date(Date.UTC(2026, 2, 1, 10, 0) + offset * 60_000).toISOString();
}

/** An order event with the given number of lines of 10.00 each. */
export function orderEvent(
  id: string,
  options: { lines?: number; at?: number; email?: string | null; data?: Record<string, unknown> } = {}
): TestEvent {
  const { lines = 1, at = 0, email = `buyer-${id}@example.com`, data = {} } = options;
  const total = lines * 10;
  return {
    id: `evt-order-${id}-${at}`,
    store: STORE,
    topic: 'order',
    occurredAt: minute(at),
    data: {
      externalId: id,
      number: `#${id}`,
      placedAt: minute(0),
      updatedAt: minute(at),
      status: 'open',
      paymentStatus: 'paid',
      fulfillmentStatus: 'unfulfilled',
      currency: 'EUR',
      channel: 'web',
      acquisitionSource: 'newsletter',
      test: false,
      customer: email
        ? {
            externalId: `c-${id}`,
            email,
            phone: null,
            firstName: 'Ada',
            lastName: `Buyer ${id}`,
            guest: false,
            company: null
          }
        : null,
      lines: Array.from({ length: lines }, (_, index) => ({
        externalId: `${id}-l${index}`,
        sku: `SKU-${index}`,
        productExternalId: `p-${index}`,
        title: `Product ${index}`,
        category: 'Things',
        quantity: 1,
        unitPrice: 10,
        discount: 0,
        tax: 0,
        total: 10
      })),
      discountCodes: [],
      totals: { subtotal: total, discount: 0, shipping: 0, tax: 0, total },
      ...data
    }
  };
}
