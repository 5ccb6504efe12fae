export type * from './ast.ts';
export { parseSoql, printSoql, quoteSoqlString, SoqlSyntaxError } from './parse/index.ts';
export { validateSoql } from './validate/index.ts';
export type { SoqlProblem } from './validate/index.ts';
