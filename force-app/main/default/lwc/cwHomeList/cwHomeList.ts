import { LightningElement, api } from 'lwc';

/** One entry: a record to open, with what matters about it. */
export interface ListEntry {
  readonly key: string;
  readonly recordId: string;
  readonly objectName: string;
  readonly label: string;
  /** Beside the link: whom it is about. */
  readonly who: string;
  /** Below: further facts. */
  readonly facts: string;
  /** On the right: what is wrong, or since when it waits. */
  readonly note: string;
  /** The note asks for action. */
  readonly isUrgent: boolean;
  /** On the right, below: money. */
  readonly amount: string;
  readonly link: string | null;
  readonly linkLabel: string;
  readonly linkTitle: string;
}

/** A list of records, each with two lines of facts. */
export default class CwHomeList extends LightningElement {
  /** What to show. */
  @api entries: readonly ListEntry[] = [];

  get rows(): readonly (ListEntry & { noteClass: string })[] {
    return this.entries.map((entry) => ({ ...entry, noteClass: entry.isUrgent ? 'note note_urgent' : 'note' }));
  }
}
