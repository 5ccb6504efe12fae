import { api, LightningElement } from 'lwc';
import { session } from '@local-org/runtime';
import { FetchError, request } from '@local-org/rest';
import type { ReportDescription } from '@local-org/report-types';
import { NOWHERE, type PageReference } from '@local-org/router';
import { messageOf } from '@local-org/values';

/** A report, run when it is opened. */
export default class ReportPage extends LightningElement {
  report: ReportDescription | undefined;
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

  get totals(): { key: string; label: string; text: string }[] {
    const values = this.report?.facts['T!T']?.values ?? [];
    return (this.report?.measures ?? []).map(({ key, label }, index) => ({
      key,
      label: key === 'RowCount' ? 'Total Records' : label,
      text: values[index]?.label ?? ''
    }));
  }

  get notices(): string[] {
    const { notices = [], rowCount = 0, shownRows = 0, showDetails, format } = this.report ?? {};
    const hidden =
      showDetails && format !== 'Matrix' && shownRows < rowCount
        ? [
            `${shownRows.toLocaleString(session.i18n.lang)} of ${rowCount.toLocaleString(session.i18n.lang)} rows are shown; the figures are of all of them.`
          ]
        : [];
    return [...notices, ...hidden];
  }

  private async load(): Promise<void> {
    const turn = ++this.#turn;
    const { recordId = '' } = (this.#reference ?? NOWHERE).attributes;
    this.report = undefined;
    this.error = '';
    try {
      const report = await request<ReportDescription>(
        'GET',
        `/lightning/api/report?id=${encodeURIComponent(recordId)}`
      );
      if (turn !== this.#turn) return;
      this.report = report;
      document.title = `${report.name} | Report`;
    } catch (error) {
      if (turn !== this.#turn) return;
      const status = error instanceof FetchError ? error.status : 0;
      this.heading = status === 403 ? 'No access' : status === 404 ? 'Page not found' : 'This report could not be run';
      this.error = messageOf(error);
    }
  }

  handleRefresh(): void {
    this.load();
  }
}
