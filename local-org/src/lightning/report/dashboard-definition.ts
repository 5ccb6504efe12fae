import { content, nodes, textOf, type MetadataComponent, type XmlNode } from '../metadata-source.ts';
import { summaryKind, type SummaryKind } from './report-definition.ts';

export interface FlexColumn {
  readonly column: string;
  readonly type: string;
  readonly kind: SummaryKind | undefined;
}

/** One component of a dashboard, with its place in the grid. */
export interface DashboardPart {
  readonly type: string;
  readonly title: string;
  readonly footer: string;
  readonly report: string;
  readonly metricLabel: string;
  readonly usesReportChart: boolean;
  readonly groupings: readonly string[];
  /** Undefined where the report's own first summary is taken. */
  readonly summary: { readonly column: string; readonly kind: SummaryKind | undefined } | undefined;
  readonly columns: readonly FlexColumn[];
  readonly sortBy: string | undefined;
  readonly most: number | undefined;
  readonly gaugeMax: number | undefined;
  readonly breakpoints: readonly number[];
  readonly colors: readonly string[];
  readonly place: { readonly column: number; readonly row: number; readonly width: number; readonly height: number };
}

export interface DashboardDefinition {
  readonly columns: number;
  readonly filters: readonly string[];
  /** Shown with the rights of a user that the dashboard names, on the platform. */
  readonly hasRunningUser: boolean;
  readonly parts: readonly DashboardPart[];
}

const GRID_COLUMNS = 12;
/** Sections of the old layout are columns; every component of theirs is as high as this many rows of the grid. */
const SECTION_ROWS = 6;
const SECTIONS = ['leftSection', 'middleSection', 'rightSection'];

export function readDashboard(component: MetadataComponent): DashboardDefinition {
  const xml = content(component);
  const [grid] = nodes(xml.dashboardGridLayout);
  const type = textOf(xml.dashboardType) ?? 'SpecifiedUser';
  return {
    columns: Number(textOf(grid?.numberOfColumns) ?? GRID_COLUMNS),
    filters: nodes(xml.dashboardFilters).map((filter) => textOf(filter.name) ?? ''),
    hasRunningUser: type === 'SpecifiedUser' && textOf(xml.runningUser) !== undefined,
    parts: grid ? gridParts(grid) : sectionParts(xml)
  };
}

function gridParts(grid: XmlNode): DashboardPart[] {
  const number = (value: unknown, otherwise: number): number => Number(textOf(value) ?? otherwise);
  return nodes(grid.dashboardGridComponents).flatMap((cell) =>
    nodes(cell.dashboardComponent).map((xml) =>
      readPart(xml, {
        column: number(cell.columnIndex, 0),
        row: number(cell.rowIndex, 0),
        width: number(cell.colSpan, GRID_COLUMNS),
        height: number(cell.rowSpan, SECTION_ROWS)
      })
    )
  );
}

function sectionParts(xml: XmlNode): DashboardPart[] {
  const sections = SECTIONS.map((name) => nodes(xml[name]).flatMap((section) => nodes(section.components))).filter(
    (components) => components.length > 0
  );
  const width = Math.floor(GRID_COLUMNS / Math.max(1, sections.length));
  return sections.flatMap((components, index) =>
    components.map((part, row) =>
      readPart(part, { column: index * width, row: row * SECTION_ROWS, width, height: SECTION_ROWS })
    )
  );
}

function readPart(xml: XmlNode, place: DashboardPart['place']): DashboardPart {
  const [summary] = nodes(xml.chartSummary);
  const number = (value: unknown): number | undefined =>
    textOf(value) === undefined ? undefined : Number(textOf(value));
  const grouping = nodes(xml.groupingColumn).length > 0 ? [] : xml.groupingColumn;
  const isAutomatic = textOf(xml.autoselectColumnsFromReport) === 'true';
  const column = textOf(summary?.column);
  return {
    type: textOf(xml.componentType) ?? '',
    title: textOf(xml.header) ?? textOf(xml.title) ?? '',
    footer: textOf(xml.footer) ?? '',
    report: textOf(xml.report) ?? '',
    metricLabel: textOf(xml.metricLabel) ?? '',
    usesReportChart: textOf(xml.useReportChart) === 'true',
    groupings: isAutomatic
      ? []
      : (Array.isArray(grouping) ? grouping : [grouping]).map((name) => textOf(name) ?? '').filter(Boolean),
    summary:
      isAutomatic || column === undefined ? undefined : { column, kind: summaryKind(textOf(summary?.aggregate)) },
    columns: [
      ...nodes(xml.flexComponentProperties).flatMap((flex) =>
        nodes(flex.flexTableColumn).map((one) => ({
          column: textOf(one.reportColumn) ?? '',
          type: textOf(one.type) ?? 'detail',
          kind: summaryKind(textOf(one.aggregateType))
        }))
      ),
      ...nodes(xml.dashboardTableColumn).map((one) => ({
        column: textOf(one.column) ?? '',
        type: textOf(one.aggregateType) ? 'aggregate' : 'grouping',
        kind: summaryKind(textOf(one.aggregateType))
      }))
    ],
    sortBy: textOf(xml.sortBy),
    most: number(xml.maxValuesDisplayed),
    gaugeMax: number(xml.gaugeMax),
    breakpoints: [number(xml.indicatorBreakpoint1), number(xml.indicatorBreakpoint2)].filter(
      (value) => value !== undefined
    ),
    colors: [xml.indicatorLowColor, xml.indicatorMiddleColor, xml.indicatorHighColor].map(
      (color) => textOf(color) ?? ''
    ),
    place
  };
}
