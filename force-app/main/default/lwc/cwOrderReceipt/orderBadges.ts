import { RECEIPT_LABELS as LABELS } from 'c/cwLabelsReceipt';
import { parcelState } from 'c/cwPanelShipment';
import type { CwOrderPageView } from 'apex/CwOrderPageView';

/** A coloured word about the order. */
export interface OrderBadge {
  readonly key: string;
  readonly text: string;
  readonly className: string;
}

const PAYMENT_TONES: Readonly<Record<string, string>> = {
  Paid: 'good',
  Pending: 'warn',
  Authorized: 'warn',
  'Partially Paid': 'warn',
  'Partially Refunded': 'quiet',
  Refunded: 'quiet',
  Voided: 'quiet'
};
const SHIPPING_TONES: Readonly<Record<string, string>> = { Fulfilled: 'good', Partial: 'busy', Unfulfilled: 'quiet' };
const STATUS_TONES: Readonly<Record<string, string>> = { Open: 'busy', Completed: 'good', Cancelled: 'quiet' };

/** State of the whole, of its payment and of its shipping; last, in red, the parcel that somebody must look after. */
export function orderBadges(order: CwOrderPageView): OrderBadge[] {
  const problem = order.parcels
    .map((parcel) => parcelState({ ...parcel, status: parcel.status?.value }))
    .find(({ isProblem }) => isProblem);
  const words: [string, string | undefined, string | undefined][] = [
    ['status', order.status?.label, STATUS_TONES[order.status?.value ?? '']],
    ['payment', order.paymentStatus?.label, PAYMENT_TONES[order.paymentStatus?.value ?? '']],
    ['shipping', order.fulfillmentStatus?.label, SHIPPING_TONES[order.fulfillmentStatus?.value ?? '']],
    ['problem', problem?.text, 'bad'],
    ['test', order.isTest ? LABELS.receiptTest : undefined, 'quiet']
  ];
  return words
    .filter(([, text]) => Boolean(text))
    .map(([key, text, tone]) => ({ key, text: text ?? '', className: `badge badge_${tone ?? 'quiet'}` }));
}
