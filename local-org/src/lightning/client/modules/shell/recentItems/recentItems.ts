import { api, LightningElement } from 'lwc';
import { objectInfo } from '@local-org/object-info';
import { recentItems, type RecentItem } from '@local-org/recent';
import { query } from '@local-org/rest';
import { goTo } from '@local-org/router';
import type { RecentItemsCard } from '@local-org/shell-types';
import { messageOf } from '@local-org/values';

interface Shown {
  id: string;
  name: string;
  label: string;
  icon: string;
  target: string;
}

/** The records that the user opened last, by the names that they have now; those that are gone or not to be seen are left out. */
export default class RecentItems extends LightningElement {
  @api card: RecentItemsCard | undefined;
  items: Shown[] = [];
  loaded = false;
  error = '';

  connectedCallback(): void {
    this.load();
  }

  get title(): string {
    return this.card?.label ?? '';
  }

  get hasItems(): boolean {
    return this.items.length > 0;
  }

  private async load(): Promise<void> {
    const { objectNames = [], rows = 0 } = this.card ?? {};
    const wanted = recentItems().filter(({ objectName }) => !objectNames.length || objectNames.includes(objectName));
    try {
      const shown = new Map<string, Shown>();
      const objects = [...new Set(wanted.map(({ objectName }) => objectName))];
      for (const found of await Promise.all(objects.map((name) => namesOf(name, wanted)))) {
        for (const item of found) shown.set(item.id, item);
      }
      this.items = wanted.flatMap(({ id }) => shown.get(id) ?? []).slice(0, rows);
    } catch (error) {
      this.error = messageOf(error);
    }
    this.loaded = true;
  }

  handleLink(event: Event): void {
    event.preventDefault();
    goTo((event.currentTarget as HTMLElement).dataset.target ?? '/');
  }
}

async function namesOf(objectName: string, wanted: readonly RecentItem[]): Promise<Shown[]> {
  const ids = wanted.filter((item) => item.objectName === objectName).map(({ id }) => `'${id}'`);
  const info = await objectInfo(objectName).catch(() => undefined);
  const nameField = info?.nameFields[0];
  if (!info || !nameField) return [];
  const { records } = await query(`SELECT Id, ${nameField} FROM ${info.apiName} WHERE Id IN (${ids.join(', ')})`);
  return records.map((row) => ({
    id: String(row.Id),
    name: String(row[nameField] ?? row.Id),
    label: info.label,
    icon: info.themeInfo.iconName,
    target: `/lightning/r/${info.apiName}/${row.Id}/view`
  }));
}
