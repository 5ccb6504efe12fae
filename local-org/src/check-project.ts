import { compileProject, metadataErrors } from './compiler/index.ts';
import type { CompileError } from './compiler/index.ts';
import { loadProject } from './metadata/index.ts';
import { PlatformTypes } from './types/index.ts';

export interface CheckResult {
  readonly errors: readonly CompileError[];
  readonly classes: number;
  readonly triggers: number;
}

/** Compiles a project and runs nothing. Metadata files that cannot be read count as errors. */
export function checkProject(options: { source: readonly string[]; cacheDir?: string }): CheckResult {
  const metadata = loadProject(options.source);
  const { errors } = compileProject({
    files: metadata.apex,
    schema: metadata.schema,
    types: PlatformTypes.load(),
    labels: new Set(metadata.labels.keys()),
    namespace: metadata.namespace,
    ...(options.cacheDir === undefined ? {} : { cacheDir: options.cacheDir })
  });
  const triggers = metadata.apex.filter(({ kind }) => kind === 'trigger').length;
  return { errors: [...metadataErrors(metadata), ...errors], classes: metadata.apex.length - triggers, triggers };
}
