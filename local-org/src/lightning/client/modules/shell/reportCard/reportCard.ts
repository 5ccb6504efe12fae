import { api, LightningElement } from 'lwc';
import { request } from '@local-org/rest';
import type { ReportDescription } from '@local-org/report-types';
import { goTo } from '@local-org/router';
import { messageOf } from '@local-org/values';

/** The chart of a report on a Lightning page. */
export default class ReportCard extends LightningElement {
  @api reportName = '';
  @api label: string | undefined;
  report: ReportDescription | undefined;
  error = '';

  connectedCallback(): void {
    this.load();
  }

  get title(): string {
    return this.label ?? this.report?.chart?.title ?? this.report?.name ?? 'Report Chart';
  }

  get target(): string {
    return `/lightning/r/Report/${this.report?.id ?? ''}/view`;
  }

  private async load(): Promise<void> {
    try {
      this.report = await request('GET', `/lightning/api/report?id=${encodeURIComponent(this.reportName)}`);
    } catch (error) {
      this.error = messageOf(error);
    }
  }

  handleReport(event: Event): void {
    event.preventDefault();
    goTo(this.target);
  }
}
