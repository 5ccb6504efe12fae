import { XMLParser } from 'fast-xml-parser';
import { ApiError } from './api-error.ts';
import { isRecord, type ApiRequest, type ApiResponse } from './request.ts';
import { escapeXml } from './soap.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
/** Names that XML allows for an element; other keys of a JSON answer cannot be written. */
const NAME = /^[A-Za-z_][\w.-]*$/;

/** True for a client that asked for XML, by header or by the suffix of the address. */
export function wantsXml(headers: Readonly<Record<string, string>>): boolean {
  const accept = headers.accept ?? '';
  return /\b(?:application|text)\/xml\b/i.test(accept) && !/json|\*\/\*/i.test(accept);
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    return value.map((item) => element(name, item)).join('');
  }
  if (value === null || value === undefined) {
    return `<${name} xsi:nil="true"/>`;
  }
  if (!isRecord(value)) {
    return `<${name}>${escapeXml(String(value))}</${name}>`;
  }
  const { attributes, ...members } = value;
  const marks = isRecord(attributes)
    ? Object.entries(attributes)
        .filter(([key]) => NAME.test(key))
        .map(([key, text]) => ` ${key}="${escapeXml(String(text))}"`)
        .join('')
    : '';
  return `<${name}${marks}>${children(members)}</${name}>`;
}

function children(members: Readonly<Record<string, unknown>>): string {
  return Object.entries(members)
    .filter(([name]) => NAME.test(name))
    .map(([name, value]) => element(name, value))
    .join('');
}

function rootOf(path: readonly string[], body: Readonly<Record<string, unknown>>): string {
  const [resource = '', object = '', third = ''] = path.map((part) => part.toLowerCase());
  if (isRecord(body.attributes) && typeof body.attributes.type === 'string') {
    return body.attributes.type;
  }
  if ('success' in body) {
    return 'Result';
  }
  if (resource === 'composite' && object === 'tree') {
    return 'SObjectTreeResponse';
  }
  if (resource === 'sobjects' && path[3]?.toLowerCase() === 'password') {
    return 'Password';
  }
  if (resource.startsWith('query')) {
    return 'QueryResult';
  }
  if (resource === 'sobjects') {
    return object === '' ? 'DescribeGlobal' : third === 'describe' ? 'DescribeSObject' : 'SObject';
  }
  return resource === 'limits' ? 'LimitsSnapshot' : resource === '' ? 'urls' : 'Result';
}

/** An answer of the REST API as XML; bytes and empty answers are left alone. */
export function xmlResponse(path: readonly string[], response: ApiResponse): ApiResponse {
  const { body } = response;
  if (body === undefined || Buffer.isBuffer(body)) {
    return response;
  }
  const isError = response.status >= 400;
  const text = Array.isArray(body)
    ? isError
      ? `<Errors>${element('Error', body)}</Errors>`
      : `<Results>${element('Result', body)}</Results>`
    : isRecord(body)
      ? element(NAME.test(rootOf(path, body)) ? rootOf(path, body) : 'Result', body)
      : element('Result', body);
  const root = text.replace(/^<[\w.-]+/, (start) => `${start} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`);
  return {
    ...response,
    headers: { ...response.headers, 'content-type': 'application/xml;charset=UTF-8' },
    body: Buffer.from(DECLARATION + root)
  };
}

/** `GET /services/data` as XML. */
export function xmlVersions(list: readonly object[]): ApiResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml;charset=UTF-8' },
    body: Buffer.from(`${DECLARATION}<Versions>${element('Version', list)}</Versions>`)
  };
}

/** Elements that are lists, however many of them there are. */
const LISTS: ReadonlySet<string> = new Set(['batchRequests', 'compositeRequest', 'fields', 'ids', 'inputs', 'records']);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributesGroupName: 'attributes',
  attributeNamePrefix: '',
  isArray: (name) => LISTS.has(name),
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  htmlEntities: true
});

/** An element as a member of JSON: `xsi:nil` is null, a text with attributes is the text, and a record keeps its type and reference id. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (!isRecord(value)) {
    return value;
  }
  const { attributes, ...members } = value;
  const marks = isRecord(attributes) ? attributes : {};
  if (marks['nil'] === 'true') {
    return null;
  }
  if ('#text' in members) {
    return members['#text'];
  }
  const json = Object.fromEntries(Object.entries(members).map(([name, member]) => [name, plain(member)]));
  const kept = Object.entries(marks).filter(([name]) => name === 'type' || name === 'referenceId');
  return kept.length > 0 ? { attributes: Object.fromEntries(kept), ...json } : Object.keys(json).length > 0 ? json : '';
}

/** A request whose body is XML, with the same record as JSON. @throws ApiError XML_PARSER_ERROR */
export function jsonRequest(request: ApiRequest): ApiRequest {
  if (!/^(?:application|text)\/xml\b/i.test(request.headers['content-type'] ?? '') || request.body.length === 0) {
    return request;
  }
  let document: unknown;
  try {
    document = parser.parse(request.body.toString('utf8'), true);
  } catch (error) {
    throw new ApiError(400, 'XML_PARSER_ERROR', error instanceof Error ? error.message : String(error));
  }
  const root = isRecord(document) ? Object.entries(document).find(([name]) => name !== '?xml')?.[1] : undefined;
  if (root === undefined) {
    throw new ApiError(400, 'XML_PARSER_ERROR', 'The body holds no element');
  }
  const headers = { ...request.headers, 'content-type': 'application/json' };
  const json = plain(root);
  return { ...request, headers, body: Buffer.from(JSON.stringify(isRecord(json) ? json : {})) };
}
