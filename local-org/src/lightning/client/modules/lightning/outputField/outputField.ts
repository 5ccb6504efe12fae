import { api, LightningElement } from 'lwc';
import { describe, fieldNameOf, REGISTER_FIELD, type FieldState, type FormField } from '@local-org/form-fields';
import { fieldOf } from '@local-org/object-info';
import type { FieldDescription } from '@local-org/shell-types';

/** A field's label and value inside a record form. */
export default class OutputField extends LightningElement {
  @api fieldName: unknown;
  @api variant = 'standard';
  @api fieldClass = '';
  field: FieldDescription | undefined;
  row: Record<string, unknown> = {};

  connectedCallback(): void {
    const detail: FormField = { name: fieldNameOf(this.fieldName), receive: (state) => this.receive(state) };
    this.dispatchEvent(new CustomEvent(REGISTER_FIELD, { detail, bubbles: true }));
  }

  get labelClass(): string {
    return this.variant === 'label-hidden' ? 'slds-assistive-text' : 'slds-form-element__label';
  }

  private receive({ info, row }: FieldState): void {
    const field = fieldOf(info, fieldNameOf(this.fieldName));
    this.field = field ? describe(field) : undefined;
    this.row = row;
  }
}
