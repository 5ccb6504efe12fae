import { Org, runTests, type RunTestsOptions, type TestReport } from '../index.ts';
import { cacheDirectory } from './project.ts';

/** What one process runs: a project's tests, or a share of them. */
export interface ProjectRun {
  readonly source: readonly string[];
  readonly filters: readonly string[] | undefined;
  readonly coverage: boolean;
  /** The tests' administrator sees of the project's fields only what its profile grants, as at a first deployment. */
  readonly plainAdmin?: boolean;
  readonly shard?: RunTestsOptions['shard'];
}

/** Compiles a project into an org in memory and runs its tests there. */
export async function runProject({ source, filters, coverage, plainAdmin, shard }: ProjectRun): Promise<TestReport> {
  const administratorFields = plainAdmin === true ? 'granted' : 'all';
  const org = Org.open({ source, cacheDir: cacheDirectory(), coverage, administratorFields });
  try {
    return await runTests(org, { filter: filters, coverage, shard });
  } finally {
    await org.close();
  }
}
