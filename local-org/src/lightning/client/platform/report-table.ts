import type { ReportCell, ReportDescription, ReportFact, ReportGroup } from './report-types.ts';

/** A cell as the page draws it. */
export interface TableCell {
  readonly key: string;
  readonly label: string;
  readonly isHead: boolean;
  readonly scope: 'col' | 'row' | 'colgroup' | 'rowgroup';
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly className: string;
  readonly target?: string;
}

export interface TableLine {
  readonly key: string;
  readonly className: string;
  readonly cells: readonly TableCell[];
}

export interface ReportTable {
  readonly head: readonly TableLine[];
  readonly body: readonly TableLine[];
}

const FIGURES = new Set(['int', 'double', 'currency', 'percent']);
const NUMBER = 'shell-num';
const NOTHING: ReportFact = { values: [], rows: [] };

type Draft = Partial<Omit<TableCell, 'key' | 'label'>> & { readonly label: string };

function line(key: string, drafts: readonly Draft[], className = ''): TableLine {
  const cells = drafts.map((draft, index) => ({
    isHead: false,
    scope: 'row' as const,
    rowSpan: 1,
    colSpan: 1,
    className: '',
    ...draft,
    key: String(index)
  }));
  return { key, className, cells };
}

function linked({ label, recordId }: ReportCell | ReportGroup, extra: Partial<TableCell> = {}): Draft {
  return { label, ...(recordId ? { target: `/lightning/r/${recordId}/view` } : {}), ...extra };
}

/** Lays a report's result out as Lightning does: groups on the left, details or figures beside them, subtotals below each group. */
export function reportTable(report: ReportDescription): ReportTable {
  if (report.acrossGroupings.length > 0) return matrix(report);
  if (report.groupings.length === 0) return tabular(report);
  return summary(report);
}

function factOf(report: ReportDescription, down: string, across = 'T'): ReportFact {
  return report.facts[`${down}!${across}`] ?? NOTHING;
}

function columnHeads(report: ReportDescription): Draft[] {
  return report.columns.map(({ label, type }) => ({
    label,
    isHead: true,
    scope: 'col',
    className: FIGURES.has(type) ? NUMBER : ''
  }));
}

function detailCells(report: ReportDescription, row: readonly ReportCell[]): Draft[] {
  return row.map((cell, index) =>
    linked(cell, { className: FIGURES.has(report.columns[index]?.type ?? '') ? NUMBER : '' })
  );
}

function tabular(report: ReportDescription): ReportTable {
  const rows = factOf(report, 'T').rows.map((row, index) => line(String(index), detailCells(report, row)));
  const total = report.measures.length > 1 ? [line('total', totalCells(report, 'Total', 'T', 0), 'shell-total')] : [];
  return { head: [line('head', columnHeads(report))], body: [...rows, ...total] };
}

/** The figures of a group below the columns that they summarize; the number of records beside the label. */
function totalCells(report: ReportDescription, label: string, key: string, labelSpan: number): Draft[] {
  const { values } = factOf(report, key);
  const count = values[report.measures.findIndex((measure) => measure.key === 'RowCount')]?.label ?? '';
  const figures = report.measures
    .map((measure, index) => ({ ...measure, text: values[index]?.label ?? '' }))
    .filter((measure) => measure.key !== 'RowCount');
  const used = new Set<string>();
  const below = report.columns.map(({ name }): Draft => {
    const own = figures.filter((measure) => measure.key.split('!')[1] === name);
    own.forEach((measure) => used.add(measure.key));
    const text = own.map((measure) => (own.length > 1 ? `${measure.label}: ${measure.text}` : measure.text)).join(', ');
    return { label: text, className: NUMBER };
  });
  const rest = figures
    .filter((measure) => !used.has(measure.key))
    .map((measure) => `${measure.label}: ${measure.text}`);
  const words = [`${label} (${count})`, ...rest].join(' · ');
  if (labelSpan > 0) return [{ label: words, isHead: true, colSpan: labelSpan }, ...below];
  // No column of groups is left for the label: it shares the first column of details.
  const [first, ...others] = below;
  return [{ label: [words, first?.label].filter(Boolean).join(' · '), isHead: true }, ...others];
}

