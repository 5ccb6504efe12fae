/** The suites of `npm test`: what each runs, and how much of two cores it takes. */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT, run, withExitCode, type Outcome } from './suite.ts';

/** Where a suite writes its files and says what it has to say. */
export interface Desk {
  readonly workDir: string;
  readonly say: (text: string | Uint8Array) => void;
}

/** One suite of tests. */
export interface Suite {
  /** The word to ask for it by: `npm test -- lwc`. Two suites may share a word. */
  readonly word: string;
  /** 1: another may run beside it; 2: it needs the machine for itself. */
  readonly weight: 1 | 2;
  readonly run: (desk: Desk) => Promise<Outcome>;
}

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
}

interface ApexReport {
  summary: { passing: number; failing: number; testRunCoverage?: string };
}

const APEX_COVERAGE_FLOOR = 90;

/** A suite whose set-up failed may wait for ever for what it left open. */
const SUITE_LIMIT_MS = 12 * 60_000;

/** The local org's tests that start processes or a browser, or measure the process that they run in; the others share a process. */
const LOCAL_ORG_SERVED = ['cli', 'conformance', 'durability', 'lightning', 'sf-cli', 'testing'];

async function jestSuite({ workDir, say }: Desk): Promise<Outcome> {
  const file = path.join(workDir, 'jest.json');
  const { code } = await run('npx', ['jest', '--json', `--outputFile=${file}`], { say });
  const report = JSON.parse(await readFile(file, 'utf8')) as JestReport;
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites);
  return withExitCode({ name: 'LWC', passed: report.numPassedTests, failed }, code);
}

async function apexRun(
  desk: Desk,
  sources: readonly string[],
  options: readonly string[]
): Promise<ApexReport & { code: number }> {
  const file = path.join(desk.workDir, `apex-${sources.length}.json`);
  const source = sources.flatMap((folder) => ['--source', folder]);
  // as at a first deployment: whoever deploys has no field permissions yet
  const { code } = await run('npx', ['local-org', 'test', ...source, '--plain-admin', ...options, '--json', file], {
    say: desk.say
  });
  return { ...(JSON.parse(await readFile(file, 'utf8')) as ApexReport), code };
}

async function apexSuite(desk: Desk): Promise<Outcome> {
  const { summary, code } = await apexRun(desk, ['force-app'], ['--coverage']);
  const coverage = Number.parseFloat(summary.testRunCoverage ?? '0');
  const covered = coverage >= APEX_COVERAGE_FLOOR;
  desk.say(`Apex coverage ${coverage} % (at least ${APEX_COVERAGE_FLOOR} % wanted)\n`);
  const outcome = { name: 'Apex', passed: summary.passing, failed: summary.failing };
  return withExitCode(covered ? outcome : { ...outcome, failed: outcome.failed + 1 }, code);
}

/** The tests of the sharing and of the panels again, in an org whose accounts and leads are private. */
async function privateSuite(desk: Desk): Promise<Outcome> {
  const { summary, code } = await apexRun(
    desk,
    ['force-app', 'scripts/test/support/private-accounts'],
    ['--filter', 'CwAccount*']
  );
  return withExitCode({ name: 'Apex, private accounts', passed: summary.passing, failed: summary.failing }, code);
}

function filesOf(...patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).sort();
}

async function nodeTests(
  name: string,
  files: readonly string[],
  options: readonly string[],
  { workDir, say }: Desk
): Promise<Outcome> {
  const { code, output } = await run('node', ['--test', '--test-reporter=spec', ...options, ...files], {
    say,
    limitMs: SUITE_LIMIT_MS,
    // most of the time of a small test is the compilation of what it imports
    env: { NODE_COMPILE_CACHE: path.join(workDir, 'compile-cache') }
  });
  const count = (word: string): number => Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  return withExitCode({ name, passed: count('pass'), failed: count('fail') + count('cancelled') }, code);
}

/** A process for each file, so many at a time. */
function apart(word: string, name: string, files: () => readonly string[], weight: 1 | 2): Suite {
  return { word, weight, run: (desk) => nodeTests(name, files(), [`--test-concurrency=${weight}`], desk) };
}

/** One process for all files: loaded and warmed up once. */
function together(word: string, name: string, files: () => readonly string[]): Suite {
  return { word, weight: 1, run: (desk) => nodeTests(name, files(), ['--test-isolation=none'], desk) };
}

function localOrgFiles(isServed: boolean): string[] {
  return filesOf('local-org/test/**/*.test.ts').filter(
    (file) => LOCAL_ORG_SERVED.includes(file.split(path.sep)[2]!) === isServed
  );
}

/** Every other file of the local org's tests in memory, beginning with the first or the second. */
const half = (first: 0 | 1) => (): string[] => localOrgFiles(false).filter((_file, index) => index % 2 === first);

/** In the sequence in which they start: the long ones first, so that both cores end together. */
export const SUITES: readonly Suite[] = [
  apart('api', 'API', () => filesOf('scripts/test/api/**/*.test.ts'), 1),
  together('local-org', 'Local org, second half', half(1)),
  together('local-org', 'Local org, first half', half(0)),
  apart('browser', 'Browser', () => filesOf('scripts/test/browser/**/*.test.ts'), 1),
  { word: 'apex', weight: 1, run: apexSuite },
  { word: 'lwc', weight: 1, run: jestSuite },
  apart('metadata', 'Metadata', () => filesOf('scripts/test/metadata/**/*.test.ts'), 1),
  { word: 'private', weight: 1, run: privateSuite },
  apart('scripts', 'Scripts', () => filesOf('scripts/test/unit/**/*.test.ts'), 1),
  apart('local-org', 'Local org, served', () => localOrgFiles(true), 2)
];
