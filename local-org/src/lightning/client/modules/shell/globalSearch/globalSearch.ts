import { api, LightningElement } from 'lwc';
import { goTo } from '@local-org/router';
import { query, request } from '@local-org/rest';
import { messageOf } from '@local-org/values';

interface SearchQuery {
  objectName: string;
  label: string;
  labelPlural: string;
  icon: string;
  nameField: string;
  soql: string;
}

interface Hit {
  key: string;
  name: string;
  label: string;
  icon: string;
  url: string;
}

const PAUSE = 250;

/** Finds records of the app's objects by name while the user types. */
export default class GlobalSearch extends LightningElement {
  @api objects = '';
  hits: Hit[] = [];
  open = false;
  note = '';
  #timer = 0;
  #turn = 0;
  #outside = (event: Event): void => {
    if (!event.composedPath().includes(this.hostElement)) this.open = false;
  };

  connectedCallback(): void {
    window.addEventListener('click', this.#outside);
  }

  disconnectedCallback(): void {
    window.removeEventListener('click', this.#outside);
  }

  handleChange(event: CustomEvent<{ value: string }>): void {
    window.clearTimeout(this.#timer);
    const text = event.detail.value.trim();
    this.open = false;
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- waits until the user pauses
    if (text.length >= 2) this.#timer = window.setTimeout(() => this.search(text), PAUSE);
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.open = false;
  }

  handlePick(event: Event): void {
    event.preventDefault();
    this.open = false;
    goTo((event.currentTarget as HTMLAnchorElement).dataset.url ?? '/');
  }

  private async search(text: string): Promise<void> {
    const turn = ++this.#turn;
    try {
      const { results } = await request<{ results: SearchQuery[] }>(
        'GET',
        `/lightning/api/search?text=${encodeURIComponent(text)}&objects=${encodeURIComponent(this.objects)}`
      );
      const found = await Promise.all(results.map(hitsOf));
      if (turn !== this.#turn) return;
      this.hits = found.flat();
      this.note = this.hits.length ? '' : `Nothing is named like “${text}”.`;
    } catch (error) {
      this.hits = [];
      this.note = messageOf(error);
    }
    this.open = true;
  }
}

async function hitsOf({ objectName, label, icon, nameField, soql }: SearchQuery): Promise<Hit[]> {
  const { records } = await query(soql);
  return records.map((row) => ({
    key: row.Id ?? '',
    name: String(row[nameField] ?? row.Id),
    label,
    icon,
    url: `/lightning/r/${objectName}/${row.Id}/view`
  }));
}
