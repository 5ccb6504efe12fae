import { api, LightningElement } from 'lwc';
import type { FieldDescription } from '@local-org/shell-types';
import { messageOf } from '@local-org/values';

type Row = Record<string, unknown>;

/** Where rows come from: `size` of them after the first `offset`. */
export interface RowSource {
  load(size: number, offset: number): Promise<Row[]>;
}

const PAGE = 50;
/** Lightning's lists end here. */
const MOST = 2000;

/** A table of records that loads more of them when its end comes into view. Tells its owner how many there are, with `rows` events. */
export default class RecordRows extends LightningElement {
  @api columns: FieldDescription[] = [];
  @api objectName = '';
  @api nameField = '';
  @api caption = '';
  @api sortPath = '';
  @api descending = false;
  @api emptyText = '';
  @api selectable = false;
  @api selected: string[] = [];
  /** How many rows to begin with, when the user comes back to a list. */
  @api initial = 0;
  rows: Row[] = [];
  loading = true;
  error = '';
  more = false;
  #source: RowSource | undefined;
  #turn = 0;
  #observer: IntersectionObserver | undefined;

  @api
  get source(): RowSource | undefined {
    return this.#source;
  }

  set source(value: RowSource | undefined) {
    this.#source = value;
    // The other properties of the same change are set by then.
    queueMicrotask(() => this.restart());
  }

  /** Reads the rows again, from the first one. */
  @api
  restart(): void {
    this.read(0, Math.min(MOST, Math.max(PAGE, Math.ceil(this.initial / PAGE) * PAGE)));
  }

  connectedCallback(): void {
    this.#observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.handleMore();
    });
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
    this.#turn += 1;
  }

  renderedCallback(): void {
    this.#observer?.disconnect();
    const end = this.template?.querySelector('.shell-more');
    if (end && !this.loading) this.#observer?.observe(end);
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get isEmpty(): boolean {
    return !this.loading && !this.error && this.rows.length === 0;
  }

  get hasMore(): boolean {
    return this.more && !this.error && this.rows.length < MOST;
  }

  get isAtLimit(): boolean {
    return this.more && this.rows.length >= MOST;
  }

  get moreLabel(): string {
    return this.loading ? 'Loading…' : 'Load more';
  }

  get limitText(): string {
    return `A list shows its first ${MOST.toLocaleString('en')} records, as in Lightning. Search in the list, choose another list view or sort it differently to see the others.`;
  }

  private async read(offset: number, size: number): Promise<void> {
    const source = this.#source;
    if (!source) return;
    const turn = ++this.#turn;
    this.loading = true;
    this.error = '';
    try {
      // One more than is shown tells whether there are more.
      const found = await source.load(size + 1, offset);
      if (turn !== this.#turn) return;
      this.rows = [...this.rows.slice(0, offset), ...found.slice(0, size)];
      this.more = found.length > size;
      this.dispatchEvent(new CustomEvent('rows', { detail: { count: this.rows.length, more: this.more } }));
    } catch (error) {
      if (turn !== this.#turn) return;
      if (offset === 0) this.rows = [];
      this.error = messageOf(error);
    }
    this.loading = false;
  }

  handleMore(): void {
    if (!this.loading && this.hasMore) this.read(this.rows.length, Math.min(PAGE, MOST - this.rows.length));
  }

  handleRetry(): void {
    this.read(this.rows.length, PAGE);
  }
}
