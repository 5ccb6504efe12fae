import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getOrder from '@salesforce/apex/CwOrderPageController.getOrder';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import { RETURNS_LABELS } from 'c/cwLabelsReturns';
import { SHIP_LABELS } from 'c/cwLabelsShip';
import { toProblem } from 'c/cwPanelErrors';
import { day, exact, fill, money, number, plural } from 'c/cwPanelFormat';
import type { WireResult } from 'apex-types';
import type { CwOrderPageView, Line, Parcel, ReturnEntry } from 'apex/CwOrderPageView';

const LABELS = { ...COMMON_LABELS, ...ORDERS_LABELS, ...RETURNS_LABELS, ...SHIP_LABELS };

interface LineRow {
  key: string;
  quantity: string;
  title: string;
  productId: string | null | undefined;
  sku: string;
  price: string;
  returned: string;
  total: string;
}

interface ReturnRow {
  key: string;
  text: string;
  title: string;
  caseId: string | null | undefined;
  caseLabel: string;
}

/** An opened order: lines with discounts and reasons, parcels with their contents, refunds with their case. */
export default class CwPanelOrderDetail extends LightningElement {
  /** The order. */
  @api orderId: string | undefined;
  /** Its number. */
  @api orderNumber = '';
  /** A case is being written. */
  @api hasCaseForm = false;

  readonly labels = LABELS;
  order: CwOrderPageView | undefined;
  errorText = '';
  private wired: WireResult<CwOrderPageView> | undefined;

  @wire(getOrder, { orderId: '$orderId' })
  receive(result: WireResult<CwOrderPageView>): void {
    this.wired = result;
    this.order = result.data;
    this.errorText = result.error ? toProblem(result.error).message || LABELS.commonErrorTitle : '';
  }

  get caption(): string {
    return fill(LABELS.ordersDetailLines, this.orderNumber);
  }

  get lines(): readonly LineRow[] {
    return (this.order?.lines ?? []).map((line) => ({
      key: line.id ?? line.title,
      quantity: `${number(line.currentQuantity ?? line.quantity, 2)} ×`,
      title: line.title,
      productId: line.productId,
      sku: line.sku && line.sku !== line.title ? line.sku : '',
      price: this.priceOf(line),
      returned:
        line.returnedQuantity > 0
          ? fill(
              LABELS.ordersLineReturned,
              plural(line.returnedQuantity, LABELS.shipPiecesOne, LABELS.shipPiecesOther),
              line.returnReason ?? LABELS.returnsNoReason
            )
          : '',
      total: this.money(line.total)
    }));
  }

  get sums(): string {
    const { totals } = this.order ?? {};
    if (!totals) {
      return '';
    }
    const discount = totals.discountCodes
      ? fill(LABELS.ordersDetailCodes, this.money(-totals.discount), totals.discountCodes)
      : fill(LABELS.ordersDetailDiscount, this.money(-totals.discount));
    return [
      totals.discount > 0 ? discount : '',
      totals.shipping > 0 ? fill(LABELS.ordersDetailShipping, this.money(totals.shipping)) : '',
      totals.tax > 0 ? fill(LABELS.ordersDetailTax, this.money(totals.tax)) : '',
      fill(LABELS.ordersDetailTotal, this.money(totals.total))
    ]
      .filter(Boolean)
      .join(' · ');
  }

  get parcels(): readonly Parcel[] {
    return this.order?.parcels ?? [];
  }

  get hasReturns(): boolean {
    return this.returns.length > 0;
  }

  get returns(): readonly ReturnRow[] {
    const numbers = new Map((this.order?.cases ?? []).map(({ id, caseNumber }) => [id, caseNumber]));
    return (this.order?.returns ?? []).map((item) => ({
      key: item.id ?? '',
      text: this.describeReturn(item),
      title: item.refundedAt ? exact(item.refundedAt) : item.requestedAt ? exact(item.requestedAt) : '',
      caseId: numbers.has(item.caseId) ? item.caseId : undefined,
      caseLabel: fill(LABELS.ordersCase, numbers.get(item.caseId) ?? '')
    }));
  }

  handleCaseClose(): void {
    this.dispatchEvent(new CustomEvent('caseclose'));
  }

  async handleCaseCreated(): Promise<void> {
    await refreshApex(this.wired);
  }

  private money(value: number): string {
    return money(value, this.order?.totals.currencyCode);
  }

  private priceOf(line: Line): string {
    const parts = [line.quantity === 1 ? '' : fill(LABELS.ordersLineEach, this.money(line.unitPrice))];
    if (line.discount > 0) {
      const codes = line.discountCodes ? `${fill(LABELS.ordersLineCode, line.discountCodes)} ` : '';
      parts.push(`${codes}${fill(LABELS.ordersLineDiscount, this.money(-line.discount))}`);
    }
    return parts.filter(Boolean).join(' · ');
  }

  private describeReturn(item: ReturnEntry): string {
    const status = item.status?.value ?? '';
    if (status === 'Declined') {
      return LABELS.ordersReturnDeclined;
    }
    const kind = item.type?.value === 'Exchange' ? `${LABELS.ordersExchange} · ` : '';
    if (item.refunded && item.refundedAt) {
      return kind + fill(LABELS.ordersRefundOn, money(item.refunded, item.currencyCode), day(item.refundedAt));
    }
    const asked = item.requestedAt ? fill(LABELS.ordersReturnAsked, day(item.requestedAt)) : (item.status?.label ?? '');
    return kind + asked;
  }
}
