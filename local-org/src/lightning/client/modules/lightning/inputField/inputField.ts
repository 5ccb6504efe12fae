import { api, LightningElement } from 'lwc';
import { fieldNameOf, REGISTER_FIELD, type FieldState, type FormField } from '@local-org/form-fields';
import { fieldOf, type FieldInfo } from '@local-org/object-info';

/** A field's input inside a lightning-record-edit-form. */
export default class InputField extends LightningElement {
  @api fieldName: unknown;
  @api disabled = false;
  @api readOnly = false;
  @api required = false;
  @api variant = 'standard';
  field: FieldInfo | undefined;
  #value: unknown;
  #initial: unknown;
  #given = false;
  #dirty = false;

  @api
  get dirty(): boolean {
    return this.#dirty;
  }

  @api
  get value(): unknown {
    return this.#value;
  }

  set value(value: unknown) {
    this.#value = value;
    this.#given = true;
    this.#dirty = true;
  }

  connectedCallback(): void {
    const detail: FormField = {
      name: fieldNameOf(this.fieldName),
      receive: (state) => this.receive(state),
      read: () => (this.#dirty ? (this.#value ?? null) : undefined),
      reset: () => this.reset(),
      check: () => this.reportValidity()
    };
    this.dispatchEvent(new CustomEvent(REGISTER_FIELD, { detail, bubbles: true }));
  }

  get shownValue(): unknown {
    return this.#value;
  }

  get isDisabled(): boolean {
    return this.disabled || this.readOnly;
  }

  private receive({ info, row }: FieldState): void {
    this.#initial = row[fieldOf(info, fieldNameOf(this.fieldName))?.apiName ?? ''];
    if (!this.#given) this.#value = this.#initial;
    this.field = fieldOf(info, fieldNameOf(this.fieldName));
  }

  @api
  reset(): void {
    this.#value = this.#initial;
    this.#dirty = false;
    this.field = this.field ? { ...this.field } : undefined;
  }

  @api
  clean(): void {
    this.#dirty = false;
  }

  @api
  reportValidity(): boolean {
    const input = this.template?.querySelector('shell-field-input') as unknown as { reportValidity(): boolean } | null;
    return input?.reportValidity() ?? true;
  }

  handleChange(event: CustomEvent<{ value: unknown }>): void {
    event.stopPropagation();
    this.#value = event.detail.value;
    this.#given = true;
    this.#dirty = true;
    this.dispatchEvent(
      new CustomEvent('change', { detail: { value: event.detail.value }, bubbles: true, composed: true })
    );
  }
}
