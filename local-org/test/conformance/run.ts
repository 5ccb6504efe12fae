/**
 * `node local-org/test/conformance/run.ts [--update] [--suite NAME…] DIR…`: runs the public suites that are checked out below the
 * folders and compares with the ledger. Exit code 1 if a test fails that the ledger does not know of.
 */
import { execFileSync, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { TestReport } from '../../src/testing/report.ts';
import { compare, readLedger, updated, writeLedger, type Suite } from './ledger.ts';

const WORKER = path.join(import.meta.dirname, '../../src/cli/test-worker.ts');

/** Runs one suite in a process of its own, so that one that breaks the process does not stop the others. */
function runSuite(source: readonly string[]): Promise<TestReport> {
  return new Promise((resolve, reject) => {
    const worker = fork(WORKER, { serialization: 'advanced' });
    let report: TestReport | undefined;
    worker.once('message', (message: TestReport) => (report = message));
    worker.once('exit', (code) => (report ? resolve(report) : reject(new Error(`The run ended with code ${code}`))));
    worker.send({ source, coverage: false });
  });
}

/** A folder below (or beside) the checkout; `NAMESPACE=DIR` for the source of a managed package. */
function sourceIn(folder: string, part: string): string {
  const [, namespace = '', directory = ''] = /^(\w+=)?(.*)$/.exec(part) ?? [];
  return namespace + path.join(folder, directory);
}

function commitOf(folder: string): string {
  return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim();
}

/** Runs a suite, prints what changed and answers its new entry. */
async function check(suite: Suite, folder: string): Promise<{ entry: Suite; broken: number }> {
  const commit = commitOf(folder);
  const started = performance.now();
  const report = await runSuite((suite.source ?? ['.']).map((part) => sourceIn(folder, part)));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { broken, mended } = compare(suite, report);
  console.log(`${suite.name}: ${report.passed} of ${report.tests.length} pass (ledger: ${suite.passed}), ${seconds} s`);
  if (commit !== suite.commit) {
    console.log(`  the checkout is at ${commit}, the ledger at ${suite.commit}`);
  }
  broken.forEach((name) => console.log(`  fails and is not in the ledger: ${name}`));
  mended.forEach((name) => console.log(`  in the ledger and passes: ${name}`));
  return { entry: updated(suite, report, commit), broken: broken.length };
}

const { values, positionals } = parseArgs({
  options: { update: { type: 'boolean', default: false }, suite: { type: 'string', multiple: true } },
  allowPositionals: true
});
const entries: Suite[] = [];
let broken = 0;
for (const suite of readLedger()) {
  const folder = positionals
    .map((parent) => path.resolve(parent, suite.name))
    .find((candidate) => existsSync(candidate));
  if (!folder || (values.suite && !values.suite.includes(suite.name))) {
    entries.push(suite);
    continue;
  }
  const result = await check(suite, folder);
  entries.push(result.entry);
  broken += result.broken;
}
if (values.update) {
  writeLedger(entries);
}
process.exitCode = broken > 0 && !values.update ? 1 : 0;
