import { combine, ListViewError, quote } from '../list/filters.ts';
import type { PageMetadata } from '../metadata-source.ts';
import { findField, type FieldAccess } from '../page/describe-field.ts';
import { bucketGrouping, bucketLabel, fieldGrouping, type Grouping } from './groupings.ts';
import { ROW_COUNT, summaryKey, summaryMeasure, type Measure } from './measures.ts';
import type {
  CrossFilter,
  ReportChartUse,
  ReportDefinition,
  ReportGroupingUse,
  SummaryKind
} from './report-definition.ts';
import { ReportError, unsupported } from './report-error.ts';
import { ReportFields, type ReportField } from './report-fields.ts';
import { reportCondition, timeFrameCondition } from './report-filters.ts';
import { reportTables, type ReportTables } from './report-type.ts';
import { BLANK, cellOf, scalar, valueAt, type Cell, type Row, type Viewer } from './report-values.ts';
import { compare, summarize, type Summaries } from './summarize.ts';
import { compileFormula } from './summary-formula.ts';

/** What running a report needs of the org and its user. */
export interface ReportContext {
  readonly metadata: PageMetadata;
  readonly access: FieldAccess;
  readonly canReadObject: (objectName: string) => boolean;
  readonly viewer: Viewer;
  readonly userId: string;
  /** Runs a query with the user's rights. */
  readonly query: (soql: string) => readonly Row[];
}

export interface DetailColumn {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  cell(row: Row): Cell;
}

/** A report that was run for one user. */
export interface ReportRun {
  readonly definition: ReportDefinition;
  readonly typeLabel: string;
  readonly objectName: string;
  readonly columns: readonly DetailColumn[];
  readonly down: readonly Grouping[];
  readonly across: readonly Grouping[];
  readonly measures: readonly Measure[];
  readonly rows: readonly Row[];
  readonly summaries: Summaries;
  /** What of the report the user does not get, in words. */
  readonly notices: readonly string[];
  /** A grouping or a measure by its name, for charts: they may use what the report itself does not. */
  grouping(name: string): Grouping;
  measure(column: string, kind: SummaryKind | undefined): Measure;
}

/**
 * Runs a report for one user.
 * @param charts what is drawn of it beside its own chart
 * @throws ReportError for what cannot be run and for what the user may not read
 */
export function runReport(
  definition: ReportDefinition,
  context: ReportContext,
  charts: readonly Pick<ReportChartUse, 'groupings' | 'column' | 'kind'>[] = []
): ReportRun {
  const { metadata, access, viewer } = context;
  const tables = reportTables(metadata, definition.reportType);
  for (const { object } of tables.tables) {
    if (!context.canReadObject(object.name))
      throw new ReportError(
        `You have no Read permission on ${object.labelPlural} (${object.name}), which this report needs.`,
        true
      );
  }
  const fields = new ReportFields(metadata.schema, tables, access);
  const conditions = conditionsOf(definition, tables, fields, context);
  const selected = new Set<string>(['Id']);
  const keep = (field: ReportField): ReportField => {
    for (const path of [field.path, field.namePath, field.idPath]) if (path) selected.add(path);
    return field;
  };
  const notices: string[] = [];
  const grouping = (use: ReportGroupingUse): Grouping => {
    const bucket = definition.buckets.find(({ name }) => name === use.field);
    if (!bucket) return fieldGrouping(use, keep(fields.require(use.field, 'groups by')), viewer);
    return bucketGrouping(use, bucket, keep(fields.require(bucket.source, 'groups by')));
  };
  const columns = definition.columns.flatMap(({ field }) =>
    detailColumn(definition, fields, field, keep, viewer, notices)
  );
  const down = definition.down.map(grouping);
  const across = definition.across.map(grouping);
  const measures = measuresOf(definition, fields, keep);
  const measure = (column: string, kind: SummaryKind | undefined): Measure => {
    const known = measures.find(({ key }) => key === summaryKey(column, kind));
    if (known) return known;
    return summaryMeasure(keep(fields.require(column, 'draws')), kind ?? 'Sum');
  };
  const grouped = (name: string): Grouping =>
    [...down, ...across].find((known) => known.name === name) ??
    grouping({ field: name, granularity: 'None', descending: false });
  // What charts add must be selected before the query runs.
  const { chart } = definition;
  for (const use of [...charts, ...(chart && chart.type !== 'None' ? [chart] : [])]) {
    use.groupings.forEach(grouped);
    measure(use.column, use.kind);
  }
  const sorting = definition.sort && fields.find(definition.sort.column);
  if (sorting) keep(sorting);
  const rows = sortedRows(fetchRows(tables, [...selected], conditions, context), sorting, definition);
  return {
    definition,
    typeLabel: tables.label,
    objectName: tables.row.name,
    columns,
    down,
    across,
    measures,
    rows,
    summaries: summarize(rows, down, across, measures),
    notices,
    grouping: grouped,
    measure
  };
}

