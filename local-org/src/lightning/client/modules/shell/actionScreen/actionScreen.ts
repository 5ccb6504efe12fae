import { api, LightningElement } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import { rememberFocus } from '@local-org/focus';
import type { PageAction, RecordContext } from '@local-org/shell-types';

/** The dialog of a quick action whose component has a screen. It closes when the component says so. */
export default class ActionScreen extends LightningElement {
  @api action: PageAction | undefined;
  @api context: RecordContext = {};
  #returnFocus: () => void = rememberFocus();
  #isReady = false;
  #close = (): void => this.handleClose();

  connectedCallback(): void {
    this.template?.addEventListener(CloseActionScreenEvent.type, this.#close);
  }

  disconnectedCallback(): void {
    this.#returnFocus();
  }

  renderedCallback(): void {
    if (this.#isReady) return;
    this.#isReady = true;
    (this.template?.querySelector('section') as HTMLElement | null)?.focus();
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    this.handleClose();
  }

  handleClose(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
