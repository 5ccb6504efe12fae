import type { Engine } from '../../../engine/index.ts';
import { PlatformObject } from '../../../values/index.ts';
import { nullPointer } from '../support.ts';

const SAVEPOINTS = Symbol('savepoints');

/** `System.Savepoint`. */
export class Savepoint extends PlatformObject {
  readonly $type = 'system.savepoint';
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }
}

interface OpenSavepoints {
  /** In the order of their making; all are open in the database. */
  readonly open: { readonly name: string; readonly pendingChanges: number }[];
  made: number;
}

function savepointsOf(rt: Engine): OpenSavepoints {
  const { scratch, id } = rt.tx;
  let state = scratch.get(SAVEPOINTS) as (OpenSavepoints & { transaction: string }) | undefined;
  // A job inside a test shares the test's state, but not its savepoints.
  if (state === undefined || state.transaction !== id) {
    scratch.set(SAVEPOINTS, (state = { open: [], made: 0, transaction: id }));
  }
  return state;
}

export function setSavepoint(rt: Engine): Savepoint {
  rt.tx.limits.use('dmlStatements', 1);
  const state = savepointsOf(rt);
  const name = `apex_${rt.tx.id.replaceAll(/\W/g, '_')}_${state.made++}`;
  rt.org.db.savepoint(name);
  rt.tx.trace?.savepoint('SAVEPOINT_SET');
  state.open.push({ name, pendingChanges: rt.tx.limits.pendingChanges });
  return new Savepoint(name);
}

/** Undoes what was stored since the savepoint; savepoints made after it end. */
export function rollbackToSavepoint(rt: Engine, savepoint: Savepoint | null): void {
  rt.tx.limits.use('dmlStatements', 1);
  const { open, index } = find(rt, savepoint);
  const { name, pendingChanges } = open[index]!;
  rt.org.db.rollbackTo(name);
  rt.tx.trace?.savepoint('SAVEPOINT_ROLLBACK');
  rt.tx.limits.pendingChanges = Math.min(rt.tx.limits.pendingChanges, pendingChanges);
  open.length = index + 1;
  rt.org.access.reset();
}

export function releaseSavepoint(rt: Engine, savepoint: Savepoint | null): void {
  rt.tx.limits.use('dmlStatements', 1);
  const { open, index } = find(rt, savepoint);
  rt.org.db.release(open[index]!.name);
  open.length = index;
  rt.tx.trace?.savepoint('SAVEPOINT_RELEASE');
}

/** Whether a savepoint of this transaction has not been released yet. */
export function hasSavepoints(rt: Engine): boolean {
  return savepointsOf(rt).open.length > 0;
}

function find(rt: Engine, savepoint: Savepoint | null): { open: OpenSavepoints['open']; index: number } {
  const { open } = savepointsOf(rt);
  const { name } = savepoint ?? nullPointer('Argument 1 cannot be null');
  const index = open.findIndex((candidate) => candidate.name === name);
  return index < 0
    ? rt.fail('System.InvalidParameterValueException', 'Savepoint is not valid: it was released or rolled back')
    : { open, index };
}
