import { randomUUID } from 'node:crypto';
import { ApexException, ApexList, ApexDatetime } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { SObject } from '../../values/index.ts';
import {
  type TriggerInfo,
  type EventHost,
  CHECKPOINT,
  SUBSCRIPTION,
  type SubscriptionState
} from '../../engine/index.ts';
import type { OrgCore } from '../org-core.ts';
import { restoreState, serializeState } from '../async/serialize-state.ts';
import { EventStore } from './event-store.ts';
import { validateEvent } from './validate-event.ts';
import type { DmlResult } from '../../records/index.ts';

const MAXIMUM_BATCH = 2000;
/** A trigger that throws RetryableException is run again at most this often (Platform Events Developer Guide). */
const MAXIMUM_RETRIES = 9;

/**
 * Platform events. A published event becomes visible to its triggers with the publisher's commit, or at once if the event is
 * defined to be published immediately; each trigger reads the bus at its own pace, in batches, in transactions of its own.
 */
export class EventBus implements EventHost {
  readonly #org: OrgCore;
  /** What was published, by object and replay id. */
  readonly store: EventStore;
  readonly #lastErrors = new Map<string, string>();
  #immediateObjects: ReadonlySet<string> | undefined;
  /** Events to publish although their transaction is being rolled back. */
  #immediate: { object: string; payload: string }[] = [];

  constructor(org: OrgCore) {
    this.#org = org;
    this.store = new EventStore(org.db);
    this.store.expire(org.clock.now());
  }

  /** Makes every event trigger of the program a subscriber; called once when the program is loaded. */
  subscribeAll(): void {
    this.#subscribers().forEach(({ name }) => this.store.subscribe(name));
  }

  /** Puts the events that pass the checks on the bus and answers a result for each. */
  publish(events: readonly SObject[]): DmlResult[] {
    return events.map((event): DmlResult => {
      const object = this.#org.schema.object(event.objectName);
      const errors = object ? validateEvent(object, event) : [];
      if (errors.length > 0) {
        return { id: null, success: false, created: false, errors };
      }
      this.#put(event);
      return { id: null, success: true, created: true, errors: [] };
    });
  }

