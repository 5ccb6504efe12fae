import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A test file with the mutants that its tests reach. */
export interface TestFile {
  readonly file: string;
  readonly milliseconds: number;
  readonly reaches: ReadonlySet<string>;
}

/** Files that take too long for a run per mutant, or look at nothing that is instrumented. */
const TOO_SLOW = /sf-cli|durability|lightning\/(?:browser|build)|fuzz|conformance\/ledger/;
const HOOK = path.join(import.meta.dirname, 'report-reached.ts');

/** A mutant that makes a loop endless is found by the clock. */
const PATIENCE = 6;
const LEAST_PATIENCE_MS = 20_000;

function runFile(folder: string, file: string, env: Readonly<Record<string, string>>, timeout?: number): boolean {
  const args = ['--import', HOOK, '--test-reporter=dot', file];
  const options = { cwd: folder, env: { ...process.env, ...env }, timeout, stdio: 'ignore' as const };
  return spawnSync('node', args, options).status === 0;
}

/** Runs every test file once without a mutant. One that fails is no judge of mutants and is left out, with a word. */
export function reachOfTests(folder: string): TestFile[] {
  const files = globSync('local-org/test/**/*.test.ts', { cwd: folder })
    .filter((file) => !TOO_SLOW.test(file))
    .sort();
  return files.flatMap((file, index) => {
    const out = path.join(folder, `reached-${index}.json`);
    const started = Date.now();
    if (!runFile(folder, file, { REACHED_OUT: out })) {
      console.error(`${file} fails without any mutant and is left out`);
      return [];
    }
    const reaches = new Set(JSON.parse(readFileSync(out, 'utf8')) as string[]);
    return [{ file, milliseconds: Date.now() - started, reaches }];
  });
}

/** Whether a test fails with the mutant. Files of the mutant's own area come first, then the fastest. */
export function isKilled(folder: string, tests: readonly TestFile[], mutant: { id: string; file: string }): boolean {
  const area = `/${mutant.file.split('/')[2] ?? ''}`;
  const cost = (test: TestFile): number => test.milliseconds * (test.file.includes(area) ? 0.3 : 1);
  return tests
    .filter((test) => test.reaches.has(mutant.id))
    .sort((a, b) => cost(a) - cost(b))
    .some((test) => {
      const timeout = Math.max(LEAST_PATIENCE_MS, test.milliseconds * PATIENCE);
      return !runFile(folder, test.file, { __STRYKER_ACTIVE_MUTANT__: mutant.id }, timeout);
    });
}
