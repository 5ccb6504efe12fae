import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getGrowth from '@salesforce/apex/CwHomeGrowthController.getGrowth';
import { HOME_LABELS } from 'c/cwLabelsHome';
import { fill, money, number, percent } from 'c/cwPanelFormat';
import type { ApexError, WireResult } from 'apex-types';
import type { CwHomeGrowthView, Row } from 'apex/CwHomeGrowthView';

const LABELS = HOME_LABELS;

interface GrowthRow {
  readonly key: string;
  readonly accountId: string;
  readonly name: string;
  readonly change: string;
  readonly share: string;
  readonly title: string;
  readonly isUp: boolean;
  readonly barX: number;
  readonly barWidth: number;
  readonly barClass: string;
}

const WIDTH = 200;
const MIDDLE = WIDTH / 2;

const changeOf = ({ now, before }: Row): number => (now ?? 0) - (before ?? 0);

function toRow(row: Row, largest: number): GrowthRow {
  const change = changeOf(row);
  const length = Math.max(2, (Math.abs(change) / Math.max(1, largest)) * (MIDDLE - 4));
  const isUp = change > 0;
  const before = row.before ?? 0;
  const share = before > 0 ? `${isUp ? '+' : ''}${percent(change / before, 0)}` : LABELS.homeGrowthNew;
  const text = `${isUp ? '+' : ''}${money(change, row.currencyCode, true)}`;
  return {
    key: `${row.accountId}-${row.currencyCode}`,
    accountId: row.accountId ?? '',
    name: row.name ?? '',
    change: text,
    share,
    title: fill(
      LABELS.homeGrowthBar,
      row.name ?? '',
      text,
      money(row.now ?? 0, row.currencyCode, true),
      money(before, row.currencyCode, true)
    ),
    isUp,
    barX: isUp ? MIDDLE : MIDDLE - length,
    barWidth: length,
    barClass: isUp ? 'bar bar_up' : 'bar bar_down'
  };
}

/** Who buys more and who buys less than a year ago. */
export default class CwHomeAccountGrowth extends LightningElement {
  readonly labels = LABELS;
  readonly viewBox = `0 0 ${WIDTH} 16`;
  readonly middle = MIDDLE;
  view: CwHomeGrowthView | undefined;
  error: ApexError | undefined;
  private wired: WireResult<CwHomeGrowthView> | undefined;

  @wire(getGrowth)
  receive(result: WireResult<CwHomeGrowthView>): void {
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

  private get counts(): readonly [string, string] {
    return [number(this.view?.steady ?? 0), number(this.view?.tooNew ?? 0)];
  }

  get emptyText(): string {
    return fill(LABELS.homeGrowthNoneText, ...this.counts);
  }

  get foot(): string {
    return fill(LABELS.homeGrowthFoot, ...this.counts);
  }

  get aside(): string {
    return this.view?.days ? fill(LABELS.homeGrowthAside, number(this.view.days)) : '';
  }

  get headline(): string {
    const growing = this.rows.filter(({ isUp }) => isUp).length;
    return fill(LABELS.homeGrowthHeadline, number(growing), number(this.rows.length - growing));
  }

  get rows(): readonly GrowthRow[] {
    const rows = this.view?.rows ?? [];
    // a bar is only as long as others of its own currency allow
    const largest = (code: string | null | undefined): number =>
      Math.max(...rows.filter(({ currencyCode }) => currencyCode === code).map((row) => Math.abs(changeOf(row))));
    return rows.map((row) => toRow(row, largest(row.currencyCode)));
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}
