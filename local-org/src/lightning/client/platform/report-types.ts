/** Shapes of what `/lightning/api/report…` and `/lightning/api/dashboard…` answer. */

export interface ReportCell {
  label: string;
  value: string | number | boolean | null;
  recordId?: string;
}

export interface ReportGroup {
  key: string;
  label: string;
  recordId?: string;
  groups: ReportGroup[];
}

export interface ReportFact {
  values: ReportCell[];
  rows: ReportCell[][];
}

export interface ChartData {
  shape: 'bar' | 'column' | 'line' | 'donut';
  stacked: boolean;
  title: string;
  groupLabel: string;
  measureLabel: string;
  categories: string[];
  series: { label: string; values: number[]; texts: string[] }[];
  total: string;
}

export interface ReportDescription {
  id: string;
  name: string;
  description: string;
  folderLabel: string;
  typeLabel: string;
  format: string;
  showDetails: boolean;
  columns: { name: string; label: string; type: string }[];
  groupings: { label: string }[];
  acrossGroupings: { label: string }[];
  measures: { key: string; label: string }[];
  down: ReportGroup[];
  across: ReportGroup[];
  facts: Record<string, ReportFact | undefined>;
  rowCount: number;
  shownRows: number;
  chart?: ChartData;
  notices: string[];
}

export interface DashboardTile {
  title: string;
  footer: string;
  place: { column: number; row: number; width: number; height: number };
  reportId?: string;
  reportName?: string;
  chart?: ChartData;
  metric?: { label: string; text: string; color: string; share?: number };
  table?: { columns: { label: string; isFigure: boolean }[]; rows: ReportCell[][] };
  reason?: string;
}

export interface DashboardDescription {
  id: string;
  name: string;
  description: string;
  folderLabel: string;
  columns: number;
  tiles: DashboardTile[];
  notices: string[];
}

export interface AnalyticsEntry {
  id: string;
  name: string;
  description: string;
  folderLabel: string;
}
