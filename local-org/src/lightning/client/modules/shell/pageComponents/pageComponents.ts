import { api, LightningElement } from 'lwc';
import { factsOf } from '@local-org/facts';
import type { PageComponent, RecordContext } from '@local-org/shell-types';
import { isVisible } from '@local-org/visibility';

interface Shown extends PageComponent {
  isHighlights: boolean;
  isDetail: boolean;
  isRelatedLists: boolean;
  isRelatedList: boolean;
  isTabset: boolean;
  isAccordion: boolean;
  isRichText: boolean;
  isListView: boolean;
  isRecentItems: boolean;
  isTodayTasks: boolean;
  isReportChart: boolean;
  isCustom: boolean;
  isGroup: boolean;
}

/** The components of one region, tab or column, in order; hidden where their visibility rules say so. */
export default class PageComponents extends LightningElement {
  @api components: PageComponent[] = [];
  @api context: RecordContext = {};
  /** True inside a tab, whose card is the frame already. */
  @api nested = false;

  get detailClass(): string {
    return this.nested ? '' : 'shell-card';
  }

  get shown(): Shown[] {
    const facts = factsOf(this.context);
    return this.components
      .filter(({ visibility }) => isVisible(visibility, facts))
      .map((component) => ({
        ...component,
        isHighlights: component.kind === 'highlights',
        isDetail: component.kind === 'detail',
        isRelatedLists: component.kind === 'relatedLists',
        isRelatedList: component.kind === 'relatedList',
        isTabset: component.kind === 'tabset',
        isAccordion: component.kind === 'accordion',
        isRichText: component.kind === 'richText',
        isListView: component.kind === 'listView',
        isRecentItems: component.kind === 'recentItems',
        isTodayTasks: component.kind === 'todayTasks',
        isReportChart: component.kind === 'reportChart',
        isCustom: component.kind === 'custom',
        isGroup: component.kind === 'group'
      }));
  }

  get nothing(): boolean {
    return this.nested && this.shown.length === 0;
  }
}
