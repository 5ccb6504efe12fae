import { api, LightningElement } from 'lwc';
import { formatValue, lookupName, momentText } from '@local-org/field-text';
import { goTo } from '@local-org/router';
import type { FieldDescription } from '@local-org/shell-types';
import { valueAt } from '@local-org/values';

const KINDS: Record<string, string> = {
  boolean: 'boolean',
  email: 'email',
  phone: 'phone',
  url: 'url',
  address: 'address',
  richtextarea: 'rich',
  textarea: 'long',
  longtextarea: 'long',
  int: 'figure',
  double: 'figure',
  currency: 'figure',
  percent: 'figure',
  date: 'figure',
  datetime: 'figure',
  time: 'figure'
};

/** One field's value, as Lightning shows it for the field's type. `row` is a row of a query answer. */
export default class OutputField extends LightningElement {
  @api field: FieldDescription | undefined;
  @api row: Record<string, unknown> | undefined;
  /** Makes the value a link to the row's own record, for name columns. */
  @api linkTo: string | undefined;

  get value(): unknown {
    const { field } = this;
    if (!field || !this.row) return undefined;
    return valueAt(this.row, field.path);
  }

  get text(): string {
    const { value } = this;
    return value === null || value === undefined ? '' : String(value);
  }

  get isEmpty(): boolean {
    return this.text === '' && !this.isBoolean;
  }

  private get kind(): string {
    if (this.linkTo) return 'self';
    if (this.field?.referenceTo && this.text) return 'lookup';
    const kind = KINDS[this.field?.type ?? ''] ?? 'text';
    // An address with another scheme (`javascript:`) is text, never a link.
    return kind === 'url' && !isWebAddress(this.text) ? 'text' : kind;
  }

  get isSelf(): boolean {
    return this.kind === 'self';
  }

  get isLookup(): boolean {
    return this.kind === 'lookup';
  }

  get isBoolean(): boolean {
    return this.kind === 'boolean';
  }

  get isEmail(): boolean {
    return this.kind === 'email';
  }

  get isPhone(): boolean {
    return this.kind === 'phone';
  }

  get isUrl(): boolean {
    return this.kind === 'url';
  }

  get isAddress(): boolean {
    return this.kind === 'address';
  }

  get isRich(): boolean {
    return this.kind === 'rich';
  }

  get isLong(): boolean {
    return this.kind === 'long';
  }

  get isPlain(): boolean {
    return this.kind === 'text';
  }

  /** Numbers and times are set apart from the text around them, whatever direction it is written in. */
  get formatted(): string {
    return this.field ? formatValue(this.field, this.value) : '';
  }

  /** What a name column links with; a record without a name is reached all the same. */
  get selfText(): string {
    return this.formatted || String(this.row?.Id ?? '');
  }

  get checkLabel(): string {
    return this.value === true ? 'True' : 'False';
  }

  get checkIcon(): string {
    return this.value === true ? 'utility:check' : 'utility:steps';
  }

  get lookupText(): string {
    return this.field ? lookupName(this.field, this.row) : this.text;
  }

  /** When the record was created or changed, beside by whom. */
  get time(): string {
    const time = this.field?.timePath ? valueAt(this.row, this.field.timePath) : undefined;
    return typeof time === 'string' ? momentText(time) : '';
  }

  /** Beside other text colour alone does not make a link. */
  get lookupClass(): string {
    return this.time ? 'shell-underlined' : '';
  }

  private get parentType(): string {
    const path = this.field?.namePath?.split('.').slice(0, -1).join('.');
    const parent = path ? valueAt(this.row, path) : undefined;
    const type = valueAt(parent, 'attributes.type');
    return typeof type === 'string' ? type : (this.field?.referenceTo ?? '');
  }

  get lookupUrl(): string {
    return `/lightning/r/${this.parentType}/${this.text}/view`;
  }

  handleSelf(event: Event): void {
    if (!this.linkTo) return;
    event.preventDefault();
    goTo(this.linkTo);
  }

  handleLookup(event: Event): void {
    event.preventDefault();
    goTo(this.lookupUrl);
  }
}

/** `https://…`, `http://…`, or an address without a scheme. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) || !/^\s*[a-z][a-z0-9+.-]*:(?!\d)/i.test(text);
}
