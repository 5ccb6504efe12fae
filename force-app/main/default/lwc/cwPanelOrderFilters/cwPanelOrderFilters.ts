import { LightningElement, api } from 'lwc';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import { PROGRESS_LABELS } from 'c/cwLabelsProgress';
import type { CwOrderHistoryFilter } from 'apex/CwOrderHistoryFilter';
import type { Option } from 'apex/CwOrderHistoryView';

const LABELS = { ...COMMON_LABELS, ...ORDERS_LABELS, ...PROGRESS_LABELS };

/** The words of the status column. */
const PROGRESS: readonly Option[] = [
  { value: 'NOT_SHIPPED', label: LABELS.progressNotShipped },
  { value: 'PARTLY_SHIPPED', label: LABELS.progressPartlyShipped },
  { value: 'ON_THE_WAY', label: LABELS.progressOnTheWay },
  { value: 'LATE', label: LABELS.progressLate },
  { value: 'DELIVERED', label: LABELS.progressDelivered },
  { value: 'RETURNED', label: LABELS.progressReturned },
  { value: 'CANCELLED', label: LABELS.progressCancelled }
];

/** What to filter orders by; tells every change at once. */
export default class CwPanelOrderFilters extends LightningElement {
  /** What is filtered by now. */
  @api filter: CwOrderHistoryFilter = {};
  /** Channels to choose from. */
  @api channels: readonly Option[] = [];
  /** Currencies to choose from. */
  @api currencies: readonly string[] = [];

  readonly labels = LABELS;

  get progress(): string {
    return this.filter.progress ?? '';
  }

  get channel(): string {
    return this.filter.channel ?? '';
  }

  get currencyCode(): string {
    return this.filter.currencyCode ?? '';
  }

  get progressOptions(): Option[] {
    return [{ value: '', label: LABELS.ordersFilterAll }, ...PROGRESS];
  }

  get channelOptions(): Option[] {
    return [{ value: '', label: LABELS.ordersFilterAll }, ...this.channels];
  }

  get currencyOptions(): Option[] {
    const options = this.currencies.map((code) => ({ value: code, label: code }));
    return [{ value: '', label: LABELS.ordersFilterAll }, ...options];
  }

  get hasCurrencies(): boolean {
    return this.currencies.length > 1;
  }

  get isUnused(): boolean {
    return !Object.values(this.filter).some(Boolean);
  }

  handleChange(event: Event): void {
    const field = event.currentTarget as HTMLElement;
    const { detail } = event as CustomEvent<{ value?: string }>;
    this.tell({ ...this.filter, [field.dataset.field ?? '']: detail.value || null });
  }

  handleClear(): void {
    this.tell({});
  }

  private tell(filter: CwOrderHistoryFilter): void {
    this.dispatchEvent(new CustomEvent('filter', { detail: filter }));
  }
}
