import { api, LightningElement } from 'lwc';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { objectNameOf, REGISTER_FIELD, type FormField } from '@local-org/form-fields';
import { loadFields } from '@local-org/form-load';
import { messageOf } from '@local-org/values';

/** Event by which lightning-messages inside the form hears of errors. */
const REGISTER_MESSAGES = 'localorgregistermessages';

/** Creates or updates a record from the lightning-input-field components inside it. */
export default class RecordEditForm extends LightningElement {
  @api objectApiName: unknown;
  @api density = 'auto';
  @api formClass = '';
  #recordId: string | undefined;
  #fields: FormField[] = [];
  #messages: ((text: string) => void)[] = [];
  #pending = false;

  @api
  get recordId(): string | undefined {
    return this.#recordId;
  }

  set recordId(value: string | undefined) {
    this.#recordId = value;
    this.schedule();
  }

  constructor() {
    super();
    this.addEventListener(REGISTER_FIELD, (event) => {
      event.stopPropagation();
      this.#fields.push((event as CustomEvent<FormField>).detail);
      this.schedule();
    });
    this.addEventListener(REGISTER_MESSAGES, (event) => {
      event.stopPropagation();
      this.#messages.push((event as CustomEvent<(text: string) => void>).detail);
    });
  }

  private schedule(): void {
    if (this.#pending) return;
    this.#pending = true;
    queueMicrotask(() => {
      this.#pending = false;
      this.load();
    });
  }

  private async load(): Promise<void> {
    const objectName = objectNameOf(this.objectApiName);
    if (!objectName) return;
    try {
      const state = await loadFields(
        objectName,
        this.#recordId,
        this.#fields.map(({ name }) => name)
      );
      for (const field of this.#fields) field.receive(state);
      this.dispatchEvent(new CustomEvent('load', { detail: { objectInfos: { [objectName]: state.info } } }));
    } catch (error) {
      this.fail(error);
    }
  }

  handleSubmit(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    if (!this.#fields.map((field) => field.check?.() ?? true).every(Boolean)) return;
    const fields = this.values();
    const submit = new CustomEvent('submit', { detail: { fields }, cancelable: true });
    this.dispatchEvent(submit);
    if (!submit.defaultPrevented) this.save(fields);
  }

  private values(): Record<string, unknown> {
    const read = this.#fields.flatMap((field) => {
      const value = field.read?.();
      return value === undefined ? [] : [[field.name, value] as const];
    });
    return Object.fromEntries(read);
  }

  @api
  submit(fields?: Record<string, unknown>): void {
    this.save(fields ?? this.values());
  }

  private async save(fields: Record<string, unknown>): Promise<void> {
    for (const show of this.#messages) show('');
    try {
      const record = this.#recordId
        ? await updateRecord({ fields: { ...fields, Id: this.#recordId } })
        : await createRecord({ apiName: objectNameOf(this.objectApiName), fields });
      this.dispatchEvent(new CustomEvent('success', { detail: record }));
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    for (const show of this.#messages) show(messageOf(error));
    const body =
      typeof error === 'object' && error !== null && 'body' in error ? (error.body as { output?: unknown }) : {};
    this.dispatchEvent(
      new CustomEvent('error', { detail: { message: messageOf(error), detail: messageOf(error), output: body.output } })
    );
  }
}
