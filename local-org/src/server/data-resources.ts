import { actionsResource } from './actions.ts';
import { analyticsResource } from './analytics.ts';
import { ApiError, notFound } from './api-error.ts';
import { blobResource } from './blobs.ts';
import { bulkResource } from './bulk/index.ts';
import { collectionsResource } from './collections.ts';
import { treeResource } from './composite-tree.ts';
import { batchResource, compositeResource, graphResource } from './composite.ts';
import { basicInformation, globalDescribe, objectDescribe } from './describe.ts';
import { eventSchema, eventSchemaById } from './event-schema.ts';
import { describePart, primaryCompactLayouts, quickAction, quickActions } from './layouts.ts';
import {
  appMenuResource,
  limitsResource,
  reading,
  recentResource,
  recordCountResource,
  tabsResource,
  themeResource,
  unlessUnchanged
} from './org-resources.ts';
import { QueryCursors, queryResource } from './query.ts';
import { changedRecords } from './changed-records.ts';
import { relatedRecords } from './related-records.ts';
import { parameterizedSearch, searchResource } from './search.ts';
import { isIdText } from '../values/index.ts';
import { externalIdResource, objectResource, recordResource, requireObject } from './records.ts';
import { pushResource } from './streaming/index.ts';
import type { ApiRequest, ApiResponse, Handler } from './request.ts';
import { requireSupportedPart, unsupportedResource } from './unsupported.ts';
import { passwordResource } from './user-password.ts';
import { TestRuns } from './test-runs.ts';
import { uiApiResource } from './ui-api/index.ts';
import { runTestsSynchronously, toolingResource } from './tooling.ts';

function sobjects(request: ApiRequest, query: Handler): ApiResponse {
  const [, objectName, second, third, ...further] = request.path;
  if (objectName === undefined) {
    return reading(() => unlessUnchanged(request, () => globalDescribe(request)))(request);
  }
  const object = requireObject(request, objectName);
  if (second === undefined) {
    return request.method === 'GET' ? basicInformation(request, object) : objectResource(request, object);
  }
  const kind = second.toLowerCase();
  if (kind === 'describe') {
    return third === undefined
      ? reading(() => unlessUnchanged(request, () => objectDescribe(request, object)))(request)
      : describePart(request, object, third, further);
  }
  if (kind === 'quickactions' && (further[0] ?? '').toLowerCase() === 'defaultvalues') {
    requireSupportedPart(further[0]);
  }
  if (kind === 'quickactions' && further.length === 0) {
    return third === undefined ? quickActions(request, object) : quickAction(request, third, object);
  }
  if (kind === 'id' && third === undefined && request.method === 'POST') {
    return objectResource(request, object);
  }
  if ((kind === 'updated' || kind === 'deleted') && third === undefined) {
    return changedRecords(request, object, kind);
  }
  if (kind === 'eventschema' && third === undefined) {
    return eventSchema(request, object);
  }
  requireSupportedPart(second, third);
  if (third !== undefined && isIdText(second) && object.fields.get(third.toLowerCase())?.type === 'base64') {
    return blobResource(request, object, second, third);
  }
  if (object.name === 'User' && third?.toLowerCase() === 'password' && further.length === 0) {
    return passwordResource(request, second);
  }
  if (object.name === 'StreamingChannel' && third?.toLowerCase() === 'push') {
    return pushResource(request, object, second);
  }
  if (third !== undefined && isIdText(second) && !object.fields.has(kind)) {
    return relatedRecords(request, object, second, [third, ...further], query);
  }
  return third === undefined
    ? recordResource(request, object, second)
    : externalIdResource(request, object, second, third);
}

/** @throws ApiError NOT_FOUND */
function limits(request: ApiRequest, part: string): ApiResponse {
  switch (part.toLowerCase()) {
    case '':
      return limitsResource(request);
    case 'recordcount':
      return recordCountResource(request);
    default:
      throw notFound();
  }
}

const COMPOSITES = ['batch', 'graph', 'sobjects', 'tree'] as const;

const RESOURCES = [
  'actions',
  'analytics',
  'appMenu',
  'compactLayouts',
  'composite',
  'jobs',
  'limits',
  'metadata',
  'parameterizedSearch',
  'query',
  'queryAll',
  'quickActions',
  'recent',
  'search',
  'sobjects',
  'tabs',
  'theme',
  'tooling',
  'ui-api'
] as const;

const resources = reading(({ base }) => ({
  status: 200,
  body: Object.fromEntries(RESOURCES.map((name) => [name, `${base}/${name}`]))
}));

/** `GET composite`: where the composite resources are. */
const compositeResources = reading(({ base }) => ({
  status: 200,
  body: Object.fromEntries(COMPOSITES.map((name) => [name, `${base}/composite/${name}`]))
}));

/** Everything below `/services/data/vNN.0`. What takes its time answers later and cannot be part of a composite request. */
export function dataResources(): (request: ApiRequest) => ApiResponse | Promise<ApiResponse> {
  const runs = new TestRuns();
  const cursors = new QueryCursors();
  const query = queryResource(cursors);
  const bulk = bulkResource();
  const tooling = toolingResource(runs, query);
  const handle: Handler = (request) => {
    const [resource = '', second = ''] = request.path;
    switch (resource.toLowerCase()) {
      case '':
        return resources(request);
      case 'sobjects':
        return sobjects(request, query);
      case 'query':
      case 'queryall':
        return query(request);
      case 'search':
        return searchResource(request);
      case 'parameterizedsearch':
        return parameterizedSearch(request);
      case 'limits':
        return limits(request, second);
      case 'recent':
        return recentResource(request);
      case 'tabs':
        return tabsResource(request);
      case 'theme':
        return themeResource(request);
      case 'appmenu':
        return appMenuResource(request);
      case 'quickactions':
        return second === '' ? quickActions(request) : quickAction(request, second);
      case 'compactlayouts':
        return primaryCompactLayouts(request);
      case 'jobs':
        return bulk(request);
      case 'tooling':
        return tooling(request);
      case 'composite':
        return composite(request, second);
      case 'ui-api':
        return uiApiResource(request);
      case 'actions':
        return actionsResource(request);
      case 'analytics':
        return analyticsResource(request);
      case 'event':
        return eventSchemaById(request);
      default:
        return unsupportedResource(resource);
    }
  };
  const all = compositeResource(handle);
  const batch = batchResource(handle);
  const graph = graphResource(handle);
  const composite = (request: ApiRequest, kind: string): ApiResponse => {
    switch (kind.toLowerCase()) {
      case '':
        return request.method === 'GET' ? compositeResources(request) : all(request);
      case 'batch':
        return batch(request);
      case 'graph':
        return graph(request);
      case 'tree':
        return treeResource(request);
      case 'sobjects':
        return collectionsResource(request);
      default:
        throw new ApiError(404, 'NOT_FOUND', `composite/${kind} is not supported by the local org`);
    }
  };
  return (request) =>
    /^tooling\/runTestsSynchronous$/i.test(request.path.join('/'))
      ? runTestsSynchronously(runs, request)
      : handle(request);
}
