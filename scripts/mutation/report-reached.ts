/** Loaded before a test file: at the end it writes the ids of the mutants that were reached to the file named by `REACHED_OUT`. */
import { writeFileSync } from 'node:fs';

interface Reached {
  readonly static: Readonly<Record<string, number>>;
  readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const out = process.env['REACHED_OUT'];
if (out !== undefined) {
  process.on('exit', () => {
    const { __stryker__: state } = globalThis as { __stryker__?: { mutantCoverage?: Reached } };
    const reached = state?.mutantCoverage;
    const ids = [reached?.static ?? {}, ...Object.values(reached?.perTest ?? {})].flatMap((counts) =>
      Object.keys(counts)
    );
    writeFileSync(out, JSON.stringify([...new Set(ids)]));
  });
}
