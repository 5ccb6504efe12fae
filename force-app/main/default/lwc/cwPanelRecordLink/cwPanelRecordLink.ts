import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';

/** A link to a record that behaves: opens in place on a click, in a new tab with the keys that do so everywhere. */
export default class CwPanelRecordLink extends NavigationMixin(LightningElement) {
  /** The record. */
  @api recordId = '';
  /** Its object. */
  @api objectApiName = '';
  /** What to read. */
  @api label = '';

  get url(): string {
    return `/lightning/r/${this.objectApiName}/${this.recordId}/view`;
  }

  handleClick(event: MouseEvent): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    this[NavigationMixin.Navigate]({
      type: 'standard__recordPage',
      attributes: { recordId: this.recordId, objectApiName: this.objectApiName, actionName: 'view' }
    });
  }
}
