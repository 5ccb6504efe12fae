import { api, LightningElement } from 'lwc';
import { FetchError, request } from '@local-org/rest';
import type { DashboardDescription, DashboardTile } from '@local-org/report-types';
import { goTo, NOWHERE, type PageReference } from '@local-org/router';
import { messageOf } from '@local-org/values';

interface ShownTile extends DashboardTile {
  key: string;
  style: string;
  target: string | null;
  metricStyle: string;
  hasShare: boolean;
  percent: number;
  heads: { key: string; label: string; className: string }[];
  lines: { key: string; cells: { key: string; label: string; className: string; target: string | null }[] }[];
}

/** A dashboard, whose reports are run when it is opened. */
export default class DashboardPage extends LightningElement {
  dashboard: DashboardDescription | undefined;
  heading = '';
  error = '';
  #reference: PageReference | undefined;
  #turn = 0;

  @api
  get reference(): PageReference | undefined {
    return this.#reference;
  }

  set reference(value: PageReference | undefined) {
    this.#reference = value;
    this.load();
  }

  get gridStyle(): string {
    return `--columns: ${this.dashboard?.columns ?? 12}`;
  }

  get tiles(): ShownTile[] {
    const sorted = [...(this.dashboard?.tiles ?? [])].sort(
      (left, right) => left.place.row - right.place.row || left.place.column - right.place.column
    );
    return sorted.map((tile, index) => shown(tile, index));
  }

  private async load(): Promise<void> {
    const turn = ++this.#turn;
    const { recordId = '' } = (this.#reference ?? NOWHERE).attributes;
    this.dashboard = undefined;
    this.error = '';
    try {
      const dashboard = await request<DashboardDescription>(
        'GET',
        `/lightning/api/dashboard?id=${encodeURIComponent(recordId)}`
      );
      if (turn !== this.#turn) return;
      this.dashboard = dashboard;
      document.title = `${dashboard.name} | Dashboard`;
    } catch (error) {
      if (turn !== this.#turn) return;
      const status = error instanceof FetchError ? error.status : 0;
      this.heading =
        status === 403 ? 'No access' : status === 404 ? 'Page not found' : 'This dashboard could not be shown';
      this.error = messageOf(error);
    }
  }

  handleRefresh(): void {
    this.load();
  }

  handleLink(event: Event): void {
    event.preventDefault();
    goTo((event.currentTarget as HTMLElement).dataset.target ?? '/');
  }
}

function shown(tile: DashboardTile, index: number): ShownTile {
  const { column, row, width, height } = tile.place;
  const color = tile.metric?.color ?? '';
  const share = tile.metric?.share;
  const columns = tile.table?.columns ?? [];
  const className = (at: number): string => (columns[at]?.isFigure ? 'shell-num' : '');
  return {
    ...tile,
    key: String(index),
    style: `grid-column: ${column + 1} / span ${width}; grid-row: ${row + 1} / span ${height}`,
    target: tile.reportId ? `/lightning/r/Report/${tile.reportId}/view` : null,
    metricStyle: /^#[0-9a-fA-F]{6}$/.test(color) ? `border-bottom: 4px solid ${color}` : '',
    hasShare: share !== undefined,
    percent: Math.round((share ?? 0) * 100),
    heads: columns.map(({ label }, at) => ({ key: String(at), label, className: className(at) })),
    lines: (tile.table?.rows ?? []).map((cells, line) => ({
      key: String(line),
      cells: cells.map(({ label, recordId }, at) => ({
        key: String(at),
        label,
        className: className(at),
        target: recordId ? `/lightning/r/${recordId}/view` : null
      }))
    }))
  };
}
