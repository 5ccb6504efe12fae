import { api, LightningElement } from 'lwc';
import { objectNameOf, REGISTER_FIELD, type FormField } from '@local-org/form-fields';
import { loadFields } from '@local-org/form-load';

/** Shows the lightning-output-field components inside it with one record's values. */
export default class RecordViewForm extends LightningElement {
  @api density = 'auto';
  #recordId: string | undefined;
  #objectApiName: unknown;
  #fields: FormField[] = [];
  #pending = false;

  @api
  get recordId(): string | undefined {
    return this.#recordId;
  }

  set recordId(value: string | undefined) {
    this.#recordId = value;
    this.schedule();
  }

  @api
  get objectApiName(): unknown {
    return this.#objectApiName;
  }

  set objectApiName(value: unknown) {
    this.#objectApiName = value;
    this.schedule();
  }

  constructor() {
    super();
    this.addEventListener(REGISTER_FIELD, (event) => {
      event.stopPropagation();
      this.#fields.push((event as CustomEvent<FormField>).detail);
      this.schedule();
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
    const objectName = objectNameOf(this.#objectApiName);
    if (!this.#recordId || !objectName || this.#fields.length === 0) return;
    try {
      const state = await loadFields(
        objectName,
        this.#recordId,
        this.#fields.map(({ name }) => name)
      );
      for (const field of this.#fields) field.receive(state);
      this.dispatchEvent(new CustomEvent('load', { detail: {} }));
    } catch (error) {
      this.dispatchEvent(new CustomEvent('error', { detail: error }));
    }
  }
}
