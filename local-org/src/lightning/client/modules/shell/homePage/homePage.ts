import { LightningElement } from 'lwc';
import { session } from '@local-org/runtime';
import { goTo } from '@local-org/router';
import { query } from '@local-org/rest';
import type { AppDescription, NavigationItem } from '@local-org/shell-types';

interface Tile extends NavigationItem {
  count: string;
}

/** Where a user starts: the app's objects with how many records the user can see of each. */
export default class HomePage extends LightningElement {
  tiles: Tile[] = [];

  private get app(): AppDescription | undefined {
    const chosen = window.localStorage.getItem('local-org-app');
    return session.apps.find(({ name }) => name === chosen) ?? session.apps[0];
  }

  get title(): string {
    return this.app?.label ?? 'Home';
  }

  get description(): string {
    return this.app?.description ?? '';
  }

  get greeting(): string {
    return `You work as ${session.user.name} (${session.alias}).`;
  }

  connectedCallback(): void {
    document.title = `Home | ${this.title}`;
    this.tiles = (this.app?.items ?? [])
      .filter(({ name, target }) => target && name !== 'standard-home')
      .map((item) => ({ ...item, count: '' }));
    for (const { objectName } of this.tiles) if (objectName) this.count(objectName);
  }

  private async count(objectName: string): Promise<void> {
    let count: string;
    try {
      const { totalSize } = await query(`SELECT COUNT() FROM ${objectName}`);
      count = totalSize === 1 ? '1 record' : `${totalSize.toLocaleString(session.i18n.lang)} records`;
    } catch {
      count = 'no access';
    }
    this.tiles = this.tiles.map((tile) => (tile.objectName === objectName ? { ...tile, count } : tile));
  }

  handleTile(event: Event): void {
    event.preventDefault();
    goTo((event.currentTarget as HTMLElement).dataset.target ?? '/');
  }
}
