import { api, LightningElement } from 'lwc';
import type { FieldDescription, RecordContext } from '@local-org/shell-types';
import { valueAt } from '@local-org/values';

/** The record's header: icon, object, name, actions and the compact layout's fields. */
export default class Highlights extends LightningElement {
  @api fields: FieldDescription[] = [];
  @api context: RecordContext = {};

  get icon(): string {
    return this.context.object?.icon ?? 'standard:record';
  }

  get label(): string {
    return this.context.object?.label ?? '';
  }

  get name(): string {
    const { object, row, recordId } = this.context;
    const name = object ? valueAt(row, object.nameField) : undefined;
    return name === null || name === undefined ? (recordId ?? '') : String(name);
  }

  get row(): Record<string, unknown> | undefined {
    return this.context.row;
  }

  get hasFields(): boolean {
    return this.fields.length > 0;
  }

  get canEdit(): boolean {
    return this.context.object?.editable ?? false;
  }

  get canDelete(): boolean {
    return this.context.object?.deletable ?? false;
  }

  private act(action: string): void {
    this.dispatchEvent(new CustomEvent('recordaction', { detail: action, bubbles: true, composed: true }));
  }

  handleEdit(): void {
    this.act('edit');
  }

  handleRefresh(): void {
    this.act('refresh');
  }

  handleMenu(event: CustomEvent<{ value: string }>): void {
    this.act(event.detail.value);
  }
}
