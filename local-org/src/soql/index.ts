export type * from './ast.ts';
export { parseSoql, printSoql, quoteSoqlString, SoqlSyntaxError } from './parse/index.ts';
export { validateSoql } from './validate/index.ts';
export type { SoqlProblem } from './validate/index.ts';
export { runSoql } from './run/run-soql.ts';
export type { SoqlOptions, SoqlResult } from './run/host.ts';
export { CompoundValue } from './rows/compound.ts';
