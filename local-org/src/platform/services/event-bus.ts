import { randomUUID } from 'node:crypto';
import {
  type Engine,
  CHECKPOINT,
  SUBSCRIPTION,
  type SubscriptionState,
  platformClass,
  type PlatformClass,
  type PlatformProperty
} from '../../engine/index.ts';
import { ApexList, PlatformObject, SObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { required, stringList } from '../core/support.ts';
import type { AccessLevel } from '../data/database/caller.ts';
import { DatabaseResult } from '../data/database/results.ts';

class TriggerContextObject extends PlatformObject {
  readonly $type = 'eventbus.triggercontext';
}

/** Result that a publish callback gets. */
class PublishOutcome extends PlatformObject {
  readonly $type: string;
  readonly uuids: readonly string[];

  constructor(success: boolean, uuids: readonly string[]) {
    super();
    this.$type = success ? 'eventbus.successresult' : 'eventbus.failureresult';
    this.uuids = uuids;
  }
}

class TestBroker extends PlatformObject {
  readonly $type = 'eventbus.testbroker';
}

interface PendingCallback {
  readonly callback: ApexValue;
  readonly uuids: readonly string[];
}

const CALLBACKS = Symbol('publish callbacks');
const CHANGE_EVENT = /ChangeEvent$/i;

function callbacks(rt: Engine): PendingCallback[] {
  const list = (rt.tx.scratch.get(CALLBACKS) as PendingCallback[] | undefined) ?? [];
  rt.tx.scratch.set(CALLBACKS, list);
  return list;
}

function publish(
  rt: Engine,
  events: readonly SObject[],
  callback: ApexValue,
  access: 'user' | 'system' = rt.caller.access
): ApexValue[] {
  for (const event of events) {
    if (rt.org.schema.object(event.objectName)?.kind !== 'platformEvent' && !CHANGE_EVENT.test(event.objectName)) {
      rt.fail('System.TypeException', `DML operation INSERT not allowed on ${event.objectName}`);
    }
    if (callback !== null && (event.fields.get('eventuuid') ?? null) === null) {
      rt.fail('System.InvalidParameterValueException', 'EventUuid is required when publishing with a callback');
    }
  }
  for (const objectName of new Set(events.map((event) => event.objectName))) {
    const count = events.filter((event) => event.objectName === objectName).length;
    if (rt.org.eventBus.isImmediate(objectName)) {
      rt.tx.limits.use('publishImmediateDml');
    } else {
      rt.tx.limits.use('dmlStatements');
      rt.tx.limits.use('dmlRows', count);
      rt.tx.limits.pendingChanges++;
    }
    if (access === 'user' && !rt.org.access.objectAccess(rt.tx.user, objectName).create) {
      rt.fail('System.SecurityException', `Access to entity '${objectName}' denied`);
    }
  }
  const results = rt.org.eventBus.publish(events);
  if (callback !== null) {
    callbacks(rt).push({ callback, uuids: events.map((event) => String(event.fields.get('eventuuid'))) });
  }
  return results.map((result) => new DatabaseResult('database.saveresult', result));
}

const operations = new WeakMap<DatabaseResult, string>();

/** Names the publishing of one event, whatever became of it. */
function operationId(result: DatabaseResult): string {
  const id = operations.get(result) ?? randomUUID();
  operations.set(result, id);
  return id;
}

/** Calls the publish callbacks of a test: with success at Test.stopTest() and deliver(), with failure at fail(). */
export function settleCallbacks(rt: Engine, success: boolean): void {
  const pending = callbacks(rt).splice(0);
  for (const { callback, uuids } of pending) {
    const typeKey = success ? 'eventbus.eventpublishsuccesscallback' : 'eventbus.eventpublishfailurecallback';
    if (rt.isInstance(callback, rt.type(typeKey))) {
      rt.invoke(callback, success ? 'onSuccess' : 'onFailure', [new PublishOutcome(success, uuids)]);
    }
  }
}

export function testBroker(): ApexValue {
  return new TestBroker();
}

function subscription(rt: Engine): SubscriptionState | undefined {
  return rt.tx.scratch.get(SUBSCRIPTION) as SubscriptionState | undefined;
}

function saveResults(rt: Engine, items: ApexValue[]): ApexList {
  return new ApexList(rt.type('system.list<database.saveresult>'), items);
}

const uuidMethods = { getEventUuids: (rt: Engine, self: PublishOutcome) => stringList(rt, [...self.uuids]) };

export const eventBusClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.EventBus',
    statics: {
      getOperationId: (rt, result: DatabaseResult | null) => operationId(required(rt, result)),
      'publish/1': (rt, events: SObject | ApexList | null) => {
        const given = required(rt, events);
        return given instanceof ApexList
          ? saveResults(rt, publish(rt, given.items as SObject[], null))
          : (publish(rt, [given], null)[0] ?? null);
      },
      publishWithAccessLevel: (rt, events: SObject | ApexList | null, level: AccessLevel | null) => {
        const given = required(rt, events);
        const { mode } = required(rt, level);
        return given instanceof ApexList
          ? saveResults(rt, publish(rt, given.items as SObject[], null, mode))
          : (publish(rt, [given], null, mode)[0] ?? null);
      },
      'publish/2': (rt, events: SObject | ApexList | null, callback: ApexValue) => {
        const given = required(rt, events);
        return given instanceof ApexList
          ? saveResults(rt, publish(rt, given.items as SObject[], callback))
          : (publish(rt, [given], callback)[0] ?? null);
      }
    }
  }),
  platformClass({
    name: 'eventbus.TriggerContext',
    statics: { currentContext: () => new TriggerContextObject() },
    methods: {
      setResumeCheckpoint: (rt, _self: TriggerContextObject, replayId: string | null) => {
        rt.tx.scratch.set(CHECKPOINT, required(rt, replayId));
      },
      getResumeCheckpoint: (rt) => (rt.tx.scratch.get(CHECKPOINT) as string | undefined) ?? null
    },
    properties: {
      retries: { get: (rt: Engine) => subscription(rt)?.retries ?? 0 } as PlatformProperty,
      lastError: { get: (rt: Engine) => subscription(rt)?.lastError ?? null } as PlatformProperty
    }
  }),
  platformClass({
    name: 'eventbus.TestBroker',
    methods: {
      deliver: (rt) => {
        settleCallbacks(rt, true);
        rt.org.eventBus.deliverAll();
      },
      fail: (rt) => {
        settleCallbacks(rt, false);
        rt.org.eventBus.discardAll();
      }
    }
  }),
  platformClass({ name: 'eventbus.SuccessResult', methods: uuidMethods }),
  platformClass({ name: 'eventbus.FailureResult', methods: uuidMethods })
];
