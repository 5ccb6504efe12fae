export type * from './ast.ts';
export { parseSoql, printSoql, SoqlSyntaxError } from './parse/index.ts';
