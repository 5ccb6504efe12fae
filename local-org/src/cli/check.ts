import { parseArgs } from 'node:util';
import { checkProject, compileErrorLines, Sources } from '../index.ts';
import { cacheDirectory, sourceDirectories } from './project.ts';

export const CHECK_USAGE = 'local-org check --source DIR…';

/** Compiles only. Prints `file:line:col code message` and the source of each error; 1 when there is one. */
export async function check(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { source: { type: 'string', multiple: true } },
    allowPositionals: true
  });
  const source = sourceDirectories([...(values.source ?? []), ...positionals]);
  const { errors, classes, triggers } = checkProject({ source, cacheDir: cacheDirectory() });
  const sources = new Sources();
  for (const error of errors) {
    compileErrorLines(error, sources).forEach((line) => console.log(line));
  }
  console.log(`${classes} classes and ${triggers} triggers compiled, ${errors.length} errors`);
  return errors.length === 0 ? 0 : 1;
}
