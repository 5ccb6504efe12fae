import { randomUUID } from 'node:crypto';
import { dmlError } from '../dml/index.ts';
import type { SaveRow } from '../records/index.ts';
import { childrenOf, textOf, type FlowDefinition } from '../metadata/index.ts';
import type { Engine, FlowMoment } from '../engine/index.ts';
import { NotImplementedError } from '../values/index.ts';
import { filtersHold } from './conditions.ts';
import { evaluate } from './formulas.ts';
import { interviewSteps, setInputs } from './interview.ts';
import { FlowScope, type FlowTrigger } from './scope.ts';
import { runTogether } from './work.ts';

const RUNNING = Symbol('record-triggered flows');

/** Interviews that are in progress, as `flow id`: a flow is not started by its own change of the record. */
function runningIn(rt: Engine): Set<string> {
  let running = rt.tx.scratch.get(RUNNING) as Set<string> | undefined;
  if (running === undefined) {
    rt.tx.scratch.set(RUNNING, (running = new Set()));
  }
  return running;
}

function meets(rt: Engine, flow: FlowDefinition, trigger: FlowTrigger): boolean {
  const scope = new FlowScope(rt, flow, { trigger, sharing: 'without', guid: '' });
  const formula = textOf(flow.start, 'filterFormula');
  return formula === undefined ? filtersHold(scope, flow.start, trigger.record) : evaluate(scope, formula) === true;
}

/** Whether the change of the record starts the flow. */
function starts(rt: Engine, flow: FlowDefinition, trigger: FlowTrigger, moment: FlowMoment): boolean {
  const kind = textOf(flow.start, 'recordTriggerType') ?? 'CreateAndUpdate';
  const isOfKind = moment === 'RecordBeforeDelete' || kind !== (trigger.isNew ? 'Update' : 'Create');
  if (!isOfKind || !meets(rt, flow, trigger)) {
    return false;
  }
  const wantsChange = textOf(flow.start, 'doesRequireRecordChangedToMeetCriteria') === 'true';
  const { prior } = trigger;
  return !wantsChange || prior === null || !meets(rt, flow, { ...trigger, record: prior });
}

/** Paths that run later never come due within a test; elsewhere nobody would run them. */
function checkPaths(rt: Engine, flow: FlowDefinition): void {
  const paths = childrenOf(flow.start, 'scheduledPaths').filter(
    (path) => textOf(path, 'pathType') !== undefined || textOf(path, 'timeSource') !== undefined
  );
  if (paths.some((path) => textOf(path, 'pathType') === 'AsyncAfterCommit' || !rt.tx.isTest)) {
    throw new NotImplementedError(`scheduled paths in the flow ${flow.name}`);
  }
}

function triggerOf(row: SaveRow, moment: FlowMoment): FlowTrigger {
  const isBeforeSave = moment === 'RecordBeforeSave';
  return {
    record: isBeforeSave ? row.record : (moment === 'RecordBeforeDelete' ? (row.old ?? row.record) : row.record).copy(),
    prior: moment === 'RecordBeforeDelete' ? null : row.old,
    isNew: row.old === null,
    isBeforeSave
  };
}

function refuse(row: SaveRow, flow: FlowDefinition, message: string): void {
  const text = `We can't save this record because the “${flow.label}” process failed. Give your Salesforce admin these details. ${message}`;
  row.errors.push(dmlError('CANNOT_EXECUTE_FLOW_TRIGGER', text));
}

function collectErrors(row: SaveRow, { record }: FlowTrigger): void {
  for (const { message, field } of record.errors) {
    row.errors.push(
      dmlError('FIELD_CUSTOM_VALIDATION_EXCEPTION', message, field === null ? [] : [record.nameOf(field)])
    );
  }
  record.errors = [];
}

function runFlow(rt: Engine, flow: FlowDefinition, moment: FlowMoment, rows: readonly SaveRow[]): void {
  const running = runningIn(rt);
  const keyOf = (row: SaveRow): string => `${flow.name} ${row.record.id ?? ''}`;
  const started = rows
    .filter((row) => row.record.id === null || !running.has(keyOf(row)))
    .map((row) => ({ row, trigger: triggerOf(row, moment) }))
    .filter(({ trigger }) => starts(rt, flow, trigger, moment));
  if (started.length === 0) {
    return;
  }
  checkPaths(rt, flow);
  const keys = started.flatMap(({ row }) => (row.record.id === null ? [] : [keyOf(row)]));
  keys.forEach((key) => running.add(key));
  try {
    const faults = runTogether(
      rt,
      started.map(({ trigger }) => {
        const scope = new FlowScope(rt, flow, { trigger, sharing: 'without', guid: randomUUID() });
        setInputs(scope, []);
        return interviewSteps(scope);
      })
    );
    started.forEach(({ row, trigger }, index) => {
      const fault = faults[index] ?? null;
      if (fault !== null) {
        refuse(row, flow, fault.message);
      }
      collectErrors(row, trigger);
    });
  } finally {
    keys.forEach((key) => running.delete(key));
  }
}

/** Runs flows one after the other over the rows of a chunk that nothing has failed yet; what fails ends up on the rows. */
export function runTriggered(
  rt: Engine,
  flows: readonly FlowDefinition[],
  moment: FlowMoment,
  rows: readonly SaveRow[]
): void {
  for (const flow of flows) {
    const left = rows.filter(({ errors }) => errors.length === 0);
    if (left.length > 0) {
      runFlow(rt, flow, moment, left);
    }
  }
}
