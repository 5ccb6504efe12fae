import { LightningElement, api } from 'lwc';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import type { CwOrderHistoryFilter } from 'apex/CwOrderHistoryFilter';
import type { Option } from 'apex/CwOrderHistoryView';

const LABELS = { ...COMMON_LABELS, ...ORDERS_LABELS };

type Field = HTMLElement & { value?: string; checked?: boolean; type?: string };

/** What to filter orders by; tells every change at once. */
export default class CwPanelOrderFilters extends LightningElement {
  /** What is filtered by now. */
  @api filter: CwOrderHistoryFilter = {};
  /** Statuses to choose from. */
  @api statuses: readonly Option[] = [];
  /** Channels to choose from. */
  @api channels: readonly Option[] = [];
  /** Currencies to choose from. */
  @api currencies: readonly string[] = [];

  readonly labels = LABELS;

  get status(): string {
    return this.filter.status ?? '';
  }

  get channel(): string {
    return this.filter.channel ?? '';
  }

  get currencyCode(): string {
    return this.filter.currencyCode ?? '';
  }

  get isReturnedOnly(): boolean {
    return this.filter.returnedOnly ?? false;
  }

  get statusOptions(): Option[] {
    return [{ value: '', label: LABELS.ordersFilterAll }, ...this.statuses];
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
    const field = event.currentTarget as Field;
    const { detail } = event as CustomEvent<{ value?: string; checked?: boolean }>;
    const value = field.type === 'checkbox' ? detail.checked : detail.value;
    this.tell({ ...this.filter, [field.dataset.field ?? '']: value || null });
  }

  handleClear(): void {
    this.tell({});
  }

  private tell(filter: CwOrderHistoryFilter): void {
    this.dispatchEvent(new CustomEvent('filter', { detail: filter }));
  }
}
