/** SOQL and SOSL: parse, validate, plan, to SQL, rows to records. */
export type * from './ast.ts';
export { parseSoql, printSoql, quoteSoqlString, SoqlSyntaxError } from './parse/index.ts';
export { hasUnboundedFields, UNBOUNDED_FIELDS, validateSoql } from './validate/index.ts';
export type { SoqlProblem } from './validate/index.ts';
export { writeFieldDefinitions } from './run/field-definitions.ts';
export { runSoql } from './run/run-soql.ts';
export type { SoqlOptions, SoqlResult } from './run/host.ts';
export { CompoundValue } from './rows/compound.ts';
export { parseSosl } from './sosl/parse-sosl.ts';
export type { SoslQuery } from './sosl/parse-sosl.ts';
export { runSosl, suggestRecords } from './sosl/run-sosl.ts';
export { validateSosl } from './sosl/validate-sosl.ts';
export { isFilterable, isGroupable, isSortable } from './resolve/field-kinds.ts';
export { resolveField } from './resolve/scope.ts';
export { SOQL_SQL_FUNCTIONS } from './rows/functions.ts';
export { formulaSql } from './run/formula-sql.ts';
export { prepareSqlFunctions } from './run/sql-functions.ts';
