import type { ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import { ApexException, ApexList, ApexMap, type SObject } from '../values/index.ts';
import { computeFormulas } from '../formula/index.ts';
import { dmlError } from './errors.ts';
import type { SaveRow } from '../records/index.ts';

export type TriggerOperation =
  | 'BEFORE_INSERT'
  | 'BEFORE_UPDATE'
  | 'BEFORE_DELETE'
  | 'AFTER_INSERT'
  | 'AFTER_UPDATE'
  | 'AFTER_DELETE'
  | 'AFTER_UNDELETE';

interface TriggerState {
  depth: number;
  /** Records that a before trigger is working on, with the trigger's name. */
  readonly saving: Map<string, string>;
}

const STATE = Symbol('dml triggers');
const MAX_DEPTH = 16;

/** What triggers are running in this transaction. */
export function triggerState(rt: Engine): TriggerState {
  let state = rt.tx.scratch.get(STATE) as TriggerState | undefined;
  if (state === undefined) {
    rt.tx.scratch.set(STATE, (state = { depth: 0, saving: new Map() }));
  }
  return state;
}

export function hasTriggers(rt: Engine, object: ObjectSchema, operations: readonly TriggerOperation[]): boolean {
  return operations.some((operation) => rt.org.program.triggersFor(object.name, operation).length > 0);
}

function eventName(operation: TriggerOperation): string {
  return operation
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The stack of an exception as far as the trigger that it ended. */
function stackOf(rt: Engine, exception: ApexException): string {
  const trace = exception.stackTrace ?? rt.invoke(exception, 'getStackTraceString', []);
  const lines = typeof trace === 'string' ? trace.split('\n') : [];
  const own = lines.findIndex((line) => line.startsWith('Trigger.'));
  return lines.slice(0, own < 0 ? lines.length : own + 1).join('\n');
}

/** Errors that Apex cannot catch pass through DML as they are. */
function isCatchable(error: unknown): error is ApexException {
  return error instanceof ApexException && !/^System\.(Limit|Assert)Exception$/.test(error.typeName);
}

function mapOf(rt: Engine, object: ObjectSchema, records: readonly SObject[]): ApexMap {
  const type = rt.type(`system.map<system.id,schema.${object.name.toLowerCase()}>`);
  return new ApexMap(
    type,
    records.map((record) => [record.id, record] as const)
  );
}

const computed = new WeakSet<SObject>();

/** Formulas of a record as it was are computed once, from what it held before the statement. */
function computeOnce(rt: Engine, object: ObjectSchema, record: SObject): void {
  if (!computed.has(record)) {
    computed.add(record);
    computeFormulas(rt, object, record);
  }
}

function freeze(records: readonly SObject[], readOnly: boolean): void {
  records.forEach((record) => {
    record.readOnly = readOnly;
  });
}

/**
 * Runs the object's triggers of one operation over a chunk of at most 200 rows. Errors of `addError` and uncaught exceptions end up on
 * the rows.
 * @throws what Apex cannot catch: limit exceptions and faults of the local org
 */
export function fireTriggers(
  rt: Engine,
  object: ObjectSchema,
  operation: TriggerOperation,
  rows: readonly SaveRow[]
): void {
  if (operation.startsWith('AFTER_') && rt.org.changeFeed.follows(object)) {
    rt.org.changeFeed.record(object, operation, rows);
  }
  const triggers = rt.org.program.triggersFor(object.name, operation);
  if (triggers.length === 0 || rows.length === 0) {
    return;
  }
  const state = triggerState(rt);
  const isDelete = operation.endsWith('_DELETE');
  const isBefore = operation.startsWith('BEFORE');
  const records = rows.map((row) => row.record);
  const old = rows.flatMap((row) => (row.old === null ? [] : [row.old]));
  const listType = rt.type(`system.list<schema.${object.name.toLowerCase()}>`);
  const hasOld = operation.endsWith('_UPDATE') || isDelete;
  if (hasOld) {
    old.forEach((record) => computeOnce(rt, object, record));
  }
  freeze(old, true);
  freeze(records, !isBefore);
  const context = {
    operation,
    isExecuting: true,
    newRecords: isDelete ? null : new ApexList(listType, [...records]),
    oldRecords: hasOld ? new ApexList(listType, [...old]) : null,
    newMap: isDelete || operation === 'BEFORE_INSERT' ? null : mapOf(rt, object, records),
    oldMap: hasOld ? mapOf(rt, object, old) : null,
    size: rows.length
  };
  for (const trigger of triggers) {
    state.depth++;
    const marked = isBefore && operation !== 'BEFORE_INSERT' ? rows.flatMap((row) => row.old?.id ?? []) : [];
    marked.forEach((id) => state.saving.set(id, trigger.name));
    try {
      if (state.depth > MAX_DEPTH) {
        const ids = rows.map((row) => row.record.id ?? row.old?.id ?? 'null').join(', ');
        const message = `${trigger.name}: maximum trigger depth exceeded\n${object.name} trigger event ${eventName(operation)}`;
        failAll(rows, `${message} for [${ids}]`);
        return;
      }
      rt.org.program.runTrigger(trigger, context);
    } catch (error) {
      if (!isCatchable(error)) {
        throw error;
      }
      const cause = `${error.typeName}: ${error.message ?? 'null'}\n\n${stackOf(rt, error)}`;
      failAll(rows, `${trigger.name}: execution of ${eventName(operation)}\n\ncaused by: ${cause}`);
      return;
    } finally {
      state.depth--;
      marked.forEach((id) => state.saving.delete(id));
      freeze(records, false);
    }
    if (!isBefore) {
      freeze(records, true);
    }
  }
  freeze(records, false);
  collectErrors(rows, isDelete);
}

function failAll(rows: readonly SaveRow[], message: string): void {
  for (const row of rows) {
    row.errors.push(dmlError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message));
  }
}

/** Turns `addError` calls into errors of the rows. A delete's errors are on the old records. */
function collectErrors(rows: readonly SaveRow[], isDelete: boolean): void {
  for (const row of rows) {
    const record = isDelete ? (row.old ?? row.record) : row.record;
    for (const { message, field } of record.errors) {
      row.errors.push(
        dmlError('FIELD_CUSTOM_VALIDATION_EXCEPTION', message, field === null ? [] : [record.nameOf(field)])
      );
    }
    record.errors = [];
  }
}
