import { api, LightningElement } from 'lwc';
import { FetchError, request } from '@local-org/rest';
import type { AnalyticsEntry } from '@local-org/report-types';
import { goTo } from '@local-org/router';
import { messageOf } from '@local-org/values';

const ALL = '';

/** All reports, or all dashboards, that the user may open: by folder, found by name. */
export default class AnalyticsHome extends LightningElement {
  entries: AnalyticsEntry[] = [];
  loaded = false;
  heading = '';
  error = '';
  folder = ALL;
  search = '';
  #kind = 'Report';
  #turn = 0;

  /** `Report` or `Dashboard`. */
  @api
  get kind(): string {
    return this.#kind;
  }

  set kind(value: string) {
    this.#kind = value;
    this.folder = ALL;
    this.search = '';
    this.load();
  }

  get title(): string {
    return `${this.#kind}s`;
  }

  get icon(): string {
    return `standard:${this.#kind.toLowerCase()}`;
  }

  get searchLabel(): string {
    return `Search ${this.title.toLowerCase()}`;
  }

  get folders(): { label: string; value: string }[] {
    const names = [...new Set(this.entries.map(({ folderLabel }) => folderLabel))].sort((left, right) =>
      left.localeCompare(right)
    );
    return [{ label: 'All Folders', value: ALL }, ...names.map((name) => ({ label: name, value: name }))];
  }

  get shown(): (AnalyticsEntry & { target: string })[] {
    const wanted = this.search.toLowerCase();
    return this.entries
      .filter(({ folderLabel }) => this.folder === ALL || folderLabel === this.folder)
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .map((entry) => ({ ...entry, target: `/lightning/r/${this.#kind}/${entry.id}/view` }));
  }

  get hasEntries(): boolean {
    return this.shown.length > 0;
  }

  get summary(): string {
    const count = this.shown.length;
    return this.loaded ? `${count} ${count === 1 ? 'item' : 'items'}` : 'Loading…';
  }

  get emptyText(): string {
    if (this.entries.length > 0) return `No ${this.#kind.toLowerCase()} here is named like “${this.search}”.`;
    return `There is no ${this.#kind.toLowerCase()} that you may open.`;
  }

  private async load(): Promise<void> {
    const turn = ++this.#turn;
    this.loaded = false;
    this.entries = [];
    this.error = '';
    document.title = this.title;
    try {
      const { entries } = await request<{ entries: AnalyticsEntry[] }>(
        'GET',
        `/lightning/api/${this.title.toLowerCase()}`
      );
      if (turn === this.#turn) this.entries = entries;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.heading = error instanceof FetchError && error.status === 403 ? 'No access' : 'This page could not be shown';
      this.error = messageOf(error);
    }
    this.loaded = true;
  }

  handleFolder(event: CustomEvent<{ value: string }>): void {
    this.folder = event.detail.value;
  }

  handleSearch(event: CustomEvent<{ value: string }>): void {
    this.search = event.detail.value.trim();
  }

  handleLink(event: Event): void {
    event.preventDefault();
    goTo((event.currentTarget as HTMLElement).dataset.target ?? '/');
  }
}
