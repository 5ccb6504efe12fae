/** `npm test`: every suite in turn. `npm test -- lwc apex` runs only the suites named. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, run, summaryLine, total, withExitCode, type Outcome } from './suite.ts';

const APEX_COVERAGE_FLOOR = 90;

/** A suite whose set-up failed may wait for ever for what it left open. */
const SUITE_LIMIT_MS = 8 * 60_000;

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
}

interface ApexReport {
  summary: { passing: number; failing: number; testRunCoverage?: string };
  compile?: { errors?: unknown[] };
}

async function jestSuite(workDir: string): Promise<Outcome> {
  const file = path.join(workDir, 'jest.json');
  const { code } = await run('npx', ['jest', '--json', `--outputFile=${file}`]);
  const report = JSON.parse(await readFile(file, 'utf8')) as JestReport;
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites);
  return withExitCode({ name: 'LWC', passed: report.numPassedTests, failed }, code);
}

async function apexSuite(workDir: string): Promise<Outcome> {
  const file = path.join(workDir, 'apex.json');
  // as at a first deployment: whoever deploys has no field permissions yet
  const options = ['--source', 'force-app', '--plain-admin', '--coverage', '--json', file];
  const { code } = await run('npx', ['local-org', 'test', ...options]);
  const report = JSON.parse(await readFile(file, 'utf8')) as ApexReport;
  const coverage = Number.parseFloat(report.summary.testRunCoverage ?? '0');
  const covered = coverage >= APEX_COVERAGE_FLOOR;
  console.log(`Apex coverage ${coverage} % (at least ${APEX_COVERAGE_FLOOR} % wanted)`);
  const outcome = { name: 'Apex', passed: report.summary.passing, failed: report.summary.failing };
  return withExitCode(covered ? outcome : { ...outcome, failed: outcome.failed + 1 }, code);
}

/** The tests of the sharing and of the panels again, in an org whose accounts and leads are private. */
async function privateSuite(workDir: string): Promise<Outcome> {
  const file = path.join(workDir, 'private.json');
  const sources = ['force-app', 'scripts/test/support/private-accounts'].flatMap((source) => ['--source', source]);
  const { code } = await run('npx', [
    'local-org',
    'test',
    ...sources,
    '--plain-admin',
    '--filter',
    'CwAccount*',
    '--json',
    file
  ]);
  const { summary } = JSON.parse(await readFile(file, 'utf8')) as ApexReport;
  return withExitCode({ name: 'Apex, private accounts', passed: summary.passing, failed: summary.failing }, code);
}

/** node:test files under the given patterns, one process a file, two at a time. */
async function nodeSuite(name: string, patterns: readonly string[], concurrency = 2): Promise<Outcome> {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).sort();
  const { code, output } = await run(
    'node',
    ['--test', '--test-reporter=spec', `--test-concurrency=${concurrency}`, ...files],
    { limitMs: SUITE_LIMIT_MS }
  );
  const count = (word: string): number => Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  return withExitCode({ name, passed: count('pass'), failed: count('fail') + count('cancelled') }, code);
}

type Suite = (workDir: string) => Promise<Outcome>;

const SUITES: ReadonlyMap<string, Suite> = new Map<string, Suite>([
  ['lwc', jestSuite],
  ['local-org', () => nodeSuite('Local org', ['local-org/test/**/*.test.ts'])],
  ['scripts', () => nodeSuite('Scripts', ['scripts/test/unit/**/*.test.ts'])],
  ['metadata', () => nodeSuite('Metadata', ['scripts/test/metadata/**/*.test.ts'])],
  ['apex', apexSuite],
  ['private', privateSuite],
  ['api', () => nodeSuite('API', ['scripts/test/api/**/*.test.ts'], 1)],
  ['browser', () => nodeSuite('Browser', ['scripts/test/browser/**/*.test.ts'], 1)]
]);

async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !SUITES.has(name));
  if (unknown.length > 0) {
    console.error(`Unknown suite ${unknown.join(', ')}; there are ${[...SUITES.keys()].join(', ')}`);
    return 2;
  }
  const workDir = await mkdtemp(path.join(tmpdir(), 'cartwright-test-'));
  const outcomes: Outcome[] = [];
  try {
    for (const [name, suite] of SUITES) {
      if (wanted.length === 0 || wanted.includes(name)) {
        const started = Date.now();
        const outcome = await suite(workDir).catch((error: unknown): Outcome => {
          console.error(error);
          return { name, passed: 0, failed: 1 };
        });
        outcomes.push(outcome);
        console.log(`(${name} took ${Math.round((Date.now() - started) / 1000)} s)`);
        console.log(summaryLine(outcome));
      }
    }
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
  console.log(`\n${outcomes.map(summaryLine).join('\n')}`);
  const sum = total('Total', outcomes);
  console.log(summaryLine(sum));
  return sum.failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
