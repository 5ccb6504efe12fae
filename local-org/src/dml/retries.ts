import type { Engine } from '../engine/index.ts';
import { dmlError } from './errors.ts';
import { hasTriggers } from './triggers.ts';
import type { SaveContext, SaveRow } from '../records/index.ts';

/** How often the platform tries again with the rows that had no error. */
const MAX_ATTEMPTS = 3;
const SAVEPOINTS = Symbol('dml savepoints');

/** Rows that nothing has failed yet. */
export const good = (rows: readonly SaveRow[]): SaveRow[] => rows.filter((row) => row.errors.length === 0);

/** Name of a savepoint of its own; statements nest through triggers. */
export function savepointName(rt: Engine): string {
  const count = ((rt.tx.scratch.get(SAVEPOINTS) as number | undefined) ?? 0) + 1;
  rt.tx.scratch.set(SAVEPOINTS, count);
  return `dml_${count}`;
}

interface Attempts {
  readonly operations: Parameters<typeof hasTriggers>[2];
  /** Works on the rows and answers those that it wrote, of which some may have failed since. */
  once(rows: readonly SaveRow[]): readonly SaveRow[];
  /** Takes back what a failed attempt left on rows that are tried again. */
  reset(rows: readonly SaveRow[]): void;
}

/**
 * Runs a statement over a chunk until no row fails that had not failed before: what the failed rows did is rolled back, and the others
 * are tried again, with their triggers (Apex Developer Guide, Bulk DML Exception Handling).
 */
export function withRetries(
  rt: Engine,
  context: SaveContext,
  rows: readonly SaveRow[],
  { operations, once, reset }: Attempts
): void {
  const { db } = rt.org;
  const retries = !context.allOrNone && hasTriggers(rt, context.object, operations);
  const resetLimits = rt.tx.limits.mark();
  let pending = good(rows);
  for (let attempt = 1; pending.length > 0; attempt++) {
    const savepoint = savepointName(rt);
    db.savepoint(savepoint);
    const written = once(pending);
    const succeeded = good(pending);
    // Without triggers a bad row is simply left out, unless it had been written already.
    const isClean = !retries && good(written).length === written.length;
    const isDone = succeeded.length === pending.length || context.allOrNone || isClean;
    if (!isDone) {
      db.rollbackTo(savepoint);
    }
    db.release(savepoint);
    if (isDone) {
      break;
    }
    reset(pending);
    if (attempt === MAX_ATTEMPTS) {
      const message = 'Too many batch retries in the presence of Apex triggers and partial failures.';
      succeeded.forEach((row) => row.errors.push(dmlError('TOO_MANY_APEX_REQUESTS', message)));
      break;
    }
    pending = succeeded;
    // Each attempt begins with the counts of the first one.
    resetLimits();
  }
}
