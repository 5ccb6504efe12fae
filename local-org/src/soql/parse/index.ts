export { parseSoql } from './parse-soql.ts';
export { printSoql } from './print-soql.ts';
export { SoqlSyntaxError } from './soql-syntax-error.ts';
export { quoteSoqlString } from './strings.ts';
