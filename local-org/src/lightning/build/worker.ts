/** Runs one build in a process of its own: rollup would otherwise hold up the org's start on the same thread. */
import { runBuild } from './build.ts';

const [cacheDir = '', ...directories] = process.argv.slice(2);
// The org has ended: nobody waits for this build.
process.once('disconnect', () => process.exit());
try {
  const output = await runBuild(directories, cacheDir);
  process.send?.({ output });
} catch (error) {
  process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exitCode = 1;
}
if (process.connected) process.disconnect();
