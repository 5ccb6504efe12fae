import { parseArgs } from 'node:util';
import { checkProject, compileErrorLines, Sources } from '../index.ts';
import { featureLines } from './feature-lines.ts';
import { cacheDirectory, sourceDirectories } from './project.ts';

export const CHECK_USAGE = 'local-org check --source DIR… [--metadata]';

/**
 * Compiles only; with `--metadata` looks also for what a deployment would refuse. Prints `file:line:col code message` and the source of each error;
 * 1 when there is one.
 */
export async function check(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { source: { type: 'string', multiple: true }, metadata: { type: 'boolean', default: false } },
    allowPositionals: true
  });
  const source = sourceDirectories([...(values.source ?? []), ...positionals]);
  const { errors, classes, triggers, notInForce, unsupportedFeatures } = checkProject({
    source,
    cacheDir: cacheDirectory(),
    metadata: values.metadata
  });
  const sources = new Sources();
  for (const error of errors) {
    compileErrorLines(error, sources).forEach((line) => console.log(line));
  }
  notInForce.forEach((line) => console.log(`NOTE ${line}`));
  featureLines(unsupportedFeatures).forEach((line) => console.log(line));
  console.log(`${classes} classes and ${triggers} triggers compiled, ${errors.length} errors`);
  return errors.length === 0 ? 0 : 1;
}
