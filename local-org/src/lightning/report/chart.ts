import { formatMeasure, type Measure } from './measures.ts';
import type { SummaryKind } from './report-definition.ts';
import { unsupported } from './report-error.ts';
import type { ReportRun } from './run-report.ts';
import type { Viewer } from './report-values.ts';
import { summarize } from './summarize.ts';
import { table } from '../../common/index.ts';

/** What a chart draws. */
export interface ChartData {
  readonly shape: 'bar' | 'column' | 'line' | 'donut';
  /** Series one upon the other; beside each other without. */
  readonly stacked: boolean;
  readonly title: string;
  readonly groupLabel: string;
  readonly measureLabel: string;
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly label: string;
    readonly values: readonly number[];
    readonly texts: readonly string[];
  }[];
  /** The figure of all rows together. */
  readonly total: string;
}

export interface ChartUse {
  readonly type: string;
  readonly title: string;
  readonly groupings: readonly string[];
  readonly column: string;
  readonly kind: SummaryKind | undefined;
  readonly sortBy?: string | undefined;
  readonly most?: number | undefined;
}

const SHAPES: Readonly<Record<string, ChartData['shape']>> = table({
  HorizontalBar: 'bar',
  Bar: 'bar',
  VerticalColumn: 'column',
  Column: 'column',
  Line: 'line',
  Pie: 'donut',
  Donut: 'donut',
  Funnel: 'bar'
});

/** @throws ReportError for a chart that the local org does not draw */
export function chartOf(run: ReportRun, use: ChartUse, viewer: Viewer): ChartData {
  const kind = use.type.replace(/(Grouped|Stacked)$/, '');
  const shape = SHAPES[kind];
  if (!shape) return unsupported(`a chart of the type ${use.type}`);
  const names = use.groupings.length > 0 ? use.groupings : run.down.slice(0, 1).map(({ name }) => name);
  const [first, second] = names.map((name) => run.grouping(name));
  if (!first) return unsupported('a chart without groups');
  const measure = run.measure(use.column, use.kind);
  // A formula's inputs are measures too.
  const measures = [...(run.measures.includes(measure) ? run.measures : [measure])];
  const index = measures.indexOf(measure);
  const isSplit = second !== undefined && shape !== 'donut';
  const { down, across, facts } = summarize(run.rows, [first], isSplit ? [second] : [], measures);
  const figure = (key: string): number => {
    const value = facts.get(key)?.values[index];
    return typeof value === 'number' ? value : 0;
  };
  const groups = ordered(down, (key) => figure(`${key}!T`), use.sortBy).slice(0, use.most);
  const columns = isSplit ? across.map(({ key, label }) => ({ key, label })) : [{ key: 'T', label: measure.label }];
  return {
    shape,
    stacked: /Stacked/.test(use.type),
    title: use.title,
    groupLabel: first.label,
    measureLabel: measure.label,
    categories: groups.map(({ label }) => label),
    series: columns.map(({ key, label }) => ({
      label,
      values: groups.map((group) => figure(`${group.key}!${key}`)),
      texts: groups.map((group) => text(measure, figure(`${group.key}!${key}`), viewer))
    })),
    total: text(measure, figure('T!T'), viewer)
  };
}

function text(measure: Measure, value: number, viewer: Viewer): string {
  return formatMeasure(measure, value, viewer);
}

function ordered<G extends { key: string; label: string }>(
  groups: readonly G[],
  figure: (key: string) => number,
  sortBy: string | undefined
): G[] {
  switch (sortBy) {
    case 'RowValueDescending':
      return [...groups].sort((left, right) => figure(right.key) - figure(left.key));
    case 'RowValueAscending':
      return [...groups].sort((left, right) => figure(left.key) - figure(right.key));
    case 'RowLabelDescending':
      return [...groups].reverse();
    default:
      return [...groups];
  }
}
