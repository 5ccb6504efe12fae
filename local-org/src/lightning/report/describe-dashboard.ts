import { findEntry, type CatalogueEntry } from './catalogue.ts';
import { chartOf, type ChartData } from './chart.ts';
import { readDashboard, type DashboardPart } from './dashboard-definition.ts';
import { formatMeasure, ROW_COUNT, type Measure } from './measures.ts';
import { readReport } from './report-definition.ts';
import { ReportError, unsupported } from './report-error.ts';
import type { Cell } from './report-values.ts';
import { runReport, type ReportContext, type ReportRun } from './run-report.ts';

const MOST_TABLE_ROWS = 10;

export interface DashboardTable {
  readonly columns: readonly { readonly label: string; readonly isFigure: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface DashboardMetric {
  readonly label: string;
  readonly text: string;
  /** Of the range that the value lies in; empty without ranges. */
  readonly color: string;
  /** Of the whole, for a gauge. */
  readonly share?: number;
}

/** One component as the page shows it; `reason` where it cannot be shown. */
export interface DashboardTile {
  readonly title: string;
  readonly footer: string;
  readonly place: DashboardPart['place'];
  readonly reportId?: string;
  readonly reportName?: string;
  readonly chart?: ChartData;
  readonly metric?: DashboardMetric;
  readonly table?: DashboardTable;
  readonly reason?: string;
}

export interface DashboardDescription {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly folderLabel: string;
  readonly columns: number;
  readonly tiles: readonly DashboardTile[];
  readonly notices: readonly string[];
}

/** Runs every component's report and words the results; one that cannot be run does not stop the others. */
export function describeDashboard(
  entry: CatalogueEntry,
  reports: readonly CatalogueEntry[],
  context: ReportContext
): DashboardDescription {
  const definition = readDashboard(entry.component);
  const notices = [
    ...(definition.filters.length > 0
      ? [
          `The filters of this dashboard (${definition.filters.join(', ')}) are not supported by the local org: nothing is filtered.`
        ]
      : []),
    ...(definition.hasRunningUser
      ? ['Shown with your own rights, not with those of the user that the dashboard names.']
      : [])
  ];
  return {
    id: entry.id,
    name: entry.name,
    description: entry.description,
    folderLabel: entry.folderLabel,
    columns: definition.columns,
    tiles: definition.parts.map((part) => tile(part, reports, context)),
    notices
  };
}

function tile(part: DashboardPart, reports: readonly CatalogueEntry[], context: ReportContext): DashboardTile {
  const report = findEntry(reports, part.report);
  const frame = {
    title: part.title || (report?.name ?? ''),
    footer: part.footer,
    place: part.place,
    ...(report && { reportId: report.id, reportName: report.name })
  };
  try {
    return { ...frame, ...bodyOf(part, report, context) };
  } catch (error) {
    if (error instanceof ReportError) return { ...frame, reason: error.message };
    throw error;
  }
}

type Body = Pick<DashboardTile, 'chart' | 'metric' | 'table'>;

function bodyOf(part: DashboardPart, report: CatalogueEntry | undefined, context: ReportContext): Body {
  if (/^(Scontrol|VisualforcePage)$/.test(part.type))
    throw new ReportError(`A component of the type ${part.type} is not supported by the local org.`);
  if (!report) throw new ReportError(`There is no report ${part.report} that you may open.`);
  const definition = readReport(report.component);
  const use = {
    groupings: part.groupings,
    column: part.summary?.column ?? 'RowCount',
    kind: part.summary?.kind
  };
  const run = runReport(definition, context, [use]);
  const measure = measureOf(part, run);
  switch (part.type) {
    case 'Metric':
    case 'Gauge':
      return { metric: metricOf(part, run, measure, context) };
    case 'Table':
    case 'FlexTable':
      return { table: tableOf(part, run, measure, context) };
    default: {
      const own = part.usesReportChart ? definition.chart : undefined;
      const groupings =
        part.groupings.length > 0
          ? part.groupings
          : run.down.slice(0, /Grouped|Stacked/.test(part.type) ? 2 : 1).map(({ name }) => name);
      const chart = own && own.type !== 'None' ? own : { type: part.type, title: '', groupings, ...columnOf(measure) };
      return { chart: chartOf(run, { ...chart, title: '', sortBy: part.sortBy, most: part.most }, context.viewer) };
    }
  }
}

/** The component's summary, else the report's first one. */
function measureOf(part: DashboardPart, run: ReportRun): Measure {
  if (part.summary) return run.measure(part.summary.column, part.summary.kind);
  return run.measures.find(({ isHidden }) => !isHidden) ?? ROW_COUNT;
}

function columnOf({ key, field, kind }: Measure): { column: string; kind: Measure['kind'] } {
  return { column: field?.column ?? key, kind };
}

function metricOf(part: DashboardPart, run: ReportRun, measure: Measure, context: ReportContext): DashboardMetric {
  const index = run.measures.findIndex(({ key }) => key === measure.key);
  if (index < 0) return unsupported(`a figure that its report does not summarize (${measure.label})`);
  const value = run.summaries.facts.get('T!T')?.values[index] ?? null;
  const amount = typeof value === 'number' ? value : 0;
  const range = part.breakpoints.filter((breakpoint) => amount >= breakpoint).length;
  return {
    label: part.metricLabel || measure.label,
    text: formatMeasure(measure, value, context.viewer),
    color: part.breakpoints.length > 0 ? (part.colors[range] ?? '') : '',
    ...(part.gaugeMax && { share: Math.max(0, Math.min(1, amount / part.gaugeMax)) })
  };
}

function tableOf(part: DashboardPart, run: ReportRun, measure: Measure, context: ReportContext): DashboardTable {
  const most = part.most ?? MOST_TABLE_ROWS;
  const details =
    part.columns.length > 0
      ? part.columns.filter(({ type }) => type === 'detail')
      : run.columns.map(({ name }) => ({ column: name }));
  if (details.length > 0 && (part.columns.length > 0 || run.down.length === 0)) {
    const columns = details.flatMap(({ column }) => run.columns.find(({ name }) => name === column) ?? []);
    return {
      columns: columns.map(({ label, type }) => ({ label, isFigure: /^(int|double|currency|percent)$/.test(type) })),
      rows: run.rows.slice(0, most).map((row) => columns.map((column) => column.cell(row)))
    };
  }
  const wanted = part.columns.filter(({ type }) => type === 'aggregate');
  const measures = wanted.length > 0 ? wanted.map(({ column, kind }) => run.measure(column, kind)) : [measure];
  const [grouping] = run.down;
  if (!grouping) return unsupported('a table of groups over a report without groups');
  const indexes = measures.map(({ key }) => run.measures.findIndex((known) => known.key === key));
  const rows = run.summaries.down.map(({ key, label, value, recordId }) => {
    const values = run.summaries.facts.get(`${key}!T`)?.values ?? [];
    const figures = measures.map((one, position): Cell => {
      const figure = values[indexes[position] ?? -1] ?? null;
      return { label: formatMeasure(one, figure, context.viewer), value: figure };
    });
    return [{ label, value, ...(recordId && { recordId }) }, ...figures];
  });
  if (/^RowValue/.test(part.sortBy ?? '')) {
    const direction = part.sortBy === 'RowValueAscending' ? 1 : -1;
    rows.sort((left, right) => direction * (Number(left[1]?.value ?? 0) - Number(right[1]?.value ?? 0)));
  }
  return {
    columns: [{ label: grouping.label, isFigure: false }, ...measures.map(({ label }) => ({ label, isFigure: true }))],
    rows: rows.slice(0, most)
  };
}
