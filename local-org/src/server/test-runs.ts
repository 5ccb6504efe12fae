import { enterTestOrg, coveredPercent, runTests, type TestResult, type UnitCoverage } from '../testing/index.ts';
import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';
import { membershipRows, suiteRows } from './test-suites.ts';
import type { ToolingRow } from './tooling-rows.ts';

/** One class of a test run: all of its tests, or those named. */
export interface WantedTests {
  readonly className: string;
  readonly methods?: readonly string[] | undefined;
}

export interface TestRun {
  readonly id: string;
  readonly user: UserContext;
  readonly classes: readonly WantedTests[];
  readonly results: TestResult[];
  readonly coverage: { readonly testClass: string; readonly units: readonly UnitCoverage[] }[];
  readonly startedAt: number;
  totalCoverage: readonly UnitCoverage[];
  endedAt: number | null;
  error: string | null;
}

const KEPT_RUNS = 20;
/** Key prefixes of the rows that the platform keeps of a test run. */
const PREFIX = { queueItem: '709', result: '07M', runResult: '05m', coverage: '71a', aggregate: '715' } as const;

/** The test runs of a server, the newest ones. They are forgotten when it stops. */
export class TestRuns {
  readonly #runs: TestRun[] = [];

  /** Starts a run; it goes on between requests. */
  start(org: Org, user: UserContext, classes: readonly WantedTests[], withCoverage: boolean): TestRun {
    const run: TestRun = {
      id: org.rows.newId('AsyncApexJob'),
      user,
      classes,
      results: [],
      coverage: [],
      startedAt: Date.now(),
      totalCoverage: [],
      endedAt: null,
      error: null
    };
    this.#runs.push(run);
    this.#runs.splice(0, this.#runs.length - KEPT_RUNS);
    void this.#run(org, run, withCoverage);
    return run;
  }

  /** Runs tests and answers when they are done. */
  async complete(
    org: Org,
    user: UserContext,
    classes: readonly WantedTests[],
    withCoverage: boolean
  ): Promise<TestRun> {
    const run = this.start(org, user, classes, withCoverage);
    while (run.endedAt === null) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return run;
  }

