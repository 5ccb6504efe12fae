import { type LimitName, platformClass, type PlatformClass, type PlatformFunction } from '../../engine/index.ts';
import { table } from '../../common/index.ts';

/** Name in the methods `get<Name>` and `getLimit<Name>`, with what it counts. */
const COUNTED: Readonly<Record<string, LimitName>> = table({
  ApexCursorRows: 'cursorRows',
  FetchCallsOnApexCursor: 'cursorFetchCalls',
  AggregateQueries: 'aggregateQueries',
  Callouts: 'callouts',
  CpuTime: 'cpuTime',
  DmlRows: 'dmlRows',
  DmlStatements: 'dmlStatements',
  EmailInvocations: 'emailInvocations',
  FutureCalls: 'futureCalls',
  HeapSize: 'heapSize',
  MobilePushApexCalls: 'mobilePushApexCalls',
  PublishImmediateDML: 'publishImmediateDml',
  Queries: 'queries',
  QueryLocatorRows: 'queryLocatorRows',
  QueryRows: 'queryRows',
  QueueableJobs: 'queueableJobs',
  SoslQueries: 'soslQueries'
});
/** Counted by the platform as DML statements or no longer limited: always zero of the given maximum. */
const UNUSED: Readonly<Record<string, number>> = table({
  AsyncCalls: 200,
  FindSimilarCalls: 10,
  RunAs: 20,
  Savepoints: 150,
  SavepointRollbacks: 150,
  DatabaseTime: 10_000,
  FieldsDescribes: 100,
  FieldSetsDescribes: 100,
  ChildRelationshipsDescribes: 100,
  PicklistDescribes: 100,
  RecordTypesDescribes: 100,
  ScriptStatements: 200_000
});

const statics: Record<string, PlatformFunction> = {};
for (const [name, limit] of Object.entries(COUNTED)) {
  statics[`get${name}`] = (rt) => rt.tx.limits.used(limit);
  statics[`getLimit${name}`] = (rt) => rt.tx.limits.max(limit);
}
for (const [name, maximum] of Object.entries(UNUSED)) {
  statics[`get${name}`] = () => 0;
  statics[`getLimit${name}`] = () => maximum;
}

export const limitClasses: readonly PlatformClass[] = [platformClass({ name: 'System.Limits', statics })];
