import { api, LightningElement } from 'lwc';
import { formFactor } from '@local-org/runtime';
import type { FieldDescription, PageAction, RecordContext } from '@local-org/shell-types';
import { valueAt } from '@local-org/values';

/** As many buttons as Lightning shows beside a record's name. */
const MOST_BUTTONS = 3;

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

  private get actions(): PageAction[] {
    return this.context.actions ?? [];
  }

  /** What has room beside the name; the rest is in the menu. */
  get buttons(): PageAction[] {
    return this.actions.slice(0, formFactor() === 'Small' ? 1 : MOST_BUTTONS);
  }

  get menu(): { name: string; label: string }[] {
    return [...this.actions.slice(this.buttons.length), { name: 'refresh', label: 'Refresh' }];
  }

  private act(name: string): void {
    this.dispatchEvent(new CustomEvent('recordaction', { detail: name, bubbles: true, composed: true }));
  }

  handleButton(event: Event): void {
    this.act((event.currentTarget as HTMLElement).dataset.name ?? '');
  }

  handleMenu(event: CustomEvent<{ value: string }>): void {
    this.act(event.detail.value);
  }
}
