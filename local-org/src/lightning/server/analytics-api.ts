import {
  catalogue,
  describeDashboard,
  describeReport,
  findEntry,
  ReportError,
  type AnalyticsKind,
  type CatalogueEntry,
  type ReportContext
} from '../report/index.ts';
import { ApiError, type ApiRequest } from './api-request.ts';

/** Answers what pages ask about reports and dashboards. @throws ApiError */
export function analyticsApi(name: 'reports' | 'report' | 'dashboards' | 'dashboard', request: ApiRequest): unknown {
  try {
    switch (name) {
      case 'reports':
        return { entries: entries(request, 'Report').map(listed) };
      case 'dashboards':
        return { entries: entries(request, 'Dashboard').map(listed) };
      case 'report':
        return describeReport(one(request, 'Report'), context(request));
      case 'dashboard':
        return describeDashboard(one(request, 'Dashboard'), entries(request, 'Report'), context(request));
    }
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    throw error.isDenied
      ? new ApiError(403, 'INSUFFICIENT_ACCESS', error.message)
      : new ApiError(400, 'REPORT_NOT_SUPPORTED', error.message);
  }
}

function entries({ org, user }: ApiRequest, kind: AnalyticsKind): CatalogueEntry[] {
  if (!org.hasUserPermission(user, 'RunReports'))
    throw new ReportError(
      `${user.name} has no permission to run reports (Run Reports). A profile or permission set must grant it.`,
      true
    );
  return catalogue(
    org.metadata,
    kind,
    org.hasUserPermission(user, `Manage${kind === 'Report' ? 'Reports' : 'Dashbds'}InPubFolders`)
  );
}

function listed({ id, name, description, folderLabel }: CatalogueEntry): unknown {
  return { id, name, description, folderLabel };
}

function one(request: ApiRequest, kind: AnalyticsKind): CatalogueEntry {
  const reference = request.parameters.get('id') ?? '';
  const found = findEntry(entries(request, kind), reference);
  if (!found)
    throw new ApiError(
      404,
      'NOT_FOUND',
      `No ${kind.toLowerCase()} ${reference} exists, or its folder is not shared with you.`
    );
  return found;
}

function context({ org, user }: ApiRequest): ReportContext {
  return {
    metadata: org.metadata,
    access: (objectName, fieldName) => org.fieldAccess(user, objectName, fieldName),
    canReadObject: (name) => org.objectAccess(user, name).read,
    viewer: {
      locale: (user.languageLocale ?? user.locale ?? 'en_US').replaceAll('_', '-'),
      timeZone: user.timeZone ?? 'UTC',
      currency: org.currency
    },
    userId: user.id,
    query: (soql) => org.query(user, soql)
  };
}
