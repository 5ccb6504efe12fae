import { LightningElement } from 'lwc';

/** Shows the errors of the record form around it. */
export default class Messages extends LightningElement {
  text = '';

  connectedCallback(): void {
    const detail = (text: string): void => {
      this.text = text;
    };
    this.dispatchEvent(new CustomEvent('localorgregistermessages', { detail, bubbles: true }));
  }
}
