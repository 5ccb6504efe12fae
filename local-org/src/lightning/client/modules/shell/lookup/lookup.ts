import { api, LightningElement } from 'lwc';
import { optionAfter } from '@local-org/listbox';
import { query } from '@local-org/rest';
import { recentHits, searchedObjects, suggest, type Hit } from '@local-org/search-records';
import type { SearchedObject } from '@local-org/shell-types';
import { isLongEnough } from '@local-org/sosl';
import { messageOf } from '@local-org/values';

interface Option extends Hit {
  index: number;
  className: string;
  selected: 'true' | 'false';
}

const PAUSE = 250;
const OF_EACH_OBJECT = 8;

/** Chooses a record of certain objects by searching for it. Says `change` with its id, or `null` when it is taken out. */
export default class Lookup extends LightningElement {
  @api label = '';
  @api variant = 'standard';
  @api help: string | null = null;
  @api disabled = false;
  @api required = false;
  /** Objects whose records may be chosen. */
  @api targets: readonly string[] = [];
  text = '';
  name = '';
  icon = 'utility:search';
  hits: Hit[] = [];
  open = false;
  note = '';
  message = '';
  active = -1;
  #value = '';
  #custom = '';
  #timer = 0;
  #turn = 0;

  @api
  get value(): unknown {
    return this.#value;
  }

