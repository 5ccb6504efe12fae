import { LightningElement, api } from 'lwc';
import getOrders from '@salesforce/apex/CwAccountLifetimeValueController.getOrders';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { VALUE_LABELS } from 'c/cwLabelsValue';
import { toProblem } from 'c/cwPanelErrors';
import { day, exact, fill, money, number } from 'c/cwPanelFormat';
import type { OrderPage, ValueOrder } from 'apex/CwLifetimeValueView';

const LABELS = { ...COMMON_LABELS, ...VALUE_LABELS };

const PAGE_SIZE = 25;
const REASONS: Readonly<Record<string, string>> = {
  TEST: LABELS.valueBecauseTest,
  CANCELLED: LABELS.valueBecauseCancelled,
  UNPAID: LABELS.valueBecauseUnpaid
};

interface Row {
  key: string;
  id: string;
  orderNumber: string;
  placed: string;
  placedTitle: string;
  total: string;
  result: string;
}

function toRow(order: ValueOrder): Row {
  return {
    key: order.id ?? order.orderNumber,
    id: order.id ?? '',
    orderNumber: order.orderNumber,
    placed: order.placedAt ? day(order.placedAt) : '',
    placedTitle: order.placedAt ? exact(order.placedAt) : '',
    total: money(order.total, order.currencyCode),
    result: order.excludedBecause
      ? (REASONS[order.excludedBecause] ?? order.excludedBecause)
      : money(order.net, order.currencyCode)
  };
}

/** The orders behind the lifetime value, and those left out of it, page by page. */
export default class CwPanelValueOrders extends LightningElement {
  readonly labels = LABELS;
  /** The account. */
  @api accountId: string | undefined;
  /** Orders left out, over all currencies. */
  @api excludedCount = 0;

  /** Orders that count, in the currency. */
  @api orderCount = 0;

  shown: OrderPage | undefined;
  errorText = '';
  isExcluded = false;
  private currency = '';
  private cursors: (string | null)[] = [null];
  private request = 0;

  /** ISO code of the orders that count. */
  @api
  get currencyCode(): string {
    return this.currency;
  }

  set currencyCode(code: string) {
    this.currency = code;
    if (this.isConnected) {
      this.restart();
    }
  }

  connectedCallback(): void {
    this.restart();
  }

  get rows(): readonly Row[] {
    return (this.shown?.rows ?? []).map(toRow);
  }

  get isEmpty(): boolean {
    return this.shown !== undefined && this.shown.rows.length === 0;
  }

  get resultHeading(): string {
    return this.isExcluded ? LABELS.valueColumnWhy : LABELS.valueColumnNet;
  }

  get resultClass(): string {
    return this.isExcluded ? 'text' : 'numeric';
  }

  get hasExcluded(): boolean {
    return this.excludedCount > 0;
  }

  get leftOutLabel(): string {
    return fill(LABELS.valueLeftOut, number(this.excludedCount));
  }

  get countedPressed(): string {
    return String(!this.isExcluded);
  }

  get excludedPressed(): string {
    return String(this.isExcluded);
  }

  get rangeText(): string {
    const first = (this.cursors.length - 1) * PAGE_SIZE + 1;
    const last = first + (this.shown?.rows.length ?? 0) - 1;
    const total = this.isExcluded ? this.excludedCount : this.orderCount;
    return fill(LABELS.commonRange, number(first), number(last), number(total));
  }

  get hasPages(): boolean {
    return this.cursors.length > 1 || Boolean(this.shown?.nextCursor);
  }

  get isFirst(): boolean {
    return this.cursors.length === 1;
  }

  get isLast(): boolean {
    return !this.shown?.nextCursor;
  }

  handleCounted(): void {
    this.isExcluded = false;
    this.restart();
  }

  handleExcluded(): void {
    this.isExcluded = true;
    this.restart();
  }

  handleNext(): void {
    this.cursors = [...this.cursors, this.shown?.nextCursor ?? null];
    this.load();
  }

  handlePrevious(): void {
    this.cursors = this.cursors.slice(0, -1);
    this.load();
  }

  private restart(): Promise<void> {
    this.cursors = [null];
    return this.load();
  }

  private async load(): Promise<void> {
    this.request += 1;
    const { request } = this;
    this.errorText = '';
    try {
      const page = await getOrders({
        accountId: this.accountId,
        currencyCode: this.isExcluded ? null : this.currency,
        cursor: this.cursors.at(-1)
      });
      if (request === this.request) {
        this.shown = page;
      }
    } catch (error) {
      if (request === this.request) {
        this.shown = undefined;
        this.errorText = toProblem(error).message || LABELS.commonErrorTitle;
      }
    }
  }
}
