import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getValue from '@salesforce/apex/CwAccountLifetimeValueController.getValue';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { VALUE_LABELS } from 'c/cwLabelsValue';
import { day, daysBetween, exact, fill, money, number, percent, plural } from 'c/cwPanelFormat';
import type { ApexError, WireResult } from 'apex-types';
import type { CurrencyValue, CwLifetimeValueView } from 'apex/CwLifetimeValueView';

const LABELS = { ...COMMON_LABELS, ...VALUE_LABELS };

const DAYS_A_YEAR = 365.25;
const DAYS_A_MONTH = 30.44;

/** What is this customer worth, and how do we know? Per currency, with the orders behind the number. */
export default class CwAccountLifetimeValue extends LightningElement {
  /** The account. */
  @api recordId: string | undefined;

  readonly labels = LABELS;
  view: CwLifetimeValueView | undefined;
  error: ApexError | undefined;
  chosenCurrency = '';
  isOpen = false;
  private wired: WireResult<CwLifetimeValueView> | undefined;

  @wire(getValue, { accountId: '$recordId' })
  receive(result: WireResult<CwLifetimeValueView>): void {
    this.wired = result;
    this.view = result.data ?? (result.error ? undefined : this.view);
    this.error = result.error;
  }

  get isLoading(): boolean {
    return !this.view && !this.error;
  }

  get emptyTitle(): string {
    return this.view?.isPending ? LABELS.commonPendingTitle : LABELS.valueEmptyTitle;
  }

  get emptyText(): string {
    return this.view?.isPending ? LABELS.commonPendingText : LABELS.valueEmptyText;
  }

  get isEmpty(): boolean {
    return Boolean(this.view) && this.view!.values.length === 0 && this.excludedCount === 0;
  }

  get current(): CurrencyValue | undefined {
    const values = this.view?.values ?? [];
    return values.find(({ currencyCode }) => currencyCode === this.chosenCurrency) ?? values[0];
  }

  get netText(): string {
    return this.current ? money(this.current.net, this.current.currencyCode, true) : '';
  }

  get netTitle(): string {
    return this.current ? money(this.current.net, this.current.currencyCode) : '';
  }

  get spanText(): string {
    const first = this.current?.firstAt;
    if (!first) {
      return LABELS.valueNet;
    }
    const days = daysBetween(first, new Date().toISOString());
    if (days < DAYS_A_MONTH) {
      return LABELS.valueNet;
    }
    const span =
      days < DAYS_A_YEAR
        ? plural(Math.round(days / DAYS_A_MONTH), LABELS.valueMonthOne, LABELS.valueMonthOther)
        : plural(Math.round((days / DAYS_A_YEAR) * 10) / 10, LABELS.valueYearOne, LABELS.valueYearOther);
    return fill(LABELS.valueNetOver, span);
  }

  get apartText(): string {
    const others = (this.view?.values ?? []).filter((value) => value !== this.current);
    const amounts = others.map(({ net, currencyCode }) => money(net, currencyCode, true));
    return amounts.length > 0 ? fill(LABELS.valueKeptApart, amounts.join(', ')) : '';
  }

  get currencies(): readonly { code: string; pressed: string; className: string }[] {
    const values = this.view?.values ?? [];
    return values.length < 2
      ? []
      : values.map((value) => ({
          code: value.currencyCode,
          pressed: String(value === this.current),
          className: value === this.current ? 'slds-button slds-button_brand' : 'slds-button slds-button_neutral'
        }));
  }

  get hasCurrencies(): boolean {
    return this.currencies.length > 0;
  }

  get undatedText(): string {
    return this.current && !this.current.refundsDated && this.current.refunded > 0 ? LABELS.valueRefundsUndated : '';
  }

  get orderCount(): number {
    return this.current?.orders ?? 0;
  }

  get ordersText(): string {
    return number(this.orderCount);
  }

  get averageText(): string {
    const average = this.current?.averageOrder;
    return average == null ? '' : money(average, this.current?.currencyCode);
  }

  get firstText(): string {
    return this.current?.firstAt ? day(this.current.firstAt) : '';
  }

  get firstTitle(): string {
    return this.current?.firstAt ? exact(this.current.firstAt) : '';
  }

  get lastText(): string {
    return this.current?.lastAt ? day(this.current.lastAt) : '';
  }

  get lastTitle(): string {
    return this.current?.lastAt ? exact(this.current.lastAt) : '';
  }

  get refundedText(): string {
    return percent(this.current?.refundedShare ?? 0);
  }

  get refundedTitle(): string {
    return money(this.current?.refunded ?? 0, this.current?.currencyCode);
  }

  get excludedCount(): number {
    const excluded = this.view?.excluded;
    return excluded ? excluded.cancelled + excluded.test + excluded.unpaid : 0;
  }

  get excludedText(): string {
    const excluded = this.view?.excluded;
    if (!excluded || this.excludedCount === 0) {
      return '';
    }
    const reasons = [
      [excluded.cancelled, LABELS.valueExcludedCancelled],
      [excluded.test, LABELS.valueExcludedTest],
      [excluded.unpaid, LABELS.valueExcludedUnpaid]
    ] as const;
    const text = reasons
      .filter(([count]) => count > 0)
      .map(([count, label]) => fill(label, number(count)))
      .join(', ');
    return plural(this.excludedCount, LABELS.valueExcludedOne, LABELS.valueExcludedOther, text);
  }

  get toggleLabel(): string {
    return this.isOpen ? LABELS.valueHide : LABELS.valueWhich;
  }

  get openState(): string {
    return String(this.isOpen);
  }

  get currencyCode(): string {
    return this.current?.currencyCode ?? '';
  }

  handleCurrency(event: Event): void {
    this.chosenCurrency = (event.currentTarget as HTMLElement).dataset.code ?? '';
  }

  handleToggle(): void {
    this.isOpen = !this.isOpen;
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}
