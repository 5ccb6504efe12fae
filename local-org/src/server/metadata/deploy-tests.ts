import { enterTestOrg, coveredPercent, runTests, type UnitCoverage } from '../../testing/index.ts';
import { Org } from '../../org/index.ts';
import { runTestResult, type CoverageWarning } from '../test-result-json.ts';
import type { Deployment, DeployTests } from './deployment.ts';
import type { PackageComponent } from './package-content.ts';

/** Share of lines that tests must reach where a deployment runs them (Metadata API Developer Guide, "Running Tests in a Deployment"). */
const COVERAGE_FLOOR = 75;

/** Runs the tests that a deployment asks for over the prepared source, as who deploys, in an org of its own in memory. */
export async function deployTests(
  current: Org,
  source: string,
  { options, user }: Pick<Deployment, 'options' | 'user'>,
  deployed: readonly PackageComponent[],
  cacheDir: string | undefined
): Promise<DeployTests> {
  const started = Date.now();
  // without the data plans: tests see no records
  const config = { ...current.config, data: [] };
  const org = Org.open({
    source: [source],
    config,
    coverage: true,
    ...(cacheDir === undefined ? {} : { cacheDir })
  });
  try {
    const tester = enterTestOrg(current, org, user);
    const filters = options.testLevel === 'RunSpecifiedTests' ? options.runTests : [undefined];
    const reports = [];
    for (const filter of filters) {
      reports.push(await runTests(org, { user: tester, filter, coverage: true }));
    }
    const tests = reports.flatMap((report) => report.tests);
    const coverage = reports.at(-1)?.coverage ?? [];
    const warnings =
      options.testLevel === 'RunSpecifiedTests' ? unitWarnings(coverage, deployed) : orgWarnings(coverage);
    const failed = tests.filter(({ outcome }) => outcome !== 'Pass').length;
    return {
      result: runTestResult(org, tests, coverage, Date.now() - started, warnings),
      run: tests.length,
      failed,
      warnings
    };
  } finally {
    await org.close();
  }
}

/** With named tests, each deployed class and trigger must reach the floor by itself. */
function unitWarnings(coverage: readonly UnitCoverage[], deployed: readonly PackageComponent[]): CoverageWarning[] {
  const names = new Set(
    deployed
      .filter(({ type }) => type === 'ApexClass' || type === 'ApexTrigger')
      .map(({ fullName }) => fullName.toLowerCase())
  );
  return coverage
    .filter((unit) => names.has(unit.name.toLowerCase()) && percentOf(unit) < COVERAGE_FLOOR)
    .map((unit) => unitWarning(unit, COVERAGE_FLOOR));
}

/** Otherwise the whole org must, and every trigger must be reached at all. */
function orgWarnings(coverage: readonly UnitCoverage[]): CoverageWarning[] {
  const percent = coveredPercent(coverage);
  const message = `Average test coverage across all Apex Classes and Triggers is ${percent}%, at least ${COVERAGE_FLOOR}% test coverage is required.`;
  return [
    ...(percent < COVERAGE_FLOOR ? [{ name: null, message }] : []),
    ...coverage
      .filter((unit) => unit.kind === 'trigger' && unit.covered.length === 0 && unit.uncovered.length > 0)
      .map((unit) => unitWarning(unit, 1))
  ];
}

/** The platform shows the share of one class with up to three decimals. */
function unitWarning(unit: UnitCoverage, floor: number): CoverageWarning {
  const kind = unit.kind === 'class' ? 'Class' : 'Trigger';
  const percent = Math.round(percentOf(unit) * 1000) / 1000;
  return {
    name: unit.name,
    message: `Test coverage of selected Apex ${kind} is ${percent}%, at least ${floor}% test coverage is required`
  };
}

function percentOf({ covered, uncovered }: UnitCoverage): number {
  const lines = covered.length + uncovered.length;
  return lines === 0 ? 100 : (covered.length * 100) / lines;
}
