import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getCustomers from '@salesforce/apex/CwHomeMarketController.getCustomers';
import { HOME_LABELS } from 'c/cwLabelsHome';
import { ORDERS_LABELS as PANEL } from 'c/cwLabelsOrders';
import { fill, money, number, plural, relative } from 'c/cwPanelFormat';
import type { ListEntry } from 'c/cwHomeList';
import type { ApexError, WireResult } from 'apex-types';
import type { CwHomeWorkView, Row } from 'apex/CwHomeWorkView';

const LABELS = HOME_LABELS;

const GROUPS = [
  { value: 'first', label: LABELS.homeCustomersFirst, text: LABELS.homeCustomersFirstText },
  { value: 'lapsed', label: LABELS.homeCustomersLapsed, text: LABELS.homeCustomersLapsedText },
  { value: 'top', label: LABELS.homeCustomersTop, text: LABELS.homeCustomersTopText }
] as const;

function toEntry(row: Row): ListEntry {
  return {
    key: `${row.recordId}-${row.currencyCode}`,
    recordId: row.recordId ?? '',
    objectName: row.objectName ?? '',
    label: row.label ?? '',
    who: '',
    facts: row.since ? fill(LABELS.homeCustomersLast, relative(row.since)) : '',
    note: plural(Number(row.detail ?? 0), PANEL.ordersCountOne, PANEL.ordersCountOther),
    isUrgent: false,
    amount: row.amount == null ? '' : money(row.amount, row.currencyCode),
    link: null,
    linkLabel: '',
    linkTitle: ''
  };
}

/** Groups of private customers that a campaign may be for. */
export default class CwHomeCustomers extends LightningElement {
  readonly labels = LABELS;
  kind: string = 'first';
  view: CwHomeWorkView | undefined;
  error: ApexError | undefined;
  private wired: WireResult<CwHomeWorkView> | undefined;

  @wire(getCustomers, { kind: '$kind' })
  receive(result: WireResult<CwHomeWorkView>): void {
    this.wired = result;
    this.view = result.data;
    this.error = result.error;
  }

  get isLoading(): boolean {
    return !this.view && !this.error;
  }

  get groups(): readonly { value: string; label: string; pressed: string; className: string }[] {
    return GROUPS.map(({ value, label }) => ({
      value,
      label,
      pressed: String(value === this.kind),
      className: `slds-button ${value === this.kind ? 'slds-button_brand' : 'slds-button_neutral'}`
    }));
  }

  get hasRows(): boolean {
    return this.entries.length > 0;
  }

  get headline(): string {
    const group = GROUPS.find(({ value }) => value === this.kind) ?? GROUPS[0];
    const total = number(this.view?.total ?? 0);
    return fill(LABELS.homeCustomersHeadline, this.view?.isMore ? fill(LABELS.homeMoreThan, total) : total, group.text);
  }

  get entries(): readonly ListEntry[] {
    return (this.view?.rows ?? []).map(toEntry);
  }

  get rest(): string {
    const rest = (this.view?.total ?? 0) - (this.view?.rows.length ?? 0);
    return rest > 0 ? fill(LABELS.homeMore, number(rest)) : '';
  }

  handleGroup(event: Event): void {
    const { value } = event.currentTarget as HTMLButtonElement;
    if (value !== this.kind) {
      this.view = undefined;
      this.kind = value;
    }
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}