  async #run(live: Org, run: TestRun, coverage: boolean): Promise<void> {
    let org = live;
    try {
      await new Promise((resolve) => setImmediate(resolve));
      org = live.isolated({ coverage });
      const user = enterTestOrg(live, org, run.user);
      for (const { className, methods } of run.classes) {
        const before = coverage ? countsOf(org) : new Map<string, number[]>();
        for (const filter of methods?.map((method) => `${className}.${method}`) ?? [className]) {
          const report = await runTests(org, { user, filter, coverage });
          run.results.push(...report.tests);
          if (report.coverage) {
            run.totalCoverage = report.coverage;
          }
        }
        if (coverage) {
          run.coverage.push({ testClass: className, units: newlyCovered(org, run.totalCoverage, before) });
        }
      }
    } catch (error) {
      run.error = String(error);
      org.report('Test run', error);
    } finally {
      run.endedAt = Date.now();
      if (org !== live) {
        await org.close();
      }
    }
  }

  /** Rows of one of the objects that describe test runs; undefined for any other object. */
  rows(org: Org, objectName: string): ToolingRow[] | undefined {
    switch (objectName.toLowerCase()) {
      case 'apextestrunresult':
        return this.#runs.map(runRow);
      case 'apextestqueueitem':
        return this.#runs.flatMap((run) => queueItems(org, run));
      case 'apextestresult':
        return this.#runs.flatMap((run) => resultRows(org, run));
      case 'apexcodecoverage':
        return this.#runs.flatMap((run) => coverageRows(org, run));
      case 'apexcodecoverageaggregate':
        return aggregateRows(org, this.#latestCoverage());
      case 'apexorgwidecoverage':
        return [{ Id: null, PercentCovered: coveredPercent(this.#latestCoverage()) }];
      case 'apextestsuite':
        return suiteRows(org);
      case 'testsuitemembership':
        return membershipRows(org);
      case 'flowtestresult':
      case 'installedsubscriberpackage':
        return [];
      default:
        return undefined;
    }
  }

  #latestCoverage(): readonly UnitCoverage[] {
    return this.#runs.findLast(({ totalCoverage }) => totalCoverage.length > 0)?.totalCoverage ?? [];
  }
}

/** An id from a run and a number in it: stable, and different for every row of the run. */
function rowId(prefix: string, run: TestRun, index: number): string {
  return `${prefix}${run.id.slice(3, 10)}${index.toString(36).toUpperCase().padStart(5, '0')}AAA`;
}

function isoTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}

function classId(org: Org, name: string): string | null {
  return org.apexClassId(name.toLowerCase());
}

function runRow(run: TestRun): ToolingRow {
  const failed = run.results.some(({ outcome }) => outcome === 'Fail' || outcome === 'CompileFail');
  return {
    Id: rowId(PREFIX.runResult, run, 0),
    AsyncApexJobId: run.id,
    UserId: run.user.id,
    JobName: null,
    IsAllTests: false,
    Source: null,
    StartTime: isoTime(run.startedAt),
    EndTime: run.endedAt === null ? null : isoTime(run.endedAt),
    TestTime: Math.round(run.results.reduce((sum, { runTime }) => sum + runTime, 0)),
    TestSetupTime: 0,
    Status: run.endedAt === null ? 'Processing' : run.error !== null || failed ? 'Failed' : 'Completed',
    ClassesEnqueued: run.classes.length,
    ClassesCompleted:
      run.endedAt === null ? new Set(run.results.map(({ className }) => className)).size : run.classes.length,
    MethodsEnqueued: run.results.length,
    MethodsCompleted: run.results.length,
    MethodsFailed: run.results.filter(({ outcome }) => outcome !== 'Pass').length
  };
}

function queueItems(org: Org, run: TestRun): ToolingRow[] {
  return run.classes.map(({ className }, index) => ({
    Id: rowId(PREFIX.queueItem, run, index),
    ApexClassId: classId(org, className),
    Status: run.endedAt === null ? 'Processing' : run.error === null ? 'Completed' : 'Failed',
    ExtendedStatus: run.error,
    ParentJobId: run.id,
    TestRunResultId: rowId(PREFIX.runResult, run, 0)
  }));
}

function resultRows(org: Org, run: TestRun): ToolingRow[] {
  return run.results.map((test, index) => {
    const position = run.classes.findIndex(({ className }) => className.toLowerCase() === test.className.toLowerCase());
    const id = classId(org, test.className);
    return {
      Id: rowId(PREFIX.result, run, index),
      QueueItemId: rowId(PREFIX.queueItem, run, position),
      AsyncApexJobId: run.id,
      ApexTestRunResultId: rowId(PREFIX.runResult, run, 0),
      ApexClassId: id,
      ApexClass: { Id: id, Name: test.className, NamespacePrefix: null },
      MethodName: test.methodName,
      Outcome: test.outcome,
      Message: test.message,
      StackTrace: test.stackTrace,
      RunTime: Math.round(test.runTime),
      TestTimestamp: isoTime(run.startedAt),
      ApexLogId: null,
      IsTestSetup: false
    };
  });
}

function unitRow(org: Org, unit: UnitCoverage): Record<string, unknown> {
  const id =
    unit.kind === 'class'
      ? classId(org, unit.name)
      : ((org.rows.find('ApexTrigger', { Name: unit.name })?.['id'] ?? null) as string | null);
  return {
    ApexClassOrTriggerId: id,
    ApexClassOrTrigger: { Id: id, Name: unit.name },
    NumLinesCovered: unit.covered.length,
    NumLinesUncovered: unit.uncovered.length,
    Coverage: { coveredLines: unit.covered, uncoveredLines: unit.uncovered }
  };
}

/** What a test class covers, as a row for each of its tests. */
function coverageRows(org: Org, run: TestRun): ToolingRow[] {
  const rows = run.coverage.flatMap(({ testClass, units }) =>
    run.results
      .filter(({ className }) => className.toLowerCase() === testClass.toLowerCase())
      .flatMap(({ methodName }) =>
        units.map((unit) => ({
          ApexTestClassId: classId(org, testClass),
          TestMethodName: methodName,
          ...unitRow(org, unit)
        }))
      )
  );
  return rows.map((row, index) => ({ Id: rowId(PREFIX.coverage, run, index), ...row }));
}

function aggregateRows(org: Org, units: readonly UnitCoverage[]): ToolingRow[] {
  return units.map((unit, index) => ({
    Id: `${PREFIX.aggregate}${String(index).padStart(12, '0')}AAA`,
    ...unitRow(org, unit)
  }));
}

function unitKey({ kind, name }: Pick<UnitCoverage, 'kind' | 'name'>): string {
  return kind === 'class' ? name.toLowerCase() : `trigger:${name.toLowerCase()}`;
}

function countsOf(org: Org): Map<string, number[]> {
  const keys = [
    ...org.program
      .classes()
      .filter((info) => info.outer === null)
      .map(({ key }) => key),
    ...org.program.triggers().map(({ name }) => unitKey({ kind: 'trigger', name }))
  ];
  return new Map(keys.map((key) => [key, [...org.program.coverageOf(key)]]));
}

/** Lines that ran since the counts were taken; units that nothing reached are left out. */
function newlyCovered(
  org: Org,
  total: readonly UnitCoverage[],
  before: ReadonlyMap<string, readonly number[]>
): UnitCoverage[] {
  return total
    .map((unit) => {
      const key = unitKey(unit);
      const now = org.program.coverageOf(key);
      const then = before.get(key) ?? [];
      const lines = [...unit.covered, ...unit.uncovered].toSorted((a, b) => a - b);
      const ran = (line: number): boolean => (now[line] ?? 0) > (then[line] ?? 0);
      return { ...unit, covered: lines.filter(ran), uncovered: lines.filter((line) => !ran(line)) };
    })
    .filter(({ covered }) => covered.length > 0);
}
