import { request } from './rest.ts';

/** A field in the UI API's ObjectInfo shape (the parts that components use). */
export interface FieldInfo {
  apiName: string;
  label: string;
  dataType: string;
  length: number;
  precision: number;
  scale: number;
  required: boolean;
  createable: boolean;
  updateable: boolean;
  calculated: boolean;
  custom: boolean;
  nameField: boolean;
  inlineHelpText: string | null;
  reference: boolean;
  relationshipName: string | null;
  referenceToInfos: { apiName: string; nameFields: string[] }[];
  picklistValues: { label: string; value: string; defaultValue: boolean }[];
}

export interface ObjectInfo {
  apiName: string;
  label: string;
  labelPlural: string;
  keyPrefix: string;
  nameFields: string[];
  custom: boolean;
  createable: boolean;
  updateable: boolean;
  deletable: boolean;
  queryable: boolean;
  defaultRecordTypeId: string;
  recordTypeInfos: Record<
    string,
    { recordTypeId: string; name: string; available: boolean; defaultRecordTypeMapping: boolean; master: boolean }
  >;
  fields: Record<string, FieldInfo>;
  childRelationships: { childObjectApiName: string; fieldName: string; relationshipName: string | null }[];
  themeInfo: { iconUrl: string; color: string; iconName: string };
}

const known = new Map<string, Promise<ObjectInfo>>();

/** Describes an object as the running user may see it; asked for once per page load. */
export function objectInfo(name: string): Promise<ObjectInfo> {
  const key = name.toLowerCase();
  let info = known.get(key);
  if (!info) {
    info = request<ObjectInfo>('GET', `/lightning/api/object?name=${encodeURIComponent(name)}`);
    info.catch(() => known.delete(key));
    known.set(key, info);
  }
  return info;
}

/** The object that a record id belongs to. */
export function objectOfRecord(recordId: string): Promise<ObjectInfo> {
  return request<ObjectInfo>('GET', `/lightning/api/object?id=${encodeURIComponent(recordId)}`);
}

/** Finds a field whatever its case. */
export function fieldOf(info: ObjectInfo, name: string): FieldInfo | undefined {
  return (
    info.fields[name] ?? Object.values(info.fields).find((field) => field.apiName.toLowerCase() === name.toLowerCase())
  );
}
