import { api, LightningElement } from 'lwc';
import { rememberFocus } from '@local-org/focus';

/** Asks before something that cannot be undone here. */
export default class ConfirmDialog extends LightningElement {
  @api heading = '';
  @api text = '';
  @api action = 'OK';
  #focused = false;
  #returnFocus: () => void = rememberFocus();

  disconnectedCallback(): void {
    this.#returnFocus();
  }

  renderedCallback(): void {
    if (this.#focused) return;
    this.#focused = true;
    (this.template?.querySelector('section') as HTMLElement | null)?.focus();
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.handleCancel();
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  handleConfirm(): void {
    this.dispatchEvent(new CustomEvent('confirm'));
  }
}
