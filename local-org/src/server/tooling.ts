import { notFound } from './api-error.ts';
import type { ApiRequest, ApiResponse, Handler } from './request.ts';

/**
 * The part of the Tooling API that the local org has: `tooling/query` over the objects that are kept as rows (AsyncApexJob,
 * ApexClass, ApexTrigger, CronTrigger …).
 */
export function toolingResource(request: ApiRequest, query: Handler): ApiResponse {
  const [, resource, ...rest] = request.path;
  if (resource?.toLowerCase() === 'query') {
    return query({ ...request, path: [resource, ...rest] });
  }
  throw notFound(`tooling/${resource ?? ''} is not supported by the local org`);
}