  #put(event: SObject): void {
    const rt = this.#org.program;
    const now = this.#org.clock.now();
    const copy = event.copy();
    copy.fields.set('eventuuid', event.fields.get('eventuuid') ?? randomUUID());
    copy.fields.set('createddate', new ApexDatetime(now));
    copy.fields.set('createdbyid', rt.tx.user.id);
    const payload = serializeState(rt, copy);
    this.store.add(event.objectName, payload, now);
    if (this.isImmediate(event.objectName) && !rt.tx.isTest) {
      this.#immediate.push({ object: event.objectName, payload });
    }
  }

  /** Whether events of the object are published although their transaction is rolled back. */
  isImmediate(objectName: string): boolean {
    this.#immediateObjects ??= new Set(
      this.#org.metadata.components
        .filter(({ type, data }) => type === 'CustomObject' && data['publishBehavior'] === 'PublishImmediately')
        .map(({ fullName }) => fullName.toLowerCase())
    );
    return this.#immediateObjects.has(objectName.toLowerCase());
  }

  /** Called when a transaction ends; events of kind "publish immediately" outlive its rollback. */
  settle(committed: boolean): void {
    const events = this.#immediate;
    this.#immediate = [];
    if (!committed) {
      events.forEach(({ object, payload }) => this.store.add(object, payload, this.#org.clock.now()));
    }
  }

  /** Runs one trigger on its next batch of events; `null` if no trigger has any. */
  deliverNext(): { error: unknown } | null {
    for (const trigger of this.#subscribers()) {
      const events = this.store.pending(trigger.name, trigger.objectName, this.#batchSize(trigger.name));
      if (events.length > 0) {
        return { error: this.#deliver(trigger, events) };
      }
    }
    return null;
  }

  /** Delivers everything that waits, inside the transaction in progress if there is one. */
  deliverAll(): void {
    while (this.deliverNext()) {
      // each call runs one batch
    }
  }

  /** Takes everything that waits off the bus, as a failed publication does (`Test.getEventBus().fail()`). */
  discardAll(): void {
    this.#subscribers().forEach(({ name }) => this.store.skip(name));
  }

  #deliver(trigger: TriggerInfo, events: readonly { replayId: number; payload: string }[]): unknown {
    const name = trigger.name;
    const retries = this.store.retries(name);
    const last = events.at(-1)!.replayId;
    const scratch: { checkpoint: number | null } = { checkpoint: null };
    const options = {
      user: this.#user(name),
      mode: 'synchronous',
      quiddity: 'PLATFORM_EVENT_PUBLISH_CALLBACK',
      job: { kind: 'event', jobId: name, depth: 0 }
    } as const;
    try {
      this.#org.run(options, (tx) => {
        tx.scratch.set(SUBSCRIPTION, {
          retries,
          lastError: this.#lastErrors.get(name) ?? ''
        } satisfies SubscriptionState);
        tx.scratch.delete(CHECKPOINT);
        try {
          this.#runTrigger(trigger, events);
        } finally {
          scratch.checkpoint = this.#checkpoint(tx.scratch.get(CHECKPOINT), events);
          tx.scratch.delete(SUBSCRIPTION);
          tx.scratch.delete(CHECKPOINT);
        }
        this.store.advance(name, scratch.checkpoint ?? last, 0);
      });
      this.#lastErrors.delete(name);
      return null;
    } catch (error) {
      this.#org.report(`Trigger ${name} failed`, error);
      const retryable = error instanceof ApexException && error.$type === 'eventbus.retryableexception';
      const again = retryable && retries < MAXIMUM_RETRIES;
      if (error instanceof ApexException) {
        this.#lastErrors.set(name, error.message ?? '');
      }
      this.#org.run({ user: options.user }, () =>
        this.store.advance(name, again ? null : (scratch.checkpoint ?? last), again ? retries + 1 : 0)
      );
      return error;
    }
  }

  #checkpoint(value: unknown, events: readonly { replayId: number }[]): number | null {
    const checkpoint = Number(value ?? NaN);
    return events.some(({ replayId }) => replayId === checkpoint) ? checkpoint : null;
  }

  #runTrigger(trigger: TriggerInfo, events: readonly { replayId: number; payload: string }[]): void {
    const rt = this.#org.program;
    const records = events.map(({ replayId, payload }) => {
      const event = restoreState(rt, payload) as SObject;
      event.fields.set('replayid', String(replayId));
      return event as ApexValue;
    });
    rt.runTrigger(trigger, {
      operation: 'AFTER_INSERT',
      isExecuting: true,
      newRecords: new ApexList(rt.type(`system.list<schema.${trigger.objectName.toLowerCase()}>`), records),
      oldRecords: null,
      newMap: null,
      oldMap: null,
      size: records.length
    });
  }

  #subscribers(): TriggerInfo[] {
    return this.#org.program
      .triggers()
      .filter(({ objectName }) => this.#org.schema.object(objectName)?.kind === 'platformEvent');
  }

  #batchSize(trigger: string): number {
    return Math.min(this.#config(trigger)?.batchSize ?? MAXIMUM_BATCH, MAXIMUM_BATCH);
  }

  #user(trigger: string): ReturnType<OrgCore['users']['byId']> {
    const username = this.#config(trigger)?.user;
    return (
      (username === undefined ? undefined : this.#org.users.byUsername(username)) ?? this.#org.users.automatedProcess()
    );
  }

  #config(trigger: string): OrgCore['metadata']['platformEventSubscriberConfigs'][number] | undefined {
    return this.#org.metadata.platformEventSubscriberConfigs.find(
      (config) => config.trigger.toLowerCase() === trigger.toLowerCase()
    );
  }
}
