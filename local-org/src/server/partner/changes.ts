import { removeForGood, runDml } from '../../dml/index.ts';
import type { DmlError, DmlResult } from '../../records/index.ts';
import { ApexList, isIdText, stringOf, toId18, type ApexValue, type SObject } from '../../values/index.ts';
import { ApiError } from '../api-error.ts';
import { LARGEST_COLLECTION, saveRows } from '../collections.ts';
import { jsonToRecord } from '../record-json.ts';
import { requireObject, type DmlOptions } from '../records.ts';
import { inTransaction, isRecord } from '../request.ts';
import { elements, header, text, texts, type PartnerCall } from './context.ts';
import { readSentRecord } from './record-xml.ts';

/** A row of a REST collection. */
interface Row {
  readonly id?: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly DmlError[];
}

function errorsXml(errors: readonly DmlError[]): object[] | undefined {
  return errors.length === 0
    ? undefined
    : errors.map(({ statusCode, message, fields }) => ({ fields: [...fields], message, statusCode }));
}

function checkSize(count: number): void {
  if (count > LARGEST_COLLECTION) {
    throw new ApiError(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${LARGEST_COLLECTION} records into this call`
    );
  }
}

function allOrNone(call: PartnerCall): boolean {
  return header(call, 'AllOrNoneHeader', 'allOrNone') === 'true';
}

function rows(call: PartnerCall, records: SObject[], options: Omit<DmlOptions, 'allOrNone'>): readonly Row[] {
  return saveRows(call.request, records, options, allOrNone(call)) as readonly Row[];
}

function sentRecords(call: PartnerCall): SObject[] {
  const sent = elements(call, 'sObjects').map(readSentRecord);
  checkSize(sent.length);
  return sent.map(({ type, json }) =>
    jsonToRecord(call.org.schema, requireObject(call.request, type, 'INVALID_TYPE'), json)
  );
}

/** `create` and `update`: the API's SaveResults. */
export function save(call: PartnerCall, operation: 'insert' | 'update'): object[] {
  return rows(call, sentRecords(call), { operation }).map(({ id = null, success, errors }) => ({
    errors: errorsXml(errors),
    id,
    success
  }));
}

/** `upsert`: the API's UpsertResults. @throws ApiError INVALID_FIELD for a field that is no external id */
export function upsert(call: PartnerCall): object[] {
  const records = sentRecords(call);
  const name = text(call, 'externalIDFieldName');
  for (const { schema, objectName } of records) {
    const field = schema?.fields.get(name.toLowerCase());
    if (!field || !(field.externalId || field.type === 'id')) {
      throw new ApiError(
        400,
        'INVALID_FIELD',
        `Field name provided, ${name} does not match an External ID, Salesforce Id, or indexed field for ${objectName}`
      );
    }
  }
  return rows(call, records, { operation: 'upsert', externalIdField: name }).map(
    ({ id = null, success, created = false, errors }) => ({ created, errors: errorsXml(errors), id, success })
  );
}

/** `delete` and `undelete`: a result per id; one that is no id fails alone. */
export function byIds(call: PartnerCall, operation: 'delete' | 'undelete'): object[] {
  const ids = texts(call, 'ids');
  checkSize(ids.length);
  const objects = ids.map((id) => (isIdText(id) ? call.org.schema.objectByPrefix(id.slice(0, 3)) : undefined));
  const records = ids.flatMap((id, index) => {
    const object = objects[index];
    return object ? [jsonToRecord(call.org.schema, object, { Id: toId18(id) })] : [];
  });
  const saved = [...rows(call, records, { operation })];
  return ids.map((id, index) => {
    const row = objects[index] ? saved.shift() : undefined;
    return row
      ? { errors: errorsXml(row.errors), id: row.id ?? (row.success ? toId18(id) : null), success: row.success }
      : { errors: errorsXml([malformed(id)]), id: null, success: false };
  });
}

function malformed(id: string): DmlError {
  return { statusCode: 'MALFORMED_ID', message: `bad id ${id}`, fields: [] };
}

/** `emptyRecycleBin`: deleted records go for good. */
export function emptyBin(call: PartnerCall): object[] {
  return texts(call, 'ids').map((id) => {
    const object = isIdText(id) ? call.org.schema.objectByPrefix(id.slice(0, 3)) : undefined;
    if (!object) {
      return { errors: errorsXml([malformed(id)]), id: null, success: false };
    }
    const record = jsonToRecord(call.org.schema, object, { Id: toId18(id) });
    const [result] = inTransaction(call.request, () => removeForGood(call.org.program, [record]));
    const errors = result?.errors ?? [];
    return { errors: errorsXml(errors), id: toId18(id), success: errors.length === 0 };
  });
}

/** `merge`: the API's MergeResults. */
export function merge(call: PartnerCall): object[] {
  return elements(call, 'request')
    .concat(elements(call, 'mergeRequests'))
    .filter(isRecord)
    .map((wanted) => {
      const { type, json } = readSentRecord(wanted.masterRecord);
      const object = requireObject(call.request, type, 'INVALID_TYPE');
      const master = jsonToRecord(call.org.schema, object, json);
      const ids = (Array.isArray(wanted.recordToMergeIds) ? wanted.recordToMergeIds : [wanted.recordToMergeIds])
        .map(String)
        .filter(isIdText)
        .map(toId18);
      const [result] = inTransaction(call.request, () =>
        runDml(call.org.program, {
          operation: 'merge',
          records: [master],
          mergeDuplicates: ids.map((id) => jsonToRecord(call.org.schema, object, { Id: id })),
          allOrNone: false,
          access: 'user',
          sharing: 'with',
          caller: 'api'
        })
      );
      return mergeResult(result, ids);
    });
}

function mergeResult(result: DmlResult | undefined, mergedRecordIds: readonly string[]): object {
  return {
    errors: errorsXml(result?.errors ?? []),
    id: result?.id ?? null,
    mergedRecordIds: result?.success === true ? [...mergedRecordIds] : undefined,
    success: result?.success === true
  };
}

const CONVERSION = [
  'accountId',
  'contactId',
  'convertedStatus',
  'doNotCreateOpportunity',
  'leadId',
  'opportunityId',
  'opportunityName',
  'overwriteLeadSource',
  'ownerId',
  'sendNotificationEmail'
] as const;

/** `convertLead`: the API's LeadConvertResults, by way of what Apex does. */
export function convertLeads(call: PartnerCall): object[] {
  const { program } = call.org;
  const userMode = program.platformStatic('system.accesslevel', 'USER_MODE');
  return elements(call, 'leadConverts')
    .filter(isRecord)
    .map((wanted) =>
      inTransaction(call.request, () => {
        const conversion = program.construct('database.leadconvert', []);
        for (const name of CONVERSION) {
          const value = wanted[name];
          if (typeof value === 'string' && value !== '') {
            program.invoke(conversion, `set${name}`, [conversionValue(value)]);
          }
        }
        const result = program.invokeStatic('system.database', 'convertLead', [conversion, false, userMode]);
        const get = (name: string): ApexValue => program.invoke(result, name, []);
        const errors = errorsOf(program, get('getErrors'));
        return {
          accountId: get('getAccountId'),
          contactId: get('getContactId'),
          errors: errorsXml(errors),
          leadId: get('getLeadId'),
          opportunityId: get('getOpportunityId'),
          success: errors.length === 0
        };
      })
    );
}

function conversionValue(text: string): ApexValue {
  return text === 'true' || text === 'false' ? text === 'true' : isIdText(text) ? toId18(text) : text;
}

function errorsOf(program: PartnerCall['org']['program'], list: ApexValue): DmlError[] {
  return (list instanceof ApexList ? list.items : []).map((error) => ({
    statusCode: stringOf(program.invoke(error, 'getStatusCode', [])),
    message: stringOf(program.invoke(error, 'getMessage', [])),
    fields: []
  }));
}
