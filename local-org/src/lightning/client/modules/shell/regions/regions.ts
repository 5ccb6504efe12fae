import { api, LightningElement } from 'lwc';
import type { PageRegion, RecordContext } from '@local-org/shell-types';

interface Area extends PageRegion {
  className: string;
}

const FULL_WIDTH = /^(header|subheader|top|banner|header\d*)$/i;
const LEFT = /^(left|pinnedleft)/i;
const SIDE = /(sidebar|side|right(col|column)?)$/i;

/** A Lightning page's regions: full-width rows above, then columns whose order and width follow the regions' names and the template's. */
export default class Regions extends LightningElement {
  @api regions: PageRegion[] = [];
  @api pageTemplate = '';
  @api context: RecordContext = {};

  private get filled(): PageRegion[] {
    return this.regions.filter(({ components }) => components.length > 0);
  }

  get rows(): PageRegion[] {
    return this.filled.filter(({ name }) => FULL_WIDTH.test(name));
  }

  get columns(): Area[] {
    const areas = this.filled.filter(({ name }) => !FULL_WIDTH.test(name));
    const sidebarLeft = /LeftSidebar/i.test(this.pageTemplate);
    const position = (name: string): number => {
      if (LEFT.test(name) || (sidebarLeft && /^sidebar$/i.test(name))) return 0;
      return SIDE.test(name) ? 2 : 1;
    };
    const hasMain = areas.some(({ name }) => /^main$|^center/i.test(name));
    return areas
      .map((area) => ({ ...area, className: `shell-column ${widthOf(area.name, hasMain)}` }))
      .sort((left, right) => position(left.name) - position(right.name));
  }
}

function widthOf(name: string, hasMain: boolean): string {
  if (!hasMain) return 'shell-w-equal';
  return /^main$|^center/i.test(name) ? 'shell-w-main' : 'shell-w-side';
}
