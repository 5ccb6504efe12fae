#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { cacheDirectory } from './project.ts';
import { UsageError } from './usage-error.ts';
import { table } from '../common/index.ts';

type Command = (args: string[]) => Promise<number>;

// Each command loads what it needs and no more, with the code that V8 has compiled for an earlier run.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = table({
  check: async () => (await import('./check.ts')).check,
  start: async () => (await import('./start.ts')).start,
  test: async () => (await import('./test.ts')).test
});

async function usage(): Promise<string> {
  const { START_USAGE } = await import('./start.ts');
  const { TEST_USAGE } = await import('./test-options.ts');
  const { CHECK_USAGE } = await import('./check.ts');
  return `Usage: local-org <command>\n\n  ${START_USAGE}\n  ${TEST_USAGE}\n  ${CHECK_USAGE}`;
}

async function main([command = '', ...args]: string[]): Promise<number> {
  const load = COMMANDS[command];
  if (!load) {
    console.error(await usage());
    return command === '' || command === '--help' ? 0 : 2;
  }
  try {
    const run = await load();
    return await run(args);
  } catch (error) {
    if (error instanceof UsageError || isArgumentError(error)) {
      console.error(error instanceof Error ? error.message : String(error));
      return 2;
    }
    throw error;
  }
}

function isArgumentError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

enableCompileCache(path.join(cacheDirectory(), 'code'));
process.exitCode = await main(process.argv.slice(2));
