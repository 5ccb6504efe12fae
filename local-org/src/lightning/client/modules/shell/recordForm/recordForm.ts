import { api, LightningElement } from 'lwc';
import { rememberFocus } from '@local-org/focus';
import { fieldOf, objectInfo, type FieldInfo, type ObjectInfo } from '@local-org/object-info';
import { dataPath, FetchError, query, request } from '@local-org/rest';
import type { FormFieldDescription, FormSectionDescription } from '@local-org/shell-types';
import { messageOf } from '@local-org/values';

interface Input {
  name: string;
  label: string;
  field: FieldInfo;
  required: boolean;
  value: unknown;
}

interface Section {
  key: string;
  label: string;
  legendClass: string;
  gridClass: string;
  columns: { key: number; inputs: Input[] }[];
}

interface InputElement extends HTMLElement {
  reportValidity(): boolean;
  showError(message: string): void;
}

/** A dialog to create or edit a record: the sections and columns of its page layout with the fields that the user may write. */
export default class RecordForm extends LightningElement {
  @api objectName = '';
  @api recordId: string | undefined;
  info: ObjectInfo | undefined;
  sections: FormSectionDescription[] = [];
  values: Record<string, unknown> = {};
  error = '';
  saving = false;
  #touched = new Set<string>();
  #focused: 'no' | 'dialog' | 'field' = 'no';
  #returnFocus: () => void = rememberFocus();

  connectedCallback(): void {
    this.load();
  }

  disconnectedCallback(): void {
    this.#returnFocus();
  }

  renderedCallback(): void {
    if (this.#focused === 'no') {
      this.#focused = 'dialog';
      (this.template?.querySelector('section') as HTMLElement | null)?.focus();
    }
    const [first] = this.inputs;
    if (first && this.#focused === 'dialog') {
      this.#focused = 'field';
      // eslint-disable-next-line @lwc/lwc/no-async-operation -- the input is drawn after its owner
      window.requestAnimationFrame(() => first.focus());
    }
  }

  private get inputs(): InputElement[] {
    return [...(this.template?.querySelectorAll('[data-name]') ?? [])] as unknown as InputElement[];
  }

  get heading(): string {
    return `${this.recordId ? 'Edit' : 'New'} ${this.info?.label ?? ''}`;
  }

  get ready(): boolean {
    return this.info !== undefined;
  }

  get shownSections(): Section[] {
    return this.sections.map(({ label, columns }, index) => ({
      key: `${index}-${label}`,
      label,
      legendClass: label ? 'shell-legend' : 'slds-assistive-text',
      gridClass: columns.length === 1 ? 'shell-form-grid shell-one' : 'shell-form-grid',
      columns: columns.map((fields, key) => ({ key, inputs: fields.flatMap((field) => this.inputOf(field)) }))
    }));
  }

  private inputOf({ name, label, required }: FormFieldDescription): Input[] {
    const field = this.info ? fieldOf(this.info, name) : undefined;
    return field ? [{ name, label, field, required, value: this.values[name] ?? null }] : [];
  }

  private async load(): Promise<void> {
    try {
      const parameters = new URLSearchParams({ object: this.objectName, new: String(!this.recordId) });
      const [info, form] = await Promise.all([
        objectInfo(this.objectName),
        request<{ sections: FormSectionDescription[] }>('GET', `/lightning/api/form?${parameters}`)
      ]);
      const fields = form.sections.flatMap(({ columns }) => columns.flat());
      if (this.recordId) {
        const names = fields.map(({ name }) => name);
        const { records } = await query(
          `SELECT ${['Id', ...names].join(', ')} FROM ${info.apiName} WHERE Id = '${this.recordId}'`
        );
        this.values = { ...records[0] };
      } else {
        // What the form shows at first is saved as shown, whatever the defaults are by then.
        for (const { name, initial } of fields) if (initial !== undefined) this.change(name, initial);
      }
      this.sections = form.sections;
      this.info = info;
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
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    this.handleCancel();
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  async handleSave(): Promise<void> {
    const wrong = this.inputs.filter((input) => !input.reportValidity());
    if (wrong.length > 0) {
      this.error = 'Complete the fields that are marked.';
      wrong[0]?.focus();
      return;
    }
    this.error = '';
    this.saving = true;
    const changed = Object.fromEntries([...this.#touched].map((name) => [name, this.values[name] ?? null]));
    try {
      const path = dataPath(`/sobjects/${this.objectName}`);
      let id = this.recordId ?? '';
      if (id) await request('PATCH', `${path}/${id}`, changed);
      else id = (await request<{ id: string }>('POST', path, changed)).id;
      this.dispatchEvent(new CustomEvent('saved', { detail: id }));
    } catch (error) {
      this.showFault(error);
    }
    this.saving = false;
  }

  /** What the server says about a field stands at that field; the rest above the form. */
  private showFault(error: unknown): void {
    this.error = messageOf(error);
    const output =
      error instanceof FetchError ? (error.body.output as { fieldErrors?: object } | undefined) : undefined;
    const names = Object.keys(output?.fieldErrors ?? {}).map((name) => name.toLowerCase());
    const refused = this.inputs.filter(({ dataset }) => names.includes((dataset.name ?? '').toLowerCase()));
    for (const input of refused) input.showError(messageOf(error));
    refused[0]?.focus();
  }
}
