import { LightningElement, api, wire } from 'lwc';
import getDetail from '@salesforce/apex/CwAccountOrderHistoryController.getDetail';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import { RETURNS_LABELS } from 'c/cwLabelsReturns';
import { toProblem } from 'c/cwPanelErrors';
import { day, exact, fill, money, number } from 'c/cwPanelFormat';
import type { WireResult } from 'apex-types';
import type { Detail, Line, ReturnCase, Shipment } from 'apex/CwOrderHistoryView';

const LABELS = { ...COMMON_LABELS, ...ORDERS_LABELS, ...RETURNS_LABELS };

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

interface ShipmentRow {
  key: string;
  text: string;
  title: string;
  url: string | null | undefined;
}

interface ReturnRow {
  key: string;
  text: string;
  title: string;
  caseId: string | null | undefined;
  caseLabel: string;
}

/** An opened order: lines with discounts and reasons, shipments with tracking, refunds with their case. */
export default class CwPanelOrderDetail extends LightningElement {
  /** The order. */
  @api orderId: string | undefined;
  /** Its number. */
  @api orderNumber = '';

  readonly labels = LABELS;
  detail: Detail | undefined;
  errorText = '';

  @wire(getDetail, { orderId: '$orderId' })
  receive({ data, error }: WireResult<Detail>): void {
    this.detail = data;
    this.errorText = error ? toProblem(error).message || LABELS.commonErrorTitle : '';
  }

  get caption(): string {
    return fill(LABELS.ordersDetailLines, this.orderNumber);
  }

  get lines(): readonly LineRow[] {
    return (this.detail?.lines ?? []).map((line) => ({
      key: line.id ?? line.title,
      quantity: `${number(line.quantity, 2)} ×`,
      title: line.title,
      productId: line.productId,
      sku: line.sku && line.sku !== line.title ? line.sku : '',
      price: this.priceOf(line),
      returned:
        line.returnedQuantity > 0
          ? fill(
              LABELS.ordersLineReturned,
              number(line.returnedQuantity, 2),
              line.returnReason ?? LABELS.returnsNoReason
            )
          : '',
      total: this.money(line.total)
    }));
  }

  get sums(): string {
    const { detail } = this;
    if (!detail) {
      return '';
    }
    const discount = detail.discountCodes
      ? fill(LABELS.ordersDetailCodes, this.money(-detail.discount), detail.discountCodes)
      : fill(LABELS.ordersDetailDiscount, this.money(-detail.discount));
    return [
      detail.discount > 0 ? discount : '',
      detail.shipping > 0 ? fill(LABELS.ordersDetailShipping, this.money(detail.shipping)) : '',
      detail.tax > 0 ? fill(LABELS.ordersDetailTax, this.money(detail.tax)) : '',
      fill(LABELS.ordersDetailTotal, this.money(detail.total))
    ]
      .filter(Boolean)
      .join(' · ');
  }

  get shipments(): readonly ShipmentRow[] {
    return (this.detail?.shipments ?? []).map((shipment) => ({
      key: shipment.id ?? '',
      text: [[shipment.carrier, shipment.trackingNumber].filter(Boolean).join(' '), this.whereabouts(shipment)]
        .filter(Boolean)
        .join(' · '),
      title: exact(shipment.deliveredAt ?? shipment.arrivesAt ?? shipment.shippedAt ?? new Date().toISOString()),
      url: shipment.trackingUrl
    }));
  }

  get hasNoShipment(): boolean {
    return this.detail?.shipments.length === 0;
  }

  get returns(): readonly ReturnRow[] {
    return (this.detail?.returns ?? []).map((item) => ({
      key: item.id ?? '',
      text: this.describeReturn(item),
      title: item.refundedAt ? exact(item.refundedAt) : item.requestedAt ? exact(item.requestedAt) : '',
      caseId: item.caseId,
      caseLabel: fill(LABELS.ordersCase, item.caseNumber ?? '')
    }));
  }

  private money(value: number): string {
    return money(value, this.detail?.currencyCode);
  }

  private priceOf(line: Line): string {
    const parts = [line.quantity === 1 ? '' : fill(LABELS.ordersLineEach, this.money(line.unitPrice))];
    if (line.discount > 0) {
      const codes = line.discountCodes ? `${fill(LABELS.ordersLineCode, line.discountCodes)} ` : '';
      parts.push(`${codes}${fill(LABELS.ordersLineDiscount, this.money(-line.discount))}`);
    }
    return parts.filter(Boolean).join(' · ');
  }

  private whereabouts({ status, deliveredAt, arrivesAt, shippedAt }: Shipment): string {
    if (deliveredAt) {
      return fill(LABELS.ordersDeliveredOn, day(deliveredAt));
    }
    if (arrivesAt) {
      return fill(LABELS.ordersArrivesOn, day(arrivesAt));
    }
    return shippedAt ? fill(LABELS.ordersShippedOn, day(shippedAt)) : (status ?? '');
  }

  private describeReturn(item: ReturnCase): string {
    if (item.status === 'Declined') {
      return LABELS.ordersReturnDeclined;
    }
    const kind = item.type === 'Exchange' ? `${LABELS.ordersExchange} · ` : '';
    if (item.refundAmount && item.refundedAt) {
      const amount = money(item.refundAmount, item.currencyCode ?? this.detail?.currencyCode);
      return kind + fill(LABELS.ordersRefundOn, amount, day(item.refundedAt));
    }
    return kind + (item.requestedAt ? fill(LABELS.ordersReturnAsked, day(item.requestedAt)) : (item.status ?? ''));
  }
}
