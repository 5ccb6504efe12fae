/** The org's records in SQLite: tables by schema, values to columns and back, savepoints. */
export { OrgDatabase, type Row, type SqlFunctionOptions } from './org-database.ts';
export { codecOf, fromColumn, toColumn, toDecimal, type FieldCodec, type SqlValue } from './codec.ts';
export { isIndexed, quote, storedFields, tableOf } from './tables.ts';
