import type { CatalogueEntry } from './catalogue.ts';
import { chartOf, type ChartData } from './chart.ts';
import { formatMeasure } from './measures.ts';
import { readReport } from './report-definition.ts';
import { ReportError } from './report-error.ts';
import type { Cell, Viewer } from './report-values.ts';
import { runReport, type ReportContext, type ReportRun } from './run-report.ts';
import type { Group } from './summarize.ts';

/** As many detail rows as Lightning shows on a report's page. */
export const MOST_ROWS = 2000;

export interface ReportFact {
  readonly values: readonly { readonly label: string; readonly value: number | string | null }[];
  readonly rows: readonly (readonly Cell[])[];
}

interface NamedColumn {
  readonly name: string;
  readonly label: string;
  readonly type: string;
}

/** A report's result as its page shows it. */
export interface ReportDescription {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly folderLabel: string;
  readonly typeLabel: string;
  readonly format: string;
  readonly showDetails: boolean;
  readonly columns: readonly NamedColumn[];
  readonly groupings: readonly NamedColumn[];
  readonly acrossGroupings: readonly NamedColumn[];
  readonly measures: readonly { readonly key: string; readonly label: string; readonly type: string }[];
  readonly down: readonly Group[];
  readonly across: readonly Group[];
  readonly facts: Readonly<Record<string, ReportFact>>;
  readonly rowCount: number;
  readonly shownRows: number;
  readonly chart?: ChartData;
  readonly notices: readonly string[];
}

/**
 * Runs a report and words its result.
 * @param details overrides what the report says about its detail rows
 * @throws ReportError
 */
export function describeReport(entry: CatalogueEntry, context: ReportContext, details?: boolean): ReportDescription {
  const run = runReport(readReport(entry.component), context);
  const { definition } = run;
  const notices = [...run.notices];
  const { chart, notice } = chartOrNotice(run, context.viewer);
  if (notice) notices.push(notice);
  const shown = run.measures.flatMap((measure, index) => (measure.isHidden ? [] : [{ measure, index }]));
  const showDetails = details ?? (definition.showDetails || definition.format === 'Tabular');
  let shownRows = 0;
  const facts: Record<string, ReportFact> = {};
  for (const key of keysInOrder(run.summaries.down, run.summaries.across)) {
    const fact = run.summaries.facts.get(key);
    if (!fact) continue;
    const rows = showDetails ? fact.rows.slice(0, MOST_ROWS - shownRows) : [];
    shownRows += rows.length;
    facts[key] = {
      values: shown.map(({ measure, index }) => {
        const value = fact.values[index] ?? null;
        return { label: formatMeasure(measure, value, context.viewer), value };
      }),
      rows: rows.map((index) => run.columns.map((column) => column.cell(run.rows[index] ?? {})))
    };
  }
  return {
    id: entry.id,
    name: definition.name,
    description: definition.description,
    folderLabel: entry.folderLabel,
    typeLabel: run.typeLabel,
    format: definition.format,
    showDetails,
    columns: run.columns.map(named),
    groupings: run.down.map(named),
    acrossGroupings: run.across.map(named),
    measures: shown.map(({ measure: { key, label, type } }) => ({ key, label, type })),
    down: run.summaries.down,
    across: run.summaries.across,
    facts,
    rowCount: run.rows.length,
    shownRows,
    ...(chart && { chart }),
    notices
  };
}

function named({ name, label, type }: NamedColumn): NamedColumn {
  return { name, label, type };
}

function chartOrNotice(run: ReportRun, viewer: Viewer): { chart?: ChartData; notice?: string } {
  const { chart } = run.definition;
  if (!chart || chart.type === 'None') return {};
  try {
    return { chart: chartOf(run, chart, viewer) };
  } catch (error) {
    if (error instanceof ReportError) return { notice: error.message };
    throw error;
  }
}

/** Every pair of groups, in the order in which a page shows them, so that the first rows are the ones shown. */
export function keysInOrder(down: readonly Group[], across: readonly Group[]): string[] {
  const flat = (groups: readonly Group[]): string[] =>
    groups.flatMap(({ key, groups: inner }) => [key, ...flat(inner)]);
  const columns = ['T', ...flat(across)];
  return ['T', ...flat(down)].flatMap((key) => columns.map((column) => `${key}!${column}`));
}
