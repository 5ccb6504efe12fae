import { LightningElement } from 'lwc';
import { chosenApp } from '@local-org/chosen-app';
import { session } from '@local-org/runtime';
import { goTo } from '@local-org/router';
import { query } from '@local-org/rest';
import type { NavigationItem } from '@local-org/shell-types';

interface Tile extends NavigationItem {
  count: string;
}

/** Home of an app without a home page: its objects with how many records the user can see of each. */
export default class AppTiles extends LightningElement {
  tiles: Tile[] = [];

  get title(): string {
    return chosenApp()?.label ?? 'Home';
  }

  get description(): string {
    return chosenApp()?.description ?? '';
  }

  get greeting(): string {
    return `You work as ${session.user.name} (${session.alias}).`;
  }

  connectedCallback(): void {
    this.tiles = (chosenApp()?.items ?? [])
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
