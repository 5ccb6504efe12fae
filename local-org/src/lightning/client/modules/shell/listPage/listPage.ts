import { api, LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import type { ActionOutcome } from '@local-org/action-run';
import { describeList, isRecentList, listRows, type Sort } from '@local-org/list-rows';
import { openButton } from '@local-org/open-button';
import { FetchError, query } from '@local-org/rest';
import { goTo, NOWHERE, restoredScroll, type PageReference } from '@local-org/router';
import { formFactor, session } from '@local-org/runtime';
import type { FieldDescription, ListDescription, PageAction } from '@local-org/shell-types';
import { isLongEnough } from '@local-org/sosl';
import { messageOf } from '@local-org/values';

interface RowSource {
  load(size: number, offset: number): Promise<Record<string, unknown>[]>;
}

const PAUSE = 300;
/** Buttons of the project beside New; the rest is in the menu. */
const MOST_BUTTONS = 2;
/** Of a quick action for many records, as in Lightning. */
const MOST_SELECTED = 100;

/** How many rows each list had when it was left, for coming back to it. */
const shownRows = new Map<string, number>();

/** A list view of an object: columns and filters from the project, search in all texts, sorting, rows without end. */
export default class ListPage extends LightningElement {
  list: ListDescription | undefined;
  source: RowSource | undefined;
  total: number | undefined;
  count = 0;
  more = false;
  loading = true;
  heading = '';
  error = '';
  search = '';
  creating = false;
  selected: string[] = [];
  form: PageAction | undefined;
  initialRows = 0;
  #reference: PageReference | undefined;
  #turn = 0;
  #timer = 0;
  #scroll: number | undefined;

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
      this.source = undefined;
      this.search = '';
      this.selected = [];
      this.form = undefined;
      this.#scroll = restoredScroll();
      this.initialRows = this.#scroll === undefined ? 0 : (shownRows.get(this.address) ?? 0);
    }
    this.creating = value?.attributes.actionName === 'new';
    this.load();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
  }

  private get address(): string {
    const { attributes, state } = this.#reference ?? NOWHERE;
    return `${session.user.id}:${attributes.objectApiName}:${state?.filterName ?? ''}`;
  }

  /** The order that the user chose for this list last; it holds until they choose another, as in Lightning. */
  private get chosenSort(): Sort | undefined {
    try {
      const parsed = JSON.parse(window.localStorage.getItem(`local-org-sort:${this.address}`) ?? 'null') as Sort | null;
      return parsed && typeof parsed.path === 'string' ? parsed : undefined;
    } catch {
      return undefined;
    }
  }

  get ready(): boolean {
    return this.list !== undefined;
  }

  get columns(): FieldDescription[] {
    return this.list?.columns ?? [];
  }

  get views(): { name: string; label: string; checked: boolean }[] {
    return (this.list?.views ?? []).map((view) => ({ ...view, checked: view.name === this.list?.view.name }));
  }

  private get actions(): PageAction[] {
    return this.list?.actions ?? [];
  }

  get buttons(): PageAction[] {
    return this.actions.slice(0, formFactor() === 'Small' ? 0 : MOST_BUTTONS);
  }

  get menu(): PageAction[] {
    return this.actions.slice(this.buttons.length);
  }

  get hasMenu(): boolean {
    return this.menu.length > 0;
  }

  /** Only where something can be done with what is chosen. */
  get selectable(): boolean {
    return this.actions.some((action) => action.kind === 'form' || action.needsRows);
  }

  get sortPath(): string {
    return this.list?.sort.path ?? '';
  }

  get descending(): boolean {
    return this.list?.sort.descending ?? false;
  }

  get emptyText(): string {
    if (this.search) return `No record of this list has a word that begins like “${this.search}”.`;
    if (isRecentList(this.list)) return `You have not looked at any ${this.list?.object.labelPlural} yet.`;
    return 'No records to show in this list.';
  }

  get summary(): string {
    if (!this.list || this.loading) return 'Loading…';
    const total = this.search ? undefined : this.total;
    const items =
      this.more && total !== undefined
        ? `${number(this.count)} of ${number(total)} items`
        : `${number(this.count)}${this.more ? '+' : ''} ${this.count === 1 && !this.more ? 'item' : 'items'}`;
    const sorted = this.columns.find(({ path, namePath }) => path === this.sortPath || namePath === this.sortPath);
    const chosen = this.selected.length > 0 ? ` · ${number(this.selected.length)} selected` : '';
    return `${items}${chosen}${sorted ? ` · Sorted by ${sorted.label}` : ''}`;
  }

  private async load(): Promise<void> {
    const { attributes, state } = this.#reference ?? NOWHERE;
    const turn = ++this.#turn;
    this.loading = true;
    this.error = '';
    try {
      const list = await describeList(attributes.objectApiName ?? '', state?.filterName, this.chosenSort);
      if (turn !== this.#turn) return;
      this.list = list;
      document.title = `${list.view.label} | ${list.object.labelPlural}`;
      const text = this.search;
      this.source = { load: (size, offset) => listRows(list, size, offset, text) };
      if (text) return;
      const { totalSize } = await query(list.countSoql);
      if (turn === this.#turn) this.total = totalSize;
    } catch (error) {
      if (turn !== this.#turn) return;
      const status = error instanceof FetchError ? error.status : 0;
      this.heading = status === 403 ? 'No access' : status === 404 ? 'Page not found' : 'This list could not be shown';
      this.error = messageOf(error);
      this.loading = false;
    }
  }

  handleRows(event: CustomEvent<{ count: number; more: boolean }>): void {
    this.count = event.detail.count;
    this.more = event.detail.more;
    this.loading = false;
    if (!this.search) shownRows.set(this.address, this.count);
    const scroll = this.#scroll;
    this.#scroll = undefined;
    this.initialRows = 0;
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- once the rows stand there
    if (scroll) window.requestAnimationFrame(() => window.scrollTo(0, scroll));
  }

  handleView(event: CustomEvent<{ value: string }>): void {
    goTo(`/lightning/o/${this.list?.object.name}/list?filterName=${encodeURIComponent(event.detail.value)}`);
  }

  handleSearch(event: CustomEvent<{ value: string }>): void {
    window.clearTimeout(this.#timer);
    const text = event.detail.value.trim();
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- waits until the user pauses
    this.#timer = window.setTimeout(() => {
      const search = isLongEnough(text) ? text : '';
      if (search === this.search) return;
      this.search = search;
      this.load();
    }, PAUSE);
  }

  handleSort(event: CustomEvent<string>): void {
    event.stopPropagation();
    const column = this.columns.find(({ path }) => path === event.detail);
    const current = this.list?.sort;
    const same = column && (current?.path === column.path || current?.path === column.namePath);
    const sort: Sort = { path: event.detail, descending: Boolean(same && !current?.descending) };
    window.localStorage.setItem(`local-org-sort:${this.address}`, JSON.stringify(sort));
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
    this.form = undefined;
  }

  handleSelect(event: CustomEvent<string[]>): void {
    event.stopPropagation();
    this.selected = event.detail;
  }

  handleButton(event: Event): void {
    this.act((event.currentTarget as HTMLElement).dataset.name ?? '');
  }

  handleMenu(event: CustomEvent<{ value: string }>): void {
    this.act(event.detail.value);
  }

  private act(name: string): void {
    const action = this.actions.find((known) => known.name === name);
    if (!action) return;
    const needsRows = action.kind === 'form' || action.needsRows;
    if (needsRows && this.selected.length === 0) this.toast('error', 'Select at least one record and try again.');
    else if (needsRows && this.selected.length > MOST_SELECTED)
      this.toast('error', `Select at most ${MOST_SELECTED} records.`);
    else if (action.kind === 'form') this.form = action;
    else if (action.kind === 'url')
      openButton(action, this.list?.object.name ?? '').catch((error: unknown) => this.toast('error', messageOf(error)));
    else this.toast('warning', action.reason ?? '');
  }

  handleFormDone(event: CustomEvent<ActionOutcome>): void {
    const { done, refusals } = event.detail;
    const form = this.form?.form;
    this.form = undefined;
    const what = `${number(done)} ${done === 1 ? 'record was' : 'records were'} ${form?.mode === 'create' ? 'created' : 'updated'}.`;
    if (refusals.length > 0) this.toast('error', `${what} Refused: ${refusals.join('; ')}`);
    else this.toast('success', form?.successMessage ?? what);
    this.selected = [];
    this.load();
  }

  private toast(variant: 'success' | 'warning' | 'error', title: string): void {
    this.dispatchEvent(new ShowToastEvent({ title, variant, ...(variant === 'error' && { mode: 'sticky' }) }));
  }

  handleSaved(event: CustomEvent<string>): void {
    this.creating = false;
    goTo(`/lightning/r/${this.list?.object.name}/${event.detail}/view`);
  }
}

function number(value: number): string {
  return value.toLocaleString(session.i18n.locale);
}
