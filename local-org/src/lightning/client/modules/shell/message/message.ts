import { api, LightningElement } from 'lwc';

/** A page or card that says in words why there is nothing else to show. */
export default class Message extends LightningElement {
  @api heading = '';
  @api text = '';
  @api icon = 'utility:info';
  @api compact = false;
  /** Offers to try again, with a `retry` event. */
  @api retry = false;

  get boxClass(): string {
    return this.compact ? 'slds-p-around_small' : 'shell-card slds-p-around_x-large slds-text-align_center';
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }

  renderedCallback(): void {
    if (!this.compact && this.heading) document.title = this.heading;
  }
}
