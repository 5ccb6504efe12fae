/**
 * `npm run mutation -- [--under PATH] [--count N] [--seed N]`: changes the local org's code in N places, chosen by the seed, one at a
 * time, and says which of the changes no test notices. Exit code 0 whatever is found: the score is a measurement.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { instrument, type Mutant } from './instrument.ts';
import { isKilled, reachOfTests } from './test-files.ts';

const { values } = parseArgs({
  options: {
    under: { type: 'string', default: 'local-org/src' },
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' }
  }
});

/** Draws without putting back, by a linear congruential generator (Numerical Recipes, "Quick and dirty"). */
function draw<T>(from: readonly T[], count: number, seed: number): T[] {
  const pool = [...from];
  let state = seed >>> 0;
  return Array.from({ length: Math.min(count, pool.length) }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return pool.splice(Math.floor((state / 2 ** 32) * pool.length), 1)[0] as T;
  });
}

const describe = ({ file, line, column, kind, original, replacement }: Mutant): string =>
  `${file}:${line}:${column} ${kind}: ${original.slice(0, 100)} → ${replacement.slice(0, 100)}`;

const folder = mkdtempSync(path.join(tmpdir(), 'cartwright-mutation-'));
try {
  const mutants = (await instrument(folder)).filter(({ file }) => file.startsWith(values.under));
  console.log(`${mutants.length} mutants under ${values.under}`);
  const tests = reachOfTests(folder);
  const drawn = draw(mutants, Number(values.count), Number(values.seed));
  let killed = 0;
  for (const mutant of drawn) {
    if (isKilled(folder, tests, mutant)) {
      killed++;
    } else {
      const isReached = tests.some(({ reaches }) => reaches.has(mutant.id));
      console.log(`${isReached ? 'survived' : 'not reached'} ${describe(mutant)}`);
    }
  }
  console.log(`${killed} of ${drawn.length} mutants are found by a test`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
