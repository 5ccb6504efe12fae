import type { ObjectSchema } from '../metadata/index.ts';
import { ApexDatetime } from '../values/index.ts';
import { parseSoql, runSoql } from '../soql/index.ts';
import { ApiError, methodNotAllowed } from './api-error.ts';
import { valueToJson } from './record-json.ts';
import { inTransaction, type ApiRequest, type ApiResponse } from './request.ts';

const DAY = 86_400_000;
/** The platform looks back 30 days at most. */
const OLDEST = 30 * DAY;

/** `sobjects/<Object>/updated` and `…/deleted` with `start` and `end`. @throws ApiError INVALID_REPLICATION_DATE */
export function changedRecords(request: ApiRequest, object: ObjectSchema, kind: 'updated' | 'deleted'): ApiResponse {
  if (request.method !== 'GET') {
    throw methodNotAllowed(request.method, ['GET', 'HEAD']);
  }
  const now = request.org.clock.now();
  const start = time(request, 'start');
  const end = Math.min(time(request, 'end'), now);
  if (end <= start) {
    throw new ApiError(400, 'INVALID_REPLICATION_DATE', 'startDate must be before endDate');
  }
  if (start < now - OLDEST) {
    throw new ApiError(400, 'INVALID_REPLICATION_DATE', 'startDate before org replication enabled date');
  }
  const deleted = kind === 'deleted';
  const text = `SELECT Id, SystemModstamp FROM ${object.name} WHERE SystemModstamp >= :from AND SystemModstamp <= :to${deleted ? ' AND IsDeleted = true' : ''} ORDER BY SystemModstamp`;
  const { records } = inTransaction(request, () =>
    runSoql(
      request.org.program,
      { ...parseSoql(text), allRows: deleted },
      [new ApexDatetime(start), new ApexDatetime(end)],
      { access: 'user', sharing: 'with' }
    )
  );
  const latestDateCovered = apiTime(end);
  if (!deleted) {
    return { status: 200, body: { ids: records.map(({ id }) => id), latestDateCovered } };
  }
  const deletedRecords = records.map((record) => ({
    id: record.id,
    deletedDate: valueToJson(record.fields.get('systemmodstamp') ?? null)
  }));
  return { status: 200, body: { deletedRecords, earliestDateAvailable: apiTime(now - OLDEST), latestDateCovered } };
}

function time({ parameters }: ApiRequest, name: string): number {
  // a plus of the time zone reads as a blank where the client did not escape it
  const ms = Date.parse((parameters.get(name) ?? '').replace(' ', '+'));
  if (Number.isNaN(ms)) {
    throw new ApiError(400, 'INVALID_REPLICATION_DATE', `${name} must be an ISO 8601 time`);
  }
  return ms;
}

function apiTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}
