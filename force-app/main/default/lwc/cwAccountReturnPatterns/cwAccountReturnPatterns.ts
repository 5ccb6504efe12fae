import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getPatterns from '@salesforce/apex/CwAccountReturnPatternsController.getPatterns';
import { RETURNS_LABELS as LABELS } from 'c/cwLabelsReturns';
import { day, fill, money, number, percent, plural } from 'c/cwPanelFormat';
import type { ApexError, WireResult } from 'apex-types';
import type { Money, Pattern, CwReturnPatternsView } from 'apex/CwReturnPatternsView';
import type { ShareBar } from 'c/cwPanelShareBars';

interface Alert {
  key: string;
  title: string;
  evidence: string;
  money: string;
  action: string;
}

const TOO_FEW_SHOWN = 3;
const HIGHEST_MULTIPLE = 100;
const CONFIDENCE = 0.95;

function amounts(values: readonly Money[]): string {
  return values.map(({ amount, currencyCode }) => money(amount, currencyCode)).join(' + ');
}

/** A multiple: with a decimal while it matters, and no false precision beyond a hundred. */
function multiple(value: number): string {
  return number(Math.min(value, HIGHEST_MULTIPLE), value < 10 ? 1 : 0);
}

function nameOf(pattern: Pattern): string {
  if (pattern.level === 'CATEGORY') {
    return fill(LABELS.returnsAlertCategory, pattern.name);
  }
  return pattern.sku && pattern.sku !== pattern.name ? `${pattern.name} ${pattern.sku}` : pattern.name;
}

function reasonOf(pattern: { reasonName?: string | null }): string {
  return (pattern.reasonName ?? LABELS.returnsNoReason).toLowerCase();
}

/** What comes back, why, and is it us? Rates against the shop's, with a guard against small numbers. */
export default class CwAccountReturnPatterns extends LightningElement {
  /** The account. */
  @api recordId: string | undefined;

  readonly labels = LABELS;
  view: CwReturnPatternsView | undefined;
  error: ApexError | undefined;
  areMonthsOpen = false;
  private wired: WireResult<CwReturnPatternsView> | undefined;

  @wire(getPatterns, { accountId: '$recordId' })
  receive(result: WireResult<CwReturnPatternsView>): void {
    this.wired = result;
    this.view = result.data ?? (result.error ? undefined : this.view);
    this.error = result.error;
  }

  get isLoading(): boolean {
    return !this.view && !this.error;
  }

  get isEmpty(): boolean {
    return this.view?.linesSold === 0 && this.view.linesReturned === 0;
  }

  private get window(): readonly [string, string] {
    return [this.view?.fromDay ? day(this.view.fromDay) : '', this.view?.toDay ? day(this.view.toDay) : ''];
  }

  get windowText(): string {
    return this.view ? fill(LABELS.returnsWindow, ...this.window) : '';
  }

  get emptyText(): string {
    return fill(LABELS.returnsEmptyText, ...this.window);
  }

  get hasReturns(): boolean {
    return (this.view?.linesReturned ?? 0) > 0;
  }

  get headline(): string {
    const { linesSold = 0, linesReturned = 0 } = this.view ?? {};
    return linesReturned === 0
      ? plural(linesSold, LABELS.returnsNoneOne, LABELS.returnsNoneOther)
      : plural(linesReturned, LABELS.returnsHeadlineOne, LABELS.returnsHeadlineOther, number(linesSold));
  }

  get rates(): string {
    const { rate, shopRate } = this.view ?? {};
    return rate == null || shopRate == null ? '' : fill(LABELS.returnsRates, percent(rate), percent(shopRate));
  }

  get moneyText(): string {
    return amounts(this.view?.money ?? []);
  }

  get sinceText(): string {
    const count = this.view?.returnedSince ?? 0;
    return count > 0 ? plural(count, LABELS.returnsSinceOne, LABELS.returnsSinceOther) : '';
  }

  get alerts(): readonly Alert[] {
    return (this.view?.alerts ?? []).map((pattern) => ({
      key: pattern.key,
      title: fill(LABELS.returnsAlertTitle, nameOf(pattern), reasonOf(pattern)),
      evidence: [
        fill(LABELS.returnsAlertLines, number(pattern.returned), number(pattern.sold), percent(pattern.rate ?? 0, 0)),
        fill(
          (pattern.ratio ?? 0) > HIGHEST_MULTIPLE ? LABELS.returnsAlertRatioOver : LABELS.returnsAlertRatio,
          multiple(pattern.ratio ?? 0),
          percent(pattern.baseline ?? 0, 2)
        ),
        fill(LABELS.returnsAlertBound, multiple(pattern.ratioAtLeast ?? 0), percent(CONFIDENCE, 0))
      ].join(' · '),
      money: amounts(pattern.money),
      action: pattern.recommendedAction ? fill(LABELS.returnsAlertAction, pattern.recommendedAction) : ''
    }));
  }

  get isCalm(): boolean {
    return this.hasReturns && this.view?.hasBaseline === true && this.alerts.length === 0;
  }

  get isUncompared(): boolean {
    return this.hasReturns && this.view?.hasBaseline === false;
  }

  get bars(): readonly ShareBar[] {
    return (this.view?.reasons ?? []).map(({ code, name, lines, isAlert }) => ({
      key: code,
      label: name ?? LABELS.returnsNoReason,
      value: lines,
      isStrong: isAlert
    }));
  }

  get barsSummary(): string {
    return fill(LABELS.returnsReasonsSummary, this.bars.map(({ label, value }) => `${label} ${value}`).join(', '));
  }

  get tooFew(): string {
    const patterns = this.view?.tooFew ?? [];
    const more = patterns.length - TOO_FEW_SHOWN;
    return patterns
      .slice(0, TOO_FEW_SHOWN)
      .map((pattern) =>
        fill(
          LABELS.returnsTooFewItem,
          nameOf(pattern),
          reasonOf(pattern),
          number(pattern.returned),
          number(pattern.sold)
        )
      )
      .concat(more > 0 ? [fill(LABELS.returnsTooFewMore, number(more))] : [])
      .join(' · ');
  }

  get monthsLabel(): string {
    return this.areMonthsOpen ? LABELS.returnsMonthsHide : LABELS.returnsMonthsShow;
  }

  get monthsExpanded(): string {
    return String(this.areMonthsOpen);
  }

  get shopRate(): number {
    return this.view?.shopRate ?? 0;
  }

  handleMonths(): void {
    this.areMonthsOpen = !this.areMonthsOpen;
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}
