import { api, LightningElement } from 'lwc';

/** Not supported: it needs services that only Salesforce has. Says so where it would stand. */
export default class Unsupported extends LightningElement {
  @api label: unknown;
  @api name: unknown;
  @api accept: unknown;
  @api recordId: unknown;
  @api multiple: unknown;
  @api disabled: unknown;

  connectedCallback(): void {
    console.error('lightning-file-upload is not supported by the local org');
  }
}
