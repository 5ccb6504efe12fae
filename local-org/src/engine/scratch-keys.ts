/** Keys of a transaction's scratch that the class library sets and the org reads, or the other way round. */

/** The finalizer that a queueable attached. */
export const FINALIZER = Symbol('finalizer');
/** The position that a trigger set by `setResumeCheckpoint`. */
export const CHECKPOINT = Symbol('event checkpoint');
/** What `EventBus.TriggerContext.currentContext()` answers. */
export const SUBSCRIPTION = Symbol('event subscription');

export interface SubscriptionState {
  readonly retries: number;
  readonly lastError: string;
}
