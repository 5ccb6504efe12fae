import type { OrgDatabase } from '../../db/index.ts';
import type { Engine } from '../../engine/index.ts';
import { SOQL_SQL_FUNCTIONS } from '../rows/functions.ts';
import { defineFormulaFunction } from './formula-sql.ts';

const prepared = new WeakSet<OrgDatabase>();

/** Registers the functions that translated queries and formulas in SQL call, once per database. */
export function prepareSqlFunctions(rt: Engine): void {
  const { db } = rt.org;
  if (prepared.has(db)) {
    return;
  }
  for (const [name, implementation] of Object.entries(SOQL_SQL_FUNCTIONS)) {
    db.defineFunction(name, implementation, { deterministic: true, varargs: true });
  }
  defineFormulaFunction(db, rt);
  prepared.add(db);
}
