import { runDml } from '../dml/index.ts';
import { runApexAction, InvocationFault } from './apex-action.ts';
import type { Engine } from '../engine/index.ts';
import { ApexException, ApexMap, type ApexValue, type SObject } from '../values/index.ts';
import { runSoql, type SoqlQuery } from '../soql/index.ts';
import { FlowFault } from './fault.ts';
import { toApexType } from './references.ts';

interface WorkBase {
  /** Interviews that wait at the same element of the same flow go on together. */
  readonly place: string;
  readonly sharing: 'with' | 'without';
}

/** What an interview leaves to be done for all interviews that wait at the same element. */
export type Work = WorkBase &
  (
    | { readonly kind: 'query'; readonly query: SoqlQuery; readonly binds: readonly ApexValue[] }
    | {
        readonly kind: 'change';
        readonly operation: 'insert' | 'update' | 'delete';
        readonly records: readonly SObject[];
      }
    | { readonly kind: 'apex'; readonly name: string; readonly inputs: readonly (readonly [string, ApexValue])[] }
  );

/** What came of it: answers, or throws the fault of this interview. */
export type Outcome = () => {
  readonly records?: readonly SObject[];
  readonly outputs?: readonly [string, ApexValue][];
};

export type Steps<T = void> = Generator<Work, T, Outcome>;

/** A limit and what Apex cannot catch ends the transaction; flows cannot catch it either. */
function faultOf(error: unknown, text: (error: ApexException) => string): FlowFault {
  if (!(error instanceof ApexException) || /^System\.(Limit|Assert)Exception$/.test(error.typeName)) {
    throw error;
  }
  return new FlowFault(text(error));
}

const failing =
  (fault: FlowFault): Outcome =>
  () => {
    throw fault;
  };

const VERBS = { insert: 'create', update: 'update', delete: 'delete' } as const;
const LOOK_UP = 'You can look up ExceptionCode values in the SOAP API Developer Guide.';

/** One query is counted for all interviews that wait for it. */
function runQueries(rt: Engine, works: readonly (Work & { kind: 'query' })[]): Outcome[] {
  rt.tx.limits.use('queries', 1);
  return works.map(({ query, binds, sharing }): Outcome => {
    try {
      const { records } = runSoql(rt, query, binds, { access: 'system', sharing, counts: 'nothing' });
      rt.tx.limits.use('queryRows', records.length);
      return () => ({ records });
    } catch (error) {
      return failing(
        faultOf(error, ({ message }) => `This error occurred when the flow tried to look up records: ${message ?? ''}.`)
      );
    }
  });
}

type Change = Work & { kind: 'change' };

function change(rt: Engine, [first]: readonly Change[], records: readonly SObject[]): void {
  if (first !== undefined && records.length > 0) {
    const { operation, sharing } = first;
    runDml(rt, { operation, records, allOrNone: true, access: 'system', sharing });
  }
}

function changeText({ operation }: Change, { dmlRows, message }: ApexException): string {
  const [row] = dmlRows;
  const cause = row === undefined ? (message ?? '') : `${row.statusCode}: ${row.message}`;
  return `This error occurred when the flow tried to ${VERBS[operation]} records: ${cause}. ${LOOK_UP}`;
}

/** One statement for all interviews; where it fails, one for each, so that the others go on. */
function runChanges(rt: Engine, works: readonly Change[]): Outcome[] {
  const seen = new Set<string>();
  // one statement cannot name a record twice
  const records = works.flatMap((work) =>
    work.operation === 'insert'
      ? work.records
      : work.records.filter(({ id }) => id === null || (!seen.has(id) && seen.add(id) !== undefined))
  );
  const isTogether = records.length === works.reduce((sum, work) => sum + work.records.length, 0);
  if (works.length > 1 && isTogether) {
    try {
      change(rt, works, records);
      return works.map(() => () => ({}));
    } catch (error) {
      faultOf(error, () => '');
    }
  }
  return works.map((work): Outcome => {
    try {
      change(rt, [work], work.records);
      return () => ({});
    } catch (error) {
      return failing(faultOf(error, (exception) => changeText(work, exception)));
    }
  });
}

function runActions(rt: Engine, works: readonly (Work & { kind: 'apex' })[]): Outcome[] {
  const type = rt.type('system.map<system.string,system.object>');
  const [first] = works;
  try {
    const results = runApexAction(
      rt,
      first?.name ?? '',
      works.map(({ inputs }) => new ApexMap(type, inputs)),
      (value, key) => toApexType(rt, value, key)
    );
    return results.map((outputs) => () => ({ outputs }));
  } catch (error) {
    const fault =
      error instanceof InvocationFault
        ? new FlowFault(error.message)
        : faultOf(error, (exception) => `An Apex error occurred: ${rt.str(exception)}`);
    return works.map(() => failing(fault));
  }
}

function run(rt: Engine, works: readonly Work[]): Outcome[] {
  switch (works[0]?.kind) {
    case 'query':
      return runQueries(rt, works as (Work & { kind: 'query' })[]);
    case 'change':
      return runChanges(rt, works as Change[]);
    default:
      return runActions(rt, works as (Work & { kind: 'apex' })[]);
  }
}

/**
 * Runs interviews side by side: those that wait at the same element have its work done together, as one query, one statement or one
 * call of Apex (Help, Flow Bulkification in Transactions).
 * @returns for each interview the fault that ended it, or null
 */
export function runTogether(rt: Engine, interviews: readonly Steps[]): (FlowFault | null)[] {
  const faults: (FlowFault | null)[] = interviews.map(() => null);
  const waiting = new Map<number, Work>();
  const advance = (index: number, outcome?: Outcome): void => {
    try {
      const steps = interviews[index];
      const next = outcome === undefined ? steps?.next() : steps?.next(outcome);
      if (next?.done === false) {
        waiting.set(index, next.value);
      }
    } catch (error) {
      if (!(error instanceof FlowFault)) {
        throw error;
      }
      faults[index] = error;
    }
  };
  interviews.forEach((_, index) => advance(index));
  while (waiting.size > 0) {
    const [[, first] = [0, undefined]] = waiting;
    const group = [...waiting].filter(
      ([, work]) => work.place === first?.place && work.kind === first.kind && work.sharing === first.sharing
    );
    group.forEach(([index]) => waiting.delete(index));
    const outcomes = run(
      rt,
      group.map(([, work]) => work)
    );
    group.forEach(([index], position) => advance(index, outcomes[position]));
  }
  return faults;
}
