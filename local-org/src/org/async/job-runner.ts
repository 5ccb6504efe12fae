import { JobContextObject, FinalizerContextObject } from '../../platform/index.ts';
import { ApexException, ApexList } from '../../values/index.ts';
import type { ApexObject, ApexValue } from '../../values/index.ts';
import { FINALIZER, type JobContext, type JobKind } from '../../engine/index.ts';
import type { OrgCore } from '../org-core.ts';
import { runBatchStep } from './batch-job.ts';
import type { JobStore, PendingJob } from './job-store.ts';
import { restoreState } from './serialize-state.ts';
import { table } from '../../common/index.ts';

const JOB_TYPES: Readonly<Record<JobKind, string>> = table({
  future: 'Future',
  queueable: 'Queueable',
  batch: 'BatchApex',
  schedulable: 'ScheduledApex',
  finalizer: 'Queueable',
  event: 'Future'
});

const QUIDDITIES: Readonly<Record<JobKind, string>> = table({
  future: 'FUTURE',
  queueable: 'QUEUEABLE',
  batch: 'BATCH_APEX',
  schedulable: 'SCHEDULED',
  finalizer: 'TRANSACTION_FINALIZER_QUEUEABLE',
  event: 'PLATFORM_EVENT_PUBLISH_CALLBACK'
});

export interface StepResult {
  /** What made the job fail. */
  readonly error: unknown;
  /** Whether the job is done, successfully or not. */
  readonly finished: boolean;
}

/** Runs jobs, each step in a transaction of its own, and keeps their AsyncApexJob rows. */
export class JobRunner {
  readonly #org: OrgCore;
  readonly #store: JobStore;
  readonly #kept: Map<string, ApexObject[]>;

  constructor(org: OrgCore, store: JobStore, kept: Map<string, ApexObject[]>) {
    this.#org = org;
    this.#store = store;
    this.#kept = kept;
  }

  /** Inserts the AsyncApexJob of a new job. */
  insertJobRow(kind: JobKind, classKey: string, methodName: string | null, userId: string): string {
    return this.#org.rows.insert('AsyncApexJob', userId, {
      JobType: JOB_TYPES[kind],
      Status: kind === 'batch' ? 'Holding' : 'Queued',
      ApexClassId: this.#org.apexClassId(classKey),
      MethodName: methodName,
      JobItemsProcessed: 0,
      TotalJobItems: 0,
      NumberOfErrors: 0
    });
  }

  /** Runs a job, or the next chunk of a batch job. Exceptions of the job are recorded on its row and answered. */
  step(job: PendingJob): StepResult {
    if (job.kind === 'batch') {
      return runBatchStep(this.#org, this.#store, job, this.#kept.get(job.id) ?? []);
    }
    let finalizer: ApexValue = null;
    const error = this.#attempt(() =>
      this.#org.run(
        {
          user: this.#org.users.byId(job.userId),
          // synchronous limits apply to scheduled Apex
          mode: job.kind === 'schedulable' ? 'synchronous' : 'asynchronous',
          quiddity: QUIDDITIES[job.kind],
          job: contextOf(job)
        },
        (tx) => {
          this.#store.remove(job.id);
          try {
            this.#execute(job);
          } finally {
            finalizer = (tx.scratch.get(FINALIZER) as ApexValue | undefined) ?? null;
            tx.scratch.delete(FINALIZER);
          }
          if (job.kind !== 'schedulable') {
            this.#complete(job.id, null);
          }
        }
      )
    );
    if (error) {
      this.#org.run({ user: this.#org.users.byId(job.userId), mode: 'asynchronous' }, () => {
        this.#store.remove(job.id);
        this.#complete(job.id, error);
      });
    }
    if (finalizer !== null) {
      this.#finalize(job, finalizer, error);
    }
    return { error, finished: true };
  }

  #execute(job: PendingJob): void {
    const rt = this.#org.program;
    const state = restoreState(rt, job.payload, this.#kept.get(job.id));
    switch (job.kind) {
      case 'queueable':
        this.#callExecute(state, new JobContextObject('system.queueablecontext', job.id));
        return;
      case 'schedulable':
        this.#callExecute(state, new JobContextObject('system.schedulablecontext', job.target ?? job.id));
        return;
      default:
        rt.runFuture(job.target ?? '', (state as ApexList).items);
    }
  }

  /** Apex lets a static method implement the interface's `execute`. */
  #callExecute(job: ApexValue, context: JobContextObject): void {
    const rt = this.#org.program;
    const { key } = rt.typeOf(job);
    const own = rt
      .classInfo(key)
      ?.methods.find(({ name, parameters }) => name.toLowerCase() === 'execute' && parameters.length === 1);
    if (own?.isStatic) {
      rt.callStatic(key, 'execute', [context]);
    } else {
      rt.invoke(job, 'execute', [context]);
    }
  }

  #finalize(job: PendingJob, finalizer: ApexValue, error: unknown): void {
    const exception =
      error instanceof ApexException
        ? error
        : error
          ? new ApexException('System.UnexpectedException', String(error))
          : null;
    this.#attempt(() =>
      this.#org.run(
        {
          user: this.#org.users.byId(job.userId),
          mode: 'asynchronous',
          quiddity: QUIDDITIES.finalizer,
          job: { ...contextOf(job), kind: 'finalizer' }
        },
        (tx) => {
          this.#org.program.invoke(finalizer, 'execute', [new FinalizerContextObject(job.id, tx.id, exception)]);
        }
      )
    );
  }

  #complete(id: string, error: unknown): void {
    this.#org.rows.update('AsyncApexJob', id, {
      Status: error ? 'Failed' : 'Completed',
      NumberOfErrors: error ? 1 : 0,
      ExtendedStatus: error ? errorText(error) : null,
      CompletedDate: this.#org.clock.now()
    });
  }

  #attempt(action: () => void): unknown {
    try {
      action();
      return null;
    } catch (error) {
      this.#org.report('Asynchronous Apex failed', error);
      return error;
    }
  }
}

export function contextOf(job: PendingJob): JobContext {
  return {
    kind: job.kind,
    jobId: job.id,
    depth: job.depth,
    ...(job.maximumDepth === null ? {} : { maximumDepth: job.maximumDepth }),
    ...(job.delay === null ? {} : { delay: job.delay })
  };
}

/** Text for `AsyncApexJob.ExtendedStatus`. */
export function errorText(error: unknown): string {
  const text = error instanceof ApexException ? error.$str() : error instanceof Error ? error.message : String(error);
  return text.slice(0, 1000);
}
