/** One part of the benchmark in a process of its own, so that no part warms or burdens another. */
import path from 'node:path';
import { ROOT } from '../test/suite.ts';
import { Measurements } from './measure.ts';
import { measureCompilation, measurePackageTests, measureRuntime } from './runtime.ts';

const PARTS: Readonly<Record<string, (results: Measurements) => Promise<void>>> = {
  runtime: measureRuntime,
  compilation: measureCompilation,
  tests: (results) => measurePackageTests(results, path.join(ROOT, 'force-app'), path.join(ROOT, '.cache/local-org'))
};

const results = new Measurements();
await PARTS[process.argv[2] ?? '']?.(results);
process.send?.(results.all);
