import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getReturn from '@salesforce/apex/CwReturnPageController.getReturn';
import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import { REFUND_LABELS } from 'c/cwLabelsRefund';
import { amount, day, exact, fill, money, number } from 'c/cwPanelFormat';
import type { Step } from 'c/cwPanelSteps';
import type { ApexError, WireResult } from 'apex-types';
import type { CwReturnPageView, Line } from 'apex/CwReturnPageView';
import { returnSteps } from './returnSteps';

const LABELS = { ...ORDERS_LABELS, ...REFUND_LABELS };
const HEADINGS: Readonly<Record<string, string>> = {
  Refund: LABELS.refundTitleRefund,
  Exchange: LABELS.refundTitleExchange
};
const TONES: Readonly<Record<string, string>> = { Completed: 'good', Requested: 'warn', Open: 'busy', Declined: 'bad' };

interface LineRow {
  key: string;
  title: string;
  productId: string | null | undefined;
  sku: string;
  pieces: string;
  reason: string;
  words: string;
  advice: string;
  amount: string;
}

/** What came back, why, and what was paid back? The return with its steps, goods, refunds, order and case. */
export default class CwReturnReceipt extends LightningElement {
  /** The return. */
  @api recordId: string | undefined;

  readonly labels = LABELS;
  item: CwReturnPageView | undefined;
  error: ApexError | undefined;
  private wired: WireResult<CwReturnPageView> | undefined;

  @wire(getReturn, { returnId: '$recordId' })
  receive(result: WireResult<CwReturnPageView>): void {
    this.wired = result;
    this.item = result.data ?? (result.error ? undefined : this.item);
    this.error = result.error;
  }

  get isLoading(): boolean {
    return !this.item && !this.error;
  }

  get isEmpty(): boolean {
    return Boolean(this.item?.isStub) && this.item?.refunds.length === 0;
  }

  get heading(): string {
    const { type, returnNumber } = this.item ?? {};
    return returnNumber ? fill(HEADINGS[type?.value ?? ''] ?? LABELS.refundTitle, returnNumber) : LABELS.refundGoods;
  }

  get aside(): string {
    return this.item?.storeName ?? '';
  }

  get statusText(): string {
    return this.item?.status?.label ?? '';
  }

  get statusClass(): string {
    return `badge badge_${TONES[this.item?.status?.value ?? ''] ?? 'quiet'}`;
  }

  get refundedText(): string {
    return this.item && this.item.refunded > 0 ? money(this.item.refunded, this.item.currencyCode) : LABELS.refundNone;
  }

  get steps(): readonly Step[] {
    return this.item ? returnSteps(this.item) : [];
  }

  get stepsCaption(): string {
    return fill(LABELS.refundSteps, this.item?.returnNumber ?? '');
  }

  get amountHeading(): string {
    return fill(LABELS.refundAmount, this.item?.currencyCode ?? '').trim();
  }

  get lines(): readonly LineRow[] {
    return (this.item?.lines ?? []).map((line) => this.toRow(line));
  }

  get hasLines(): boolean {
    return this.lines.length > 0;
  }

  get refunds(): readonly { key: string; when: string; title: string; note: string; amount: string }[] {
    return (this.item?.refunds ?? []).map(({ id, amount: paid, currencyCode, refundedAt, note }) => ({
      key: id,
      when: refundedAt ? day(refundedAt) : LABELS.refundUndated,
      title: refundedAt ? exact(refundedAt) : '',
      note: note ?? '',
      amount: money(paid, currencyCode)
    }));
  }

  get statedText(): string {
    const { stated, refunded, currencyCode } = this.item ?? {};
    return stated != null && stated !== refunded ? fill(LABELS.refundStated, money(stated, currencyCode)) : '';
  }

  get orderText(): string {
    const { order, orderTotal, orderCurrencyCode } = this.item ?? {};
    const placed = order?.placedAt ? day(order.placedAt) : '';
    return fill(LABELS.refundOrderOf, placed, money(orderTotal ?? 0, orderCurrencyCode));
  }

  get caseLabel(): string {
    return fill(LABELS.ordersCase, this.item?.serviceCase?.caseNumber ?? '');
  }

  get caseText(): string {
    const { subject, status } = this.item?.serviceCase ?? {};
    return [subject, status].filter(Boolean).join(' · ');
  }

  get hasCustomer(): boolean {
    return Boolean(this.item?.accountId ?? this.item?.contactId);
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }

  private toRow(line: Line): LineRow {
    const pieces = line.quantity == null ? '' : number(line.quantity, 2);
    return {
      key: line.id ?? line.title,
      title: line.title,
      productId: line.productId,
      sku: line.sku && line.sku !== line.title ? line.sku : '',
      pieces: pieces && line.ordered != null ? fill(LABELS.refundOf, pieces, number(line.ordered, 2)) : pieces,
      reason: line.reason ?? LABELS.refundNoReason,
      words: line.words ? fill(LABELS.refundWords, line.words) : '',
      advice: line.advice ? fill(LABELS.refundAdvice, line.advice) : '',
      amount: line.amount == null ? '' : amount(line.amount, this.item?.currencyCode)
    };
  }
}
