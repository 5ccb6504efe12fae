import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Engine, ClassInfo, MethodInfo, JobHost, QueueableOptions } from '../../engine/index.ts';
import { ApexException, ApexList } from '../../values/index.ts';
import type { ApexObject, ApexValue } from '../../values/index.ts';
import type { OrgCore } from '../org-core.ts';
import { FlexQueue } from './flex-queue.ts';
import { JobRunner } from './job-runner.ts';
import { JobStore } from './job-store.ts';
import type { PendingJob } from './job-store.ts';
import { Scheduler } from './scheduler.ts';
import { serializeState } from './serialize-state.ts';

export interface DrainResult {
  readonly jobs: number;
  readonly failed: number;
}

const MINUTE = 60_000;

/**
 * Asynchronous Apex. Jobs are rows that become visible with the commit of the transaction that enqueued them; they are run one after
 * the other, each in its own transaction, between other work of the process. In tests they run at Test.stopTest().
 */
export class AsyncQueue implements JobHost {
  readonly store: JobStore;
  readonly scheduler: Scheduler;
  readonly flexQueue: FlexQueue;
  readonly #org: OrgCore;
  readonly #runner: JobRunner;
  /** Values without a text form, of jobs that are enqueued and run inside one test. */
  readonly #kept = new Map<string, ApexObject[]>();
  #pumping: Promise<void> | null = null;
  #automatic = false;
  #timer: NodeJS.Timeout | undefined;
  #jobs = 0;
  #failed = 0;

  constructor(org: OrgCore) {
    this.#org = org;
    this.store = new JobStore(org.db);
    this.scheduler = new Scheduler(org);
    this.flexQueue = new FlexQueue(org, this.store);
    this.#runner = new JobRunner(org, this.store, this.#kept);
  }

