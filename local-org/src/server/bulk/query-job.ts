import { setImmediate as nextTurn } from 'node:timers/promises';
import { type SoqlQuery, runSoql } from '../../soql/index.ts';
import type { UserContext } from '../../security/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiError } from '../api-error.ts';
import { recordToJson } from '../record-json.ts';
import { isRecord } from '../request.ts';
import { apiTime, type CsvFormat } from './bulk-format.ts';
import { DELIMITERS, writeCsv } from './csv.ts';
import type { JobState } from './ingest-job.ts';

export interface QuerySpec extends CsvFormat {
  readonly id: string;
  readonly operation: 'query' | 'queryAll';
  readonly text: string;
  readonly query: SoqlQuery;
  readonly apiVersion: number;
}

const PAGE = 50_000;

/** A Bulk API 2.0 job that writes the result of a query as CSV. */
export class QueryJob {
  readonly spec: QuerySpec;
  readonly user: UserContext;
  state: JobState = 'UploadComplete';
  readonly #created = Date.now();
  #modified = Date.now();
  #rows: readonly string[][] = [];
  #error: string | null = null;

  constructor(spec: QuerySpec, user: UserContext, org: Org) {
    this.spec = spec;
    this.user = user;
    void this.#process(org);
  }

  get isDone(): boolean {
    return this.state === 'JobComplete' || this.state === 'Failed' || this.state === 'Aborted';
  }

  abort(): void {
    if (this.isDone) {
      throw new ApiError(400, 'INVALIDJOBSTATE', `The job is ${this.state} already`);
    }
    this.#set('Aborted');
  }

  info(): object {
    const { id, operation, query, columnDelimiter, lineEnding, apiVersion } = this.spec;
    return {
      id,
      operation,
      object: query.from,
      createdById: this.user.id,
      createdDate: apiTime(this.#created),
      systemModstamp: apiTime(this.#modified),
      state: this.state,
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion,
      jobType: 'V2Query',
      lineEnding,
      columnDelimiter,
      retries: 0,
      totalProcessingTime: this.#modified - this.#created,
      numberRecordsProcessed: this.#rows.length,
      isPkChunkingSupported: false,
      ...(this.#error === null ? {} : { errorMessage: this.#error })
    };
  }

  /** A page of the result; the locator of the next one is `null` at the end. @throws ApiError INVALIDJOBSTATE, INVALID_QUERY_LOCATOR */
  page(locator: string | null, maxRecords: number | undefined): { csv: string; count: number; next: string } {
    if (this.state !== 'JobComplete') {
      throw new ApiError(400, 'INVALIDJOBSTATE', `The results of a job that is ${this.state} cannot be read`);
    }
    const start = locator === null ? 0 : Number(Buffer.from(locator, 'base64url').toString('utf8'));
    if (!Number.isInteger(start) || start < 0 || start > this.#rows.length) {
      throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'The locator is not one of this job');
    }
    const rows = this.#rows.slice(start, start + (maxRecords ?? PAGE));
    const end = start + rows.length;
    return {
      csv: writeCsv([headOf(this.spec.query), ...rows], DELIMITERS[this.spec.columnDelimiter]!, this.spec.lineEnding),
      count: rows.length,
      next: end < this.#rows.length ? Buffer.from(String(end)).toString('base64url') : 'null'
    };
  }

  #set(state: JobState): void {
    this.state = state;
    this.#modified = Date.now();
  }

  async #process(org: Org): Promise<void> {
    await nextTurn();
    if (this.isDone) {
      return;
    }
    this.#set('InProgress');
    try {
      const query = this.spec.operation === 'queryAll' ? { ...this.spec.query, allRows: true } : this.spec.query;
      const { records } = org.run({ user: this.user, mode: 'bulk', quiddity: 'BULK_API' }, () =>
        runSoql(org.program, query, [], { access: 'user', sharing: 'with', masks: true })
      );
      const head = headOf(this.spec.query);
      this.#rows = records.map((record) => rowOf(head, recordToJson(record, '')));
      this.#set('JobComplete');
    } catch (error) {
      this.#error = error instanceof Error ? error.message : String(error);
      this.#set('Failed');
    }
  }
}

/** The columns of a query's result. */
export function headOf(query: SoqlQuery): string[] {
  let unnamed = 0;
  return query.select.map((item) =>
    item.kind === 'field'
      ? (item.alias ?? (item.field.fn === undefined ? item.field.path.join('.') : `expr${unnamed++}`))
      : ''
  );
}

/** The cells of one record. */
export function rowOf(head: readonly string[], json: Readonly<Record<string, unknown>>): string[] {
  return head.map((path) => cell(json, path));
}

function cell(json: unknown, path: string): string {
  let value = json;
  for (const step of path.split('.')) {
    const key = isRecord(value)
      ? Object.keys(value).find((name) => name.toLowerCase() === step.toLowerCase())
      : undefined;
    value = key === undefined || !isRecord(value) ? null : value[key];
  }
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
