import type { ObjectSchema } from '../../metadata/index.ts';
import type { UserContext } from '../../security/index.ts';
import { apiTime } from '../bulk/bulk-format.ts';
import type { BulkOperation } from '../bulk/save-rows.ts';
import { AsyncApiError } from './answers.ts';
import type { Batch } from './batch.ts';
import type { ContentType } from './formats.ts';

export interface JobSpec {
  readonly id: string;
  readonly object: ObjectSchema;
  readonly operation: BulkOperation | 'query' | 'queryAll';
  readonly externalIdFieldName: string | undefined;
  readonly contentType: ContentType;
  readonly concurrencyMode: 'Parallel' | 'Serial';
  readonly apiVersion: string;
  /** Rows of each batch that a query is split into; undefined if it is not. */
  readonly chunkSize: number | undefined;
}

export type JobState = 'Open' | 'Closed' | 'Aborted' | 'Failed';

/** A job of the Bulk API 1.0: what to do, and the batches it is done to. */
export class Job {
  readonly spec: JobSpec;
  readonly user: UserContext;
  readonly batches: Batch[] = [];
  readonly isJson: boolean;
  state: JobState = 'Open';
  readonly #created = Date.now();
  #modified = Date.now();

  constructor(spec: JobSpec, user: UserContext) {
    this.spec = spec;
    this.user = user;
    this.isJson = spec.contentType === 'JSON';
  }

  /** Closes or aborts the job; batches that wait are not worked on once it is aborted. @throws AsyncApiError */
  set(state: string): void {
    if (state !== 'Closed' && state !== 'Aborted') {
      throw new AsyncApiError('InvalidJob', `Unable to set the job's state to ${state}`);
    }
    if (this.state !== 'Open' && !(this.state === 'Closed' && state === 'Aborted')) {
      throw new AsyncApiError('InvalidJobState', `Job is in state ${this.state} and can not be set to ${state}`);
    }
    this.state = state;
    this.#modified = Date.now();
    if (state === 'Aborted') {
      this.batches.forEach((batch) => batch.abort());
    }
  }

  info(): object {
    const { id, object, operation, externalIdFieldName, contentType, concurrencyMode, apiVersion } = this.spec;
    const count = (state: string): number => this.batches.filter((batch) => batch.state === state).length;
    const sum = (of: (batch: Batch) => number): number => this.batches.reduce((total, batch) => total + of(batch), 0);
    return {
      id,
      operation,
      object: object.name,
      createdById: this.user.id,
      createdDate: apiTime(this.#created),
      systemModstamp: apiTime(this.#modified),
      state: this.state,
      ...(externalIdFieldName === undefined ? {} : { externalIdFieldName }),
      concurrencyMode,
      contentType,
      numberBatchesQueued: count('Queued'),
      numberBatchesInProgress: count('InProgress'),
      numberBatchesCompleted: count('Completed'),
      numberBatchesFailed: count('Failed'),
      numberBatchesTotal: this.batches.length,
      numberRecordsProcessed: sum(({ processed }) => processed),
      numberRetries: 0,
      apiVersion,
      numberRecordsFailed: sum(({ failed }) => failed),
      totalProcessingTime: sum(({ milliseconds }) => milliseconds),
      apiActiveProcessingTime: sum(({ milliseconds }) => milliseconds),
      apexProcessingTime: 0
    };
  }
}
