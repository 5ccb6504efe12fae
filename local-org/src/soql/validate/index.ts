export { validateSoql } from './validate-soql.ts';
export type { SoqlProblem } from './validate-soql.ts';
export { hasUnboundedFields, UNBOUNDED_FIELDS } from './select-names.ts';
