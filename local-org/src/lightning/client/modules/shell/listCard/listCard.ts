import { api, LightningElement } from 'lwc';
import { describeList, listRows } from '@local-org/list-rows';
import { goTo } from '@local-org/router';
import type { ListDescription, ListViewCard } from '@local-org/shell-types';
import { messageOf } from '@local-org/values';

/** A list view on a home or app page: its first rows, and a link to all. */
export default class ListCard extends LightningElement {
  @api listView: ListViewCard | undefined;
  list: ListDescription | undefined;
  rows: Record<string, unknown>[] = [];
  loaded = false;
  error = '';

  connectedCallback(): void {
    this.load();
  }

  get title(): string {
    return this.listView?.label ?? this.list?.view.label ?? 'List';
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get target(): string {
    const { objectName = '', filterName = '' } = this.listView ?? {};
    return `/lightning/o/${objectName}/list?filterName=${encodeURIComponent(filterName)}`;
  }

  private async load(): Promise<void> {
    const { objectName = '', filterName = '', rows = 0 } = this.listView ?? {};
    try {
      const list = await describeList(objectName, filterName);
      this.list = list;
      this.rows = await listRows(list, rows);
    } catch (error) {
      this.error = messageOf(error);
    }
    this.loaded = true;
  }

  handleAll(event: Event): void {
    event.preventDefault();
    goTo(this.target);
  }
}
