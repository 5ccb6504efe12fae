/** Apex to JavaScript: parse, declare, analyse, emit; errors with file, line and column. */
export { compileAnonymous, type CompiledAnonymous } from './compile-anonymous.ts';
export { compileProject, type ApexSourceFile, type CompiledProject, type CompileOptions } from './compile-project.ts';
export type { CompiledUnit } from './emit/compile-unit.ts';
export { metadataErrors, refusedMetadata } from './metadata-errors.ts';
export type { CompileError } from './symbols/errors.ts';
export { displayName } from './symbols/display-name.ts';
export { SObjectMembers } from './symbols/sobject-members.ts';
