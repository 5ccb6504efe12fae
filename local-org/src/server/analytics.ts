import {
  catalogue,
  describeReport,
  findEntry,
  readReport,
  ReportError,
  type CatalogueEntry,
  type ReportContext,
  type ReportDefinition,
  type ReportDescription
} from '../lightning/index.ts';
import { NotImplementedError } from '../values/index.ts';
import { ApiError, methodNotAllowed, notFound } from './api-error.ts';
import { queryRows } from './query.ts';
import type { ApiRequest, ApiResponse } from './request.ts';

/**
 * `analytics/reports`: the reports that the user may open; `/<Id>`: runs one; `/<Id>/describe`: its columns, groups and filters.
 * @throws NotImplementedError for other parts of the Reports and Dashboards REST API
 */
export function analyticsResource(request: ApiRequest): ApiResponse {
  const [, kind, id, part, ...rest] = request.path.map((step, index) => (index === 2 ? step : step.toLowerCase()));
  if (kind === undefined) return { status: 200, body: { reports: `${request.base}/analytics/reports` } };
  if (kind !== 'reports' || rest.length > 0 || (part !== undefined && part !== 'describe'))
    throw new NotImplementedError('this part of the Reports and Dashboards REST API');
  if (request.method === 'POST') throw new NotImplementedError('reports with other filters than their own');
  if (request.method !== 'GET') throw methodNotAllowed(request.method, ['GET', 'HEAD']);
  const { org, user, base } = request;
  if (!org.access.hasUserPermission(user, 'RunReports'))
    throw new ApiError(403, 'FORBIDDEN', 'You don\u2019t have sufficient privileges to perform this operation.');
  const entries = catalogue(org.metadata, 'Report', org.access.hasUserPermission(user, 'ManageReportsInPubFolders'));
  if (id === undefined) return { status: 200, body: entries.map((entry) => listed(entry, base)) };
  const entry = findEntry(entries, id);
  if (entry?.id.slice(0, 15) !== id.slice(0, 15)) throw notFound();
  try {
    const definition = readReport(entry.component);
    const withDetails = request.parameters.get('includeDetails') === 'true';
    const result = describeReport(entry, context(request), part === undefined && withDetails);
    const described = {
      attributes: attributes(entry, base),
      reportExtendedMetadata: extendedMetadata(result),
      reportMetadata: reportMetadata(entry, definition, result)
    };
    return { status: 200, body: part === 'describe' ? described : { ...described, ...factsOf(result) } };
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    if (error.isDenied) throw new ApiError(403, 'FORBIDDEN', error.message);
    throw new NotImplementedError(error.message);
  }
}

function context(request: ApiRequest): ReportContext {
  const { org, user } = request;
  return {
    metadata: org.metadata,
    access: (objectName, fieldName) => org.access.fieldAccess(user, objectName, fieldName),
    canReadObject: (name) => org.access.objectAccess(user, name).read,
    viewer: {
      locale: user.languageLocale.replaceAll('_', '-'),
      timeZone: user.timeZone,
      currency: org.config.organization?.currency ?? 'USD'
    },
    userId: user.id,
    query: (soql) => queryRows(org, user, soql)
  };
}

function listed({ id, name }: CatalogueEntry, base: string): object {
  const url = `${base}/analytics/reports/${id}`;
  return { describeUrl: `${url}/describe`, id, instancesUrl: `${url}/instances`, name, url };
}

function attributes({ id, name }: CatalogueEntry, base: string): object {
  const url = `${base}/analytics/reports/${id}`;
  return {
    describeUrl: `${url}/describe`,
    instancesUrl: `${url}/instances`,
    reportId: id,
    reportName: name,
    type: 'Report'
  };
}

interface Group {
  readonly key: string;
  readonly label: string;
  readonly value: unknown;
  readonly groups: readonly Group[];
}

function groupings(groups: readonly Group[]): object[] {
  return groups.map(({ key, label, value, groups: inner }) => ({ groupings: groupings(inner), key, label, value }));
}

function factsOf(result: ReportDescription): object {
  const facts = Object.entries(result.facts).map(([key, { values, rows }]) => [
    key,
    {
      aggregates: values,
      ...(result.showDetails && {
        rows: rows.map((cells) => ({ dataCells: cells.map(({ label, value }) => ({ label, value })) }))
      })
    }
  ]);
  return {
    allData: !result.showDetails || result.shownRows === result.rowCount,
    factMap: Object.fromEntries(facts) as object,
    groupingsAcross: { groupings: groupings(result.across) },
    groupingsDown: { groupings: groupings(result.down) },
    hasDetailRows: result.showDetails
  };
}

function extendedMetadata({ measures, columns, groupings: down, acrossGroupings }: ReportDescription): object {
  const grouped = (list: ReportDescription['groupings']): [string, object][] =>
    list.map(({ name, label, type }, groupingLevel) => [name, { dataType: type, groupingLevel, label }]);
  return {
    aggregateColumnInfo: Object.fromEntries(
      measures.map(({ key, label, type }) => [
        key,
        { acrossGroupingContext: null, dataType: type, downGroupingContext: null, label }
      ])
    ),
    detailColumnInfo: Object.fromEntries(columns.map(({ name, label, type }) => [name, { dataType: type, label }])),
    groupingColumnInfo: Object.fromEntries([...grouped(down), ...grouped(acrossGroupings)])
  };
}

function reportMetadata(entry: CatalogueEntry, definition: ReportDefinition, result: ReportDescription): object {
  const grouped = (list: ReportDefinition['down']): object[] =>
    list.map(({ field, granularity, descending }) => ({
      dateGranularity: granularity,
      name: field,
      sortAggregate: null,
      sortOrder: descending ? 'Desc' : 'Asc'
    }));
  const { timeFrame } = definition;
  return {
    aggregates: result.measures.map(({ key }) => key),
    currency: null,
    description: definition.description || null,
    detailColumns: result.columns.map(({ name }) => name),
    developerName: entry.developerName,
    groupingsAcross: grouped(definition.across),
    groupingsDown: grouped(definition.down),
    hasDetailRows: result.showDetails,
    hasRecordCount: true,
    id: entry.id,
    name: entry.name,
    reportBooleanFilter: definition.booleanFilter ?? null,
    reportFilters: definition.filters.map(({ column, operator, value }) => ({ column, operator, value })),
    reportFormat: definition.format.toUpperCase(),
    reportType: { label: result.typeLabel, type: definition.reportType },
    scope: definition.scope,
    standardDateFilter: timeFrame
      ? {
          column: timeFrame.column,
          durationValue: timeFrame.interval.replace(/^INTERVAL_/, ''),
          endDate: timeFrame.end ?? null,
          startDate: timeFrame.start ?? null
        }
      : null
  };
}
