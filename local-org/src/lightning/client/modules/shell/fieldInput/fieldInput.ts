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

/** The right input for one field. Says `change` with the value as the REST API takes it (`null` when emptied). */
export default class FieldInput extends LightningElement {
  @api field: FieldInfo | undefined;
  @api value: unknown;
  @api disabled = false;
  @api required = false;
  @api variant = 'standard';
  @api labelText: string | undefined;

  get label(): string {
    const label = this.labelText ?? this.field?.label ?? '';
    return this.field?.reference ? `${label} (record id)` : label;
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

  get options(): { label: string; value: string }[] {
    const options = (this.field?.picklistValues ?? []).map(({ label, value }) => ({ label, value }));
    return this.isRequired || this.isMulti ? options : [{ label: '--None--', value: '' }, ...options];
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

  @api
  reportValidity(): boolean {
    const input = this.template?.querySelector('[data-input]') as unknown as { reportValidity(): boolean } | null;
    return input?.reportValidity() ?? true;
  }

  handleChange(event: CustomEvent<{ value?: unknown; checked?: boolean }>): void {
    event.stopPropagation();
    const { value, checked } = event.detail;
    let next: unknown = this.type === 'checkbox' ? checked : value;
    if (Array.isArray(next)) next = next.join(';');
    if (next === '' || next === undefined) next = null;
    if (next !== null && NUMERIC.has(this.field?.dataType ?? '')) next = Number(next);
    this.dispatchEvent(new CustomEvent('change', { detail: { value: next } }));
  }
}
