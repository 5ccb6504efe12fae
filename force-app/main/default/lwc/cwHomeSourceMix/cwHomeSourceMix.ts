import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getSources from '@salesforce/apex/CwHomeMarketController.getSources';
import { HOME_LABELS } from 'c/cwLabelsHome';
import { fill, number, percent } from 'c/cwPanelFormat';
import type { ApexError, WireResult } from 'apex-types';
import type { CwHomeMarketView, Source } from 'apex/CwHomeMarketView';

const LABELS = HOME_LABELS;

interface SourceRow {
  readonly key: string;
  readonly name: string;
  readonly orders: string;
  readonly share: string;
  readonly title: string;
  readonly width: number;
  readonly beforeX: number;
}

const WIDTH = 200;

const nameOf = ({ name }: Source): string => name ?? LABELS.homeSourcesUnknown;

/** First sources of orders, as counts: amounts of several currencies have no sum. */
export default class CwHomeSourceMix extends LightningElement {
  readonly labels = LABELS;
  readonly viewBox = `0 0 ${WIDTH} 16`;
  view: CwHomeMarketView | undefined;
  error: ApexError | undefined;
  private wired: WireResult<CwHomeMarketView> | undefined;

  @wire(getSources)
  receive(result: WireResult<CwHomeMarketView>): void {
    this.wired = result;
    this.view = result.data ?? (result.error ? undefined : this.view);
    this.error = result.error;
  }

  get isLoading(): boolean {
    return !this.view && !this.error;
  }

  get isEmpty(): boolean {
    return this.view?.orders === 0;
  }

  get aside(): string {
    return this.view?.days ? fill(LABELS.homeSourcesAside, number(this.view.days)) : '';
  }

  get headline(): string {
    const sources = this.view?.sources ?? [];
    const leading = sources.find(({ name }) => name) ?? sources[0];
    return leading
      ? fill(LABELS.homeSourcesHeadline, nameOf(leading), number(leading.orders ?? 0), number(this.view?.orders ?? 0))
      : '';
  }

  get rows(): readonly SourceRow[] {
    const sources = this.view?.sources ?? [];
    const most = Math.max(1, ...sources.flatMap(({ orders, ordersBefore }) => [orders ?? 0, ordersBefore]));
    const length = (count: number): number => (count / most) * (WIDTH - 4);
    return sources.map((source) => {
      const orders = source.orders ?? 0;
      return {
        key: source.name ?? '',
        name: nameOf(source),
        orders: number(orders),
        share: percent(orders / Math.max(1, this.view?.orders ?? 0), 0),
        title: fill(LABELS.homeSourcesBar, nameOf(source), number(orders), number(source.ordersBefore)),
        width: length(orders),
        beforeX: length(source.ordersBefore)
      };
    });
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}
