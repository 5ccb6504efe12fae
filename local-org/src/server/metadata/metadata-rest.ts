import { ApiError, methodNotAllowed, notFound } from '../api-error.ts';
import { multipartOf } from '../multipart.ts';
import { isRecord, objectBody, type ApiRequest, type ApiResponse } from '../request.ts';
import { deployOptions } from './deploy-options.ts';
import type { Deployer } from './deployer.ts';
import { readJson } from '../json.ts';

/** `metadata/deployRequest`: deploying, asking for the state, cancelling. */
export function metadataResource(deployer: Deployer, request: ApiRequest): ApiResponse {
  const [, resource, id] = request.path;
  if (resource?.toLowerCase() !== 'deployrequest') {
    throw notFound();
  }
  if (id === undefined) {
    return start(deployer, request);
  }
  switch (request.method) {
    case 'GET': {
      const includeDetails = request.parameters.get('includeDetails') === 'true';
      return { status: 200, body: { id, deployResult: deployer.find(id).result(includeDetails) } };
    }
    case 'PATCH':
      return { status: 202, body: { id, deployResult: deployer.cancel(id).result(false) } };
    default:
      throw methodNotAllowed(request.method, ['GET', 'HEAD', 'PATCH']);
  }
}

function start(deployer: Deployer, request: ApiRequest): ApiResponse {
  if (request.method !== 'POST') {
    throw methodNotAllowed(request.method, ['POST']);
  }
  const parts = multipartOf(request.headers, request.body);
  if (!parts) {
    const { validatedDeployRequestId } = objectBody(request);
    const deployment = deployer.startValidated(String(validatedDeployRequestId ?? ''), request.user);
    return { status: 201, body: { id: deployment.id, validatedDeployRequestId } };
  }
  const zip = parts.get('file')?.content;
  const json = (parts.get('entity_content') ?? parts.get('json'))?.content.toString('utf8') ?? '{}';
  let body: unknown;
  try {
    body = readJson(json);
  } catch (error) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', error instanceof Error ? error.message : String(error));
  }
  if (!zip) {
    throw new ApiError(400, 'INVALID_INPUT', 'The part "file" with the zip archive is missing');
  }
  const given = isRecord(body) && isRecord(body.deployOptions) ? body.deployOptions : {};
  const deployment = deployer.start(zip, deployOptions(given), request.user);
  return { status: 201, body: { id: deployment.id, deployOptions: given, deployResult: deployment.result(false) } };
}
