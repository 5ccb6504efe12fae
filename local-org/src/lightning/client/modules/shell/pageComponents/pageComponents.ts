import { api, LightningElement } from 'lwc';
import { factsOf } from '@local-org/facts';
import type { PageComponent, RecordContext } from '@local-org/shell-types';
import { nextTurn } from '@local-org/turns';
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

  /** How many are drawn: one more with each turn of the browser, so that a page with many holds nobody up. */
  private drawn = 1;
  #isDrawing = false;
  #isGone = false;

  connectedCallback(): void {
    this.#isGone = false;
  }

  disconnectedCallback(): void {
    this.#isGone = true;
  }

  renderedCallback(): void {
    if (this.#isDrawing || this.drawn >= this.components.length) return;
    this.#isDrawing = true;
    nextTurn().then(() => {
      this.#isDrawing = false;
      if (!this.#isGone) this.drawn += 1;
    });
  }

  get detailClass(): string {
    return this.nested ? '' : 'shell-card';
  }

  get shown(): Shown[] {
    const facts = factsOf(this.context);
    return this.components
      .slice(0, this.drawn)
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
    return this.nested && this.drawn >= this.components.length && this.shown.length === 0;
  }
}
