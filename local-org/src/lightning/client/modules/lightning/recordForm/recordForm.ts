import { api, LightningElement } from 'lwc';
import { fieldNameOf } from '@local-org/form-fields';

/** Shows or edits the fields that it is given. Layout types alone (without `fields`) are not supported by the local org. */
export default class RecordForm extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: unknown;
  @api fields: unknown[] = [];
  @api columns: number | string = 1;
  @api mode: 'view' | 'edit' | 'readonly' | undefined;
  @api density = 'auto';
  @api layoutType: string | undefined;
  @api recordTypeId: string | undefined;
  editing = false;

  connectedCallback(): void {
    this.editing = this.mode === 'edit' || !this.recordId;
    if (this.fields.length === 0)
      console.error('lightning-record-form without fields (layout-type) is not supported by the local org');
  }

  get names(): { key: string; field: unknown; className: string }[] {
    const size = Math.max(1, Math.floor(12 / Number(this.columns || 1)));
    return this.fields.map((field) => ({
      key: fieldNameOf(field),
      field,
      className: `slds-col slds-p-horizontal_xx-small slds-size_${size}-of-12`
    }));
  }

  get isReadOnly(): boolean {
    return this.mode === 'readonly';
  }

  get unsupported(): boolean {
    return this.fields.length === 0;
  }

  handleEdit(): void {
    this.editing = true;
  }

  handleCancel(): void {
    if (this.recordId && this.mode !== 'edit') this.editing = false;
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  handleSuccess(event: CustomEvent<unknown>): void {
    if (this.recordId) this.editing = this.mode === 'edit';
    this.dispatchEvent(new CustomEvent('success', { detail: event.detail }));
  }

  handleError(event: CustomEvent<unknown>): void {
    this.dispatchEvent(new CustomEvent('error', { detail: event.detail }));
  }
}
