export const AGGREGATE_FUNCTIONS: ReadonlySet<string> = new Set([
  'COUNT',
  'COUNT_DISTINCT',
  'SUM',
  'AVG',
  'MIN',
  'MAX'
]);

export const DATE_FUNCTIONS: ReadonlySet<string> = new Set([
  'CALENDAR_MONTH',
  'CALENDAR_QUARTER',
  'CALENDAR_YEAR',
  'DAY_IN_MONTH',
  'DAY_IN_WEEK',
  'DAY_IN_YEAR',
  'DAY_ONLY',
  'FISCAL_MONTH',
  'FISCAL_QUARTER',
  'FISCAL_YEAR',
  'HOUR_IN_DAY',
  'WEEK_IN_MONTH',
  'WEEK_IN_YEAR'
]);

/** Functions that change how a value is shown. */
export const RENDER_FUNCTIONS: ReadonlySet<string> = new Set([
  'FORMAT',
  'TOLABEL',
  'CONVERTCURRENCY',
  'CONVERTTIMEZONE'
]);

export function isAggregateFunction(fn: string | undefined): boolean {
  return fn !== undefined && AGGREGATE_FUNCTIONS.has(fn.toUpperCase());
}

/** True for a plain or a formatted aggregate: `SUM(Amount)`, `FORMAT(SUM(Amount))`. */
export function isAggregate(field: { fn?: string; innerFn?: string }): boolean {
  return isAggregateFunction(field.fn) || isAggregateFunction(field.innerFn);
}