function detailColumn(
  definition: ReportDefinition,
  fields: ReportFields,
  name: string,
  keep: (field: ReportField) => ReportField,
  viewer: Viewer,
  notices: string[]
): DetailColumn[] {
  const bucket = definition.buckets.find((known) => known.name === name);
  if (bucket) {
    const source = keep(fields.require(bucket.source, 'puts into buckets'));
    const cell = (row: Row): Cell => {
      const label = bucketLabel(bucket, source, row) ?? null;
      return { label: label ?? BLANK, value: label };
    };
    return [{ name, label: bucket.label, type: 'string', cell }];
  }
  const field = fields.find(name);
  if (!field) {
    notices.push(`You may not read the column ${name}; it is left out.`);
    return [];
  }
  keep(field);
  return [{ name, label: field.label, type: field.type, cell: (row) => cellOf(field, row, viewer) }];
}

function measuresOf(
  definition: ReportDefinition,
  fields: ReportFields,
  keep: (field: ReportField) => ReportField
): Measure[] {
  const measures: Measure[] = definition.columns.flatMap(({ field, summaries }) => {
    const found = summaries.length > 0 ? fields.find(field) : undefined;
    return found ? summaries.map((kind) => summaryMeasure(keep(found), kind)) : [];
  });
  measures.push(ROW_COUNT);
  for (const formula of definition.formulas) {
    const compiled = compileFormula(formula);
    const inputs = compiled.references.map(({ column, kind }) => {
      const key = summaryKey(column, column === 'RowCount' ? undefined : (kind ?? 'Sum'));
      const known = measures.findIndex((candidate) => candidate.key === key);
      if (known >= 0) return known;
      const hidden = summaryMeasure(keep(fields.require(column, 'computes with')), kind ?? 'Sum');
      return measures.push({ ...hidden, isHidden: true }) - 1;
    });
    const { name, label, type, scale } = formula;
    measures.push({ key: name, label, type, scale, formula: { compiled, inputs } });
  }
  return measures;
}

interface Conditions {
  readonly all: readonly string[];
  /** True when a condition looks at the children, which a record without any does not meet. */
  readonly onChildren: boolean;
}

function conditionsOf(
  definition: ReportDefinition,
  tables: ReportTables,
  fields: ReportFields,
  context: ReportContext
): Conditions {
  const { timeZone } = context.viewer;
  let onChildren = false;
  const field = (column: string): ReportField => {
    const found = fields.require(column, 'filters by');
    if (found.table.object.name === tables.row.name) onChildren = true;
    return found;
  };
  const filters = definition.filters.map((filter) => reportCondition(field(filter.column), filter, timeZone));
  const all = [
    combined(filters, definition.booleanFilter),
    definition.timeFrame && hasFrame(definition)
      ? timeFrameCondition(field(definition.timeFrame.column), definition.timeFrame, timeZone)
      : '',
    scopeCondition(definition, tables, context.userId),
    ...definition.crossFilters.map((cross) => crossCondition(cross, tables, context))
  ];
  return { all: all.filter((part) => part !== ''), onChildren };
}