  /** `System.enqueueJob`: answers the id of the AsyncApexJob. */
  enqueueQueueable(rt: Engine, instance: ApexValue, options: QueueableOptions = {}): string {
    const parent = rt.tx.job?.kind === 'queueable' ? rt.tx.job : null;
    const depth = parent ? parent.depth + 1 : 0;
    const maximumDepth = options.maximumDepth ?? parent?.maximumDepth;
    if (parent && (rt.tx.isTest || (maximumDepth !== undefined && depth >= maximumDepth))) {
      rt.fail('System.AsyncException', 'Maximum stack depth has been reached.');
    }
    rt.tx.limits.use('queueableJobs');
    if (options.signature !== undefined && this.store.isPending(options.signature)) {
      rt.fail('System.DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
    }
    return this.#enqueue(rt, 'queueable', instance, {
      target: null,
      runAt: this.#org.clock.now() + (options.delayMinutes ?? 0) * MINUTE,
      depth,
      maximumDepth: maximumDepth ?? null,
      delay: options.delayMinutes ?? null,
      signature: options.signature ?? null
    });
  }

  /** A call of a @future method; the arguments are primitives or collections of them. */
  enqueueFuture(rt: Engine, owner: ClassInfo, method: MethodInfo, args: readonly ApexValue[]): string {
    const kind = rt.tx.job?.kind;
    if (kind === 'future' || kind === 'batch') {
      const types = method.parameters.map(({ type }) => rt.type(type).name).join(', ');
      rt.fail(
        'System.AsyncException',
        `Future method cannot be called from a future or batch method: ${owner.name}.${method.name}(${types})`
      );
    }
    rt.tx.limits.use('futureCalls');
    const list = new ApexList(rt.type('system.list<system.object>'), [...args]);
    return this.#enqueue(rt, 'future', list, { target: `${owner.key}.${method.jsName}`, runAt: 0 }, method.name);
  }

  /** `Database.executeBatch`: answers the id of the AsyncApexJob. */
  enqueueBatch(rt: Engine, instance: ApexValue, scope = 200): string {
    if (scope < 1 || scope > 2000) {
      rt.fail('System.InvalidParameterValueException', `Invalid value for scope: ${scope}`);
    }
    this.flexQueue.admit(rt);
    return this.#enqueue(rt, 'batch', instance, { target: null, runAt: 0, scope });
  }

  /** `Test.enqueueBatchJobs`: batch jobs that do nothing. */
  enqueueEmptyBatches(rt: Engine, count: number): string[] {
    return Array.from({ length: count }, () => {
      this.flexQueue.admitEmpty(rt);
      const list = new ApexList(rt.type('system.list<system.object>'), []);
      return this.#enqueue(rt, 'batch', list, { target: null, runAt: 0, scope: 0 });
    });
  }

  /** `System.abortJob`: takes a job or a schedule off. False if there is none. */
  abort(id: string): boolean {
    if (this.scheduler.remove(id)) {
      return true;
    }
    const known = this.store.remove(id);
    if (known) {
      this.#org.rows.update('AsyncApexJob', id, { Status: 'Aborted', CompletedDate: this.#org.clock.now() });
    }
    return known;
  }

  /**
   * Runs what a test has enqueued, inside its transaction: at Test.stopTest(). What a scheduled job enqueues waits for the end of the
   * test method. A job's exception reaches the test.
   */
  runInTest(): void {
    this.store.release();
    this.scheduler.releaseForTest();
    this.#runAll(true);
    this.#org.eventBus.deliverAll();
  }

  /**
   * Runs what is left when a test method has ended, as the platform does; only batch jobs that a batch job started are never run.
   * @returns how many jobs ran
   */
  runAfterTest(): number {
    this.store.release();
    this.scheduler.releaseForTest();
    const ran = this.#runAll(false);
    this.#org.eventBus.deliverAll();
    return ran;
  }

  #runAll(direct: boolean): number {
    const next = (): PendingJob | undefined => {
      this.flexQueue.promoteAll();
      return this.store.next(this.#org.clock.now(), direct);
    };
    const seen = new Set<string>();
    for (let job = next(); job; job = next()) {
      seen.add(job.id);
      const { error } = this.#runner.step(job);
      this.#org.eventBus.deliverAll();
      // What a scheduled job has enqueued fails on its own, as after the schedule's time.
      if (error && !job.nested) {
        throw error;
      }
    }
    return seen.size;
  }

  /** Begins to run jobs by itself, after commits and when the clock says so. Further calls only look for work at once. */
  start(): void {
    this.#automatic = true;
    this.#timer ??= setInterval(() => this.kick(), 1000).unref();
    this.kick();
  }

  async stop(): Promise<void> {
    this.#automatic = false;
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#pumping;
  }

  /** Called after each commit. */
  kick(): void {
    if (this.#automatic && !this.#pumping) {
      this.#pumping = this.#pump().finally(() => {
        this.#pumping = null;
      });
    }
  }

  /** Waits until no job is due any more and answers how many ran since the last call. */
  async drain(): Promise<DrainResult> {
    await this.#pumping;
    await this.#pump(true);
    const result = { jobs: this.#jobs, failed: this.#failed };
    this.#jobs = 0;
    this.#failed = 0;
    return result;
  }

  async #pump(always = false): Promise<void> {
    while (always || this.#automatic) {
      // One step per turn of the event loop, so that requests are answered in between.
      await nextTurn();
      if (!this.#runOne()) {
        return;
      }
    }
  }

  /** One chunk of work; false if nothing was due. */
  #runOne(): boolean {
    const now = this.#org.clock.now();
    this.scheduler.enqueueDue(now, (job) => this.store.add(job));
    const delivered = this.#org.eventBus.deliverNext();
    if (delivered) {
      this.#count(delivered.error);
      return true;
    }
    if (this.flexQueue.canPromote()) {
      this.#org.run({ user: this.#org.users.automatedProcess() }, () => this.flexQueue.promote());
    }
    const job = this.store.next(now);
    if (!job) {
      return false;
    }
    const { error, finished } = this.#runner.step(job);
    if (finished) {
      this.#count(error);
    }
    return true;
  }

  #count(error: unknown): void {
    this.#jobs++;
    this.#failed += error ? 1 : 0;
  }

  #enqueue(
    rt: Engine,
    kind: PendingJob['kind'],
    state: ApexValue,
    values: Partial<PendingJob> & Pick<PendingJob, 'target' | 'runAt'>,
    methodName: string | null = null
  ): string {
    if (state === null) {
      throw new ApexException('System.NullPointerException', 'Argument cannot be null.');
    }
    rt.tx.limits.pendingChanges++;
    const { job } = rt.tx;
    const nested = rt.tx.isTest && job?.kind === 'schedulable';
    const kept: ApexObject[] = [];
    const payload = serializeState(rt, state, rt.tx.isTest ? kept : undefined);
    const classKey =
      values.target === null ? rt.typeOf(state).key : values.target.slice(0, values.target.lastIndexOf('.'));
    const id = this.#runner.insertJobRow(kind, classKey, methodName, rt.tx.user.id);
    if (kept.length > 0) {
      this.#kept.set(id, kept);
    }
    this.store.add({
      id,
      kind,
      payload,
      userId: rt.tx.user.id,
      signature: null,
      depth: 0,
      maximumDepth: null,
      delay: null,
      scope: 0,
      position: -1,
      nested,
      ...values
    });
    return id;
  }
}
