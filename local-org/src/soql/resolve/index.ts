export * from './field-kinds.ts';
export * from './functions.ts';
export * from './messages.ts';
export { nameEntityColumn } from './name-entity.ts';
export * from './scope.ts';
export { SoqlSemanticError } from './soql-error.ts';
