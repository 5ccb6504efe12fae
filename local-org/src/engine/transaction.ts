import type { OrgHost } from './org-host.ts';
import type { Limits } from './limits.ts';
import type { TransactionLog } from '../debug-log/index.ts';
import type { UserContext } from '../security/index.ts';

/** Whose limits count; for Bulk API jobs always the higher of the two. */
export type TransactionMode = 'synchronous' | 'asynchronous' | 'bulk';

/** What kind of asynchronous Apex a transaction executes. */
export type JobKind = 'future' | 'queueable' | 'batch' | 'schedulable' | 'finalizer' | 'event';

/** The asynchronous job that a transaction executes. */
export interface JobContext {
  readonly kind: JobKind;
  /** Id of the AsyncApexJob; of the CronTrigger for a scheduled job. */
  readonly jobId: string;
  /** How many queueables were chained before this one. */
  readonly depth: number;
  /** `AsyncOptions.MaximumQueueableStackDepth` of the chain. */
  readonly maximumDepth?: number;
  /** Delay in minutes of the enqueue call that began this job. */
  readonly delay?: number;
}

/** One unit of work with its own statics, limits and database transaction. */
export interface Transaction {
  readonly org: OrgHost;
  readonly id: string;
  readonly mode: TransactionMode;
  readonly isTest: boolean;
  /** True in a test that asked for the org's data with `@IsTest(SeeAllData=true)`. */
  readonly seesAllData: boolean;
  /** Name of the `System.Quiddity` constant that tells how the transaction was started. */
  readonly quiddity: string;
  /** Set while asynchronous Apex runs. */
  readonly job: JobContext | null;
  /** The running user; `System.runAs` and queued jobs change it for a while. */
  user: UserContext;
  /** The limits that count now: `Test.startTest` and `Test.stopTest` exchange them. */
  readonly limits: Limits;
  /** Static state of user classes, by class key; owned by the program. */
  readonly statics: Map<string, object>;
  /** Per-transaction state of platform classes, keyed by the module's own symbol. */
  readonly scratch: Map<symbol, unknown>;
  /** The debug log that is being written; null where nobody asked for one. */
  readonly trace: TransactionLog | null;
  /** Milliseconds UTC; the org's clock, which tests and `local-org/clock` may set. */
  now(): number;
  log(level: string, message: string): void;
}
