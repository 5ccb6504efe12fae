import { RECEIPT_LABELS as LABELS } from 'c/cwLabelsReceipt';
import { amount, fill, money } from 'c/cwPanelFormat';
import type { CwOrderPageView } from 'apex/CwOrderPageView';

/** A row of the receipt. */
export interface SumRow {
  readonly key: string;
  readonly label: string;
  readonly amount: string;
  readonly className: string;
}

/** The receipt as the customer got it, then what has changed since. Rows of nothing are left out. */
export function sumsOf({ totals, shippingMethod }: CwOrderPageView): SumRow[] {
  const { currencyCode, includesTax, subtotal, discount, discountCodes, shipping, tax, total, refunded } = totals;
  const plain = (value: number): string => amount(value, currencyCode);
  const row = (key: string, label: string, text: string, tone = ''): SumRow => ({
    key,
    label,
    amount: text,
    className: `sum ${tone}`.trim()
  });
  const current = totals.current ?? total;
  const rows: (SumRow | undefined)[] = [
    subtotal == null ? undefined : row('goods', LABELS.receiptGoods, plain(subtotal)),
    discount > 0
      ? row(
          'discount',
          discountCodes ? fill(LABELS.receiptCodes, discountCodes) : LABELS.receiptDiscount,
          plain(-discount)
        )
      : undefined,
    shipping > 0
      ? row(
          'shipping',
          shippingMethod ? fill(LABELS.receiptDeliveryBy, shippingMethod) : LABELS.receiptDelivery,
          plain(shipping)
        )
      : undefined,
    tax > 0 && !includesTax ? row('tax', LABELS.receiptTax, plain(tax)) : undefined,
    row('total', LABELS.receiptTotal, money(total, currencyCode), 'sum_total'),
    tax > 0 && includesTax ? row('tax', LABELS.receiptTaxWithin, plain(tax), 'sum_small') : undefined,
    current === total ? undefined : row('edited', LABELS.receiptEdited, plain(current - total)),
    current === total ? undefined : row('current', LABELS.receiptCurrent, money(current, currencyCode), 'sum_strong'),
    refunded > 0 ? row('refunded', LABELS.receiptRefunded, plain(-refunded)) : undefined,
    refunded > 0
      ? row('net', LABELS.receiptNet, money(Math.max(0, current - refunded), currencyCode), 'sum_strong')
      : undefined
  ];
  return rows.filter((entry): entry is SumRow => entry !== undefined);
}
