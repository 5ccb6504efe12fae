import { compileProject, metadataErrors, refusedMetadata } from './compiler/index.ts';
import type { CompileError } from './compiler/index.ts';
import { checkMetadata, notInForce } from './checks/index.ts';
import { loadProject } from './metadata/index.ts';
import { PlatformTypes } from './types/index.ts';

export interface CheckResult {
  readonly errors: readonly CompileError[];
  readonly classes: number;
  readonly triggers: number;
  /** What stands in the metadata and the local org does not follow, a line each; asked for with `metadata`. */
  readonly notInForce: readonly string[];
  /** Features of the project's scratch definition that the local org does without. */
  readonly unsupportedFeatures: readonly string[];
}

export interface CheckOptions {
  readonly source: readonly string[];
  readonly cacheDir?: string;
  /** What a deployment would refuse in the metadata counts as an error too. */
  readonly metadata?: boolean;
}

/** Compiles a project and runs nothing. Metadata files that cannot be read count as errors. */
export function checkProject(options: CheckOptions): CheckResult {
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
  const refused = options.metadata ? refusedMetadata(checkMetadata(metadata, { shapes: true })) : [];
  return {
    errors: [...metadataErrors(metadata), ...refused, ...errors],
    classes: metadata.apex.length - triggers,
    triggers,
    notInForce: options.metadata ? notInForce(metadata) : [],
    unsupportedFeatures: metadata.unsupportedFeatures
  };
}
