import type { EventHost, JobHost, OrgHost } from '../engine/index.ts';
import type { Flows } from '../flow/index.ts';
import type { Program } from '../program/index.ts';
import type { JobStore } from './async/job-store.ts';
import type { EventStore } from './events/event-store.ts';
import type { OrgTransaction, TransactionOptions } from './org-transaction.ts';

/** What the parts of an org (jobs, events, seeds) may ask of the org that holds them. */
export interface OrgCore extends OrgHost {
  readonly program: Program;
  readonly flows: Flows;
  readonly asyncQueue: JobHost & { readonly store: JobStore };
  readonly eventBus: EventHost & {
    /** What was published, by object and replay id. */
    readonly store: EventStore;
    /** Runs one trigger on its next batch of events; `null` if no trigger has any. */
    deliverNext(): { readonly error: unknown } | null;
  };
  readonly tx: OrgTransaction;
  /** Runs `action` in a transaction of its own. */
  run<T>(options: TransactionOptions, action: (tx: OrgTransaction) => T): T;
  /** Tells whoever opened the org of a failure that no caller will see. */
  report(title: string, error: unknown): void;
}
