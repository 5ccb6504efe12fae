import { api, LightningElement } from 'lwc';
import type { FieldInfo } from '@local-org/object-info';

const INPUT_TYPES: Record<string, string> = {
  Boolean: 'checkbox',
  Email: 'email',
  Phone: 'tel',
  Url: 'url',
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
  Currency: 'number',
  Percent: 'number',
  Double: 'number',
  Int: 'number'
};
const NUMERIC = new Set(['Currency', 'Percent', 'Double', 'Int']);

interface Input {
  reportValidity(): boolean;
  setCustomValidity(message: string): void;
  focus(): void;
}

/** The right input for one field. Says `change` with the value as the REST API takes it (`null` when emptied). */
export default class FieldInput extends LightningElement {
  @api field: FieldInfo | undefined;
  @api value: unknown;
  @api disabled = false;
  @api required = false;
  @api variant = 'standard';
  @api labelText: string | undefined;
  #refused = false;

  get label(): string {
    const { field } = this;
    // A lookup of the platform's own is named after the record, not its id.
    const own = field?.reference && !field.custom ? field.label.replace(/ ID$/, '') : field?.label;
    return this.labelText ?? own ?? '';
  }

  get help(): string | null {
    return this.field?.inlineHelpText ?? null;
  }

  get type(): string {
    return INPUT_TYPES[this.field?.dataType ?? ''] ?? 'text';
  }

  get step(): string | undefined {
    return this.type === 'number' ? String(10 ** -(this.field?.scale ?? 0)) : undefined;
  }

  get maxlength(): number | undefined {
    return this.type === 'text' && this.field?.length ? this.field.length : undefined;
  }

  get isRequired(): boolean {
    return this.type !== 'checkbox' && (this.required || (this.field?.required ?? false));
  }

  get checked(): boolean {
    return this.value === true;
  }

  get text(): unknown {
    return this.value ?? '';
  }

  get chosen(): string[] {
    return String(this.value ?? '')
      .split(';')
      .filter(Boolean);
  }

  /** The base component names its date, but leaves its time without a name that assistive technology finds. */
  get timeLabel(): string | null {
    return this.type === 'datetime' ? `${this.label}: time` : null;
  }

  get options(): { label: string; value: string }[] {
    const options = (this.field?.picklistValues ?? []).map(({ label, value }) => ({ label, value }));
    return this.isRequired || this.isMulti ? options : [{ label: '--None--', value: '' }, ...options];
  }

  get isLookup(): boolean {
    return this.field?.reference === true && this.targets.length > 0;
  }

  get targets(): string[] {
    return (this.field?.referenceToInfos ?? []).map(({ apiName }) => apiName);
  }

  get isPicklist(): boolean {
    return this.field?.dataType === 'Picklist';
  }

  get isMulti(): boolean {
    return this.field?.dataType === 'MultiPicklist';
  }

  get isArea(): boolean {
    return this.field?.dataType === 'TextArea';
  }

  private get input(): Input | null {
    return (this.template?.querySelector('[data-input]') ?? null) as unknown as Input | null;
  }

  @api
  reportValidity(): boolean {
    return this.input?.reportValidity() ?? true;
  }

  /** Shows what the server has against the value; the next change takes it away. */
  @api
  showError(message: string): void {
    this.#refused = message !== '';
    this.input?.setCustomValidity(message);
    this.input?.reportValidity();
  }

  @api
  focus(): void {
    this.input?.focus();
  }

  handleChange(event: CustomEvent<{ value?: unknown; checked?: boolean }>): void {
    event.stopPropagation();
    if (this.#refused) this.showError('');
    const { value, checked } = event.detail;
    let next: unknown = this.type === 'checkbox' ? checked : value;
    if (Array.isArray(next)) next = next.join(';');
    if (next === '' || next === undefined) next = null;
    if (next !== null && NUMERIC.has(this.field?.dataType ?? '')) next = Number(next);
    this.dispatchEvent(new CustomEvent('change', { detail: { value: next } }));
  }
}
