import { api, LightningElement } from 'lwc';
import { reportTable, type ReportTable } from '@local-org/report-table';
import type { ReportDescription } from '@local-org/report-types';
import { goTo } from '@local-org/router';

/** The rows of a report with its groups, subtotals and total. */
export default class ReportGrid extends LightningElement {
  @api report: ReportDescription | undefined;

  get table(): ReportTable {
    return this.report ? reportTable(this.report) : { head: [], body: [] };
  }

  get caption(): string {
    return this.report?.name ?? '';
  }

  handleLink(event: Event): void {
    event.preventDefault();
    goTo((event.currentTarget as HTMLElement).dataset.target ?? '/');
  }
}
