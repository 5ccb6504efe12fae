import {
  type Engine,
  type QueueableOptions,
  FINALIZER,
  platformClass,
  type PlatformClass,
  type PlatformFunction
} from '../../engine/index.ts';
import { PlatformObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { required } from '../core/support.ts';
import { table } from '../../common/index.ts';

/** `System.AsyncOptions`. */
class AsyncOptionsObject extends PlatformObject {
  readonly $type = 'system.asyncoptions';
  duplicateSignature: DuplicateSignature | null = null;
  maximumDepth: number | null = null;
  minimumDelay: number | null = null;
}

class DuplicateSignature extends PlatformObject {
  readonly $type = 'system.queueableduplicatesignature';
  readonly parts: string[] = [];

  override $str(): string {
    return this.parts.join('|');
  }
}

class SignatureBuilder extends PlatformObject {
  readonly $type = 'system.queueableduplicatesignature.builder';
  readonly signature = new DuplicateSignature();
}

function enqueue(rt: Engine, job: ApexValue, options: QueueableOptions): string {
  if (!rt.isInstance(required(rt, job), rt.type('system.queueable'))) {
    rt.fail('System.AsyncException', `${rt.typeOf(job).name} does not implement the Queueable interface`);
  }
  return rt.org.asyncQueue.enqueueQueueable(rt, job, options);
}

function isJob(rt: Engine, kind: string): boolean {
  return rt.tx.job?.kind === kind;
}

/** Members of `System` for asynchronous Apex. */
export const asyncStatics: Readonly<Record<string, PlatformFunction>> = table({
  'enqueueJob(Object)': (rt, job: ApexValue) => enqueue(rt, job, {}),
  'enqueueJob(Object,Integer)': (rt, job: ApexValue, delay: number) => {
    if (delay < 0 || delay > 10) {
      rt.fail('System.AsyncException', 'Delay must be between 0 and 10 minutes');
    }
    return enqueue(rt, job, { delayMinutes: delay });
  },
  'enqueueJob(Object,AsyncOptions)': (rt, job: ApexValue, options: AsyncOptionsObject) =>
    enqueue(rt, job, toOptions(options)),
  'enqueueJob(Object,System.AsyncOptions)': (rt, job: ApexValue, options: AsyncOptionsObject) =>
    enqueue(rt, job, toOptions(options)),
  'enqueueJob/1': (rt, job: ApexValue) => enqueue(rt, job, {}),
  'enqueueJob/2': (rt, job: ApexValue, second: ApexValue) =>
    enqueue(rt, job, second instanceof AsyncOptionsObject ? toOptions(second) : { delayMinutes: Number(second ?? 0) }),
  'schedule/3': (rt, name: string, cron: string, job: ApexValue) =>
    rt.org.asyncQueue.scheduler.schedule(rt, required(rt, name), required(rt, cron), required(rt, job)),
  abortJob: (rt, id: string) => {
    if (!rt.org.asyncQueue.abort(required(rt, id))) {
      rt.fail('System.StringException', `Invalid id: ${id}`);
    }
  },
  attachFinalizer: (rt, finalizer: ApexValue) => {
    if (!isJob(rt, 'queueable')) {
      rt.fail('System.HandledException', 'System.attachFinalizer(Finalizer) is not allowed in this context');
    }
    if (rt.tx.scratch.has(FINALIZER)) {
      rt.fail('System.HandledException', 'More than one Finalizer cannot be attached to same Async Apex Job');
    }
    rt.tx.scratch.set(FINALIZER, required(rt, finalizer));
  },
  isBatch: (rt) => isJob(rt, 'batch'),
  isFuture: (rt) => isJob(rt, 'future'),
  isQueueable: (rt) => isJob(rt, 'queueable'),
  isScheduled: (rt) => isJob(rt, 'schedulable')
});

function toOptions(options: AsyncOptionsObject): QueueableOptions {
  return {
    ...(options.minimumDelay === null ? {} : { delayMinutes: options.minimumDelay }),
    ...(options.maximumDepth === null ? {} : { maximumDepth: options.maximumDepth }),
    ...(options.duplicateSignature === null ? {} : { signature: options.duplicateSignature.$str() })
  };
}

function addPart(self: SignatureBuilder, value: ApexValue): SignatureBuilder {
  self.signature.parts.push(String(value));
  return self;
}

function queueableOnly(rt: Engine): NonNullable<Engine['tx']['job']> {
  const job = rt.tx.job;
  return job?.kind === 'queueable' || job?.kind === 'finalizer'
    ? job
    : rt.fail('System.AsyncException', 'AsyncInfo is only available in a Queueable job');
}

export const asyncClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.AsyncOptions',
    constructors: { new: () => new AsyncOptionsObject() },
    properties: {
      DuplicateSignature: {
        get: (_rt, self: AsyncOptionsObject) => self.duplicateSignature,
        set: (_rt, self: AsyncOptionsObject, value: DuplicateSignature | null) => {
          self.duplicateSignature = value;
        }
      },
      MaximumQueueableStackDepth: {
        get: (_rt, self: AsyncOptionsObject) => self.maximumDepth,
        set: (_rt, self: AsyncOptionsObject, value: number | null) => {
          self.maximumDepth = value;
        }
      },
      MinimumQueueableDelayInMinutes: {
        get: (_rt, self: AsyncOptionsObject) => self.minimumDelay,
        set: (_rt, self: AsyncOptionsObject, value: number | null) => {
          self.minimumDelay = value;
        }
      }
    }
  }),
  platformClass({
    name: 'System.QueueableDuplicateSignature',
    statics: { Builder: () => new SignatureBuilder() },
    methods: { toString: (_rt: Engine, self: DuplicateSignature) => self.$str() }
  }),
  platformClass({
    name: 'System.QueueableDuplicateSignature.Builder',
    constructors: { new: () => new SignatureBuilder() },
    methods: {
      addId: (_rt, self: SignatureBuilder, value: ApexValue) => addPart(self, value),
      addInteger: (_rt, self: SignatureBuilder, value: ApexValue) => addPart(self, value),
      addString: (_rt, self: SignatureBuilder, value: ApexValue) => addPart(self, value),
      build: (_rt, self: SignatureBuilder) => self.signature
    }
  }),
  platformClass({
    name: 'System.AsyncInfo',
    statics: {
      hasMaxStackDepth: (rt) => queueableOnly(rt).maximumDepth !== undefined,
      getCurrentQueueableStackDepth: (rt) => queueableOnly(rt).depth + 1,
      getMaximumQueueableStackDepth: (rt) =>
        queueableOnly(rt).maximumDepth ?? rt.fail('System.AsyncException', 'No maximum stack depth was set'),
      getMinimumQueueableDelayInMinutes: (rt) => queueableOnly(rt).delay ?? 0
    }
  })
];
