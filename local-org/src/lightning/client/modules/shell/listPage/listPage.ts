import { api, LightningElement } from 'lwc';
import { goTo, type PageReference, NOWHERE } from '@local-org/router';
import { FetchError, query, request } from '@local-org/rest';
import type { FieldDescription, ListDescription } from '@local-org/shell-types';
import { messageOf } from '@local-org/values';

/** Salesforce's own limit on OFFSET. */
const LARGEST_OFFSET = 2000;
const PAUSE = 300;

/** A list view of an object: columns and filters from the project, search by name, sorting, paging. */
export default class ListPage extends LightningElement {
  list: ListDescription | undefined;
  rows: Record<string, unknown>[] = [];
  total = 0;
  page = 0;
  loading = true;
  heading = '';
  error = '';
  search = '';
  creating = false;
  #reference: PageReference | undefined;
  #sort: { path: string; descending: boolean } | undefined;
  #turn = 0;
  #timer = 0;

  @api
  get reference(): PageReference | undefined {
    return this.#reference;
  }

  set reference(value: PageReference | undefined) {
    const other =
      value?.attributes.objectApiName !== this.#reference?.attributes.objectApiName ||
      value?.state?.filterName !== this.#reference?.state?.filterName;
    this.#reference = value;
    if (other) {
      this.list = undefined;
      this.search = '';
      this.#sort = undefined;
    }
    this.page = 0;
    this.creating = value?.attributes.actionName === 'new';
    this.load();
  }

  get ready(): boolean {
    return this.list !== undefined;
  }

  get columns(): FieldDescription[] {
    return this.list?.columns ?? [];
  }

  get views(): { name: string; label: string; className: string; current: 'true' | null }[] {
    return (this.list?.views ?? []).map((view) => ({
      ...view,
      className: '',
      current: view.name === this.list?.view.name ? 'true' : null
    }));
  }

  get sortPath(): string {
    return this.list?.sort.path ?? '';
  }

  get descending(): boolean {
    return this.list?.sort.descending ?? false;
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get isEmpty(): boolean {
    return !this.loading && this.rows.length === 0;
  }

  get emptyText(): string {
    return this.search ? `Nothing here is named like “${this.search}”.` : 'No records to show in this list.';
  }

  get summary(): string {
    if (!this.list || this.loading) return 'Loading…';
    const { pageSize } = this.list;
    if (this.total === 0) return '0 items';
    const first = this.page * pageSize + 1;
    return `${first}–${first + this.rows.length - 1} of ${this.total} items`;
  }

  get hasPages(): boolean {
    return this.total > (this.list?.pageSize ?? 0);
  }

  get atStart(): boolean {
    return this.page === 0;
  }

  get atEnd(): boolean {
    const next = (this.page + 1) * (this.list?.pageSize ?? 1);
    return next >= this.total || next > LARGEST_OFFSET;
  }

  private async load(): Promise<void> {
    const { attributes, state } = this.#reference ?? NOWHERE;
    const turn = ++this.#turn;
    this.loading = true;
    this.error = '';
    const parameters = new URLSearchParams({ object: attributes.objectApiName ?? '' });
    if (state?.filterName) parameters.set('filterName', state.filterName);
    if (this.search) parameters.set('search', this.search);
    if (this.#sort) {
      parameters.set('sort', this.#sort.path);
      parameters.set('direction', this.#sort.descending ? 'desc' : 'asc');
    }
    try {
      const list = await request<ListDescription>('GET', `/lightning/api/list?${parameters}`);
      if (turn !== this.#turn) return;
      this.list = list;
      document.title = `${list.view.label} | ${list.object.labelPlural}`;
      await this.fetchRows(list, turn);
    } catch (error) {
      if (turn !== this.#turn) return;
      const status = error instanceof FetchError ? error.status : 0;
      this.heading = status === 403 ? 'No access' : status === 404 ? 'Page not found' : 'This list could not be shown';
      this.error = messageOf(error);
      this.loading = false;
    }
  }

  private async fetchRows(list: ListDescription, turn: number): Promise<void> {
    const { path, descending } = list.sort;
    const offset = this.page ? ` OFFSET ${this.page * list.pageSize}` : '';
    const order = `ORDER BY ${path} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;
    const [rows, count] = await Promise.all([
      query(`${list.soql} ${order} LIMIT ${list.pageSize}${offset}`),
      query(list.countSoql)
    ]);
    if (turn !== this.#turn) return;
    this.rows = rows.records;
    this.total = count.totalSize;
    this.loading = false;
  }

  handleView(event: CustomEvent<{ value: string }>): void {
    goTo(`/lightning/o/${this.list?.object.name}/list?filterName=${encodeURIComponent(event.detail.value)}`);
  }

  handleSearch(event: CustomEvent<{ value: string }>): void {
    window.clearTimeout(this.#timer);
    const { value } = event.detail;
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- waits until the user pauses
    this.#timer = window.setTimeout(() => {
      this.search = value.trim();
      this.page = 0;
      this.load();
    }, PAUSE);
  }

  handleSort(event: CustomEvent<string>): void {
    const column = this.columns.find(({ path }) => path === event.detail);
    const current = this.list?.sort;
    const same = column && (current?.path === column.path || current?.path === column.namePath);
    this.#sort = { path: event.detail, descending: Boolean(same && !current?.descending) };
    this.page = 0;
    this.load();
  }

  handlePrevious(): void {
    this.page -= 1;
    this.load();
  }

  handleNext(): void {
    this.page += 1;
    this.load();
  }

  handleRefresh(): void {
    this.load();
  }

  handleNew(): void {
    this.creating = true;
  }

  handleCancel(): void {
    this.creating = false;
  }

  handleSaved(event: CustomEvent<string>): void {
    this.creating = false;
    goTo(`/lightning/r/${this.list?.object.name}/${event.detail}/view`);
  }
}
