import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getOrder from '@salesforce/apex/CwOrderPageController.getOrder';
import { CARE_LABELS } from 'c/cwLabelsCare';
import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import { RECEIPT_LABELS } from 'c/cwLabelsReceipt';
import { day, exact, fill, money, number } from 'c/cwPanelFormat';
import type { ApexError, WireResult } from 'apex-types';
import type { CaseEntry, CwOrderPageView, Neighbour, ReturnEntry } from 'apex/CwOrderPageView';

const LABELS = { ...CARE_LABELS, ...ORDERS_LABELS, ...RECEIPT_LABELS };
const TONES: Readonly<Record<string, string>> = { Completed: 'good', Requested: 'warn', Open: 'busy' };

interface ReturnRow {
  key: string;
  id: string;
  heading: string;
  state: string;
  badgeClass: string;
  when: string;
  title: string;
  items: readonly { key: string; text: string }[];
}

interface CaseRow {
  key: string;
  id: string;
  label: string;
  subject: string;
  state: string;
  badgeClass: string;
  owner: string;
}

/** What came afterwards, and who is asking: returns, refunds and cases of the order, its customer and the orders beside it. */
export default class CwOrderAftercare extends LightningElement {
  /** The order. */
  @api recordId: string | undefined;

  readonly labels = LABELS;
  order: CwOrderPageView | undefined;
  error: ApexError | undefined;
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

  get hasNothing(): boolean {
    return this.order?.returns.length === 0 && this.order.cases.length === 0;
  }

  get returns(): readonly ReturnRow[] {
    return (this.order?.returns ?? []).map((item) => toReturnRow(item));
  }

  get cases(): readonly CaseRow[] {
    return (this.order?.cases ?? []).map((entry) => toCaseRow(entry));
  }

  get before(): { id: string; label: string; title: string } | undefined {
    return neighbour(this.order?.before, LABELS.receiptBefore);
  }

  get after(): { id: string; label: string; title: string } | undefined {
    return neighbour(this.order?.after, LABELS.receiptAfter);
  }

  get hasNeighbours(): boolean {
    return Boolean(this.order?.before ?? this.order?.after);
  }

  get hasCustomer(): boolean {
    return Boolean(this.order?.accountId ?? this.order?.contactId ?? this.order?.email);
  }

  get mailTo(): string {
    return this.order?.email ? `mailto:${this.order.email}` : '';
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}

function neighbour(
  order: Neighbour | null | undefined,
  label: string
): { id: string; label: string; title: string } | undefined {
  return order
    ? {
        id: order.id ?? '',
        label: fill(label, order.orderNumber),
        title: order.placedAt ? exact(order.placedAt) : ''
      }
    : undefined;
}

function toReturnRow(item: ReturnEntry): ReturnRow {
  const refunded = item.refunded
    ? fill(
        LABELS.careRefunded,
        money(item.refunded, item.currencyCode),
        item.refundedAt ? day(item.refundedAt) : ''
      ).trim()
    : '';
  const asked = item.requestedAt ? fill(LABELS.careAsked, day(item.requestedAt)) : '';
  const at = item.refundedAt ?? item.requestedAt;
  return {
    key: item.id ?? item.name,
    id: item.id ?? '',
    heading: [item.type?.label, item.name].filter(Boolean).join(' '),
    state: item.status?.label ?? '',
    badgeClass: `badge badge_${TONES[item.status?.value ?? ''] ?? 'quiet'}`,
    when: [asked, refunded].filter(Boolean).join(' · '),
    title: at ? exact(at) : '',
    items: item.items.map(({ title, quantity, reason }, index) => ({
      key: String(index),
      text: fill(LABELS.careItem, number(quantity, 2), title, reason ?? LABELS.careNoReason)
    }))
  };
}

function toCaseRow(entry: CaseEntry): CaseRow {
  return {
    key: entry.id ?? entry.caseNumber,
    id: entry.id ?? '',
    label: fill(LABELS.ordersCase, entry.caseNumber),
    subject: entry.subject ?? '',
    state: entry.status ?? '',
    badgeClass: `badge badge_${entry.isClosed ? 'good' : 'warn'}`,
    owner: entry.ownerName && !entry.isClosed ? fill(LABELS.careOwner, entry.ownerName) : ''
  };
}
