import { LightningElement } from 'lwc';
import findOrders from '@salesforce/apex/CwHomeSearchController.findOrders';
import { HOME_LABELS } from 'c/cwLabelsHome';
import { toProblem } from 'c/cwPanelErrors';
import { day, fill, money, plural } from 'c/cwPanelFormat';
import type { ListEntry } from 'c/cwHomeList';
import type { CwHomeWorkView, Row } from 'apex/CwHomeWorkView';

const LABELS = HOME_LABELS;

const SHORTEST = 3;
const SENT: Readonly<Record<string, string>> = {
  Unfulfilled: LABELS.homeNotSent,
  Partial: LABELS.homePartlySent,
  Fulfilled: LABELS.homeSent
};

function toEntry(row: Row): ListEntry {
  return {
    key: row.recordId ?? '',
    recordId: row.recordId ?? '',
    objectName: row.objectName ?? '',
    label: row.label ?? '',
    who: row.who ?? '',
    facts: [row.since ? day(row.since) : '', row.store].filter(Boolean).join(' · '),
    note: SENT[row.status ?? ''] ?? row.status ?? '',
    isUrgent: false,
    amount: row.amount == null ? '' : money(row.amount, row.currencyCode),
    link: null,
    linkLabel: '',
    linkTitle: ''
  };
}

/** An order by what a customer reads out. Enter searches; the hits are links. */
export default class CwHomeOrderSearch extends LightningElement {
  readonly labels = LABELS;
  text = '';
  isSearching = false;
  found: CwHomeWorkView | undefined;
  problem = '';
  private asked = '';

  get entries(): readonly ListEntry[] {
    return (this.found?.rows ?? []).map(toEntry);
  }

  /** What came of the search, also for those who cannot see the list appear. */
  get outcome(): string {
    if (this.problem || !this.found) {
      return this.problem;
    }
    const count = this.found.rows.length;
    return count === 0
      ? fill(LABELS.homeSearchNone, this.asked)
      : plural(count, LABELS.homeSearchOne, LABELS.homeSearchOther);
  }

  handleChange(event: CustomEvent<{ value: string }>): void {
    this.text = event.detail.value;
    if (!this.text) {
      this.found = undefined;
      this.problem = '';
    }
  }

  async handleKey(event: KeyboardEvent): Promise<void> {
    if (event.key === 'Enter') {
      await this.search();
    }
  }

  async search(): Promise<void> {
    const text = this.text.trim();
    this.found = undefined;
    if (text.length < SHORTEST) {
      this.problem = LABELS.homeSearchShort;
      return;
    }
    this.problem = '';
    this.asked = text;
    this.isSearching = true;
    try {
      const found = await findOrders({ text });
      // an answer to an earlier question is of no use any more
      if (this.asked === text) {
        this.found = found;
      }
    } catch (error) {
      this.problem = toProblem(error).message;
    } finally {
      this.isSearching = false;
    }
  }
}
