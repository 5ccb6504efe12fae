import { api, LightningElement } from 'lwc';
import { session } from '@local-org/runtime';
import { goTo } from '@local-org/router';
import type { FieldDescription } from '@local-org/shell-types';
import { valueAt } from '@local-org/values';

const KINDS: Record<string, string> = {
  boolean: 'boolean',
  email: 'email',
  phone: 'phone',
  url: 'url',
  date: 'date',
  datetime: 'datetime',
  currency: 'currency',
  percent: 'percent',
  int: 'number',
  double: 'number',
  richtextarea: 'rich',
  textarea: 'long',
  longtextarea: 'long',
  multipicklist: 'multi'
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
    return KINDS[this.field?.type ?? ''] ?? 'text';
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

  get isDate(): boolean {
    return this.kind === 'date';
  }

  get isDatetime(): boolean {
    return this.kind === 'datetime';
  }

  get isCurrency(): boolean {
    return this.kind === 'currency';
  }

  get isPercent(): boolean {
    return this.kind === 'percent';
  }

  get isNumber(): boolean {
    return this.kind === 'number';
  }

  get isRich(): boolean {
    return this.kind === 'rich';
  }

  get isLong(): boolean {
    return this.kind === 'long';
  }

  get displayText(): string {
    return this.kind === 'multi' ? this.text.replaceAll(';', '; ') : this.text;
  }

  get checkLabel(): string {
    return this.value === true ? 'Yes' : 'No';
  }

  get checkIcon(): string {
    return this.value === true ? 'utility:check' : 'utility:steps';
  }

  get lookupName(): string {
    const name = this.field?.namePath ? valueAt(this.row, this.field.namePath) : undefined;
    return typeof name === 'string' ? name : this.text;
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

  /** Whole milliseconds; the platform's `+0000` is not ISO for every browser. */
  get isoText(): string {
    return this.text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
  }

  get timeZone(): string {
    return session.i18n.timeZone ?? 'UTC';
  }

  get currency(): string {
    return session.i18n.currency ?? 'USD';
  }

  get scale(): number {
    return this.field?.scale ?? 0;
  }

  get percentValue(): number {
    return Number(this.value) / 100;
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
