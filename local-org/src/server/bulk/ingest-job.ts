import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ObjectSchema } from '../../metadata/index.ts';
import type { UserContext } from '../../security/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiError } from '../api-error.ts';
import { apiTime, type CsvFormat } from './bulk-format.ts';
import { readColumns, rowToRecord } from './bulk-rows.ts';
import { errorText, saveRows, type BulkOperation } from './save-rows.ts';
import { CsvError, DELIMITERS, parseCsv, writeCsv } from './csv.ts';

/** Rows that one transaction saves. */
const BATCH = 200;

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted' | 'Failed';
export type IngestOperation = BulkOperation;

export interface IngestSpec extends CsvFormat {
  readonly id: string;
  readonly object: ObjectSchema;
  readonly operation: IngestOperation;
  readonly externalIdFieldName: string | undefined;
  readonly apiVersion: number;
}

/** A Bulk API 2.0 job that saves the rows of an uploaded CSV. */
export class IngestJob {
  readonly spec: IngestSpec;
  readonly user: UserContext;
  state: JobState = 'Open';
  readonly #created = Date.now();
  #modified = Date.now();
  #content = '';
  #error: string | null = null;
  #milliseconds = 0;
  #head: readonly string[] = [];
  #waiting: readonly (readonly string[])[] = [];
  readonly #succeeded: string[][] = [];
  readonly #failed: string[][] = [];

  constructor(spec: IngestSpec, user: UserContext) {
    this.spec = spec;
    this.user = user;
  }

  upload(content: string): void {
    if (this.state !== 'Open' || this.#content !== '') {
      throw new ApiError(400, 'INVALIDJOBSTATE', `Content was already uploaded, or the job is ${this.state}`);
    }
    this.#content = content;
    this.#modified = Date.now();
  }

  /** Closes the upload: the rows are saved between later requests. */
  close(org: Org): void {
    if (this.state !== 'Open') {
      throw new ApiError(400, 'INVALIDJOBSTATE', `The job is ${this.state} already`);
    }
    this.#set('UploadComplete');
    void this.#process(org);
  }

  abort(): void {
    if (this.state === 'JobComplete' || this.state === 'Failed') {
      throw new ApiError(400, 'INVALIDJOBSTATE', `The job is ${this.state} already`);
    }
    this.#set('Aborted');
  }

  get isDone(): boolean {
    return this.state === 'JobComplete' || this.state === 'Failed' || this.state === 'Aborted';
  }

  info(): object {
    const { id, object, operation, externalIdFieldName, columnDelimiter, lineEnding, apiVersion } = this.spec;
    return {
      id,
      operation,
      object: object.name,
      createdById: this.user.id,
      createdDate: apiTime(this.#created),
      systemModstamp: apiTime(this.#modified),
      state: this.state,
      ...(externalIdFieldName === undefined ? {} : { externalIdFieldName }),
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion,
      jobType: 'V2Ingest',
      contentUrl: `services/data/v${apiVersion}.0/jobs/ingest/${id}/batches`,
      lineEnding,
      columnDelimiter,
      retries: 0,
      totalProcessingTime: this.#milliseconds,
      apiActiveProcessingTime: this.#milliseconds,
      apexProcessingTime: 0,
      numberRecordsProcessed: this.#succeeded.length + this.#failed.length,
      numberRecordsFailed: this.#failed.length,
      ...(this.#error === null ? {} : { errorMessage: this.#error })
    };
  }

  successfulResults(): string {
    return this.#csv([['sf__Id', 'sf__Created', ...this.#head], ...this.#succeeded]);
  }

  failedResults(): string {
    return this.#csv([['sf__Id', 'sf__Error', ...this.#head], ...this.#failed]);
  }

  unprocessedRecords(): string {
    return this.#csv([this.#head, ...this.#waiting]);
  }

  #csv(rows: readonly (readonly string[])[]): string {
    return writeCsv(rows, DELIMITERS[this.spec.columnDelimiter]!, this.spec.lineEnding);
  }

  #set(state: JobState): void {
    this.state = state;
    this.#modified = Date.now();
  }

  /** True once somebody has aborted the job, which may happen between batches. */
  #aborted(): boolean {
    return this.state === 'Aborted';
  }

  async #process(org: Org): Promise<void> {
    await nextTurn();
    if (this.#aborted()) {
      return;
    }
    this.#set('InProgress');
    const started = Date.now();
    try {
      const [head = [], ...rows] = parseCsv(this.#content, DELIMITERS[this.spec.columnDelimiter]!);
      this.#content = '';
      this.#head = head;
      this.#waiting = rows;
      const columns = readColumns(head, this.spec.object, org.schema);
      const width = rows.find((row) => row.length !== head.length);
      if (width) {
        throw new RangeError(`InvalidBatch : A record has ${width.length} fields, the header ${head.length}`);
      }
      while (this.#waiting.length > 0 && !this.#aborted()) {
        const batch = this.#waiting.slice(0, BATCH);
        this.#saveBatch(org, batch, columns);
        this.#waiting = this.#waiting.slice(BATCH);
        this.#milliseconds = Date.now() - started;
        org.asyncQueue.start();
        await nextTurn();
      }
      if (!this.#aborted()) {
        this.#set('JobComplete');
      }
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof CsvError)) {
        org.report(`Bulk job ${this.spec.id}`, error);
      }
      this.#error = error instanceof Error ? error.message : String(error);
      this.#set('Failed');
    }
  }

  #saveBatch(org: Org, rows: readonly (readonly string[])[], columns: ReturnType<typeof readColumns>): void {
    const { object, operation, externalIdFieldName } = this.spec;
    const read = rows.map((row) => () => rowToRecord(org.schema, object, columns, row));
    saveRows(org, this.user, { operation, externalIdFieldName }, read).forEach(({ id, created, error }, index) => {
      const row = rows[index]!;
      if (error === null) {
        this.#succeeded.push([id, String(created), ...row]);
      } else {
        this.#failed.push([id, errorText(error), ...row]);
      }
    });
  }
}
