import { api, LightningElement } from 'lwc';
import { currentReference, goTo, onNavigation } from '@local-org/router';
import type { AppDescription, NavigationItem } from '@local-org/shell-types';

interface BarItem extends NavigationItem {
  className: string;
  current: 'page' | null;
}

const LETTER_WIDTH = 7.2;
const ITEM_PADDING = 26;
const RESERVED = 300;
const NARROW = 640;

/** The app's name, the app launcher and the app's tabs; tabs that do not fit are under "More". */
export default class NavigationBar extends LightningElement {
  @api app: AppDescription | undefined;
  @api apps: readonly AppDescription[] = [];
  launcherOpen = false;
  width = window.innerWidth;
  path = window.location.pathname;
  #stop: (() => void) | undefined;
  #resize = (): void => {
    this.width = window.innerWidth;
  };
  #outside = (event: Event): void => {
    if (!event.composedPath().includes(this.hostElement)) this.launcherOpen = false;
  };

  connectedCallback(): void {
    window.addEventListener('resize', this.#resize);
    window.addEventListener('click', this.#outside);
    this.#stop = onNavigation(() => {
      this.path = window.location.pathname;
    });
  }

  disconnectedCallback(): void {
    window.removeEventListener('resize', this.#resize);
    window.removeEventListener('click', this.#outside);
    this.#stop?.();
  }

  get barStyle(): string {
    return `border-bottom: 3px solid ${/^#[0-9a-fA-F]{6}$/.test(this.app?.headerColor ?? '') ? this.app?.headerColor : '#0176d3'}`;
  }

  private get items(): BarItem[] {
    const here = currentReference().attributes.objectApiName;
    return (this.app?.items ?? []).map((item) => {
      const current =
        item.target === this.path ||
        (item.objectName !== undefined && item.objectName === here && this.path.startsWith('/lightning/'));
      return {
        ...item,
        current: current ? 'page' : null,
        className: `slds-context-bar__item${current ? ' slds-is-active' : ''}`
      };
    });
  }

  private get fitting(): number {
    if (this.width < NARROW) return 0;
    let room = this.width - RESERVED;
    let count = 0;
    for (const { label } of this.items) {
      room -= label.length * LETTER_WIDTH + ITEM_PADDING;
      if (room < 0) break;
      count += 1;
    }
    return count;
  }

  get visibleItems(): BarItem[] {
    return this.items.filter(({ target }, index) => target && index < this.fitting);
  }

  get moreItems(): BarItem[] {
    return this.items.filter(({ target }, index) => target && index >= this.fitting);
  }

  get unsupportedItems(): BarItem[] {
    return this.items.filter(({ target }) => !target);
  }

  get hasMore(): boolean {
    return this.moreItems.length > 0;
  }

  get moreLabel(): string {
    return this.fitting === 0 ? 'Menu' : 'More';
  }

  get expanded(): string {
    return String(this.launcherOpen);
  }

  handleLauncher(): void {
    this.launcherOpen = !this.launcherOpen;
    if (!this.launcherOpen) return;
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- once the list is drawn
    window.requestAnimationFrame(() => {
      (this.template?.querySelector('.shell-launcher button, .shell-launcher a') as HTMLElement | null)?.focus();
    });
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.launcherOpen) return;
    this.launcherOpen = false;
    (this.template?.querySelector('.slds-icon-waffle_container') as HTMLElement | null)?.focus();
  }

  handleApp(event: Event): void {
    this.launcherOpen = false;
    const { name } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('app', { detail: name }));
    const first = this.apps.find((app) => app.name === name)?.items.find(({ target }) => target)?.target;
    if (first) goTo(first);
  }

  handleLink(event: Event): void {
    this.launcherOpen = false;
    const { target } = (event.currentTarget as HTMLElement).dataset;
    if (!target) return;
    event.preventDefault();
    goTo(target);
  }

  handleMore(event: CustomEvent<{ value: string }>): void {
    goTo(event.detail.value);
  }
}
