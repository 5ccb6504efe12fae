import type { CwOrderPageView, Parcel } from 'apex/CwOrderPageView';

const DAY = 86_400_000;

/** A moment some days from now; negative ones are past. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString();
}

export const LATE_PARCEL: Parcel = {
  id: 'p2',
  carrier: 'DPD',
  trackingNumber: '7719',
  trackingUrl: 'https://track.example/7719',
  status: { value: 'In Transit', label: 'In Transit' },
  shippedAt: inDays(-8),
  arrivesAt: inDays(-5),
  pieces: 2,
  items: [{ lineId: 'l2', title: 'Oak shelf', quantity: 2 }]
};

/** An order with everything, of which one parcel is late. */
export const ORDER: CwOrderPageView = {
  id: 'a01000000000001',
  orderNumber: '#10113',
  purchaseOrderNumber: 'PO-7',
  storeName: 'Byron Home EU',
  platform: { value: 'shopify', label: 'Shopify' },
  placedAt: inDays(-10),
  status: { value: 'Open', label: 'Open' },
  paymentStatus: { value: 'Paid', label: 'Paid' },
  fulfillmentStatus: { value: 'Fulfilled', label: 'Fulfilled' },
  channel: { value: 'Web', label: 'Web' },
  acquisitionSource: 'newsletter',
  isTest: false,
  isStub: false,
  accountId: '001000000000001',
  accountName: 'Byron Ltd',
  contactId: '003000000000001',
  contactName: 'Orla Byrne',
  email: 'orla@mail.example',
  totals: {
    currencyCode: 'EUR',
    includesTax: true,
    subtotal: 254,
    discount: 25.4,
    discountCodes: 'NOV10',
    shipping: 6.9,
    tax: 44.04,
    total: 235.5,
    current: 210.5,
    refunded: 22.5,
    net: 188,
    difference: 0
  },
  paymentMethod: 'Visa',
  shippingMethod: 'DPD Home',
  note: 'Busy street',
  tags: ['gift wrap', 'gold'],
  sourceUrl: 'https://shop.example/orders/1',
  shipTo: ['Orla Byrne', '14 Portland Row', 'D01 K8F2 Dublin', 'Ireland'],
  billTo: ['Orla Byrne', '14 Portland Row', 'D01 K8F2 Dublin', 'Ireland'],
  lines: [
    {
      id: 'l1',
      productId: '01t000000000001',
      title: 'Cushion cover',
      sku: 'CUSH-L',
      category: 'Textiles',
      kind: { value: 'Product', label: 'Product' },
      isGiftCard: false,
      quantity: 2,
      returnedQuantity: 1,
      returnReason: 'colour differs',
      unitPrice: 25,
      discount: 5,
      total: 45
    },
    {
      id: 'l2',
      title: 'Oak shelf',
      sku: 'SHELF-O',
      isGiftCard: false,
      quantity: 3,
      currentQuantity: 2,
      returnedQuantity: 0,
      unitPrice: 74,
      discount: 0,
      total: 148
    },
    {
      id: 'l3',
      title: 'Thank you',
      kind: { value: 'Tip', label: 'Tip' },
      isGiftCard: false,
      quantity: 1,
      returnedQuantity: 0,
      unitPrice: 5,
      discount: 0,
      total: 5
    }
  ],
  parcels: [
    {
      id: 'p1',
      carrier: 'DPD',
      trackingNumber: '7702',
      // eslint-disable-next-line no-script-url
      trackingUrl: 'javascript:alert(1)',
      status: { value: 'Delivered', label: 'Delivered' },
      shippedAt: inDays(-8),
      arrivesAt: inDays(-6),
      deliveredAt: inDays(-6),
      items: [{ lineId: 'l1', title: 'Cushion cover', quantity: 2 }]
    },
    LATE_PARCEL
  ],
  returns: [
    {
      id: 'r1',
      name: 'R-2041',
      type: { value: 'Return', label: 'Return' },
      status: { value: 'Completed', label: 'Completed' },
      currencyCode: 'EUR',
      refunded: 22.5,
      requestedAt: inDays(-4),
      refundedAt: inDays(-2),
      items: [{ lineId: 'l1', title: 'Cushion cover', quantity: 1, reason: 'colour differs' }],
      caseId: '500000000000001'
    }
  ],
  cases: [
    {
      id: '500000000000001',
      caseNumber: '00001042',
      subject: 'Cover is not sand',
      status: 'Working',
      isClosed: false,
      ownerName: 'Sam Agent',
      createdAt: inDays(-3)
    }
  ],
  before: { id: 'a01000000000000', orderNumber: '#10041', placedAt: inDays(-40) },
  after: null
};

/** What little is known of an order that has not arrived. */
export const STUB: CwOrderPageView = {
  id: 'a01000000000002',
  orderNumber: 'CO-1',
  isTest: false,
  isStub: true,
  totals: {
    currencyCode: '',
    includesTax: false,
    discount: 0,
    shipping: 0,
    tax: 0,
    total: 0,
    refunded: 0,
    net: 0,
    difference: 0
  },
  tags: [],
  shipTo: [],
  billTo: [],
  lines: [],
  parcels: [],
  returns: [],
  cases: []
};
