import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkProject } from '../index.ts';
import { cacheDirectory, sourceDirectories } from './project.ts';

export const CHECK_USAGE = 'local-org check --source DIR…';

/** Compiles only. Prints `file:line:col code message` per error; 1 when there is one. */
export async function check(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { source: { type: 'string', multiple: true } },
    allowPositionals: true
  });
  const source = sourceDirectories([...(values.source ?? []), ...positionals]);
  const { errors, classes, triggers } = checkProject({ source, cacheDir: cacheDirectory() });
  for (const { file, line, column, code, message } of errors) {
    console.log(`${path.relative(process.cwd(), file)}:${line}:${column} ${code} ${message}`);
  }
  console.log(`${classes} classes and ${triggers} triggers compiled, ${errors.length} errors`);
  return errors.length === 0 ? 0 : 1;
}
