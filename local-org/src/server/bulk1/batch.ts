import { setImmediate as nextTurn } from 'node:timers/promises';
import { runSoql } from '../../soql/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiError } from '../api-error.ts';
import { apiTime } from '../bulk/bulk-format.ts';
import { headOf, rowOf } from '../bulk/query-job.ts';
import { saveRows, type BulkOperation, type RowResult } from '../bulk/save-rows.ts';
import { readQuery } from '../query.ts';
import { recordToJson } from '../record-json.ts';
import { AsyncApiError } from './answers.ts';
import { BatchError, readRows, resultListText, resultsText, rowsText } from './formats.ts';
import type { Job } from './job.ts';

/** Rows that one transaction saves. */
const CHUNK = 200;
const LARGEST_BATCH = 10_000;
/** Records of one result of a query. */
const RESULT_ROWS = 250_000;

export type BatchState = 'Queued' | 'InProgress' | 'Completed' | 'Failed' | 'NotProcessed';

/** Rows to save, or a query, and what came of it. */
export class Batch {
  readonly id: string;
  readonly content: string;
  state: BatchState = 'Queued';
  processed = 0;
  failed = 0;
  milliseconds = 0;
  readonly #job: Job;
  readonly #created = Date.now();
  #modified = Date.now();
  #message: string | null = null;
  #results: RowResult[] = [];
  readonly #queryResults = new Map<string, string>();

  constructor(job: Job, id: string, content: string) {
    this.#job = job;
    this.id = id;
    this.content = content;
  }

  info(): object {
    return {
      id: this.id,
      jobId: this.#job.spec.id,
      state: this.state,
      ...(this.#message === null ? {} : { stateMessage: this.#message }),
      createdDate: apiTime(this.#created),
      systemModstamp: apiTime(this.#modified),
      numberRecordsProcessed: this.processed,
      numberRecordsFailed: this.failed,
      totalProcessingTime: this.milliseconds,
      apiActiveProcessingTime: this.milliseconds,
      apexProcessingTime: 0
    };
  }

  abort(): void {
    if (this.state === 'Queued') {
      this.set('NotProcessed', 'Aborted');
    }
  }

  set(state: BatchState, message: string | null = null): void {
    this.state = state;
    this.#message = message;
    this.#modified = Date.now();
  }

  /** What `…/result` answers. @throws AsyncApiError InvalidBatch before the batch is done */
  resultText(): string {
    const { contentType, operation } = this.#job.spec;
    if (this.state !== 'Completed' && !(this.state === 'Failed' && this.processed > 0)) {
      throw new AsyncApiError('InvalidBatch', 'Batch not completed');
    }
    return operation === 'query' || operation === 'queryAll'
      ? resultListText([...this.#queryResults.keys()], contentType)
      : resultsText(this.#results, contentType);
  }

  /** What `…/result/<id>` answers. @throws AsyncApiError InvalidBatch */
  queryResult(id: string): string {
    const found = this.#queryResults.get(id);
    if (found === undefined) {
      throw new AsyncApiError('InvalidBatch', `There is no result ${id} of this batch`);
    }
    return found;
  }

  /** Keeps rows of a query as one of the batch's results. */
  keepResult(id: string, text: string, count: number): void {
    this.#queryResults.set(id, text);
    this.processed += count;
  }

  /** Does the work, a part of it per turn of the event loop. */
  async process(org: Org, newResultId: () => string): Promise<void> {
    await nextTurn();
    if (this.state !== 'Queued') {
      return;
    }
    this.set('InProgress');
    const started = performance.now();
    try {
      await (this.#isQuery() ? this.#query(org, newResultId) : this.#save(org));
      this.set('Completed');
    } catch (error) {
      if (!(error instanceof BatchError || error instanceof ApiError)) {
        org.report(`Bulk batch ${this.id}`, error);
      }
      this.set('Failed', error instanceof Error ? error.message : String(error));
    } finally {
      this.milliseconds = Math.round(performance.now() - started);
    }
  }

  #isQuery(): boolean {
    return this.#job.spec.operation === 'query' || this.#job.spec.operation === 'queryAll';
  }

  async #save(org: Org): Promise<void> {
    const { object, contentType, operation, externalIdFieldName } = this.#job.spec;
    const rows = readRows(org.schema, object, contentType, this.content);
    if (rows.length > LARGEST_BATCH) {
      throw new BatchError(`InvalidBatch : Records in batch exceeds limit ${LARGEST_BATCH}`);
    }
    const spec = { operation: operation as BulkOperation, externalIdFieldName };
    for (let start = 0; start < rows.length; start += CHUNK) {
      const results = saveRows(org, this.#job.user, spec, rows.slice(start, start + CHUNK));
      this.#results.push(...results);
      this.processed += results.length;
      this.failed += results.filter(({ error }) => error !== null).length;
      org.asyncQueue.start();
      await nextTurn();
    }
  }

  async #query(org: Org, newResultId: () => string): Promise<void> {
    const { operation, contentType, apiVersion, object } = this.#job.spec;
    let query;
    try {
      query = readQuery(this.content.trim(), org.schema);
    } catch (error) {
      throw error instanceof ApiError
        ? new BatchError(`InvalidBatch : Failed to process query: ${error.errorCode}: ${error.message}`)
        : error;
    }
    if (query.from.toLowerCase() !== object.name.toLowerCase()) {
      throw new BatchError(
        `InvalidBatch : Failed to process query: INVALID_TYPE: the job's object is ${object.name}, the query's ${query.from}`
      );
    }
    const wanted = operation === 'queryAll' ? { ...query, allRows: true } : query;
    const { records } = org.run({ user: this.#job.user, mode: 'bulk', quiddity: 'BULK_API' }, () =>
      runSoql(org.program, wanted, [], { access: 'user', sharing: 'with', masks: true })
    );
    const base = `/services/data/v${apiVersion}`;
    const head = headOf(query);
    for (let start = 0; start === 0 || start < records.length; start += RESULT_ROWS) {
      const part = records.slice(start, start + RESULT_ROWS).map((record) => recordToJson(record, base));
      const rows = contentType === 'CSV' ? part.map((record) => rowOf(head, record)) : [];
      this.keepResult(newResultId(), rowsText(head, rows, part, contentType), part.length);
      await nextTurn();
    }
  }
}
