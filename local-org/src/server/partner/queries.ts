import { BATCH, firstPage, nextPage, readQuery, SMALLEST_BATCH, type QueryPage } from '../query.ts';
import { runSearch } from '../search.ts';
import { LARGEST_COLLECTION, retrieveRecords } from '../collections.ts';
import { ApiError } from '../api-error.ts';
import type { RawXml } from '../soap.ts';
import { header, text, texts, type PartnerCall } from './context.ts';
import { recordXml } from './record-xml.ts';

function batchSize(call: PartnerCall): number {
  const wanted = Number(header(call, 'QueryOptions', 'batchSize') ?? NaN);
  return Number.isNaN(wanted) ? BATCH : Math.min(BATCH, Math.max(SMALLEST_BATCH, wanted));
}

function resultOf({ dialect }: PartnerCall, page: QueryPage): object {
  return {
    done: page.done,
    queryLocator: page.locator,
    records: page.records.map((record) => recordXml(dialect, 'records', record)),
    size: page.totalSize
  };
}

/** `query` and `queryAll`. @throws ApiError MALFORMED_QUERY, INVALID_FIELD, INVALID_TYPE */
export function query(call: PartnerCall, allRows: boolean): object {
  const parsed = readQuery(text(call, 'queryString'), call.org.schema);
  const wanted = allRows ? { ...parsed, allRows } : parsed;
  return resultOf(call, firstPage(call.cursors, call.request, wanted, batchSize(call), 'content'));
}

/** `queryMore`. @throws ApiError INVALID_QUERY_LOCATOR */
export function queryMore(call: PartnerCall): object {
  return resultOf(call, nextPage(call.cursors, call.user.id, text(call, 'queryLocator')));
}

/** `search`. @throws ApiError MALFORMED_SEARCH */
export function search(call: PartnerCall): object {
  const records = runSearch(call.request, text(call, 'searchString'));
  return { searchRecords: records.map((record) => ({ record: recordXml(call.dialect, 'record', record) })) };
}

/** `retrieve`: a record for each id, nil for those that are not there. @throws ApiError EXCEEDED_ID_LIMIT, MALFORMED_ID */
export function retrieve(call: PartnerCall): (RawXml | null)[] {
  const ids = texts(call, 'ids');
  const limit = LARGEST_COLLECTION * 10;
  if (ids.length > limit) {
    throw new ApiError(400, 'EXCEEDED_ID_LIMIT', `cannot retrieve more than ${limit} records in one call`);
  }
  const fields = text(call, 'fieldList')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return retrieveRecords(call.request, text(call, 'sObjectType'), ids, fields, 'content').map((record) =>
    record ? recordXml(call.dialect, 'result', record) : null
  );
}