function hasFrame({ timeFrame }: ReportDefinition): boolean {
  return (
    timeFrame !== undefined && (timeFrame.interval !== 'INTERVAL_CUSTOM' || Boolean(timeFrame.start ?? timeFrame.end))
  );
}

function combined(filters: readonly string[], logic: string | undefined): string {
  try {
    return combine(filters, logic);
  } catch (error) {
    if (error instanceof ListViewError)
      throw new ReportError(`The filter logic ${logic} names a filter that this report does not have.`);
    throw error;
  }
}

function scopeCondition({ scope }: ReportDefinition, tables: ReportTables, userId: string): string {
  if (scope === 'organization' || scope === '') return '';
  if (scope !== 'user') return unsupported(`the scope ${scope}`);
  const owned = tables.tables.find(({ object }) => object.fields.has('ownerid'));
  if (!owned) throw new ReportError(`${tables.label} have no owner, so this report cannot show those of the user.`);
  return `${owned.prefix}OwnerId = ${quote(userId)}`;
}

function crossCondition(cross: CrossFilter, tables: ReportTables, context: ReportContext): string {
  const { metadata, access, viewer } = context;
  const related = metadata.schema.object(cross.relatedObject);
  const join = related && findField(related, cross.joinField);
  if (!related || !join) return unsupported(`a cross filter by ${cross.relatedObject}.${cross.joinField}`);
  if (!context.canReadObject(related.name))
    throw new ReportError(
      `You have no Read permission on ${related.labelPlural} (${related.name}), which this report needs.`,
      true
    );
  const table = tables.tables.find(({ object }) => join.referenceTo.includes(object.name));
  if (!table) return unsupported(`a cross filter by ${cross.relatedObject}, which is not related to ${tables.label}`);
  const own = { names: [related.name.toLowerCase()], object: related, prefix: '' };
  const relatedFields = new ReportFields(
    metadata.schema,
    { label: related.labelPlural, row: related, tables: [own], required: [] },
    access
  );
  const inner = [
    `${join.name} != null`,
    ...cross.filters.map((filter) =>
      reportCondition(relatedFields.require(filter.column, 'filters by'), filter, viewer.timeZone)
    )
  ];
  const subquery = `SELECT ${join.name} FROM ${related.name} WHERE ${inner.join(' AND ')}`;
  return `${table.prefix}Id ${cross.isWith ? 'IN' : 'NOT IN'} (${subquery})`;
}

function fetchRows(
  tables: ReportTables,
  paths: readonly string[],
  { all, onChildren }: Conditions,
  context: ReportContext
): Row[] {
  const conditions = [...tables.required.map((path) => `${path} != null`), ...all];
  const rows = [...context.query(`SELECT ${paths.join(', ')} FROM ${tables.row.name}${where(conditions)}`)];
  const outer = tables.withoutChildren;
  if (!outer || onChildren) return rows;
  const prefix = `${outer.relationship}.`;
  const own = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const alone = [
    `Id NOT IN (SELECT ${outer.field} FROM ${tables.row.name} WHERE ${outer.field} != null)`,
    ...all.map((condition) => condition.replaceAll(prefix, ''))
  ];
  const parents = context.query(
    `SELECT ${[...new Set(['Id', ...own])].join(', ')} FROM ${outer.parent.name}${where(alone)}`
  );
  return [...rows, ...parents.map((parent) => ({ [outer.relationship]: parent }))];
}

function where(conditions: readonly string[]): string {
  if (conditions.length === 0) return '';
  return ` WHERE ${conditions.map((condition) => (conditions.length > 1 ? `(${condition})` : condition)).join(' AND ')}`;
}

function sortedRows(rows: Row[], field: ReportField | undefined, { sort, rowLimit }: ReportDefinition): Row[] {
  const path = field?.namePath ?? field?.path;
  if (path) {
    const order = (row: Row): string | number => {
      const value = scalar(valueAt(row, path));
      return typeof value === 'number' ? value : String(value ?? '');
    };
    const direction = sort?.descending ? -1 : 1;
    rows.sort((left, right) => direction * compare(order(left), order(right)));
  }
  return rowLimit === undefined ? rows : rows.slice(0, rowLimit);
}
