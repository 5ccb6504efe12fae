import { credentialTargets, isLoopback, setCredentialTargets, type CredentialTarget } from '../engine/index.ts';
import type { Org } from '../org/index.ts';
import { ApiError, methodNotAllowed } from './api-error.ts';
import { isRecord, parseJson, type ApiResponse } from './request.ts';

/**
 * `/local-org/named-credentials`: where call-outs through named credentials go on this machine. `POST {"Name": {"url": …, "headers": {…}}}`
 * sets targets, null takes one back; both methods answer the names with their addresses, never a header.
 */
export function namedCredentialsResource(org: Org, method: string, body: Buffer): ApiResponse {
  if (method === 'POST') {
    setCredentialTargets(org.settings, readTargets(body));
  } else if (method !== 'GET') {
    throw methodNotAllowed(method, ['GET', 'POST']);
  }
  const targets = Object.entries(credentialTargets(org.config, org.settings));
  return {
    status: 200,
    body: { namedCredentials: Object.fromEntries(targets.map(([name, { url }]) => [name, { url }])) }
  };
}

function readTargets(body: Buffer): Record<string, CredentialTarget | null> {
  const parsed: unknown = parseJson(body);
  const targets: [string, CredentialTarget | null][] = [];
  for (const [name, target] of isRecord(parsed) ? Object.entries(parsed) : []) {
    targets.push([name, target === null ? null : readTarget(name, target)]);
  }
  if (targets.length === 0) {
    throw new ApiError(400, 'INVALID_FIELD', 'The body must name a named credential and its target', []);
  }
  return Object.fromEntries(targets);
}

function readTarget(name: string, value: unknown): CredentialTarget {
  const {
    url,
    headers = {},
    credential = {},
    allowMergeFieldsInHeader,
    allowMergeFieldsInBody
  } = isRecord(value) ? value : {};
  if (!/^[a-z]\w*$/i.test(name) || typeof url !== 'string' || !isLoopback(url)) {
    throw new ApiError(400, 'INVALID_FIELD', `${name}: url must be an address of this machine`, ['url']);
  }
  if (!isTexts(headers) || !isTexts(credential)) {
    throw new ApiError(400, 'INVALID_FIELD', `${name}: headers and credential hold texts by name`, ['headers']);
  }
  return {
    url,
    headers,
    credential,
    allowMergeFieldsInHeader: allowMergeFieldsInHeader === true,
    allowMergeFieldsInBody: allowMergeFieldsInBody === true
  };
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'string');
}