  set value(value: unknown) {
    const id = typeof value === 'string' ? value : '';
    if (id === this.#value) return;
    this.#value = id;
    this.name = '';
    this.icon = 'utility:search';
    // The targets are set by then.
    if (id) queueMicrotask(() => this.nameOf(id));
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
  }

  get isRequired(): boolean {
    return this.required;
  }

  get ariaRequired(): string {
    return String(this.required);
  }

  get ariaInvalid(): string {
    return String(this.message !== '');
  }

  get hasValue(): boolean {
    return this.#value !== '';
  }

  get isClearable(): boolean {
    return this.hasValue && !this.disabled;
  }

  get shownText(): string {
    return this.hasValue ? this.name || this.#value : this.text;
  }

  get placeholder(): string {
    return this.targets.length === 1 ? `Search ${this.objects[0]?.labelPlural ?? ''}…` : 'Search…';
  }

  objects: SearchedObject[] = [];

  get iconSize(): string {
    return this.hasValue ? 'x-small' : 'xx-small';
  }

  get elementClass(): string {
    return `slds-form-element${this.message ? ' slds-has-error' : ''}`;
  }

  get labelClass(): string {
    return this.variant === 'label-hidden' ? 'slds-assistive-text' : 'slds-form-element__label';
  }

  get clearLabel(): string {
    return `Take out ${this.shownText}`;
  }

  get expanded(): string {
    return String(this.open);
  }

  get listLabel(): string {
    return isLongEnough(this.text) ? 'Records found' : 'Recent records';
  }

  get popoverClass(): string {
    return this.open ? 'shell-popover shell-hits' : 'slds-hide';
  }

  get noteClass(): string {
    return this.note ? 'slds-p-around_small' : 'slds-assistive-text';
  }

  get activeId(): string | null {
    return this.open && this.active >= 0 ? (this.hits[this.active]?.id ?? null) : null;
  }

  get options(): Option[] {
    return this.hits.map((hit, index) => ({
      ...hit,
      index,
      className: `shell-hit${index === this.active ? ' shell-active' : ''}`,
      selected: index === this.active ? 'true' : 'false'
    }));
  }

  connectedCallback(): void {
    this.describe().catch((error: unknown) => {
      this.message = messageOf(error);
    });
  }

  private async describe(): Promise<SearchedObject[]> {
    this.objects = await searchedObjects(this.targets.join(','), true);
    return this.objects;
  }

  /** The name of a record that is known by its id. */
  private async nameOf(id: string): Promise<void> {
    try {
      const objects = await this.describe();
      const answers = await Promise.all(
        objects.map(async (object) => ({
          object,
          rows: (await query(`SELECT Id, ${object.nameField} FROM ${object.objectName} WHERE Id = '${id}'`)).records
        }))
      );
      const found = answers.find(({ rows }) => rows.length > 0);
      if (!found || this.#value !== id) return;
      this.name = String(found.rows[0]?.[found.object.nameField] ?? id);
      this.icon = found.object.icon;
    } catch {
      // The id stays where the name cannot be read.
    }
  }

  @api
  setCustomValidity(message: string): void {
    this.#custom = message;
  }

  @api
  reportValidity(): boolean {
    const unfinished = this.text.trim() !== '' && !this.hasValue;
    this.message =
      this.#custom ||
      (unfinished ? 'Choose a record from the list.' : '') ||
      (this.required && !this.hasValue ? 'Complete this field.' : '');
    return this.message === '';
  }

  @api
  focus(): void {
    this.input?.focus();
  }

  private get input(): HTMLInputElement | null {
    return (this.template?.querySelector('input') ?? null) as HTMLInputElement | null;
  }

  handleFocus(): void {
    if (!this.open && !this.hasValue && !this.disabled) this.look();
  }

  handleLeave(event: FocusEvent): void {
    const next = event.relatedTarget;
    if (next instanceof Node && this.template?.contains(next)) return;
    this.close();
    if (this.text) this.reportValidity();
  }

  /** A press on a hit must not take the focus from the field, or the list would close before the click arrives. */
  keepFocus(event: Event): void {
    event.preventDefault();
  }

  handleInput(event: Event): void {
    event.stopPropagation();
    this.text = (event.target as HTMLInputElement).value;
    this.active = -1;
    window.clearTimeout(this.#timer);
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- waits until the user pauses
    this.#timer = window.setTimeout(() => this.look(), PAUSE);
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.open) {
      // Closes the list, not the dialog around it.
      event.stopPropagation();
      event.preventDefault();
      this.close();
      return;
    }
    if (this.hasValue) {
      if (event.key === 'Delete' || event.key === 'Backspace') this.handleClear();
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      const hit = this.open ? this.hits[this.active] : undefined;
      if (hit) this.choose(hit);
      return;
    }
    if (!this.open && event.key === 'ArrowDown') this.look();
    const next = this.open ? optionAfter(event.key, this.active, this.hits.length) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    this.active = next;
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- once the option is marked
    window.requestAnimationFrame(() =>
      this.template?.querySelector('.shell-active')?.scrollIntoView({ block: 'nearest' })
    );
  }

  handlePick(event: Event): void {
    const hit = this.hits[Number((event.currentTarget as HTMLElement).dataset.index)];
    if (hit) this.choose(hit);
  }

  private choose(hit: Hit): void {
    this.#value = hit.id;
    this.name = hit.name;
    this.icon = hit.icon;
    this.text = '';
    this.message = '';
    this.#custom = '';
    this.close();
    this.tell(hit.id);
  }

  handleClear(): void {
    if (this.disabled) return;
    this.#value = '';
    this.name = '';
    this.text = '';
    this.icon = 'utility:search';
    this.tell(null);
    this.input?.focus();
  }

  private tell(value: string | null): void {
    this.dispatchEvent(new CustomEvent('change', { detail: { value } }));
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
    const isTyped = isLongEnough(text);
    let hits: Hit[] = [];
    let note = '';
    try {
      const objects = await this.describe();
      hits = await (isTyped ? suggest(objects, text, OF_EACH_OBJECT) : recentHits(objects, OF_EACH_OBJECT));
      if (isTyped && hits.length === 0) note = `No record begins like “${text}”.`;
      if (!isTyped && hits.length === 0) note = 'Enter at least two letters or digits.';
    } catch (error) {
      note = messageOf(error);
    }
    if (turn !== this.#turn) return;
    this.hits = hits;
    this.note = note;
    this.open = true;
  }
}
