import { api, LightningElement } from 'lwc';

/** The frame of a quick action's component inside its dialog: heading, content, and a footer for buttons. */
export default class QuickActionPanel extends LightningElement {
  @api header = '';
}
