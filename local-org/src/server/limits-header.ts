import type { Transaction } from '../engine/index.ts';

/** Name of the response header that says what an Apex transaction used. */
export const LIMITS_HEADER = 'x-local-org-limits';

/** `queries=N;queryRows=N;dmlStatements=N;dmlRows=N;cpuMs=N;heapBytes=N` */
export function limitsHeader({ limits }: Transaction): string {
  const used = {
    queries: limits.used('queries'),
    queryRows: limits.used('queryRows'),
    dmlStatements: limits.used('dmlStatements'),
    dmlRows: limits.used('dmlRows'),
    cpuMs: limits.used('cpuTime'),
    heapBytes: limits.used('heapSize')
  };
  return Object.entries(used)
    .map(([name, value]) => `${name}=${Math.round(value)}`)
    .join(';');
}
