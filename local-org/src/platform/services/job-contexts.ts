import { PlatformObject } from '../../values/index.ts';
import type { ApexException } from '../../values/index.ts';
import { type PlatformClass, platformClass } from '../../engine/index.ts';

/** What `execute` of a queueable, batch or scheduled job is told about the job. */
export class JobContextObject extends PlatformObject {
  readonly $type: string;
  readonly jobId: string;
  readonly childJobId: string;

  constructor(type: string, jobId: string, childJobId = jobId) {
    super();
    this.$type = type;
    this.jobId = jobId;
    this.childJobId = childJobId;
  }

  override $str(): string {
    return `${this.$type.slice(this.$type.indexOf('.') + 1)}:[jobId=${this.jobId}]`;
  }
}

/** `System.FinalizerContext`. */
export class FinalizerContextObject extends PlatformObject {
  readonly $type = 'system.finalizercontext';
  readonly jobId: string;
  readonly requestId: string;
  readonly exception: ApexException | null;

  constructor(jobId: string, requestId: string, exception: ApexException | null) {
    super();
    this.jobId = jobId;
    this.requestId = requestId;
    this.exception = exception;
  }
}

export const jobContextClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.QueueableContext',
    methods: { getJobId: (_rt, self: JobContextObject) => self.jobId }
  }),
  platformClass({
    name: 'Database.BatchableContext',
    methods: {
      getJobId: (_rt, self: JobContextObject) => self.jobId,
      getChildJobId: (_rt, self: JobContextObject) => self.childJobId
    }
  }),
  platformClass({
    name: 'System.SchedulableContext',
    methods: { getTriggerId: (_rt, self: JobContextObject) => self.jobId }
  }),
  platformClass({
    name: 'System.FinalizerContext',
    methods: {
      getAsyncApexJobId: (_rt, self: FinalizerContextObject) => self.jobId,
      getRequestId: (_rt, self: FinalizerContextObject) => self.requestId,
      getException: (_rt, self: FinalizerContextObject) => self.exception,
      getResult: (rt, self: FinalizerContextObject) =>
        rt.enumValue('system.parentjobresult', self.exception ? 'UNHANDLED_EXCEPTION' : 'SUCCESS')
    }
  })
];
