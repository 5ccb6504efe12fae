import { RECEIPT_LABELS as LABELS } from 'c/cwLabelsReceipt';
import { amount, fill, number } from 'c/cwPanelFormat';
import type { Line } from 'apex/CwOrderPageView';

/** A line as the table shows it. */
export interface LineRow {
  readonly key: string;
  readonly title: string;
  readonly productId: string | null | undefined;
  readonly detail: string;
  readonly quantity: string;
  readonly wasQuantity: string;
  readonly returned: string;
  readonly price: string;
  readonly discount: string;
  readonly total: string;
}

/** @param currencyCode of the order: the table names it once, in its heading */
export function toLineRow(line: Line, currencyCode: string): LineRow {
  const isGoods = !line.kind || line.kind.value === 'Product';
  const current = line.currentQuantity ?? line.quantity;
  const returned = number(line.returnedQuantity, 2);
  return {
    key: line.id ?? line.title,
    title: line.title,
    productId: line.productId,
    detail: [
      line.sku && line.sku !== line.title ? line.sku : '',
      line.category,
      isGoods ? '' : line.kind?.label,
      line.isGiftCard ? LABELS.receiptGiftCard : ''
    ]
      .filter(Boolean)
      .join(' · '),
    quantity: number(current, 2),
    wasQuantity: current === line.quantity ? '' : fill(LABELS.receiptWas, number(line.quantity, 2)),
    returned:
      line.returnedQuantity > 0
        ? line.returnReason
          ? fill(LABELS.receiptReturnedBecause, returned, line.returnReason)
          : fill(LABELS.receiptReturned, returned)
        : '',
    price: amount(line.unitPrice, currencyCode),
    discount: line.discount > 0 ? amount(-line.discount, currencyCode) : '',
    total: amount(line.total, currencyCode)
  };
}

/** Pieces of goods on the order: tips, shipping and fees are none. */
export function pieces(lines: readonly Line[]): number {
  return lines
    .filter(({ kind }) => !kind || kind.value === 'Product')
    .reduce((sum, { quantity, currentQuantity }) => sum + (currentQuantity ?? quantity), 0);
}
