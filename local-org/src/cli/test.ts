import { writeCoverage, type TestReport } from '../index.ts';
import { runInParallel } from './parallel.ts';
import { runProject } from './run-project.ts';
import { testOptions, type TestOptions } from './test-options.ts';
import { watchAndRun } from './watch.ts';

/** Runs a project's Apex tests in an org in memory; 1 when one fails or nothing ran. With `--watch` until it is interrupted. */
export async function test(args: string[]): Promise<number> {
  const options = testOptions(args);
  if (!options.watch) {
    const report = await runOnce(options);
    return report.failed === 0 && report.passed > 0 ? 0 : 1;
  }
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  await watchAndRun(
    options.source,
    async () => {
      await runOnce(options).catch((error: unknown) => console.error(String(error)));
      console.log('Waiting for changes (Ctrl-C ends) …');
    },
    interrupted.signal
  );
  return 0;
}

async function runOnce(options: TestOptions): Promise<TestReport> {
  const { source, filters, coverage, plainAdmin, parallel, coverageDir } = options;
  const run = { source, filters, coverage, plainAdmin };
  const report = parallel === 1 ? await runProject(run) : await runInParallel(run, parallel);
  if (coverageDir !== undefined && report.coverage) {
    writeCoverage(report.coverage, coverageDir);
  }
  options.publish.forEach((publish) => publish(report));
  return report;
}
