import type { FieldSchema, ObjectSchema, Schema } from '../metadata/index.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDouble,
  ApexList,
  ApexTime,
  Decimal,
  SObject,
  stringOf,
  toId18,
  type ApexValue
} from '../values/index.ts';
import { CompoundValue } from '../soql/index.ts';
import { ApiError } from './api-error.ts';
import { isRecord } from './request.ts';

/** A field's value as the REST API writes it; datetimes are `2026-03-01T10:00:00.000+0000`. */
export function valueToJson(value: ApexValue): unknown {
  if (value === null || typeof value !== 'object') {
    return typeof value === 'bigint' ? Number(value) : value;
  }
  if (value instanceof Decimal) {
    return Number(value.toString());
  }
  if (value instanceof ApexDouble) {
    return value.value;
  }
  if (value instanceof ApexDatetime) {
    return value.toIso().replace('Z', '+0000');
  }
  if (value instanceof ApexDate) {
    return value.toIso();
  }
  if (value instanceof ApexTime) {
    return stringOf(value);
  }
  if (value instanceof ApexBlob) {
    return Buffer.from(value.bytes).toString('base64');
  }
  if (value instanceof CompoundValue) {
    return Object.fromEntries(Array.from(value.parts, ([name, part]) => [name, valueToJson(part)]));
  }
  return stringOf(value);
}

/**
 * A record as the REST API writes it: `attributes`, then the fields that were queried, parents and child lists.
 * @param base `/services/data/vNN.0`
 * @param blobs base64 fields as links to their content, or the content itself
 */
export function recordToJson(
  record: SObject,
  base: string,
  blobs: 'links' | 'content' = 'links'
): Record<string, unknown> {
  const aggregate = record.objectName === 'AggregateResult';
  const json: Record<string, unknown> = {
    attributes: aggregate
      ? { type: 'AggregateResult' }
      : { type: record.objectName, url: `${base}/sobjects/${record.objectName}/${record.id ?? ''}` }
  };
  for (const [key, value] of record.fields) {
    // A query reads ids and keys along with parents; only what was selected is answered.
    if (record.queried !== null && !record.queried.has(key)) {
      continue;
    }
    json[fieldName(record, key)] =
      value instanceof SObject
        ? recordToJson(value, base, blobs)
        : value instanceof ApexBlob && record.id !== null && blobs === 'links'
          ? `${base}/sobjects/${record.objectName}/${record.id}/${fieldName(record, key)}`
          : valueToJson(value);
  }
  for (const field of record.queried ?? []) {
    if (!record.fields.has(field) && record.schema?.fields.has(field)) {
      json[record.nameOf(field)] = null;
    }
  }
  for (const [relationship, parent] of record.parents) {
    json[relationshipName(record.schema, relationship)] = parent === null ? null : recordToJson(parent, base, blobs);
  }
  for (const [relationship, children] of record.children) {
    json[childName(record.schema, relationship)] = childrenToJson(children, base, blobs);
  }
  return json;
}

function fieldName(record: SObject, key: string): string {
  return record.nameOf(key);
}

function relationshipName(schema: ObjectSchema | null, lower: string): string {
  for (const field of schema?.fields.values() ?? []) {
    if (field.relationshipName?.toLowerCase() === lower) {
      return field.relationshipName;
    }
  }
  return lower;
}

function childName(schema: ObjectSchema | null, lower: string): string {
  return schema?.childRelationships.find(({ name }) => name?.toLowerCase() === lower)?.name ?? lower;
}

function childrenToJson(children: ApexList, base: string, blobs: 'links' | 'content'): unknown {
  if (children.size === 0) {
    return null;
  }
  return {
    totalSize: children.size,
    done: true,
    records: children.items.map((child) => recordToJson(child as SObject, base, blobs))
  };
}

/**
 * A record from the JSON that a client sent. `attributes` are skipped; a parent may be given by external id
 * (`"Store__r": {"Store_Key__c": "eu"}`).
 * @throws ApiError INVALID_FIELD for an unknown field, JSON_PARSER_ERROR for a value of the wrong type
 */
export function jsonToRecord(schema: Schema, object: ObjectSchema, json: Readonly<Record<string, unknown>>): SObject {
  const record = new SObject(object.name, object);
  for (const [name, value] of Object.entries(json)) {
    if (name === 'attributes') {
      continue;
    }
    const field = object.fields.get(name.toLowerCase());
    if (field) {
      record.put(name.toLowerCase(), jsonToValue(field, value));
      continue;
    }
    const lookup = [...object.fields.values()].find(
      ({ relationshipName: relationship }) => relationship?.toLowerCase() === name.toLowerCase()
    );
    const parent = lookup ? schema.object(lookup.referenceTo[0] ?? '') : undefined;
    if (!lookup?.relationshipName || !parent || !(isRecord(value) || value === null)) {
      throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
    }
    record.parents.set(
      lookup.relationshipName.toLowerCase(),
      value === null ? null : jsonToRecord(schema, parent, value)
    );
  }
  return record;
}

function wrongType(field: FieldSchema, value: unknown): ApiError {
  return new ApiError(
    400,
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${field.type} from ${JSON.stringify(value)} for field ${field.name}`
  );
}

/** @throws ApiError JSON_PARSER_ERROR */
export function jsonToValue(field: FieldSchema, value: unknown): ApexValue {
  if (value === null || value === undefined) {
    return null;
  }
  switch (field.type) {
    case 'boolean':
      if (typeof value === 'boolean') return value;
      if (value === 'true' || value === 'false') return value === 'true';
      throw wrongType(field, value);
    case 'int': {
      const whole = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : NaN;
      if (!Number.isInteger(whole)) throw wrongType(field, value);
      return whole;
    }
    case 'double':
    case 'currency':
    case 'percent': {
      if (value === '') return null;
      const number = typeof value === 'number' || typeof value === 'string' ? Decimal.parse(String(value)) : null;
      if (number === null) throw wrongType(field, value);
      return number;
    }
    case 'date': {
      if (value === '') return null;
      const date = typeof value === 'string' ? ApexDate.parseIso(value.slice(0, 10)) : null;
      if (date === null) throw wrongType(field, value);
      return date;
    }
    case 'datetime': {
      if (value === '') return null;
      const datetime = typeof value === 'string' ? ApexDatetime.parseIso(value) : null;
      if (datetime === null) throw wrongType(field, value);
      return datetime;
    }
    case 'base64':
      if (typeof value !== 'string') throw wrongType(field, value);
      return new ApexBlob(Buffer.from(value, 'base64'));
    case 'id':
    case 'reference':
      if (typeof value !== 'string') throw wrongType(field, value);
      return value === '' ? null : value.length === 15 ? toId18(value) : value;
    default:
      if (typeof value === 'object') throw wrongType(field, value);
      return value === '' ? null : String(value);
  }
}
