import { compileProject, type CompileOptions } from './compile-project.ts';
import type { CompiledUnit } from './emit/compile-unit.ts';
import { splitAnonymous } from './parse/split-anonymous.ts';
import type { CompileError } from './symbols/errors.ts';

export interface AnonymousOptions extends CompileOptions {
  /** Name of the class that the block becomes; a program takes each name once. */
  readonly name: string;
  readonly block: string;
  readonly apiVersion: number;
}

export interface CompiledAnonymous {
  /** A class with the instance method `run`; absent if there are errors. */
  readonly unit?: CompiledUnit;
  readonly errors: readonly CompileError[];
  /** The block's own line for a line of the unit. */
  lineOf(unitLine: number): number;
}

/**
 * Compiles a block of anonymous Apex against the classes of a project. The statements become a method of a generated class, its methods
 * and types become members of it; they follow the statements, each in the line where the block has it plus the block's length.
 */
export function compileAnonymous({ name, block, apiVersion, ...options }: AnonymousOptions): CompiledAnonymous {
  const lines = block.split(/\r\n|\r|\n/).length;
  const lineOf = (line: number): number => (line > lines ? line - lines : line);
  const parts = splitAnonymous(block);
  if ('problems' in parts) {
    const errors = parts.problems.map((problem) => ({ ...problem, code: 'syntax', file: name, className: name }));
    return { errors, lineOf };
  }
  const head = `public with sharing class ${name} { public void run() {`;
  // The method is closed at the start of the line after the statements, ahead of the declarations.
  const source = `${head}${parts.statements}\n}${parts.declarations}\n}`;
  const file = { path: name, kind: 'class' as const, name, apiVersion, source };
  const { units, errors } = compileProject({ ...options, files: [...options.files, file], only: name });
  const own = errors.map((error) => ({
    ...error,
    line: lineOf(error.line),
    column: shifted(error.line, error.column, lines, head.length)
  }));
  const unit = units[0];
  return { errors: own, lineOf, ...(own.length === 0 && unit ? { unit } : {}) };
}

function shifted(line: number, column: number, lines: number, head: number): number {
  return line === 1 ? Math.max(1, column - head) : line === lines + 1 ? Math.max(1, column - 1) : column;
}
