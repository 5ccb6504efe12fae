import { api, LightningElement } from 'lwc';
import { chosenApp } from '@local-org/chosen-app';
import { navigate, NOWHERE, type PageReference } from '@local-org/router';
import type { QueryRow } from '@local-org/rest';
import { searchAll, searchedObjects } from '@local-org/search-records';
import type { FieldDescription, SearchedObject } from '@local-org/shell-types';
import { isLongEnough, searchWords } from '@local-org/sosl';
import { messageOf } from '@local-org/values';

interface Group {
  name: string;
  label: string;
  title: string;
  icon: string;
  nameField: string;
  columns: FieldDescription[];
  rows: QueryRow[];
  hasMore: boolean;
}

/** Rows of each object at first, and after "View more", as many as a search may answer. */
const FIRST = 5;
const MORE = 200;

/** Everything that a search finds, by object, in the columns of the objects' search layouts. */
export default class SearchPage extends LightningElement {
  loading = true;
  error = '';
  found: ReadonlyMap<SearchedObject, QueryRow[]> = new Map();
  whole: readonly string[] = [];
  #reference: PageReference | undefined;
  #turn = 0;

  @api
  get reference(): PageReference | undefined {
    return this.#reference;
  }

  set reference(value: PageReference | undefined) {
    this.#reference = value;
    this.whole = [];
    this.load();
  }

  private get term(): string {
    return (this.#reference ?? NOWHERE).state?.term?.trim() ?? '';
  }

  get heading(): string {
    return `Search results for “${this.term}”`;
  }

  get groups(): Group[] {
    return [...this.found]
      .filter(([, rows]) => rows.length > 0)
      .map(([object, rows]) => {
        const isWhole = this.whole.includes(object.objectName);
        const hasMore = !isWhole && rows.length > FIRST;
        const shown = hasMore ? rows.slice(0, FIRST) : rows;
        const isCut = hasMore || rows.length >= MORE;
        return {
          name: object.objectName,
          label: object.labelPlural,
          title: `${object.labelPlural} (${shown.length}${isCut ? '+' : ''})`,
          icon: object.icon,
          nameField: object.nameField,
          columns: object.columns,
          rows: shown,
          hasMore
        };
      });
  }

  get isNothing(): boolean {
    return !this.loading && this.groups.length === 0;
  }

  get summary(): string {
    if (this.loading) return 'Searching…';
    const { groups } = this;
    if (groups.length === 0) return 'No records found.';
    return groups.map(({ title }) => title).join(', ');
  }

  get advice(): string {
    if (!isLongEnough(this.term)) return 'Enter at least two letters or digits.';
    return 'A search finds whole words in every text of a record. An asterisk stands for the rest of a word.';
  }

  /** The same words with an asterisk behind the last one. */
  get wider(): string {
    const isWord = /[\p{L}\p{N}_]$/u.test(this.term) && searchWords(this.term).length > 0;
    return isWord && isLongEnough(this.term) ? `${this.term}*` : '';
  }

  get widerLabel(): string {
    return `Search for ${this.wider}`;
  }

  private async load(): Promise<void> {
    const turn = ++this.#turn;
    const { term } = this;
    document.title = `${term} | Search`;
    this.error = '';
    this.loading = true;
    this.found = new Map();
    try {
      const found = isLongEnough(term) ? await this.search(term) : new Map<SearchedObject, QueryRow[]>();
      if (turn === this.#turn) this.found = found;
    } catch (error) {
      if (turn === this.#turn) this.error = messageOf(error);
    }
    if (turn === this.#turn) this.loading = false;
  }

  private async search(term: string): Promise<Map<SearchedObject, QueryRow[]>> {
    return searchAll(await searchedObjects(appObjects()), term, FIRST + 1);
  }

  async handleMore(event: Event): Promise<void> {
    const name = (event.currentTarget as HTMLElement).dataset.object ?? '';
    const object = [...this.found.keys()].find(({ objectName }) => objectName === name);
    if (!object) return;
    try {
      const rows = (await searchAll([object], this.term, MORE)).get(object) ?? [];
      this.found = new Map([...this.found].map(([key, value]) => [key, key === object ? rows : value]));
      this.whole = [...this.whole, name];
    } catch (error) {
      this.error = messageOf(error);
    }
  }

  handleWider(): void {
    navigate({ type: 'standard__search', attributes: {}, state: { term: this.wider } });
  }

  handleRetry(): void {
    this.load();
  }
}

/** The objects of the chosen app's tabs come first. */
function appObjects(): string {
  return (chosenApp()?.items ?? []).flatMap(({ objectName }) => objectName ?? []).join(',');
}
