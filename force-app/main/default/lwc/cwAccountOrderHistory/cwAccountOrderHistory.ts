import { LightningElement, api, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { refreshApex } from '@salesforce/apex';
import getHistory from '@salesforce/apex/CwAccountOrderHistoryController.getHistory';
import getPage from '@salesforce/apex/CwAccountOrderHistoryController.getPage';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import { PROGRESS_LABELS } from 'c/cwLabelsProgress';
import { copy } from 'c/cwPanelClipboard';
import { toProblem } from 'c/cwPanelErrors';
import { exact, fill, money, number, plural, relative } from 'c/cwPanelFormat';
import type { ApexError, WireResult } from 'apex-types';
import type { CwOrderHistoryFilter } from 'apex/CwOrderHistoryFilter';
import type { CurrencyTotal, CwOrderHistoryView, Page } from 'apex/CwOrderHistoryView';
import { toOrderRow, type OrderRow } from './orderRows';

const LABELS = { ...COMMON_LABELS, ...ORDERS_LABELS, ...PROGRESS_LABELS };

const PAGE_SIZE = 25;
/** Rows drawn at once: a page in one go would keep the browser from answering for a tenth of a second. */
const ROWS_AT_ONCE = 3;
const TYPING_PAUSE = 300;
const SHORTEST_SEARCH = 2;

/** What did they buy, and where is it now? Every order of the account, down to lines, shipments and returns. */
export default class CwAccountOrderHistory extends NavigationMixin(LightningElement) {
  /** The account. */
  @api recordId: string | undefined;

  readonly labels = LABELS;
  view: CwOrderHistoryView | undefined;
  error: ApexError | undefined;
  page: Page | undefined;
  pageError = '';
  isSearching = false;
  areFiltersOpen = false;
  filter: CwOrderHistoryFilter = {};
  chosenCurrency = '';
  /** Order for which a case is being written. */
  private caseId = '';
  private drawnRows = ROWS_AT_ONCE;
  private drawing: ReturnType<typeof setTimeout> | undefined;
  private stores: ReadonlySet<string> = new Set();
  private search = '';
  private matching: number | null = null;
  private openIds: ReadonlySet<string> = new Set();
  private cursors: readonly (string | null)[] = [null];
  private wired: WireResult<CwOrderHistoryView> | undefined;
  private request = 0;
  private typing: ReturnType<typeof setTimeout> | undefined;

  @wire(getHistory, { accountId: '$recordId' })
  receive(result: WireResult<CwOrderHistoryView>): void {
    this.wired = result;
    this.error = result.error;
    if (result.data) {
      this.view = result.data;
      this.showFirstPage(result.data.firstPage);
    } else if (result.error) {
      this.view = undefined;
    }
  }

  renderedCallback(): void {
    if (this.drawing === undefined && this.drawnRows < (this.page?.rows.length ?? 0)) {
      // the next rows once the browser has had its turn
      // eslint-disable-next-line @lwc/lwc/no-async-operation
      this.drawing = setTimeout(() => {
        this.drawing = undefined;
        this.drawnRows += ROWS_AT_ONCE;
      });
    }
  }

  disconnectedCallback(): void {
    clearTimeout(this.drawing);
    clearTimeout(this.typing);
  }

  get isLoading(): boolean {
    return !this.view && !this.error;
  }

  get isEmpty(): boolean {
    return this.view?.totalOrders === 0;
  }

  private get total(): CurrencyTotal | undefined {
    const totals = this.view?.totals ?? [];
    return totals.find(({ currencyCode }) => currencyCode === this.chosenCurrency) ?? totals[0];
  }

  get countText(): string {
    return number(this.view?.totalOrders ?? 0);
  }

  get countWord(): string {
    const count = this.view?.totalOrders ?? 0;
    return plural(count, LABELS.ordersCountOne, LABELS.ordersCountOther).replace(number(count), '').trim();
  }

  get netText(): string {
    const amounts = (this.view?.totals ?? []).map(({ net, currencyCode }) => money(net, currencyCode, true));
    return fill(LABELS.ordersNet, amounts.join(' + '));
  }

  get lastText(): string {
    return this.view?.lastPlacedAt ? fill(LABELS.ordersLast, relative(this.view.lastPlacedAt)) : '';
  }

  get lastTitle(): string {
    return this.view?.lastPlacedAt ? exact(this.view.lastPlacedAt) : '';
  }

  get months(): CurrencyTotal['months'] {
    return this.total?.months ?? [];
  }

  get currencyCode(): string {
    return this.total?.currencyCode ?? '';
  }

  get currencies(): readonly { code: string; pressed: string }[] {
    const totals = this.view?.totals ?? [];
    return totals.length < 2
      ? []
      : totals.map((total) => ({ code: total.currencyCode, pressed: String(total === this.total) }));
  }

  get hasCurrencies(): boolean {
    return this.currencies.length > 0;
  }

  get currencyCodes(): readonly string[] {
    return (this.view?.totals ?? []).map(({ currencyCode }) => currencyCode);
  }

  get filterCount(): number {
    return Object.values(this.filter).filter(Boolean).length;
  }

  get filtersLabel(): string {
    return this.filterCount > 0 ? fill(LABELS.ordersFiltersActive, this.filterCount) : LABELS.ordersFilters;
  }

  get filtersVariant(): string {
    return this.filterCount > 0 ? 'brand-outline' : 'neutral';
  }

  /** The stores of the orders seen so far: with two of them, numbers alone do not tell orders apart. */
  get hasStores(): boolean {
    return this.stores.size > 1;
  }

  get columnCount(): number {
    return this.hasStores ? 8 : 7;
  }

  get rows(): readonly OrderRow[] {
    const channels = new Map((this.view?.channels ?? []).map(({ value, label }) => [value, label]));
    return (this.page?.rows ?? [])
      .slice(0, this.drawnRows)
      .map((row) => toOrderRow(row, this.openIds.has(row.id ?? ''), this.caseId, channels));
  }

  get hasRows(): boolean {
    return (this.page?.rows.length ?? 0) > 0;
  }

  get tableClass(): string {
    return this.isSearching ? 'orders orders_busy' : 'orders';
  }

  get rangeText(): string {
    const first = (this.cursors.length - 1) * PAGE_SIZE + 1;
    const last = first + (this.page?.rows.length ?? 0) - 1;
    if (this.matching != null) {
      return fill(LABELS.commonRange, number(first), number(last), number(this.matching));
    }
    return fill(this.page?.nextCursor ? LABELS.commonRangeOpen : LABELS.commonRangeClosed, number(first), number(last));
  }

  get isFirst(): boolean {
    return this.cursors.length === 1;
  }

  get isLast(): boolean {
    return !this.page?.nextCursor;
  }

  handleSearch(event: CustomEvent<{ value: string }>): void {
    const term = event.detail.value.trim();
    clearTimeout(this.typing);
    // one call when the typing pauses, not one per letter
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    this.typing = setTimeout(() => this.searchFor(term), TYPING_PAUSE);
  }

  handleCurrency(event: Event): void {
    this.chosenCurrency = (event.currentTarget as HTMLElement).dataset.code ?? '';
  }

  handleFiltersToggle(): void {
    this.areFiltersOpen = !this.areFiltersOpen;
  }

  handleFilter(event: CustomEvent<CwOrderHistoryFilter>): void {
    this.filter = event.detail;
    this.restart();
  }

  handleToggle(event: Event): void {
    const id = (event.currentTarget as HTMLElement).dataset.id ?? '';
    const open = new Set(this.openIds);
    if (!open.delete(id)) {
      open.add(id);
    }
    this.openIds = open;
  }

  async handleCaseClose(): Promise<void> {
    const id = this.caseId;
    this.caseId = '';
    await Promise.resolve();
    this.template?.querySelector<HTMLElement>(`lightning-button-menu[data-id="${id}"]`)?.focus();
  }

  handleNext(): void {
    this.cursors = [...this.cursors, this.page?.nextCursor ?? null];
    this.load();
  }

  handlePrevious(): void {
    this.cursors = this.cursors.slice(0, -1);
    this.load();
  }

  handleMenu(event: CustomEvent<{ value: string }>): void {
    const { id = '', number: orderNumber = '' } = (event.currentTarget as HTMLElement).dataset;
    switch (event.detail.value) {
      case 'open':
        this.open(id, 'Commerce_Order__c');
        break;
      case 'copy':
        copy(this, orderNumber, fill(LABELS.ordersCopied, orderNumber), fill(LABELS.ordersCopyFailed, orderNumber));
        break;
      default:
        this.openCaseForm(id);
    }
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }

  private searchFor(term: string): void {
    const search = term.length < SHORTEST_SEARCH ? '' : term;
    if (search !== this.search) {
      this.search = search;
      this.restart();
    }
  }

  private async restart(): Promise<void> {
    if (!this.search && this.filterCount === 0 && this.view) {
      this.request += 1;
      this.isSearching = false;
      this.showFirstPage(this.view.firstPage);
      return;
    }
    this.cursors = [null];
    await this.load();
  }

  private show(page: Page): void {
    this.page = page;
    this.drawnRows = ROWS_AT_ONCE;
    this.stores = new Set([...this.stores, ...page.rows.flatMap(({ storeName }) => storeName ?? [])]);
  }

  private showFirstPage(page: Page): void {
    this.show(page);
    this.pageError = '';
    this.matching = page.matching ?? null;
    this.cursors = [null];
    this.openIds = new Set();
  }

  /** Loads the page at the end of the cursors; an answer that a later request has overtaken is dropped. */
  private async load(): Promise<void> {
    this.request += 1;
    const { request } = this;
    this.isSearching = true;
    this.pageError = '';
    try {
      const page = await getPage({
        accountId: this.recordId,
        filter: { ...this.filter, search: this.search || null },
        cursor: this.cursors.at(-1)
      });
      if (request === this.request) {
        this.show(page);
        this.openIds = new Set();
        if (this.isFirst) {
          this.matching = page.matching ?? null;
        }
      }
    } catch (error) {
      if (request === this.request) {
        this.page = undefined;
        this.pageError = toProblem(error).message || LABELS.commonErrorTitle;
      }
    } finally {
      if (request === this.request) {
        this.isSearching = false;
      }
    }
  }

  private open(recordId: string, objectApiName: string): void {
    this[NavigationMixin.Navigate]({
      type: 'standard__recordPage',
      attributes: { recordId, objectApiName, actionName: 'view' }
    });
  }

  /** The case is written in the opened order, where everything stands that it may be about. */
  private openCaseForm(id: string): void {
    this.openIds = new Set([...this.openIds, id]);
    this.caseId = id;
  }
}
