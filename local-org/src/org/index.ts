/** The org, which puts all rooms below together: transactions, asynchronous Apex, platform events, clock, seeds. */
export { Org, type OrgOptions } from './org.ts';
export { OrgTransaction, type TransactionOptions } from './org-transaction.ts';
export { CronError, nextFireTime } from './cron.ts';
export { AsyncQueue, type DrainResult } from './async/async-queue.ts';
export { EventBus } from './events/event-bus.ts';
export { restoreState } from './async/serialize-state.ts';
export { type RecordChange, capturedObject, changeKey } from './events/change-feed.ts';
export type { StoredEvent } from './events/event-store.ts';
export { readInputs } from './seed/actions.ts';
