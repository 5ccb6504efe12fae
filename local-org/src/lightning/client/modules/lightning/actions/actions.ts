/** Sent by a quick action's component to close its dialog. */
export class CloseActionScreenEvent extends CustomEvent<undefined> {
  static readonly type = 'lightning__actionsclosescreen';

  constructor() {
    super(CloseActionScreenEvent.type, { bubbles: true, composed: true });
  }
}
