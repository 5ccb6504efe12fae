import { api, LightningElement } from 'lwc';
import { runAction, type ActionOutcome } from '@local-org/action-run';
import { rememberFocus } from '@local-org/focus';
import { fieldOf, objectInfo, type FieldInfo, type ObjectInfo } from '@local-org/object-info';
import { FetchError, query } from '@local-org/rest';
import type { PageAction } from '@local-org/shell-types';
import { messageOf } from '@local-org/values';

interface Input {
  name: string;
  field: FieldInfo;
  required: boolean;
  disabled: boolean;
  value: unknown;
}

interface InputElement extends HTMLElement {
  reportValidity(): boolean;
  showError(message: string): void;
}

/** The form of a quick action that creates or updates: for one record, or for many of a list at once. */
export default class ActionForm extends LightningElement {
  @api action: PageAction | undefined;
  @api recordIds: string[] = [];
  /** True for records of a list, where only what the user enters is written. */
  @api isMass = false;
  info: ObjectInfo | undefined;
  values: Record<string, unknown> = {};
  error = '';
  saving = false;
  #touched = new Set<string>();
  #isFocused = false;
  #returnFocus: () => void = rememberFocus();

  connectedCallback(): void {
    this.load();
  }

  disconnectedCallback(): void {
    this.#returnFocus();
  }

  renderedCallback(): void {
    const [first] = this.elements;
    if (this.#isFocused || !first) return;
    this.#isFocused = true;
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- the input is drawn after its owner
    window.requestAnimationFrame(() => first.focus());
  }

  private get elements(): InputElement[] {
    return [...(this.template?.querySelectorAll('[data-name]') ?? [])] as unknown as InputElement[];
  }

  get ready(): boolean {
    return this.info !== undefined;
  }

  get cannotSave(): boolean {
    return this.saving || !this.ready;
  }

  get notices(): string[] {
    return this.action?.form?.notices ?? [];
  }

  get countText(): string {
    const count = this.recordIds.length;
    return this.isMass ? `For ${count} selected ${count === 1 ? 'record' : 'records'}` : '';
  }

  get inputs(): Input[] {
    const { info } = this;
    const isNew = this.action?.form?.mode === 'create';
    return (this.action?.form?.fields ?? []).flatMap(({ name, isRequired, isReadOnly }) => {
      const field = info ? fieldOf(info, name) : undefined;
      if (!field) return [];
      const isWritable = isNew ? field.createable : field.updateable;
      return [
        {
          name: field.apiName,
          field,
          required: isRequired && isWritable,
          disabled: isReadOnly || !isWritable,
          value: this.values[field.apiName] ?? null
        }
      ];
    });
  }

  private async load(): Promise<void> {
    const form = this.action?.form;
    if (!form) return;
    try {
      const info = await objectInfo(form.objectName);
      const names = form.fields.flatMap(({ name }) => fieldOf(info, name)?.apiName ?? []);
      if (form.mode === 'update' && !this.isMass && names.length > 0) {
        const { records } = await query(
          `SELECT ${['Id', ...names].join(', ')} FROM ${info.apiName} WHERE Id = '${this.recordIds[0]}'`
        );
        this.values = { ...records[0] };
      }
      if (form.mode === 'create') {
        for (const name of names) {
          const initial = fieldOf(info, name)?.picklistValues.find(({ defaultValue }) => defaultValue)?.value;
          if (initial !== undefined) this.change(name, initial);
        }
      }
      for (const [name, value] of Object.entries(form.values)) this.change(name, value);
      const { parentField } = form;
      if (parentField && !this.isMass) this.change(parentField, this.recordIds[0]);
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
    const form = this.action?.form;
    const wrong = this.elements.filter((input) => !input.reportValidity());
    if (wrong.length > 0 || !form) {
      this.error = 'Complete the fields that are marked.';
      wrong[0]?.focus();
      return;
    }
    this.error = '';
    this.saving = true;
    const changed = Object.fromEntries([...this.#touched].map((name) => [name, this.values[name] ?? null]));
    try {
      const detail: ActionOutcome = await runAction(form, changed, this.recordIds, this.isMass);
      this.dispatchEvent(new CustomEvent('done', { detail }));
    } catch (error) {
      this.showFault(error);
    }
    this.saving = false;
  }

  private showFault(error: unknown): void {
    this.error = messageOf(error);
    const output =
      error instanceof FetchError ? (error.body.output as { fieldErrors?: object } | undefined) : undefined;
    const names = Object.keys(output?.fieldErrors ?? {}).map((name) => name.toLowerCase());
    const refused = this.elements.filter(({ dataset }) => names.includes((dataset.name ?? '').toLowerCase()));
    for (const input of refused) input.showError(messageOf(error));
    refused[0]?.focus();
  }
}