function summary(report: ReportDescription): ReportTable {
  const { showDetails, groupings, measures } = report;
  const head = line('head', [
    ...groupings.map(({ label }): Draft => ({ label, isHead: true, scope: 'col' })),
    ...(showDetails
      ? columnHeads(report)
      : measures.map(({ label }): Draft => ({ label, isHead: true, scope: 'col', className: NUMBER })))
  ]);
  const figures = (key: string): Draft[] =>
    factOf(report, key).values.map(({ label }) => ({ label, className: NUMBER }));
  const body = groupLines(report, {
    inner: ({ key }) =>
      showDetails ? factOf(report, key).rows.map((row) => detailCells(report, row)) : [figures(key)],
    subtotal: ({ key }, depth) =>
      showDetails
        ? totalCells(report, 'Subtotal', key, groupings.length - depth - 1)
        : [{ label: 'Subtotal', isHead: true, colSpan: groupings.length - depth - 1 }, ...figures(key)],
    closesInnermost: showDetails
  });
  const total = showDetails
    ? totalCells(report, 'Total', 'T', groupings.length)
    : [{ label: 'Total', isHead: true, colSpan: groupings.length }, ...figures('T')];
  return { head: [head], body: [...body, line('total', total, 'shell-total')] };
}

interface Parts {
  /** Lines of an innermost group, without its own cell. */
  inner(group: ReportGroup): Draft[][];
  subtotal(group: ReportGroup, depth: number): Draft[];
  /** True when innermost groups have a subtotal too. */
  readonly closesInnermost: boolean;
}

function groupLines(report: ReportDescription, parts: Parts): TableLine[] {
  const last = report.groupings.length - 1;
  const linesOf = (group: ReportGroup, depth: number): { cells: Draft[]; className: string }[] => {
    const isLast = depth === last;
    const lines = isLast
      ? parts.inner(group).map((cells) => ({ cells, className: '' }))
      : group.groups.flatMap((child) => linesOf(child, depth + 1));
    if (isLast && lines.length === 0) lines.push({ cells: [{ label: '' }], className: '' });
    if (!isLast || parts.closesInnermost) {
      lines.push({ cells: parts.subtotal(group, depth), className: 'shell-subtotal' });
    }
    const [head] = lines;
    if (head) head.cells = [linked(group, { isHead: true, scope: 'rowgroup', rowSpan: lines.length }), ...head.cells];
    return lines;
  };
  return report.down
    .flatMap((group) => linesOf(group, 0))
    .map(({ cells, className }, index) => line(String(index), cells, className));
}

function leaves(groups: readonly ReportGroup[]): ReportGroup[] {
  return groups.flatMap((group) => (group.groups.length > 0 ? leaves(group.groups) : [group]));
}

function matrix(report: ReportDescription): ReportTable {
  const { groupings, acrossGroupings, measures, across } = report;
  const count = Math.max(1, measures.length);
  const columns = [...leaves(across).map(({ key }) => key), 'T'];
  const depth = acrossGroupings.length;
  const headRows = (measures.length > 1 ? 1 : 0) + depth;
  const levels = acrossGroupings.map((_grouping, level) => levelOf(across, level));
  const head = levels.map((groups, level) => {
    const cells: Draft[] = groups.map((group) => ({
      ...linked(group),
      isHead: true,
      scope: 'colgroup',
      colSpan: count * Math.max(1, leaves(group.groups).length)
    }));
    const corner = groupings.map(({ label }): Draft => ({ label, isHead: true, scope: 'col', rowSpan: headRows }));
    const total: Draft = { label: 'Total', isHead: true, scope: 'colgroup', colSpan: count, rowSpan: depth };
    return line(`head${level}`, level === 0 ? [...corner, ...cells, total] : cells);
  });
  if (measures.length > 1) {
    const names = columns.flatMap(() =>
      measures.map(({ label }): Draft => ({ label, isHead: true, scope: 'col', className: NUMBER }))
    );
    head.push(line('measures', names));
  }
  const figures = (key: string): Draft[] =>
    columns.flatMap((column) => {
      const { values } = factOf(report, key, column);
      return measures.map((_measure, index): Draft => ({ label: values[index]?.label ?? '', className: NUMBER }));
    });
  const body = groupLines(report, {
    inner: ({ key }) => [figures(key)],
    subtotal: ({ key }, level) => [
      { label: 'Subtotal', isHead: true, colSpan: groupings.length - level - 1 },
      ...figures(key)
    ],
    closesInnermost: false
  });
  const total = [{ label: 'Total', isHead: true, colSpan: Math.max(1, groupings.length) }, ...figures('T')];
  return { head, body: [...body, line('total', total, 'shell-total')] };
}

function levelOf(groups: readonly ReportGroup[], level: number): ReportGroup[] {
  return level === 0 ? [...groups] : groups.flatMap((group) => levelOf(group.groups, level - 1));
}
