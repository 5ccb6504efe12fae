export { OrgDatabase, type Row, type SqlFunctionOptions } from './org-database.ts';
export { codecOf, fromColumn, toColumn, toDecimal, type FieldCodec, type SqlValue } from './codec.ts';
export { isIndexed, quote, storedFields, tableOf } from './tables.ts';
