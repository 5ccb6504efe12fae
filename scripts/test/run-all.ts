/**
 * `npm test`: every suite, two at a time where they do not stand in each other's way. `npm test -- lwc apex` runs only the suites named.
 * What a suite prints is shown when it has ended, or as it comes where it runs alone.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inParallel } from './in-parallel.ts';
import { summaryLine, total, type Outcome } from './suite.ts';
import { SUITES, type Suite } from './suites.ts';

const CORES = 2;

const show = (text: string | Uint8Array): void => void process.stdout.write(text);

async function runSuite(suite: Suite, workDir: string, isAlone: boolean): Promise<Outcome> {
  const started = Date.now();
  const kept: (string | Uint8Array)[] = [];
  const say = isAlone ? show : (text: string | Uint8Array) => void kept.push(text);
  const outcome = await suite.run({ workDir, say }).catch((error: unknown): Outcome => {
    say(`${error instanceof Error ? error.stack : String(error)}\n`);
    return { name: suite.word, passed: 0, failed: 1 };
  });
  kept.forEach(show);
  console.log(`(${outcome.name} took ${Math.round((Date.now() - started) / 1000)} s)\n${summaryLine(outcome)}`);
  return outcome;
}

async function main(wanted: readonly string[]): Promise<number> {
  const words = new Set(SUITES.map(({ word }) => word));
  const unknown = wanted.filter((word) => !words.has(word));
  if (unknown.length > 0) {
    console.error(`Unknown suite ${unknown.join(', ')}; there are ${[...words].join(', ')}`);
    return 2;
  }
  const chosen = SUITES.filter(({ word }) => wanted.length === 0 || wanted.includes(word));
  const workDir = await mkdtemp(path.join(tmpdir(), 'cartwright-test-'));
  let outcomes: readonly Outcome[] = [];
  try {
    outcomes = await inParallel(
      chosen.map((suite) => ({
        weight: suite.weight,
        run: () => runSuite(suite, workDir, chosen.length === 1)
      })),
      CORES
    );
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
  console.log(`\n${outcomes.map(summaryLine).join('\n')}`);
  const sum = total('Total', outcomes);
  console.log(summaryLine(sum));
  return sum.failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
