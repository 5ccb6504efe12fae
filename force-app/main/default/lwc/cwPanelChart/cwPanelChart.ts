import { LightningElement } from 'lwc';

const FIRST_GUESS = 560;
const NARROWEST = 220;

/**
 * A chart that knows how wide it is, so that its text keeps its size at 400 px and at full width. The template marks
 * the box to measure with the class `plot`.
 */
export default class CwPanelChart extends LightningElement {
  /** Width of the drawing in pixels. */
  width = FIRST_GUESS;
  private observer: ResizeObserver | undefined;
  private readonly memory: { from: readonly unknown[]; result: unknown } = { from: [], result: undefined };

  renderedCallback(): void {
    const plot = this.template?.querySelector<HTMLElement>('.plot');
    if (!plot || this.observer) {
      return;
    }
    this.measure(plot.clientWidth);
    if (typeof ResizeObserver === 'function') {
      this.observer = new ResizeObserver(([entry]) => this.measure(entry?.contentRect.width ?? 0));
      this.observer.observe(plot);
    }
  }

  disconnectedCallback(): void {
    this.observer?.disconnect();
    this.observer = undefined;
  }

  /**
   * The geometry of the chart, computed once for what it is drawn from and kept for every value that the template asks for.
   * @param from all that the drawing depends on
   */
  protected drawnFrom<T>(from: readonly unknown[], draw: () => T): T {
    const { memory } = this;
    if (memory.from.length === 0 || from.some((value, index) => value !== memory.from[index])) {
      memory.result = draw();
      memory.from = from;
    }
    return memory.result as T;
  }

  private measure(width: number): void {
    if (width > 0 && Math.abs(width - this.width) > 1) {
      this.width = Math.max(NARROWEST, Math.floor(width));
    }
  }
}
