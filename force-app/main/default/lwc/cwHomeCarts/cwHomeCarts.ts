import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getCarts from '@salesforce/apex/CwHomeMarketController.getCarts';
import { HOME_LABELS } from 'c/cwLabelsHome';
import { fill, money, number, plural, relative } from 'c/cwPanelFormat';
import type { ListEntry } from 'c/cwHomeList';
import type { ApexError, WireResult } from 'apex-types';
import type { CwHomeWorkView, Row } from 'apex/CwHomeWorkView';

const LABELS = HOME_LABELS;

function toEntry(row: Row): ListEntry {
  const lines = Number(row.detail ?? 0);
  return {
    key: row.recordId ?? '',
    recordId: row.recordId ?? '',
    objectName: row.objectName ?? '',
    label: row.label ?? '',
    who: '',
    facts: [lines > 0 ? plural(lines, LABELS.homeCartLinesOne, LABELS.homeCartLinesOther) : '', row.store]
      .filter(Boolean)
      .join(' · '),
    note: row.since ? relative(row.since) : '',
    isUrgent: false,
    amount: row.amount == null ? '' : money(row.amount, row.currencyCode),
    link: row.link ?? null,
    linkLabel: LABELS.homeCartLinkShort,
    linkTitle: fill(LABELS.homeCartLink, row.label ?? '')
  };
}

/** Value that was left in carts, for win-back. */
export default class CwHomeCarts extends LightningElement {
  readonly labels = LABELS;
  view: CwHomeWorkView | undefined;
  error: ApexError | undefined;
  private wired: WireResult<CwHomeWorkView> | undefined;

  @wire(getCarts)
  receive(result: WireResult<CwHomeWorkView>): void {
    this.wired = result;
    this.view = result.data ?? (result.error ? undefined : this.view);
    this.error = result.error;
  }

  get isLoading(): boolean {
    return !this.view && !this.error;
  }

  get isEmpty(): boolean {
    return this.view?.rows.length === 0;
  }

  get headline(): string {
    const rows = this.view?.rows ?? [];
    // the rows come by currency, the largest first: one amount per currency, never a sum of two
    const largest = rows.filter((row, index) => row.currencyCode !== rows[index - 1]?.currencyCode);
    const amounts = largest.map(({ amount, currencyCode }) => money(amount ?? 0, currencyCode)).join(', ');
    return plural(this.view?.total ?? 0, LABELS.homeCartsOne, LABELS.homeCartsOther, amounts);
  }

  get entries(): readonly ListEntry[] {
    return (this.view?.rows ?? []).map(toEntry);
  }

  get rest(): string {
    const rest = (this.view?.total ?? 0) - (this.view?.rows.length ?? 0);
    return rest > 0 ? fill(LABELS.homeMore, number(rest)) : '';
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}
