import { ApiError } from '../api-error.ts';
import { isRecord } from '../request.ts';
import { escapeXml, RawXml } from '../soap.ts';
import type { Dialect } from './dialect.ts';

/** A record of a request as the REST API would send it. */
export interface SentRecord {
  readonly type: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** Text of an element, with or without attributes; undefined if it is nil, empty or holds elements. */
function textOf(value: unknown): string | undefined {
  const text = isRecord(value) ? (value['@nil'] === 'true' ? undefined : value['#text']) : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/**
 * Reads an sObject element. Its type is an element of the partner API and `xsi:type` of the enterprise API; nil and empty elements say
 * nothing, only `fieldsToNull` empties a field.
 * @throws ApiError INVALID_TYPE for a record without a type
 */
export function readSentRecord(element: unknown): SentRecord {
  const members = isRecord(element) ? element : {};
  const type = textOf(members.type) ?? String(members['@type'] ?? '').replace(/^.*:/, '');
  if (type === '' || type.toLowerCase() === 'sobject') {
    throw new ApiError(400, 'INVALID_TYPE', 'Must send a concrete entity type.');
  }
  const json: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) {
    if (name === 'type' || name === 'fieldsToNull' || name.startsWith('@') || name.startsWith('#')) {
      continue;
    }
    // the Id comes twice where a client sends back what it was given
    const last = Array.isArray(value) ? value.findLast((item) => textOf(item) !== undefined) : value;
    const text = textOf(last);
    if (text !== undefined) {
      json[name] = text;
    } else if (isRecord(last) && Object.keys(last).some((key) => !key.startsWith('@') && key !== '#text')) {
      json[name] = parentJson(last);
    }
  }
  for (const name of list(members.fieldsToNull)) {
    json[textOf(name) ?? ''] = null;
  }
  return { type, json };
}

/** A parent that is named by its external id. */
function parentJson(element: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(element).filter(([name]) => name !== 'type' && !/^[@#]/.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, textOf(value) ?? null]));
}

/** `2026-03-01T10:00:00.000+0000` is the REST API's way; SOAP writes the zone as Z. */
function scalar(value: unknown): string {
  return escapeXml(String(value).replace(/^(\d{4}-\d\d-\d\dT[\d:.]+)\+0000$/, '$1Z'));
}

/** One record of an answer as the element `name`, from its REST form. */
export function recordXml(dialect: Dialect, name: string, json: Readonly<Record<string, unknown>>): RawXml {
  const { attributes, ...fields } = json;
  const type = isRecord(attributes) ? String(attributes.type) : 'sObject';
  const id = typeof fields.Id === 'string' ? `<sf:Id>${fields.Id}</sf:Id>` : '<sf:Id xsi:nil="true"/>';
  const partner = dialect.api === 'u';
  const head = partner ? `<sf:type>${escapeXml(type)}</sf:type>${id}` : '';
  const body = Object.entries(fields)
    .map(([field, value]) => fieldXml(dialect, `sf:${field}`, value))
    .join('');
  return new RawXml(`<${name} xsi:type="sf:${partner ? 'sObject' : escapeXml(type)}">${head}${body}</${name}>`);
}

function fieldXml(dialect: Dialect, name: string, value: unknown): string {
  if (value === null || value === undefined) {
    return `<${name} xsi:nil="true"/>`;
  }
  if (!isRecord(value)) {
    return `<${name}>${scalar(value)}</${name}>`;
  }
  if (isRecord(value.attributes)) {
    return recordXml(dialect, name, value).text;
  }
  if (Array.isArray(value.records)) {
    const records = value.records.filter(isRecord).map((child) => recordXml(dialect, 'records', child).text);
    return `<${name} xsi:type="QueryResult"><done>true</done><queryLocator xsi:nil="true"/>${records.join('')}<size>${records.length}</size></${name}>`;
  }
  const parts = Object.entries(value).map(([part, item]) => fieldXml(dialect, part, item));
  return `<${name}>${parts.join('')}</${name}>`;
}
