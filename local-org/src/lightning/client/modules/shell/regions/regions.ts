import { api, LightningElement } from 'lwc';
import { pageAreas, type PageColumn } from '@local-org/page-areas';
import type { PageRegion, RecordContext } from '@local-org/shell-types';

interface Column extends PageColumn<PageRegion> {
  hasPair: boolean;
}

/** A Lightning page's regions: full-width rows above, then columns whose order and width follow the regions' names and the template's. */
export default class Regions extends LightningElement {
  @api regions: PageRegion[] = [];
  @api pageTemplate = '';
  @api context: RecordContext = {};

  get rows(): readonly PageRegion[] {
    return pageAreas(this.regions, this.pageTemplate).rows;
  }

  get columns(): Column[] {
    return pageAreas(this.regions, this.pageTemplate).columns.map((column) => ({
      ...column,
      hasPair: column.pair.length > 0
    }));
  }
}
