import { dirname, sep } from 'node:path';
import { content, nodes, textOf, texts, type MetadataComponent, type XmlNode } from '../metadata-source.ts';
import { unsupported } from './report-error.ts';
import { table } from '../../common/index.ts';

export type SummaryKind = 'Sum' | 'Average' | 'Maximum' | 'Minimum' | 'Unique';

export interface ReportColumnUse {
  readonly field: string;
  readonly summaries: readonly SummaryKind[];
}

export interface ReportGroupingUse {
  readonly field: string;
  readonly granularity: string;
  readonly descending: boolean;
  /** Groups in the order of a summary instead of their own: its column, with its kind unless it is `RowCount`. */
  readonly sortBy?: { readonly column: string; readonly kind: SummaryKind | undefined };
}

export interface ReportFilterUse {
  readonly column: string;
  readonly operator: string;
  readonly value: string;
}

export interface TimeFrame {
  readonly column: string;
  readonly interval: string;
  readonly start: string | undefined;
  readonly end: string | undefined;
}

export interface CrossFilter {
  readonly isWith: boolean;
  readonly primaryColumn: string;
  readonly relatedObject: string;
  readonly joinField: string;
  readonly filters: readonly ReportFilterUse[];
}

export interface ReportFormula {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  readonly type: string;
  readonly scale: number;
}

export interface BucketValue {
  readonly label: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly values: readonly string[];
}

export interface ReportBucket {
  readonly name: string;
  readonly label: string;
  readonly source: string;
  readonly isNumeric: boolean;
  readonly nullsAsZero: boolean;
  readonly other: string | undefined;
  readonly values: readonly BucketValue[];
}

export interface ReportChartUse {
  readonly type: string;
  readonly title: string;
  readonly groupings: readonly string[];
  readonly column: string;
  readonly kind: SummaryKind | undefined;
}

/** A report as its metadata describe it. */
export interface ReportDefinition {
  readonly developerName: string;
  readonly folder: string;
  readonly name: string;
  readonly description: string;
  readonly format: 'Tabular' | 'Summary' | 'Matrix';
  readonly reportType: string;
  readonly scope: string;
  readonly columns: readonly ReportColumnUse[];
  readonly down: readonly ReportGroupingUse[];
  readonly across: readonly ReportGroupingUse[];
  readonly filters: readonly ReportFilterUse[];
  readonly booleanFilter: string | undefined;
  readonly timeFrame: TimeFrame | undefined;
  readonly crossFilters: readonly CrossFilter[];
  readonly formulas: readonly ReportFormula[];
  readonly buckets: readonly ReportBucket[];
  readonly chart: ReportChartUse | undefined;
  readonly showDetails: boolean;
  readonly sort: { readonly column: string; readonly descending: boolean } | undefined;
  readonly rowLimit: number | undefined;
}

/** Folder and name of a report or dashboard: where its file lies below `reports` or `dashboards`. */
export function placeOf(component: MetadataComponent): { folder: string; developerName: string } {
  const parts = dirname(component.file).split(sep);
  const root = Math.max(parts.lastIndexOf('reports'), parts.lastIndexOf('dashboards'));
  const developerName = component.fullName.split('/').at(-1) ?? component.fullName;
  return { folder: parts.slice(root + 1).join('/'), developerName };
}

/** What any report is listed by; unlike its definition it can always be read. */
export function reportHead(component: MetadataComponent): { name: string; description: string; format: string } {
  const xml = content(component);
  return {
    name: textOf(xml.name) ?? component.fullName,
    description: textOf(xml.description) ?? '',
    format: textOf(xml.format) ?? 'Tabular'
  };
}

/** @throws ReportError for what the local org cannot run, by name */
export function readReport(component: MetadataComponent): ReportDefinition {
  const xml = content(component);
  const { name, description, format } = reportHead(component);
  refuseUnsupported(xml, format);
  const frame = nodes(xml.timeFrameFilter)[0];
  const filter = nodes(xml.filter)[0];
  const sortColumn = textOf(xml.sortColumn);
  const [chart] = nodes(xml.chart);
  const limit = Number(textOf(xml.rowLimit) ?? 0);
  return {
    ...placeOf(component),
    name,
    description,
    format: format as ReportDefinition['format'],
    reportType: textOf(xml.reportType) ?? '',
    scope: textOf(xml.scope) ?? 'organization',
    columns: nodes(xml.columns).map((column) => ({
      field: textOf(column.field) ?? '',
      summaries: texts(column.aggregateTypes).filter((kind) => kind !== 'None') as SummaryKind[]
    })),
    down: nodes(xml.groupingsDown).map(readGrouping),
    across: nodes(xml.groupingsAcross).map(readGrouping),
    filters: nodes(filter?.criteriaItems).map(readFilter),
    booleanFilter: textOf(filter?.booleanFilter),
    timeFrame: frame && {
      column: textOf(frame.dateColumn) ?? '',
      interval: textOf(frame.interval) ?? 'INTERVAL_CUSTOM',
      start: textOf(frame.startDate),
      end: textOf(frame.endDate)
    },
    crossFilters: nodes(xml.crossFilters).map((cross) => ({
      isWith: textOf(cross.operation) !== 'without',
      primaryColumn: textOf(cross.primaryTableColumn) ?? '',
      relatedObject: textOf(cross.relatedTable) ?? '',
      joinField: textOf(cross.relatedTableJoinColumn) ?? '',
      filters: nodes(cross.criteriaItems).map(readFilter)
    })),
    formulas: nodes(xml.aggregates)
      .filter((formula) => textOf(formula.isActive) !== 'false')
      .map(readFormula),
    buckets: nodes(xml.buckets).map(readBucket),
    chart: chart && readChart(chart),
    showDetails: textOf(xml.showDetails) !== 'false',
    sort: sortColumn ? { column: sortColumn, descending: textOf(xml.sortOrder) === 'Desc' } : undefined,
    rowLimit: limit > 0 ? limit : undefined
  };
}

