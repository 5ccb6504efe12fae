import { api, LightningElement } from 'lwc';
import { objectInfo, type FieldInfo, type ObjectInfo } from '@local-org/object-info';
import { dataPath, FetchError, query, request } from '@local-org/rest';
import { messageOf } from '@local-org/values';

interface Option {
  label: string;
  value: string;
}

interface Input {
  name: string;
  label: string;
  help: string | null;
  required: boolean;
  type: string;
  formatter: string | undefined;
  step: string | undefined;
  value: unknown;
  checked: boolean;
  maxlength: number | undefined;
  isInput: boolean;
  isArea: boolean;
  isPicklist: boolean;
  isMulti: boolean;
  options: Option[];
}

const INPUT_TYPES: Record<string, string> = {
  Boolean: 'checkbox',
  Email: 'email',
  Phone: 'tel',
  Url: 'url',
  Date: 'date',
  DateTime: 'datetime',
  Currency: 'number',
  Percent: 'number',
  Double: 'number',
  Int: 'number'
};
const LEFT_OUT = new Set(['Address', 'Location', 'Base64', 'EncryptedString', 'AnyType', 'Time']);
const LONG_TEXT = 256;

/** A dialog to create or edit a record: every field that the user may write, required ones first. Lookups take a record id. */
export default class RecordForm extends LightningElement {
  @api objectName = '';
  @api recordId: string | undefined;
  info: ObjectInfo | undefined;
  values: Record<string, unknown> = {};
  error = '';
  saving = false;
  #touched = new Set<string>();

  connectedCallback(): void {
    void this.load();
  }

  get heading(): string {
    return `${this.recordId ? 'Edit' : 'New'} ${this.info?.label ?? ''}`;
  }

  get ready(): boolean {
    return this.info !== undefined;
  }

  get inputs(): Input[] {
    return this.fields.map((field) => this.input(field));
  }

  private get fields(): FieldInfo[] {
    const writable = Object.values(this.info?.fields ?? {}).filter(
      (field) => (this.recordId ? field.updateable : field.createable) && !LEFT_OUT.has(field.dataType)
    );
    return writable.sort((left, right) => rank(right) - rank(left));
  }

  private input(field: FieldInfo): Input {
    const value = this.values[field.apiName] ?? '';
    const kind = INPUT_TYPES[field.dataType];
    const options = field.picklistValues.map(({ label, value: option }) => ({ label, value: option }));
    return {
      name: field.apiName,
      label: field.reference ? `${field.label} (record id)` : field.label,
      help: field.inlineHelpText,
      required: field.required && field.dataType !== 'Boolean',
      type: kind ?? 'text',
      formatter: field.dataType === 'Currency' ? 'decimal' : undefined,
      step: kind === 'number' ? String(10 ** -field.scale) : undefined,
      value: field.dataType === 'MultiPicklist' ? String(value).split(';').filter(Boolean) : value,
      checked: value === true,
      maxlength: field.length || undefined,
      isInput: field.dataType !== 'Picklist' && field.dataType !== 'MultiPicklist' && field.dataType !== 'TextArea',
      isArea: field.dataType === 'TextArea',
      isPicklist: field.dataType === 'Picklist',
      isMulti: field.dataType === 'MultiPicklist',
      options: field.required ? options : [{ label: '--None--', value: '' }, ...options]
    };
  }

  private async load(): Promise<void> {
    try {
      const info = await objectInfo(this.objectName);
      this.info = info;
      if (this.recordId) {
        const names = this.fields.map(({ apiName }) => apiName);
        const { records } = await query(
          `SELECT ${['Id', ...names].join(', ')} FROM ${info.apiName} WHERE Id = '${this.recordId}'`
        );
        this.values = { ...records[0] };
      } else {
        const defaults = this.fields.flatMap(({ apiName, picklistValues }) => {
          const initial = picklistValues.find(({ defaultValue }) => defaultValue);
          return initial ? [[apiName, initial.value] as const] : [];
        });
        this.values = Object.fromEntries(defaults);
        for (const [name] of defaults) this.#touched.add(name);
      }
    } catch (error) {
      this.error = messageOf(error);
    }
  }

  handleChange(event: CustomEvent<{ value?: unknown; checked?: boolean }>): void {
    const input = event.target as HTMLElement & { dataset: DOMStringMap };
    const name = input.dataset.name ?? '';
    const field = this.info?.fields[name];
    const { value, checked } = event.detail;
    let next: unknown = field?.dataType === 'Boolean' ? checked : value;
    if (Array.isArray(next)) next = next.join(';');
    if (next === '') next = null;
    if (next !== null && ['Currency', 'Percent', 'Double', 'Int'].includes(field?.dataType ?? '')) next = Number(next);
    this.values = { ...this.values, [name]: next };
    this.#touched.add(name);
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.handleCancel();
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  async handleSave(): Promise<void> {
    const inputs = [...this.template.querySelectorAll('[data-name]')] as unknown as { reportValidity(): boolean }[];
    if (!inputs.map((input) => input.reportValidity()).every(Boolean)) {
      this.error = 'Complete the fields that are marked.';
      return;
    }
    this.saving = true;
    const changed = Object.fromEntries([...this.#touched].map((name) => [name, this.values[name] ?? null]));
    try {
      const path = dataPath(`/sobjects/${this.objectName}`);
      const id = this.recordId
        ? (await request('PATCH', `${path}/${this.recordId}`, changed), this.recordId)
        : (await request<{ id: string }>('POST', path, changed)).id;
      this.dispatchEvent(new CustomEvent('saved', { detail: id }));
    } catch (error) {
      this.error = error instanceof FetchError ? error.message : messageOf(error);
    }
    this.saving = false;
  }
}

function rank(field: FieldInfo): number {
  return (
    (field.nameField ? 4 : 0) +
    (field.required ? 2 : 0) -
    (field.dataType === 'TextArea' && field.length > LONG_TEXT ? 1 : 0)
  );
}
