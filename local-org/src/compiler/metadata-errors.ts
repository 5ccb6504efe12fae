import { basename } from 'node:path';
import type { MetadataProblem } from '../checks/index.ts';
import type { ProjectMetadata } from '../metadata/index.ts';
import type { CompileError } from './symbols/errors.ts';

/** Faults of metadata files in the shape of compile errors, so that they are reported beside them. */
export function metadataErrors({ faults }: Pick<ProjectMetadata, 'faults'>): CompileError[] {
  return faults.map(({ file, reason, line = 1, column = 1 }) => ({
    file,
    line,
    column,
    code: 'metadata',
    message: reason,
    className: basename(file)
  }));
}

/** What a deployment would refuse, in the same shape. */
export function refusedMetadata(problems: readonly MetadataProblem[]): CompileError[] {
  return problems.map(({ file, fullName, problem, line = 1, column = 1 }) => ({
    file,
    line,
    column,
    code: 'metadata',
    message: problem,
    className: fullName
  }));
}
