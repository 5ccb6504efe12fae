import type { OrgDatabase } from '../db/index.ts';
import type { FlowDefinition, ObjectSchema, ProjectMetadata, Schema } from '../metadata/index.ts';
import type { DmlResult, SaveRow, OrgUsage, RecordLocks, Settings, SystemRows } from '../records/index.ts';
import type { ApexList, ApexMap, ApexValue, SObject } from '../values/index.ts';
import type { ClassInfo, FieldInfo, MethodInfo, TriggerInfo } from './class-info.ts';
import type { Engine } from './engine.ts';
import type { AccessControl, UserContext } from '../security/index.ts';
import type { Limits } from './limits.ts';
import type { Transaction } from './transaction.ts';
import type { Clock } from './clock.ts';
import type { OrgConfig } from './org-config.ts';

/** The org's users as running users of a transaction. */
export interface UserDirectory {
  /** @throws Error if there is no such user */
  byId(id: string): UserContext;
  byUsername(username: string): UserContext | undefined;
  /** The user that Apex runs as when nobody is named. */
  administrator(): UserContext;
  /** The user under whom platform event triggers run by default. */
  automatedProcess(): UserContext;
}

/** What `Trigger.*` answers while a trigger runs. */
export interface TriggerContext {
  /** `BEFORE_INSERT` … */
  readonly operation: string;
  readonly isExecuting: boolean;
  readonly newRecords: ApexList | null;
  readonly oldRecords: ApexList | null;
  readonly newMap: ApexMap | null;
  readonly oldMap: ApexMap | null;
  readonly size: number;
}

/** The loaded program, as those see it who save records and keep the state of jobs. */
export interface ProgramHost {
  /** Stored instance fields of a user class that belong to a job's state. */
  stateFields(typeKey: string): readonly FieldInfo[];
  /** Whether a value was made by `Test.createStub`. */
  isStub(value: unknown): boolean;
  triggersFor(objectName: string, operation: string): TriggerInfo[];
  runTrigger(trigger: TriggerInfo, context: TriggerContext): void;
}

/** When a change of records starts flows. */
export type FlowMoment = 'RecordBeforeSave' | 'RecordAfterSave' | 'RecordBeforeDelete';

/** The flows of the org. */
export interface FlowHost {
  named(name: string): FlowDefinition | undefined;
  /** Runs the record-triggered flows of an object. */
  run(rt: Engine, object: ObjectSchema, moment: FlowMoment, rows: readonly SaveRow[]): void;
}

export interface QueueableOptions {
  readonly delayMinutes?: number;
  readonly maximumDepth?: number;
  /** Refuses a second pending job with the same signature. */
  readonly signature?: string;
}

/** Batch jobs that wait. */
export interface FlexQueueHost {
  order(rt: Engine): string[];
  /** @returns false if the job is there already */
  move(rt: Engine, id: string, place: (others: readonly string[]) => number | null): boolean;
}

/** Asynchronous Apex. */
export interface JobHost {
  readonly flexQueue: FlexQueueHost;
  readonly scheduler: { schedule(rt: Engine, name: string, cron: string, instance: ApexValue): string };
  enqueueQueueable(rt: Engine, instance: ApexValue, options?: QueueableOptions): string;
  enqueueFuture(rt: Engine, owner: ClassInfo, method: MethodInfo, args: readonly ApexValue[]): string;
  enqueueBatch(rt: Engine, instance: ApexValue, scope?: number): string;
  enqueueEmptyBatches(rt: Engine, count: number): string[];
  abort(id: string): boolean;
  runInTest(): void;
}

/** Platform events. */
export interface EventHost {
  publish(events: readonly SObject[]): DmlResult[];
  isImmediate(objectName: string): boolean;
  deliverAll(): void;
  discardAll(): void;
}

/** Changes of records that somebody follows. */
export interface ChangeHost {
  follows(object: ObjectSchema): boolean;
  record(
    object: ObjectSchema,
    operation: string,
    rows: readonly { readonly record: SObject; readonly old: SObject | null }[]
  ): void;
}

/** A transaction whose limits may be exchanged, as `Test.startTest` does. */
export interface HostTransaction extends Transaction {
  limits: Limits;
  /** Limits of which nothing is used yet. */
  freshLimits(): Limits;
}

/** What the rooms below the org may ask of it. The org itself stands above them and puts all of them together. */
export interface OrgHost {
  readonly id: string;
  readonly address: string;
  readonly metadata: ProjectMetadata;
  readonly schema: Schema;
  readonly db: OrgDatabase;
  readonly config: OrgConfig;
  readonly clock: Clock;
  readonly rows: SystemRows;
  readonly settings: Settings;
  readonly usage: OrgUsage;
  readonly locks: RecordLocks;
  readonly access: AccessControl;
  readonly users: UserDirectory;
  readonly program: ProgramHost;
  readonly flows: FlowHost;
  readonly asyncQueue: JobHost;
  readonly eventBus: EventHost;
  readonly changeFeed: ChangeHost;
  /** The transaction in progress. */
  readonly tx: HostTransaction;
  /** Id of the ApexClass row of a class given by its type key. */
  apexClassId(classKey: string): string | null;
  /** Runs `action` at no cost to the limits of the transaction in progress. */
  free<T>(action: () => T): T;
  /** @throws System.DmlException when one of the events fails its checks */
  publishEvents(events: readonly SObject[]): void;
}