function refuseUnsupported(xml: XmlNode, format: string): void {
  if (format === 'MultiBlock' || xml.block !== undefined) unsupported('blocks (a joined report)');
  if (xml.customDetailFormulas !== undefined) unsupported('row-level formulas');
  if (xml.historicalSelector !== undefined) unsupported('historical trending');
  if (xml.dataCategoryFilters !== undefined) unsupported('data category filters');
  if (xml.roleHierarchyFilter !== undefined || xml.territoryHierarchyFilter !== undefined)
    unsupported('a filter by the role or territory hierarchy');
}

const KINDS: Readonly<Record<string, SummaryKind>> = table({
  Sum: 'Sum',
  Average: 'Average',
  Maximum: 'Maximum',
  Minimum: 'Minimum',
  Unique: 'Unique'
});

export function summaryKind(text: string | undefined): SummaryKind | undefined {
  return KINDS[text ?? ''];
}

function readGrouping(xml: XmlNode): ReportGroupingUse {
  const column = textOf(xml.sortByName);
  return {
    field: textOf(xml.field) ?? '',
    granularity: textOf(xml.dateGranularity) ?? 'None',
    descending: textOf(xml.sortOrder) === 'Desc',
    ...(column && { sortBy: { column, kind: summaryKind(textOf(xml.aggregateType)) } })
  };
}

function readFilter(xml: XmlNode): ReportFilterUse {
  if (textOf(xml.columnToColumn) === 'true') unsupported('a filter that compares two fields');
  if (xml.snapshot !== undefined) unsupported('historical trending');
  return {
    column: textOf(xml.column) ?? '',
    operator: textOf(xml.operator) ?? 'equals',
    value: texts(xml.value)[0] ?? ''
  };
}

function readFormula(xml: XmlNode): ReportFormula {
  const name = textOf(xml.developerName) ?? '';
  const context = textOf(xml.downGroupingContext) ?? textOf(xml.acrossGroupingContext);
  if (context !== undefined && !/^ALL_SUMMARY_LEVELS$/.test(context))
    unsupported(`the summary formula ${name} at one level of groups only`);
  return {
    name,
    label: textOf(xml.masterLabel) ?? name,
    formula: textOf(xml.calculatedFormula) ?? '',
    type: textOf(xml.datatype) ?? 'number',
    scale: Number(textOf(xml.scale) ?? 2)
  };
}

function readBucket(xml: XmlNode): ReportBucket {
  const number = (value: unknown): number | undefined => {
    const text = textOf(value);
    return text === undefined || text === '' ? undefined : Number(text);
  };
  return {
    name: textOf(xml.developerName) ?? '',
    label: textOf(xml.masterLabel) ?? '',
    source: textOf(xml.sourceColumnName) ?? '',
    isNumeric: textOf(xml.bucketType) === 'number',
    nullsAsZero: textOf(xml.nullTreatment) === 'z',
    other: textOf(xml.otherBucketLabel),
    values: nodes(xml.values).map((value) => {
      const sources = nodes(value.sourceValues);
      return {
        label: texts(value.value)[0] ?? '',
        from: number(sources[0]?.from),
        to: number(sources[0]?.to),
        values: sources.flatMap((source) => texts(source.sourceValue))
      };
    })
  };
}

function readChart(xml: XmlNode): ReportChartUse {
  const [summary] = nodes(xml.chartSummaries);
  return {
    type: textOf(xml.chartType) ?? 'None',
    title: textOf(xml.title) ?? '',
    groupings: [textOf(xml.groupingColumn), textOf(xml.secondaryGroupingColumn)].filter((name) => name !== undefined),
    column: textOf(summary?.column) ?? 'RowCount',
    kind: summaryKind(textOf(summary?.aggregate))
  };
}
