import { JobContextObject } from '../../platform/index.ts';
import { ApexException, ApexList, SObject, type ApexObject, type ApexValue } from '../../values/index.ts';
import type { OrgCore } from '../org-core.ts';
import type { JobStore, PendingJob } from './job-store.ts';
import { ChunkWriter, readChunk } from './batch-chunks.ts';
import { contextOf, errorText } from './job-runner.ts';
import type { StepResult } from './job-runner.ts';
import { restoreState, serializeState } from './serialize-state.ts';
import { table } from '../../common/index.ts';

const MAX_JOB_SCOPE = 40_000;
const PHASES: Readonly<Record<string, string>> = table({
  Preparing: 'START',
  Processing: 'EXECUTE',
  Completed: 'FINISH'
});

/**
 * One transaction of a batch job: `start`, one `execute`, or `finish`. The instance is restored from its serialised state each time;
 * only a `Database.Stateful` one writes its state back, and only after an `execute` that succeeded.
 */
export function runBatchStep(org: OrgCore, store: JobStore, job: PendingJob, kept: readonly ApexObject[]): StepResult {
  return new BatchStep(org, store, job, kept).run();
}

class BatchStep {
  readonly #org: OrgCore;
  readonly #store: JobStore;
  readonly #job: PendingJob;
  readonly #kept: ApexObject[];

  constructor(org: OrgCore, store: JobStore, job: PendingJob, kept: readonly ApexObject[]) {
    this.#org = org;
    this.#store = store;
    this.#job = job;
    this.#kept = [...kept];
  }

  run(): StepResult {
    if (this.#job.scope === 0) {
      // one of those that a test adds to fill the queue
      this.#end('Completed', null);
      return { error: null, finished: true };
    }
    if (this.#job.position < 0) {
      return this.#step('Preparing', (instance) => this.#start(instance), true);
    }
    const chunk = this.#store.chunk(this.#job.id, this.#job.position);
    return chunk === undefined
      ? this.#step('Completed', (instance) => this.#finish(instance), true)
      : this.#step('Processing', (instance) => this.#execute(instance, chunk), false);
  }

  #start(instance: ApexValue): void {
    const rt = this.#org.program;
    const result = rt.invoke(instance, 'start', [this.#context()]);
    const chunks = new ChunkWriter(this.#org, this.#job.scope, this.#keep());
    const payloads = chunks.payloads(result);
    if (rt.tx.isTest && payloads.length > 1) {
      rt.fail(
        'System.UnexpectedException',
        'No more than one executeBatch can be called from within a test method.  Please make sure the iterable returned from ' +
          'your start method matches the batch size, resulting in one executeBatch invocation.'
      );
    }
    payloads.forEach((payload, position) => this.#store.addChunk(this.#job.id, position, payload));
    this.#store.progress(this.#job.id, 0, this.#isStateful(instance) ? this.#serialize(instance) : this.#job.payload);
    this.#org.rows.update('AsyncApexJob', this.#job.id, { Status: 'Processing', TotalJobItems: payloads.length });
    if (payloads.length > 0) {
      this.#insertWorker();
    }
  }

  /** The platform's own row for the workers that run the chunks, one for up to 10,000 of them. */
  #insertWorker(): void {
    const job = this.#org.rows.find('AsyncApexJob', { Id: this.#job.id });
    this.#org.rows.insert('AsyncApexJob', this.#job.userId, {
      JobType: 'BatchApexWorker',
      Status: 'Processing',
      ApexClassId: (job?.['apexclassid'] as string | null | undefined) ?? null,
      ParentJobId: this.#job.id,
      JobItemsProcessed: 0,
      TotalJobItems: 0,
      NumberOfErrors: 0
    });
  }

  #execute(instance: ApexValue, chunk: string): void {
    const rt = this.#org.program;
    rt.invoke(instance, 'execute', [this.#context(), readChunk(rt, chunk, this.#kept)]);
    this.#advance(this.#isStateful(instance) ? this.#serialize(instance) : this.#job.payload, null);
  }

  #finish(instance: ApexValue): void {
    this.#org.program.invoke(instance, 'finish', [this.#context()]);
    this.#end('Completed', null);
  }

