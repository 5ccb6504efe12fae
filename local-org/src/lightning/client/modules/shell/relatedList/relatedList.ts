import { api, LightningElement } from 'lwc';
import { query } from '@local-org/rest';
import { navigate, urlOf, type PageReference } from '@local-org/router';
import type { FieldDescription, RecordContext, RelatedList as List } from '@local-org/shell-types';
import { messageOf } from '@local-org/values';

const DEFAULT_ROWS = 6;

/** The first child records of the record on the page, as a card that leads to all of them. */
export default class RelatedList extends LightningElement {
  @api list: List | undefined;
  loading = true;
  error = '';
  rows: Record<string, unknown>[] = [];
  hasMore = false;
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
    return `${this.list?.label ?? ''} (${this.rows.length}${this.hasMore ? '+' : ''})`;
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get columns(): FieldDescription[] {
    return this.list?.columns.slice(0, this.list.cardColumns) ?? [];
  }

  private get all(): PageReference {
    const { object, recordId } = this.#context;
    return {
      type: 'standard__recordRelationshipPage',
      attributes: { objectApiName: object?.name, recordId, relationshipApiName: this.list?.id, actionName: 'view' }
    };
  }

  get allUrl(): string {
    return urlOf(this.all);
  }

  private async load(): Promise<void> {
    const { list } = this;
    const { recordId } = this.#context;
    if (!list || !recordId) return;
    const size = list.rows ?? DEFAULT_ROWS;
    const fields = ['Id', ...list.paths.filter((path) => path !== 'Id')].join(', ');
    try {
      // One more than is shown tells whether there are more.
      const { records } = await query(
        `SELECT ${fields} FROM ${list.objectName} WHERE ${list.parentField} = '${recordId}' ORDER BY ${list.orderBy} LIMIT ${size + 1}`
      );
      this.rows = records.slice(0, size);
      this.hasMore = records.length > size;
      this.error = '';
    } catch (error) {
      this.error = messageOf(error);
    }
    this.loading = false;
  }

  handleRetry(): void {
    this.loading = true;
    this.load();
  }

  handleAll(event: Event): void {
    event.preventDefault();
    navigate(this.all);
  }
}
