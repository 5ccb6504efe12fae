import { api, LightningElement } from 'lwc';
import { orderBy } from '@local-org/list-rows';
import { FetchError, query, request } from '@local-org/rest';
import { goTo, NOWHERE, urlOf, type PageReference } from '@local-org/router';
import { session } from '@local-org/runtime';
import type { PageObject, RelatedList } from '@local-org/shell-types';
import { messageOf, valueAt } from '@local-org/values';

interface RowSource {
  load(size: number, offset: number): Promise<Record<string, unknown>[]>;
}

/** All records of one related list, on a page of their own. */
export default class RelatedPage extends LightningElement {
  list: RelatedList | undefined;
  object: PageObject | undefined;
  source: RowSource | undefined;
  parentName = '';
  total = 0;
  count = 0;
  more = false;
  heading = '';
  error = '';
  sortPath = '';
  descending = false;
  #reference: PageReference | undefined;
  #turn = 0;

  @api
  get reference(): PageReference | undefined {
    return this.#reference;
  }

  set reference(value: PageReference | undefined) {
    this.#reference = value;
    this.list = undefined;
    this.sortPath = '';
    this.descending = false;
    this.load();
  }

  private get recordId(): string {
    return ((this.#reference ?? NOWHERE).attributes.recordId ?? '').replace(/[^a-zA-Z0-9]/g, '');
  }

  get ready(): boolean {
    return this.list !== undefined;
  }

  get objectUrl(): string {
    return `/lightning/o/${this.object?.name}/list`;
  }

  get parentUrl(): string {
    const attributes = { objectApiName: this.object?.name, recordId: this.recordId, actionName: 'view' };
    return urlOf({ type: 'standard__recordPage', attributes });
  }

  get summary(): string {
    const { locale } = session.i18n;
    const count = this.count.toLocaleString(locale);
    const items = this.more
      ? `${count} of ${this.total.toLocaleString(locale)} items`
      : `${count} ${this.count === 1 ? 'item' : 'items'}`;
    const sorted = this.list?.columns.find(({ path, namePath }) => [path, namePath].includes(this.sortPath));
    return sorted ? `${items} · Sorted by ${sorted.label}` : items;
  }

  private async load(): Promise<void> {
    const { attributes } = this.#reference ?? NOWHERE;
    const turn = ++this.#turn;
    this.error = '';
    const parameters = new URLSearchParams({
      object: attributes.objectApiName ?? '',
      id: this.recordId,
      list: attributes.relationshipApiName ?? ''
    });
    try {
      const { list, object } = await request<{ list: RelatedList; object: PageObject }>(
        'GET',
        `/lightning/api/related?${parameters}`
      );
      const [parent, count] = await Promise.all([
        query(`SELECT Id, ${object.nameField} FROM ${object.name} WHERE Id = '${this.recordId}'`),
        query(`SELECT COUNT() FROM ${list.objectName} WHERE ${list.parentField} = '${this.recordId}'`)
      ]);
      if (turn !== this.#turn) return;
      if (parent.records.length === 0) {
        const message = `No ${object.label} with the id ${this.recordId} exists, or you may not see it.`;
        throw new FetchError(404, 'Not Found', { message });
      }
      this.parentName = String(valueAt(parent.records[0], object.nameField) ?? this.recordId);
      this.total = count.totalSize;
      this.object = object;
      this.list = list;
      document.title = `${list.label} | ${this.parentName}`;
      this.source = { load: (size, offset) => this.fetchRows(list, size, offset) };
    } catch (error) {
      if (turn !== this.#turn) return;
      const status = error instanceof FetchError ? error.status : 0;
      this.heading = status === 403 ? 'No access' : status === 404 ? 'Page not found' : 'This list could not be shown';
      this.error = messageOf(error);
    }
  }

  private async fetchRows(list: RelatedList, size: number, offset: number): Promise<Record<string, unknown>[]> {
    const fields = ['Id', ...list.paths.filter((path) => path !== 'Id')].join(', ');
    const order = this.sortPath ? orderBy({ path: this.sortPath, descending: this.descending }) : list.orderBy;
    const { records } = await query(
      `SELECT ${fields} FROM ${list.objectName} WHERE ${list.parentField} = '${this.recordId}' ` +
        `ORDER BY ${order} LIMIT ${size}${offset ? ` OFFSET ${offset}` : ''}`
    );
    return records;
  }

  handleRows(event: CustomEvent<{ count: number; more: boolean }>): void {
    this.count = event.detail.count;
    this.more = event.detail.more;
  }

  handleSort(event: CustomEvent<string>): void {
    event.stopPropagation();
    const { list } = this;
    const column = list?.columns.find(({ path }) => path === event.detail);
    if (!list || !column) return;
    const path = column.namePath ?? column.path;
    this.descending = this.sortPath === path && !this.descending;
    this.sortPath = path;
    this.source = { load: (size, offset) => this.fetchRows(list, size, offset) };
  }

  handleLink(event: Event): void {
    event.preventDefault();
    goTo((event.currentTarget as HTMLElement).dataset.url ?? '/');
  }

  handleRetry(): void {
    this.load();
  }
}
