export { describeDashboard, type DashboardDescription } from './describe-dashboard.ts';
export { analyticsId, catalogue, findEntry, type AnalyticsKind, type CatalogueEntry } from './catalogue.ts';
export { describeReport, keysInOrder, MOST_ROWS, type ReportDescription } from './describe-report.ts';
export { readReport, reportHead, type ReportDefinition } from './report-definition.ts';
export { ReportError } from './report-error.ts';
export { formatMeasure } from './measures.ts';
export { runReport, type ReportContext, type ReportRun } from './run-report.ts';
export type { Row, Viewer } from './report-values.ts';
