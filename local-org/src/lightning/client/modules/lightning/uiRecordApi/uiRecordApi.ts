import { objectInfo, objectOfRecord, type ObjectInfo } from '@local-org/object-info';
import { isReadable, readRecord, splitField, type FieldValue, type RecordRepresentation } from '@local-org/records';
import { dataPath, request } from '@local-org/rest';
import { connected, WireAdapter, type WireConfig } from '@local-org/wire';

interface RecordInput {
  apiName?: string;
  fields: Record<string, unknown>;
}

function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Wire adapter: one record's `fields`, `optionalFields`, or every readable field for `layoutTypes`. */
export class getRecord extends WireAdapter {
  protected override ready(config: WireConfig): boolean {
    return (
      Boolean(config.recordId) &&
      (config.fields !== undefined || config.optionalFields !== undefined || config.layoutTypes !== undefined)
    );
  }

  protected override async fetch(config: WireConfig): Promise<RecordRepresentation> {
    const recordId = String(config.recordId);
    const fields = list(config.fields).map(splitField);
    const optional = list(config.optionalFields).map(splitField);
    const objectName = fields[0]?.objectName ?? optional[0]?.objectName;
    const info = objectName ? await objectInfo(objectName) : await objectOfRecord(recordId);
    const paths = fields.map(({ path }) => path);
    const readable = await Promise.all(optional.map(({ path }) => isReadable(info, path)));
    paths.push(...optional.filter((_field, index) => readable[index]).map(({ path }) => path));
    if (config.layoutTypes !== undefined) paths.push(...plainFields(info));
    return readRecord(info.apiName, recordId, paths);
  }
}

function plainFields(info: ObjectInfo): string[] {
  return Object.values(info.fields)
    .filter(({ dataType }) => dataType !== 'Address' && dataType !== 'Location' && dataType !== 'Base64')
    .map(({ apiName }) => apiName);
}

/** Wire adapter for several records at once: `records: [{ recordIds, fields }]`. */
export class getRecords extends WireAdapter {
  protected override async fetch(config: WireConfig): Promise<unknown> {
    const groups = list(config.records) as { recordIds: string[]; fields?: unknown[]; optionalFields?: unknown[] }[];
    const results = await Promise.all(
      groups.flatMap((group) => {
        const fields = [...list(group.fields), ...list(group.optionalFields)].map(splitField);
        const paths = fields.map(({ path }) => path);
        return group.recordIds.map(async (recordId) => ({
          statusCode: 200,
          result: await readRecord(fields[0]?.objectName ?? '', recordId, paths)
        }));
      })
    );
    return { hasErrors: false, results };
  }
}

function field(record: RecordRepresentation | undefined, reference: unknown): FieldValue | undefined {
  const steps = splitField(reference).path.split('.');
  let current = record;
  for (const [index, step] of steps.entries()) {
    const found = current?.fields[step];
    if (!found || index === steps.length - 1) return found;
    current = (found.value ?? undefined) as RecordRepresentation | undefined;
  }
  return undefined;
}

export function getFieldValue(record: RecordRepresentation | undefined, reference: unknown): unknown {
  return field(record, reference)?.value;
}

export function getFieldDisplayValue(
  record: RecordRepresentation | undefined,
  reference: unknown
): string | null | undefined {
  return field(record, reference)?.displayValue;
}

/** Tells every wire that shows one of these records to fetch it again. */
export async function notifyRecordUpdateAvailable(items: readonly { recordId: string }[]): Promise<void> {
  const ids = new Set(items.map(({ recordId }) => recordId.slice(0, 15)));
  const affected = connected(getRecord).filter((adapter) =>
    ids.has(String(adapter.currentConfig?.recordId).slice(0, 15))
  );
  await Promise.all(affected.map((adapter) => adapter.refresh()));
  window.dispatchEvent(new CustomEvent('local-org:recordchange', { detail: [...ids] }));
}

/** The older name of notifyRecordUpdateAvailable, which does not wait. */
export function getRecordNotifyChange(items: readonly { recordId: string }[]): void {
  notifyRecordUpdateAvailable(items);
}

export async function createRecord(input: RecordInput): Promise<RecordRepresentation> {
  const objectName = input.apiName ?? '';
  const created = await request<{ id: string }>('POST', dataPath(`/sobjects/${objectName}`), input.fields);
  return readRecord(objectName, created.id, Object.keys(input.fields));
}

export async function updateRecord(input: RecordInput): Promise<RecordRepresentation> {
  const { Id, ...fields } = input.fields;
  const recordId = String(Id);
  const info = await objectOfRecord(recordId);
  await request('PATCH', dataPath(`/sobjects/${info.apiName}/${recordId}`), fields);
  await notifyRecordUpdateAvailable([{ recordId }]);
  return readRecord(info.apiName, recordId, Object.keys(fields));
}

export async function deleteRecord(recordId: string): Promise<void> {
  const info = await objectOfRecord(recordId);
  await request('DELETE', dataPath(`/sobjects/${info.apiName}/${recordId}`));
}

/** Wire adapter: the object's description and the default values for a new record. */
export class getRecordCreateDefaults extends WireAdapter {
  protected override async fetch(config: WireConfig): Promise<unknown> {
    const reference = config.objectApiName;
    const name =
      typeof reference === 'object' && reference && 'objectApiName' in reference
        ? String(reference.objectApiName)
        : String(reference);
    const info = await objectInfo(name);
    const fields = Object.fromEntries(
      Object.values(info.fields)
        .filter(({ createable }) => createable)
        .map(({ apiName, picklistValues }) => {
          const value = picklistValues.find(({ defaultValue }) => defaultValue)?.value ?? null;
          return [apiName, { value, displayValue: null }];
        })
    );
    return { objectInfos: { [info.apiName]: info }, record: { apiName: info.apiName, fields }, layout: null };
  }
}

export function generateRecordInputForCreate(record: RecordRepresentation): RecordInput {
  const fields = Object.fromEntries(Object.entries(record.fields).map(([name, { value }]) => [name, value]));
  return { apiName: record.apiName, fields };
}

export function generateRecordInputForUpdate(record: RecordRepresentation): RecordInput {
  const { fields } = generateRecordInputForCreate(record);
  return { fields: { ...fields, Id: record.id } };
}
