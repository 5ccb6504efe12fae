import { ApiError, methodNotAllowed, notFound } from './api-error.ts';
import { bulkResource } from './bulk/index.ts';
import { collectionsResource } from './collections.ts';
import { batchResource, compositeResource, treeResource } from './composite.ts';
import { basicInformation, globalDescribe, objectDescribe } from './describe.ts';
import { QueryCursors, queryResource, searchResource } from './query.ts';
import { externalIdResource, objectResource, recordResource, requireObject } from './records.ts';
import type { ApiRequest, ApiResponse, Handler } from './request.ts';
import { TestRuns } from './test-runs.ts';
import { runTestsSynchronously, toolingResource } from './tooling.ts';

function sobjects(request: ApiRequest): ApiResponse {
  const [, objectName, second, third] = request.path;
  if (objectName === undefined) {
    return globalDescribe(request);
  }
  const object = requireObject(request, objectName);
  if (second === undefined) {
    return request.method === 'GET' ? basicInformation(request, object) : objectResource(request, object);
  }
  if (second.toLowerCase() === 'describe' && third === undefined) {
    return objectDescribe(request, object);
  }
  return third === undefined
    ? recordResource(request, object, second)
    : externalIdResource(request, object, second, third);
}

function limits(request: ApiRequest): ApiResponse {
  const unlimited = (max: number): object => ({ Max: max, Remaining: max });
  if (request.method !== 'GET') {
    throw methodNotAllowed(request.method, ['GET', 'HEAD']);
  }
  return {
    status: 200,
    body: {
      DailyApiRequests: unlimited(100_000),
      DailyAsyncApexExecutions: unlimited(250_000),
      DailyBulkV2QueryJobs: unlimited(10_000),
      DataStorageMB: unlimited(1024),
      FileStorageMB: unlimited(1024)
    }
  };
}

const RESOURCES = ['composite', 'jobs', 'limits', 'query', 'queryAll', 'search', 'sobjects', 'tooling'] as const;

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
        return { status: 200, body: Object.fromEntries(RESOURCES.map((name) => [name, `${request.base}/${name}`])) };
      case 'sobjects':
        return sobjects(request);
      case 'query':
      case 'queryall':
        return query(request);
      case 'search':
        return searchResource();
      case 'limits':
        return limits(request);
      case 'recent':
        return { status: 200, body: [] };
      case 'jobs':
        return bulk(request);
      case 'tooling':
        return tooling(request);
      case 'composite':
        return composite(request, second);
      default:
        throw notFound();
    }
  };
  const all = compositeResource(handle);
  const batch = batchResource(handle);
  const composite = (request: ApiRequest, kind: string): ApiResponse => {
    switch (kind.toLowerCase()) {
      case '':
        return all(request);
      case 'batch':
        return batch(request);
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
