import { api, LightningElement } from 'lwc';
import { optionAfter } from '@local-org/listbox';
import { currentReference, goTo, navigate, onNavigation } from '@local-org/router';
import { recentHits, searchedObjects, suggest, type Hit } from '@local-org/search-records';
import { isLongEnough, type TextPart } from '@local-org/sosl';
import { messageOf } from '@local-org/values';

interface Option {
  key: string;
  index: number;
  icon: string;
  parts: readonly TextPart[];
  detail: readonly TextPart[];
  className: string;
  selected: 'true' | 'false';
}

const PAUSE = 250;
const OF_EACH_OBJECT = 5;
const MOST_HITS = 12;

/** The search of the header: what the user looked at last, then what begins like the words typed; Enter searches for them as a whole. */
export default class GlobalSearch extends LightningElement {
  @api objects = '';
  text = '';
  hits: Hit[] = [];
  open = false;
  note = '';
  active = -1;
  #timer = 0;
  #turn = 0;
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    this.takeText();
    this.#stop = onNavigation(() => this.takeText());
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
    this.#stop?.();
  }

  /** On the page of results the field says what was searched for. */
  private takeText(): void {
    const { type, state } = currentReference();
    if (type === 'standard__search') this.text = state?.term ?? '';
  }

  get expanded(): string {
    return String(this.open);
  }

  get popoverClass(): string {
    return this.open ? 'shell-popover shell-hits' : 'slds-hide';
  }

  get noteClass(): string {
    return this.note ? 'slds-p-around_small' : 'slds-assistive-text';
  }

  get listLabel(): string {
    return this.isTyped ? 'Records found' : 'Recent records';
  }

  private get isTyped(): boolean {
    return isLongEnough(this.text);
  }

  get activeId(): string | null {
    return this.open && this.active >= 0 ? (this.options[this.active]?.key ?? null) : null;
  }

  get options(): Option[] {
    const search = {
      key: 'search',
      icon: 'utility:search',
      parts: plain(`Search for “${this.text.trim()}”`),
      detail: plain('All records')
    };
    const entries = [
      ...(this.isTyped ? [search] : []),
      ...this.hits.map(({ id, icon, parts, detail }) => ({ key: id, icon, parts, detail }))
    ];
    return entries.map((entry, index) => ({
      ...entry,
      index,
      className: `shell-hit${index === this.active ? ' shell-active' : ''}`,
      selected: index === this.active ? 'true' : 'false'
    }));
  }

  handleFocus(): void {
    if (!this.open) this.look();
  }

  handleLeave(event: FocusEvent): void {
    const next = event.relatedTarget;
    if (!(next instanceof Node) || !this.template?.contains(next)) this.close();
  }

  /** A press on a hit must not take the focus from the field, or the list would close before the click arrives. */
  keepFocus(event: Event): void {
    event.preventDefault();
  }

  handleInput(event: Event): void {
    this.text = (event.target as HTMLInputElement).value;
    this.active = -1;
    window.clearTimeout(this.#timer);
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- waits until the user pauses
    this.#timer = window.setTimeout(() => this.look(), PAUSE);
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      if (this.open) event.preventDefault();
      this.close();
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      if (this.open && this.active >= 0) this.pick(this.active);
      else this.searchAll();
      return;
    }
    if (!this.open && event.key === 'ArrowDown') this.look();
    const next = this.open ? optionAfter(event.key, this.active, this.options.length) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    this.active = next;
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- once the option is marked
    window.requestAnimationFrame(() =>
      this.template?.querySelector('.shell-active')?.scrollIntoView({ block: 'nearest' })
    );
  }

  handlePick(event: Event): void {
    this.pick(Number((event.currentTarget as HTMLElement).dataset.index));
  }

  private pick(index: number): void {
    const hit = this.hits[this.isTyped ? index - 1 : index];
    if (hit) {
      this.close();
      this.text = '';
      goTo(hit.url);
    } else this.searchAll();
  }

  private searchAll(): void {
    const term = this.text.trim();
    if (!isLongEnough(term)) {
      this.note = 'Enter at least two letters or digits.';
      this.open = true;
      return;
    }
    this.close();
    navigate({ type: 'standard__search', attributes: {}, state: { term } });
  }

  private close(): void {
    window.clearTimeout(this.#timer);
    this.#turn += 1;
    this.open = false;
    this.active = -1;
  }

  private async look(): Promise<void> {
    const turn = ++this.#turn;
    const text = this.text.trim();
    const { isTyped } = this;
    let hits: Hit[] = [];
    let note = '';
    try {
      const objects = await searchedObjects(this.objects);
      hits = isTyped
        ? (await suggest(objects, text, OF_EACH_OBJECT)).slice(0, MOST_HITS)
        : await recentHits(objects, OF_EACH_OBJECT);
      if (isTyped && hits.length === 0) note = `No record begins like “${text}”.`;
      if (!isTyped && text) note = 'Enter at least two letters or digits.';
    } catch (error) {
      note = messageOf(error);
    }
    if (turn !== this.#turn) return;
    this.hits = hits;
    this.note = note;
    this.open = hits.length > 0 || note !== '' || isTyped;
  }
}

function plain(text: string): TextPart[] {
  return [{ key: 0, text, isHit: false }];
}
