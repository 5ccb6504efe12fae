import { displayValue } from './display.ts';
import { fieldOf, objectInfo, type ObjectInfo } from './object-info.ts';
import { FetchError, query, type QueryRow } from './rest.ts';

export interface FieldValue {
  displayValue: string | null;
  value: unknown;
}

/** A record in the UI API's shape. */
export interface RecordRepresentation {
  apiName: string;
  id: string;
  childRelationships: Record<string, never>;
  fields: Record<string, FieldValue>;
  lastModifiedById: string | null;
  lastModifiedDate: string | null;
  recordTypeId: string | null;
  recordTypeInfo: null;
  systemModstamp: string | null;
  eTag: string;
  weakEtag: number;
}

/** Reads fields (paths relative to the object: `Name`, `Owner.Name`) of one record. */
export async function readRecord(
  objectName: string,
  recordId: string,
  paths: readonly string[]
): Promise<RecordRepresentation> {
  const info = await objectInfo(objectName);
  const wanted = [...new Set(['Id', ...paths])];
  const result = await query(
    `SELECT ${wanted.join(', ')} FROM ${info.apiName} WHERE Id = '${recordId.replace(/[^a-zA-Z0-9]/g, '')}'`
  );
  const row = result.records[0];
  if (!row) {
    throw new FetchError(404, 'Not Found', {
      statusCode: 404,
      errorCode: 'NOT_FOUND',
      message: 'The requested resource does not exist'
    });
  }
  return toRecord(info, row);
}

/** Turns a row of a query answer into a record, parents included. */
export async function toRecord(info: ObjectInfo, row: QueryRow): Promise<RecordRepresentation> {
  const fields: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(row)) {
    if (name === 'attributes') continue;
    if (value && typeof value === 'object' && 'attributes' in value) {
      const parent = value as QueryRow;
      const record = await toRecord(await objectInfo(parent.attributes.type), parent);
      const nameValue = Object.entries(record.fields).find(([field]) => field !== 'Id')?.[1].value;
      fields[name] = { displayValue: typeof nameValue === 'string' ? nameValue : null, value: record };
    } else {
      fields[name] = { displayValue: displayValue(fieldOf(info, name), value), value: value ?? null };
    }
  }
  const text = (field: string): string | null => (typeof row[field] === 'string' ? row[field] : null);
  return {
    apiName: info.apiName,
    id: row.Id ?? '',
    childRelationships: {},
    fields,
    lastModifiedById: text('LastModifiedById'),
    lastModifiedDate: text('LastModifiedDate'),
    recordTypeId: text('RecordTypeId'),
    recordTypeInfo: null,
    systemModstamp: text('SystemModstamp'),
    eTag: '',
    weakEtag: 0
  };
}

/** A field reference or `Object.Field` text → object and path. */
export function splitField(field: unknown): { objectName: string; path: string } {
  if (field && typeof field === 'object' && 'fieldApiName' in field && 'objectApiName' in field) {
    return { objectName: String(field.objectApiName), path: String(field.fieldApiName) };
  }
  const [objectName = '', ...path] = String(field).split('.');
  return { objectName, path: path.join('.') };
}

/** True when every step of the path is a field that the user may read. */
export async function isReadable(info: ObjectInfo, path: string): Promise<boolean> {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return fieldOf(info, first) !== undefined;
  const reference = Object.values(info.fields).find(
    (field) => field.relationshipName?.toLowerCase() === first.toLowerCase()
  );
  const target = reference?.referenceToInfos[0]?.apiName;
  return target ? isReadable(await objectInfo(target), rest.join('.')) : false;
}
