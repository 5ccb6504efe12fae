import { LightningElement } from 'lwc';

const FIRST_GUESS = 560;
const NARROWEST = 220;

/**
 * A chart that knows how wide it is, so that its text keeps its size at 400 px and at full width. The template marks
 * the box to measure with the class `plot`, keeps its height with `plotStyle`, and draws once `isMeasured`: the browser tells the width
 * when it has laid out the page, so that nothing is drawn twice.
 */
export default abstract class CwPanelChart extends LightningElement {
  /** Width of the drawing in pixels; 0 until it is known. */
  width = typeof ResizeObserver === 'function' ? 0 : FIRST_GUESS;
  /** Height of the drawing in pixels. */
  abstract readonly height: number;
  private observer: ResizeObserver | undefined;
  private readonly memory: { from: readonly unknown[]; result: unknown } = { from: [], result: undefined };

  renderedCallback(): void {
    const plot = this.template?.querySelector<HTMLElement>('.plot');
    if (!plot || this.observer || typeof ResizeObserver !== 'function') {
      return;
    }
    this.observer = new ResizeObserver(([entry]) => this.measure(entry?.contentRect.width ?? 0));
    this.observer.observe(plot);
  }

  get isMeasured(): boolean {
    return this.width > 0;
  }

  get plotStyle(): string {
    return `min-height: ${this.height}px`;
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
