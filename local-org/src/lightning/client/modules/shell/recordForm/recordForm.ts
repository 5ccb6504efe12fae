import { api, LightningElement } from 'lwc';
import { objectInfo, type FieldInfo, type ObjectInfo } from '@local-org/object-info';
import { dataPath, query, request } from '@local-org/rest';
import { messageOf } from '@local-org/values';

const LEFT_OUT = new Set(['Address', 'Location', 'Base64', 'EncryptedString', 'AnyType', 'Time']);

/** A dialog to create or edit a record: the fields of its page layout that the user may write. */
export default class RecordForm extends LightningElement {
  @api objectName = '';
  @api recordId: string | undefined;
  info: ObjectInfo | undefined;
  values: Record<string, unknown> = {};
  error = '';
  saving = false;
  #touched = new Set<string>();
  #focused = false;
  #layout: string[] = [];

  connectedCallback(): void {
    this.load();
  }

  renderedCallback(): void {
    if (this.#focused) return;
    this.#focused = true;
    (this.template?.querySelector('section') as HTMLElement | null)?.focus();
  }

  get heading(): string {
    return `${this.recordId ? 'Edit' : 'New'} ${this.info?.label ?? ''}`;
  }

  get ready(): boolean {
    return this.info !== undefined;
  }

  get inputs(): { name: string; field: FieldInfo; value: unknown }[] {
    return this.fields.map((field) => ({ name: field.apiName, field, value: this.values[field.apiName] ?? null }));
  }

  private get fields(): FieldInfo[] {
    const all = this.info?.fields ?? {};
    const writable = (field: FieldInfo | undefined): field is FieldInfo =>
      field !== undefined && (this.recordId ? field.updateable : field.createable) && !LEFT_OUT.has(field.dataType);
    const inLayout = this.#layout.map((name) => all[name]).filter(writable);
    // Without the required fields a record could never be saved, whatever the layout shows.
    const missing = Object.values(all)
      .filter((field) => field.required && !this.#layout.includes(field.apiName))
      .filter(writable);
    return [...missing.filter(({ dataType }) => dataType !== 'Boolean'), ...inLayout];
  }

  private async load(): Promise<void> {
    try {
      const [info, form] = await Promise.all([
        objectInfo(this.objectName),
        request<{ fields: string[] }>('GET', `/lightning/api/form?object=${encodeURIComponent(this.objectName)}`)
      ]);
      this.#layout = form.fields;
      this.info = info;
      if (this.recordId) {
        const names = this.fields.map(({ apiName }) => apiName);
        const { records } = await query(
          `SELECT ${['Id', ...names].join(', ')} FROM ${info.apiName} WHERE Id = '${this.recordId}'`
        );
        this.values = { ...records[0] };
      } else {
        for (const { apiName, picklistValues } of this.fields) {
          const initial = picklistValues.find(({ defaultValue }) => defaultValue);
          if (initial) this.change(apiName, initial.value);
        }
      }
    } catch (error) {
      this.error = messageOf(error);
    }
  }

  private change(name: string, value: unknown): void {
    this.values = { ...this.values, [name]: value };
    this.#touched.add(name);
  }

  handleChange(event: CustomEvent<{ value: unknown }>): void {
    this.change((event.target as HTMLElement).dataset.name ?? '', event.detail.value);
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.handleCancel();
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  async handleSave(): Promise<void> {
    const inputs = [...(this.template?.querySelectorAll('[data-name]') ?? [])] as unknown as {
      reportValidity(): boolean;
    }[];
    if (!inputs.map((input) => input.reportValidity()).every(Boolean)) {
      this.error = 'Complete the fields that are marked.';
      return;
    }
    this.saving = true;
    const changed = Object.fromEntries([...this.#touched].map((name) => [name, this.values[name] ?? null]));
    try {
      const path = dataPath(`/sobjects/${this.objectName}`);
      let id = this.recordId ?? '';
      if (id) await request('PATCH', `${path}/${id}`, changed);
      else id = (await request<{ id: string }>('POST', path, changed)).id;
      this.dispatchEvent(new CustomEvent('saved', { detail: id }));
    } catch (error) {
      this.error = messageOf(error);
    }
    this.saving = false;
  }
}