  #step(status: string, action: (instance: ApexValue) => void, fatal: boolean): StepResult {
    const options = {
      user: this.#org.users.byId(this.#job.userId),
      mode: 'asynchronous',
      quiddity: 'BATCH_APEX',
      job: contextOf(this.#job)
    } as const;
    try {
      this.#org.run(options, () => action(restoreState(this.#org.program, this.#job.payload, this.#kept)));
      return { error: null, finished: status === 'Completed' };
    } catch (error) {
      this.#org.report('Batch Apex failed', error);
      this.#org.run({ user: options.user, mode: 'asynchronous' }, () => {
        if (fatal) {
          this.#end(status === 'Completed' ? 'Completed' : 'Failed', error);
        } else {
          this.#advance(this.#job.payload, error);
        }
        this.#publishError(status, error);
      });
      return { error, finished: fatal };
    }
  }

  /** A batch of `Database.RaisesPlatformEvents` tells of its failures by events (Platform Events Developer Guide, BatchApexErrorEvent). */
  #publishError(status: string, error: unknown): void {
    const rt = this.#org.program;
    const schema = this.#org.schema.object('BatchApexErrorEvent');
    const instance = restoreState(rt, this.#job.payload, this.#kept);
    if (!schema || !rt.isInstance(instance, rt.type('database.raisesplatformevents'))) {
      return;
    }
    const chunk = this.#job.position < 0 ? undefined : this.#store.chunk(this.#job.id, this.#job.position);
    const scope = status !== 'Processing' || chunk === undefined ? null : readChunk(rt, chunk, this.#kept);
    const items =
      scope instanceof ApexList ? scope.items.map((item) => (item instanceof SObject ? item.id : rt.str(item))) : null;
    const exception = error instanceof ApexException ? error : null;
    const jobScope = items?.join(',') ?? null;
    const event = new SObject(schema.name, schema);
    const values: Record<string, ApexValue> = {
      AsyncApexJobId: this.#job.id,
      DoesExceedJobScopeMaxLength: (jobScope?.length ?? 0) > MAX_JOB_SCOPE,
      ExceptionType: exception?.typeName ?? 'System.UnexpectedException',
      JobScope: jobScope?.slice(0, MAX_JOB_SCOPE) ?? null,
      Message: exception?.message ?? errorText(error),
      Phase: PHASES[status] ?? null,
      RequestId: rt.tx.id,
      StackTrace: exception?.stackTrace ?? null
    };
    Object.entries(values).forEach(([name, value]) => event.fields.set(name.toLowerCase(), value));
    this.#org.eventBus.publish([event]);
  }

  /** Counts a chunk as done; a failed one does not stop the others. */
  #advance(payload: string, error: unknown): void {
    this.#store.progress(this.#job.id, this.#job.position + 1, payload);
    const row = this.#org.rows.find('AsyncApexJob', { Id: this.#job.id });
    this.#org.rows.update('AsyncApexJob', this.#job.id, {
      JobItemsProcessed: this.#job.position + 1,
      ...(error ? { NumberOfErrors: Number(row?.['numberoferrors'] ?? 0) + 1, ...extendedStatus(row, error) } : {})
    });
  }

  #end(status: string, error: unknown): void {
    this.#store.remove(this.#job.id);
    const row = this.#org.rows.find('AsyncApexJob', { Id: this.#job.id });
    this.#org.rows.update('AsyncApexJob', this.#job.id, {
      Status: status,
      CompletedDate: this.#org.clock.now(),
      ...(error ? extendedStatus(row, error) : {})
    });
    const worker = this.#org.rows.find('AsyncApexJob', { ParentJobId: this.#job.id, JobType: 'BatchApexWorker' });
    if (worker) {
      const end = { Status: status, CompletedDate: this.#org.clock.now() };
      this.#org.rows.update('AsyncApexJob', String(worker['id']), end);
    }
  }

  #context(): JobContextObject {
    return new JobContextObject('database.batchablecontext', this.#job.id);
  }

  #serialize(instance: ApexValue): string {
    return serializeState(this.#org.program, instance, this.#keep());
  }

  #keep(): ApexObject[] | undefined {
    return this.#org.tx.isTest ? this.#kept : undefined;
  }

  #isStateful(instance: ApexValue): boolean {
    return this.#org.program.isInstance(instance, this.#org.program.type('database.stateful'));
  }
}

function extendedStatus(row: Record<string, unknown> | undefined, error: unknown): { ExtendedStatus?: string } {
  return row?.['extendedstatus'] ? {} : { ExtendedStatus: `First error: ${errorText(error)}` };
}
