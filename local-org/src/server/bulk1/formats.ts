import { XMLParser } from 'fast-xml-parser';
import type { ObjectSchema, Schema } from '../../metadata/index.ts';
import type { SObject } from '../../values/index.ts';
import { readColumns, rowToRecord } from '../bulk/bulk-rows.ts';
import { CsvError, parseCsv, writeCsv } from '../bulk/csv.ts';
import { errorText, type RowResult } from '../bulk/save-rows.ts';
import { jsonToRecord } from '../record-json.ts';
import { isRecord } from '../request.ts';
import { toXml } from '../soap.ts';
import { readJson } from '../json.ts';
import { table } from '../../common/index.ts';

export const DATALOAD = 'http://www.force.com/2009/06/asyncapi/dataload';
export type ContentType = 'CSV' | 'XML' | 'JSON';

export const MEDIA_TYPES: Readonly<Record<ContentType, string>> = table({
  CSV: 'text/csv',
  XML: 'application/xml;charset=UTF-8',
  JSON: 'application/json;charset=UTF-8'
});

/** Content that cannot be read: the batch fails with this message. */
export class BatchError extends Error {}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true
});

/** Reads XML into members. @throws BatchError */
export function readXmlDocument(text: string): Readonly<Record<string, unknown>> {
  try {
    const document: unknown = parser.parse(text.trimStart(), true);
    return isRecord(document) ? document : {};
  } catch (error) {
    throw new BatchError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * One function per row of a batch that reads its record.
 * @throws BatchError for content that cannot be read as the job's type, and for columns that are no fields
 */
export function readRows(schema: Schema, object: ObjectSchema, type: ContentType, text: string): (() => SObject)[] {
  if (type === 'CSV') {
    return csvRows(schema, object, text);
  }
  const rows = type === 'XML' ? xmlRows(text) : jsonRows(text);
  return rows.map((row) => () => jsonToRecord(schema, object, row));
}

function csvRows(schema: Schema, object: ObjectSchema, text: string): (() => SObject)[] {
  try {
    const [head = [], ...rows] = parseCsv(text, ',');
    const columns = readColumns(head, object, schema);
    const wrong = rows.find((row) => row.length !== head.length);
    if (wrong) {
      throw new BatchError(`InvalidBatch : A record has ${wrong.length} fields, the header ${head.length}`);
    }
    return rows.map((row) => () => rowToRecord(schema, object, columns, row));
  } catch (error) {
    if (error instanceof CsvError || error instanceof RangeError) {
      throw new BatchError(error.message);
    }
    throw error;
  }
}

function jsonRows(text: string): Readonly<Record<string, unknown>>[] {
  let rows: unknown;
  try {
    rows = readJson(text);
  } catch (error) {
    throw new BatchError(`InvalidBatch : Failed to parse JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(rows) || !rows.every(isRecord)) {
    throw new BatchError('InvalidBatch : A batch is a list of objects');
  }
  return rows;
}

function xmlRows(text: string): Readonly<Record<string, unknown>>[] {
  const { sObjects } = readXmlDocument(text);
  if (sObjects === undefined) {
    throw new BatchError('InvalidBatch : A batch is an element sObjects');
  }
  const rows = isRecord(sObjects) ? sObjects.sObject : [];
  return (Array.isArray(rows) ? rows : rows === undefined ? [] : [rows]).map((row: unknown) => xmlRow(row));
}

function xmlRow(row: unknown): Record<string, unknown> {
  const members = isRecord(row) ? row : {};
  const names = Object.keys(members).filter((name) => !/^[@#]/.test(name) && name !== 'type');
  return Object.fromEntries(names.map((name) => [name, xmlValue(members[name])]));
}

function xmlValue(value: unknown): unknown {
  if (!isRecord(value)) {
    return value;
  }
  if (value['@nil'] === 'true') {
    return null;
  }
  return 'sObject' in value ? xmlRow(value.sObject) : (value['#text'] ?? '');
}

/** The result of a batch that saved rows. */
export function resultsText(results: readonly RowResult[], type: ContentType): string {
  if (type === 'CSV') {
    const rows = results.map(({ id, created, error }) => [
      id,
      String(error === null),
      String(created),
      error === null ? '' : errorText(error)
    ]);
    return writeCsv([['Id', 'Success', 'Created', 'Error'], ...rows], ',', 'LF');
  }
  if (type === 'JSON') {
    const rows = results.map(({ id, created, error }) => ({
      success: error === null,
      created,
      id: id || null,
      errors: error === null ? [] : [{ ...error, extendedErrorDetails: null }]
    }));
    return JSON.stringify(rows);
  }
  const rows = results.map(({ id, created, error }) => ({
    errors:
      error === null ? undefined : { fields: [...error.fields], message: error.message, statusCode: error.statusCode },
    id: id || undefined,
    success: error === null,
    created
  }));
  return document('results', toXml('result', rows));
}

/** The list of the results of a query. */
export function resultListText(ids: readonly string[], type: ContentType): string {
  return type === 'JSON' ? JSON.stringify(ids) : document('result-list', toXml('result', [...ids]));
}

/** The rows of a query. */
export function rowsText(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  records: readonly Readonly<Record<string, unknown>>[],
  type: ContentType
): string {
  switch (type) {
    case 'CSV':
      return rows.length === 0 ? 'Records not found for this query' : writeCsv([head, ...rows], ',', 'LF');
    case 'JSON':
      return JSON.stringify(records);
    default:
      return document('queryResult', records.map((record) => toXml('records', xmlRecord(record))).join(''));
  }
}

function xmlRecord(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { attributes, ...fields } = record;
  const type = isRecord(attributes) ? attributes.type : undefined;
  const members = Object.entries(fields).map(([name, value]) => [name, isRecord(value) ? xmlRecord(value) : value]);
  return { type, ...Object.fromEntries(members) };
}

function document(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="${DATALOAD}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</${root}>`;
}
