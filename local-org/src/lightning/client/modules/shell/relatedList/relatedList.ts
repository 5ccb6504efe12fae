import { api, LightningElement } from 'lwc';
import { query } from '@local-org/rest';
import type { RecordContext, RelatedList as List } from '@local-org/shell-types';
import { messageOf } from '@local-org/values';

const DEFAULT_ROWS = 6;
const ALL_ROWS = 200;

/** Child records of the record on the page, as a card. */
export default class RelatedList extends LightningElement {
  @api list: List | undefined;
  loading = true;
  error = '';
  rows: Record<string, unknown>[] = [];
  total = 0;
  all = false;
  #context: RecordContext = {};
  #connected = false;

  @api
  get context(): RecordContext {
    return this.#context;
  }

  set context(value: RecordContext) {
    this.#context = value;
    if (this.#connected) this.load();
  }

  connectedCallback(): void {
    this.#connected = true;
    this.load();
  }

  get title(): string {
    return `${this.list?.label ?? ''} (${this.total > this.rows.length && !this.all ? `${this.rows.length}+` : this.total})`;
  }

  get isEmpty(): boolean {
    return !this.loading && !this.error && this.rows.length === 0;
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get hasMore(): boolean {
    return this.total > this.rows.length;
  }

  get viewAllLabel(): string {
    return `View All (${this.total})`;
  }

  private async load(): Promise<void> {
    const { list } = this;
    const { recordId } = this.#context;
    if (!list || !recordId) return;
    const where = `FROM ${list.objectName} WHERE ${list.parentField} = '${recordId}'`;
    const size = this.all ? ALL_ROWS : (list.rows ?? DEFAULT_ROWS);
    try {
      const fields = ['Id', ...list.paths.filter((path) => path !== 'Id')].join(', ');
      const [page, count] = await Promise.all([
        query(`SELECT ${fields} ${where} ORDER BY ${list.orderBy} LIMIT ${size}`),
        query(`SELECT COUNT() ${where}`)
      ]);
      this.rows = page.records;
      this.total = count.totalSize;
      this.error = '';
    } catch (error) {
      this.error = messageOf(error);
    }
    this.loading = false;
  }

  handleAll(): void {
    this.all = true;
    this.load();
  }
}
