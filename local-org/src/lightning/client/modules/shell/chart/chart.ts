import { api, LightningElement } from 'lwc';
import { chartShapes, type ChartShapes } from '@local-org/chart-shapes';
import type { ChartData } from '@local-org/report-types';

const LEAST_WIDTH = 200;

/** A chart of a report, drawn for the room that it has. What it shows is in its label too. */
export default class Chart extends LightningElement {
  @api chart: ChartData | undefined;
  width = 0;
  #observer: ResizeObserver | undefined;

  renderedCallback(): void {
    const frame = this.refs?.frame as HTMLElement | undefined;
    if (!frame || this.#observer) return;
    this.#observer = new ResizeObserver(() => {
      this.width = Math.max(LEAST_WIDTH, Math.floor(frame.clientWidth));
    });
    this.#observer.observe(frame);
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  get isEmpty(): boolean {
    return !this.chart || this.chart.categories.length === 0;
  }

  get shapes(): ChartShapes | undefined {
    return this.chart && this.width > 0 ? chartShapes(this.chart, this.width) : undefined;
  }

  get viewBox(): string {
    return `0 0 ${this.shapes?.width ?? 0} ${this.shapes?.height ?? 0}`;
  }

  get hasLegend(): boolean {
    return (this.shapes?.legend.length ?? 0) > 0;
  }

  get caption(): string {
    const { measureLabel = '', groupLabel = '' } = this.chart ?? {};
    return `${measureLabel} by ${groupLabel}`;
  }

  get summary(): string {
    const { categories = [], series = [] } = this.chart ?? {};
    const words = categories.map((category, index) => {
      const values = series.map(({ label, texts }) =>
        [series.length > 1 ? label : '', texts[index]].filter(Boolean).join(' ')
      );
      return `${category}: ${values.join(', ')}`;
    });
    return `${this.caption}. ${words.join('; ')}`;
  }
}
