import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import path from 'node:path';
import { mergeReports, type TestReport } from '../index.ts';
import type { ProjectRun } from './run-project.ts';

const WORKER = path.join(import.meta.dirname, 'test-worker.ts');

/**
 * Runs a project's tests in several processes, each with an org of its own and every `processes`th class.
 * @throws Error when one of them ends without a report
 */
export async function runInParallel(run: ProjectRun, processes: number): Promise<TestReport> {
  const shards = Array.from({ length: processes }, (_, index) => ({ ...run, shard: { index, count: processes } }));
  return mergeReports(await Promise.all(shards.map(runInProcess)));
}

function runInProcess(run: ProjectRun): Promise<TestReport> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() };
    const worker = fork(WORKER, { serialization: 'advanced', env });
    let report: TestReport | undefined;
    worker.once('message', (message: TestReport) => (report = message));
    worker.once('error', reject);
    worker.once('exit', (code) =>
      report ? resolve(report) : reject(new Error(`A test process ended with code ${code} and without a report`))
    );
    worker.send(run);
  });
}
