import { removeForGood, runDml } from '../../../dml/index.ts';
import type { DmlOperation, DmlResult } from '../../../records/index.ts';
import type { Engine } from '../../../engine/index.ts';
import { ApexList, SObject, toId18 } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { SObjectFieldToken } from '../schema/tokens.ts';
import { listOf, nullPointer } from '../support.ts';
import { accessOptions, splitOptions, withLevel } from './caller.ts';
import { OptionsObject } from './dml-options.ts';
import { DatabaseResult } from './results.ts';

/** A record that stands for an id, or the record itself. */
export function recordOf(rt: Engine, value: ApexValue): SObject {
  if (value instanceof SObject) {
    return value;
  }
  if (typeof value !== 'string') {
    return nullPointer('Argument 1 cannot be null');
  }
  const object = rt.org.schema.objectByPrefix(value.slice(0, 3));
  if (object === undefined) {
    return rt.fail('System.SObjectException', `Cannot locate Apex Type for ID ${value}`);
  }
  const record = new SObject(object.name, object);
  record.fields.set('id', toId18(value));
  return record;
}

export function recordsOf(rt: Engine, value: ApexValue): SObject[] {
  if (value === null) {
    return nullPointer('Argument 1 cannot be null');
  }
  return value instanceof ApexList ? value.items.map((item) => recordOf(rt, item)) : [recordOf(rt, value)];
}

interface CallOptions {
  readonly allOrNone: boolean;
  readonly externalIdField: string | null;
  readonly truncates: boolean;
}

function callOptions(rest: readonly ApexValue[]): CallOptions {
  let allOrNone = true;
  let externalIdField: string | null = null;
  let truncates = false;
  for (const value of rest) {
    if (typeof value === 'boolean') {
      allOrNone = value;
    } else if (value instanceof SObjectFieldToken) {
      externalIdField = value.field.name;
    } else if (value instanceof OptionsObject) {
      // With options, partial success is the default.
      allOrNone = value.get('OptAllOrNone') === true;
      truncates = value.get('AllowFieldTruncation') === true;
    }
  }
  return { allOrNone, externalIdField, truncates };
}

/** `Database.insert` and its kin, in all overloads: records or one record, then options in any order. */
export function dmlCall(operation: Exclude<DmlOperation, 'merge'>, resultType: string) {
  return (rt: Engine, target: ApexValue, ...args: ApexValue[]): ApexValue => {
    const { level, rest } = splitOptions(args);
    const { allOrNone, externalIdField, truncates } = callOptions(rest);
    const results = withLevel(rt, level, () =>
      runDml(rt, {
        operation,
        records: recordsOf(rt, target),
        allOrNone,
        ...accessOptions(rt, level),
        externalIdField,
        truncates
      })
    );
    return answer(rt, target, resultType, results);
  };
}

function answer(rt: Engine, target: ApexValue, resultType: string, results: readonly DmlResult[]): ApexValue {
  // An id in a result means success (Apex Reference, SaveResult.getId).
  const items = results.map(
    (result) => new DatabaseResult(resultType, result.success ? result : { ...result, id: null })
  );
  return target instanceof ApexList ? listOf(rt, resultType, items) : (items[0] ?? null);
}

/** `Database.merge(master, duplicate or duplicates, …)`. */
export function mergeCall(rt: Engine, master: SObject | null, duplicates: ApexValue, ...args: ApexValue[]): ApexValue {
  const { level, rest } = splitOptions(args);
  const losers = recordsOf(rt, duplicates);
  const [result] = withLevel(rt, level, () =>
    runDml(rt, {
      operation: 'merge',
      records: [recordOf(rt, master)],
      allOrNone: callOptions(rest).allOrNone,
      ...accessOptions(rt, level),
      mergeDuplicates: losers
    })
  );
  const items = losers.map((loser) => {
    const outcome = result ?? { id: master?.id ?? null, success: true, created: false, errors: [] };
    return new DatabaseResult('database.mergeresult', outcome, outcome.success ? [loser.id ?? ''] : []);
  });
  return duplicates instanceof ApexList ? listOf(rt, 'database.mergeresult', items) : (items[0] ?? null);
}

/** `Database.emptyRecycleBin`: deleted records go for good. */
export function emptyRecycleBin(rt: Engine, target: ApexValue): ApexValue {
  const records = recordsOf(rt, target);
  rt.tx.limits.use('dmlStatements', 1);
  rt.tx.limits.use('dmlRows', records.length);
  rt.tx.limits.pendingChanges++;
  const results = removeForGood(rt, records);
  return answer(rt, target, 'database.emptyrecyclebinresult', results);
}
