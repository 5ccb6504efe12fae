import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getOrder from '@salesforce/apex/CwOrderPageController.getOrder';
import { RECEIPT_LABELS } from 'c/cwLabelsReceipt';
import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import { SHIP_LABELS } from 'c/cwLabelsShip';
import { copy } from 'c/cwPanelClipboard';
import { exact, fill, moment, money, number, plural, webAddress } from 'c/cwPanelFormat';
import type { ApexError, WireResult } from 'apex-types';
import type { CwOrderPageView } from 'apex/CwOrderPageView';
import { orderBadges, type OrderBadge } from './orderBadges';
import { pieces, toLineRow, type LineRow } from './orderLines';
import { sumsOf, type SumRow } from './orderSums';

const LABELS = { ...ORDERS_LABELS, ...RECEIPT_LABELS, ...SHIP_LABELS };
const LINES_SHOWN = 20;

/** What was bought and what was paid? The order as the customer got it: lines, amounts, addresses, methods and notes. */
export default class CwOrderReceipt extends LightningElement {
  /** The order. */
  @api recordId: string | undefined;

  readonly labels = LABELS;
  order: CwOrderPageView | undefined;
  error: ApexError | undefined;
  areAllShown = false;
  isFormOpen = false;
  private wired: WireResult<CwOrderPageView> | undefined;

  @wire(getOrder, { orderId: '$recordId' })
  receive(result: WireResult<CwOrderPageView>): void {
    this.wired = result;
    this.order = result.data ?? (result.error ? undefined : this.order);
    this.error = result.error;
  }

  get isLoading(): boolean {
    return !this.order && !this.error;
  }

  get isEmpty(): boolean {
    return Boolean(this.order?.isStub);
  }

  get heading(): string {
    return this.order ? fill(LABELS.receiptTitle, this.order.orderNumber) : LABELS.receiptSums;
  }

  get aside(): string {
    const { storeName, platform } = this.order ?? {};
    return storeName && platform ? fill(LABELS.receiptStore, storeName, platform.label) : (storeName ?? '');
  }

  get placedText(): string {
    return this.order?.placedAt ? moment(this.order.placedAt) : '';
  }

  get placedTitle(): string {
    return this.order?.placedAt ? exact(this.order.placedAt) : '';
  }

  get badges(): readonly OrderBadge[] {
    return this.order ? orderBadges(this.order) : [];
  }

  get shopUrl(): string {
    return webAddress(this.order?.sourceUrl);
  }

  get copyLabel(): string {
    return fill(LABELS.receiptCopyNumber, this.order?.orderNumber ?? '');
  }

  get currencyCode(): string {
    return this.order?.totals.currencyCode ?? '';
  }

  get totalHeading(): string {
    return fill(LABELS.receiptLineTotal, this.currencyCode).trim();
  }

  get linesCaption(): string {
    return fill(LABELS.ordersDetailLines, this.order?.orderNumber ?? '');
  }

  get linesAside(): string {
    const lines = this.order?.lines ?? [];
    const count = plural(pieces(lines), LABELS.shipPiecesOne, LABELS.shipPiecesOther);
    return plural(lines.length, LABELS.receiptLinesAsideOne, LABELS.receiptLinesAsideOther, count);
  }

  get lines(): readonly LineRow[] {
    const lines = this.order?.lines ?? [];
    const shown = this.areAllShown ? lines : lines.slice(0, LINES_SHOWN);
    return shown.map((line) => toLineRow(line, this.currencyCode));
  }

  get hasDiscounts(): boolean {
    return (this.order?.lines ?? []).some(({ discount }) => discount > 0);
  }

  get moreLabel(): string {
    const count = this.order?.lines.length ?? 0;
    return !this.areAllShown && count > LINES_SHOWN ? fill(LABELS.receiptAllLines, number(count)) : '';
  }

  get sums(): readonly SumRow[] {
    return this.order ? sumsOf(this.order) : [];
  }

  get differenceText(): string {
    const difference = this.order?.totals.difference ?? 0;
    return difference === 0 ? '' : fill(LABELS.receiptDifference, money(Math.abs(difference), this.currencyCode));
  }

  get customerCurrencyText(): string {
    const code = this.order?.totals.customerCurrencyCode;
    return code ? fill(LABELS.receiptCustomerCurrency, code) : '';
  }

  get shipTo(): readonly { key: string; text: string }[] {
    return keyed(this.order?.shipTo ?? []);
  }

  get billTo(): readonly { key: string; text: string }[] {
    return this.isSameAddress ? [] : keyed(this.order?.billTo ?? []);
  }

  get isSameAddress(): boolean {
    const { shipTo = [], billTo = [] } = this.order ?? {};
    return billTo.length > 0 && billTo.join('\n') === shipTo.join('\n');
  }

  get hasNoAddress(): boolean {
    return this.order?.shipTo.length === 0 && this.order.billTo.length === 0;
  }

  get paymentText(): string {
    const { paymentMethod, paymentStatus } = this.order ?? {};
    return [paymentMethod, paymentStatus?.label].filter(Boolean).join(' · ');
  }

  get tags(): readonly string[] {
    return [...new Set(this.order?.tags ?? [])];
  }

  get hasNotes(): boolean {
    return Boolean(this.order?.note) || this.tags.length > 0;
  }

  handleCopyNumber(): void {
    const { orderNumber = '' } = this.order ?? {};
    copy(this, orderNumber, fill(LABELS.ordersCopied, orderNumber), fill(LABELS.ordersCopyFailed, orderNumber));
  }

  handleCopyAddress(): void {
    const text = (this.order?.shipTo ?? []).join('\n');
    copy(this, text, LABELS.receiptAddressCopied, text);
  }

  handleAllLines(): void {
    this.areAllShown = true;
  }

  handleCase(): void {
    this.isFormOpen = true;
  }

  async handleFormClose(): Promise<void> {
    this.isFormOpen = false;
    await Promise.resolve();
    this.template?.querySelector<HTMLElement>('[data-action="case"]')?.focus();
  }

  async handleCaseCreated(): Promise<void> {
    await refreshApex(this.wired);
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}

function keyed(texts: readonly string[]): { key: string; text: string }[] {
  return texts.map((text, index) => ({ key: `${index}`, text }));
}
