#!/usr/bin/env node
import { check, CHECK_USAGE } from './check.ts';
import { start, START_USAGE } from './start.ts';
import { test } from './test.ts';
import { TEST_USAGE } from './test-options.ts';
import { UsageError } from './usage-error.ts';

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = { check, start, test };

async function main([command = '', ...args]: string[]): Promise<number> {
  const run = COMMANDS[command];
  if (!run) {
    console.error(`Usage: local-org <command>\n\n  ${START_USAGE}\n  ${TEST_USAGE}\n  ${CHECK_USAGE}`);
    return command === '' || command === '--help' ? 0 : 2;
  }
  try {
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

process.exitCode = await main(process.argv.slice(2));
