import path from 'node:path';
import type { CompileError } from '../../compiler/index.ts';
import { excerpt } from './excerpt.ts';
import { Sources } from './sources.ts';

/** Lines that show a compile error: `file:line:col code message`, then the source with a caret. */
export function compileErrorLines(error: CompileError, sources = new Sources(), from = process.cwd()): string[] {
  const { file, line, column, code, message } = error;
  return [
    `${path.relative(from, file)}:${line}:${column} ${code} ${message}`,
    ...excerpt(sources.lines(file), line, column).map((text) => `    ${text}`)
  ];
}
