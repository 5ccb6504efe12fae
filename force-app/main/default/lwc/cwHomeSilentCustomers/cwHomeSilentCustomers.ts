import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getSilent from '@salesforce/apex/CwHomeSilentController.getSilent';
import { HOME_LABELS } from 'c/cwLabelsHome';
import { fill, money, number, relative } from 'c/cwPanelFormat';
import type { ApexError, WireResult } from 'apex-types';
import type { CwHomeSilentView } from 'apex/CwHomeSilentView';
import { days, toSilentRow, type SilentRow } from './silentRows';

const LABELS = HOME_LABELS;

/** Whom to call first, and why: silent companies by the value at stake, with the last contact and the next step in the row. */
export default class CwHomeSilentCustomers extends LightningElement {
  readonly labels = LABELS;
  isLost = false;
  view: CwHomeSilentView | undefined;
  error: ApexError | undefined;
  formAccountId = '';
  formKind = '';
  private wired: WireResult<CwHomeSilentView> | undefined;
  private opener = '';

  @wire(getSilent, { isLost: '$isLost' })
  receive(result: WireResult<CwHomeSilentView>): void {
    this.wired = result;
    this.view = result.data ?? (result.error ? undefined : this.view);
    this.error = result.error;
  }

  get isLoading(): boolean {
    return !this.view && !this.error;
  }

  /** Nothing to say at all: no company has a rhythm, or a place among the lost. */
  get isEmpty(): boolean {
    const { view } = this;
    return Boolean(view && view.rows.length === 0 && view.probablyLost === 0);
  }

  get emptyTitle(): string {
    return (this.view?.onRhythm ?? 0) > 0 ? LABELS.homeSilentNone : LABELS.homeSilentTitle;
  }

  get emptyText(): string {
    const calm = this.view?.onRhythm ?? 0;
    return calm > 0 ? fill(LABELS.homeSilentNoneText, number(calm)) : LABELS.homeSilentEmptyText;
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get headline(): string {
    const [first] = this.view?.rows ?? [];
    if (this.isLost) {
      return fill(LABELS.homeSilentLostHeadline, number(this.view?.probablyLost ?? 0));
    }
    return first
      ? fill(
          LABELS.homeSilentHeadline,
          first.name ?? '',
          days(first.silenceDays),
          money(first.atStake ?? 0, first.currencyCode, true)
        )
      : LABELS.homeSilentNone;
  }

  get aside(): string {
    return this.view?.computedAt ? fill(LABELS.homeSilentComputed, relative(this.view.computedAt)) : '';
  }

  get rows(): readonly SilentRow[] {
    return (this.view?.rows ?? []).map((row) => toSilentRow(row, this.formAccountId));
  }

  get more(): string {
    const more = this.view?.moreSilent ?? 0;
    return more > 0 ? fill(LABELS.homeSilentMore, number(more)) : '';
  }

  get leftOut(): string {
    const { onRhythm = 0, notEnoughData = 0, probablyLost = 0 } = this.view ?? {};
    return fill(LABELS.homeSilentLeftOut, number(onRhythm), number(notEnoughData), number(probablyLost));
  }

  get hasLost(): boolean {
    return this.isLost || (this.view?.probablyLost ?? 0) > 0;
  }

  get toggleLabel(): string {
    return this.isLost ? LABELS.homeSilentShowSilent : LABELS.homeSilentShowLost;
  }

  get suggestedSubject(): string {
    const row = this.view?.rows.find(({ accountId }) => accountId === this.formAccountId);
    return fill(LABELS.homeSilentSubject, days(row?.silenceDays));
  }

  handleToggle(): void {
    this.isLost = !this.isLost;
    this.formAccountId = '';
  }

  handleAction(event: Event): void {
    const { account, kind } = (event.currentTarget as HTMLElement).dataset;
    this.formAccountId = account ?? '';
    this.formKind = kind ?? '';
    this.opener = `[data-account="${this.formAccountId}"][data-kind="${this.formKind}"]`;
  }

  handleFormKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    }
  }

  /** The row shows what was done, and the focus goes back to where it came from. */
  async handleFormClose(): Promise<void> {
    this.close();
    await refreshApex(this.wired);
  }

  private close(): void {
    this.formAccountId = '';
    // the button is drawn again first
    Promise.resolve()
      .then(() => this.template?.querySelector<HTMLElement>(this.opener)?.focus())
      .catch(() => undefined);
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}
