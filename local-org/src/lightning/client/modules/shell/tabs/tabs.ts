import { api, LightningElement } from 'lwc';
import { factsOf } from '@local-org/facts';
import type { PageTab, RecordContext } from '@local-org/shell-types';
import { isVisible } from '@local-org/visibility';

interface Tab extends PageTab {
  tabId: string;
  panelId: string;
  selected: string;
  tabindex: string;
  itemClass: string;
  panelClass: string;
  opened: boolean;
}

/** Tabs of a Lightning page. A tab's components are made when it is opened first and kept afterwards. */
export default class Tabs extends LightningElement {
  @api tabs: PageTab[] = [];
  @api context: RecordContext = {};
  chosen = '';
  opened: string[] = [];

  private get visible(): PageTab[] {
    const facts = factsOf(this.context);
    return this.tabs.filter(({ visibility }) => isVisible(visibility, facts));
  }

  private get current(): string {
    const visible = this.visible;
    const chosen = visible.find(({ id }) => id === this.chosen);
    return (chosen ?? visible.find(({ active }) => active) ?? visible[0])?.id ?? '';
  }

  get shown(): Tab[] {
    const current = this.current;
    return this.visible.map((tab) => {
      const selected = tab.id === current;
      return {
        ...tab,
        tabId: `tab-${tab.id}`,
        panelId: `panel-${tab.id}`,
        selected: String(selected),
        tabindex: selected ? '0' : '-1',
        itemClass: `slds-tabs_default__item${selected ? ' slds-is-active' : ''}`,
        panelClass: `slds-tabs_default__content ${selected ? 'slds-show' : 'slds-hide'}`,
        opened: selected || this.opened.includes(tab.id)
      };
    });
  }

  handleTab(event: Event): void {
    event.preventDefault();
    this.open((event.currentTarget as HTMLElement).dataset.tab ?? '');
  }

  private open(id: string): void {
    this.opened = [...new Set([...this.opened, this.current, id])];
    this.chosen = id;
  }

  handleKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const visible = this.visible;
    const index = visible.findIndex(({ id }) => id === this.current);
    const next = visible[(index + step + visible.length) % visible.length];
    if (!next) return;
    this.open(next.id);
    (this.template?.querySelector(`a[data-tab="${next.id}"]`) as HTMLElement | null)?.focus();
  }
}
