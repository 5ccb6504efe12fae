import { api, LightningElement } from 'lwc';
import type { RecordContext, RelatedList } from '@local-org/shell-types';

/** All related lists of the page layout, one below the other. */
export default class RelatedLists extends LightningElement {
  @api lists: RelatedList[] = [];
  @api context: RecordContext = {};

  get isEmpty(): boolean {
    return this.lists.length === 0;
  }
}
