import { setImmediate as nextTurn } from 'node:timers/promises';
import type { UserContext } from '../security/index.ts';
import { type ClassInfo, type MethodInfo, HeapCaretaker, type LimitUse, type Transaction } from '../engine/index.ts';
import { ApexException } from '../values/index.ts';
import { measuredLimits } from '../platform/index.ts';
import type { Org } from '../org/index.ts';
import type { Outcome, TestReport, TestResult, UnitCoverage } from './report.ts';

export interface RunTestsOptions {
  /** `Class` or `Class.method`, `*` standing for any characters; letter case is ignored. What matches one of several runs. */
  readonly filter?: string | readonly string[] | undefined;
  /** Every `count`th class alone, beginning with number `index` (from 0): the part of one of several processes. */
  readonly shard?: { readonly index: number; readonly count: number } | undefined;
  /** Whom the tests run as; by default the org's administrator. */
  readonly user?: UserContext | undefined;
  /** The org must have been opened with coverage. */
  readonly coverage?: boolean | undefined;
  /** Told of each result as it comes. */
  readonly onResult?: (result: TestResult) => void;
}

interface TestClass {
  readonly info: ClassInfo;
  readonly setup: readonly MethodInfo[];
  readonly tests: readonly MethodInfo[];
}

/**
 * Runs Apex tests. Methods annotated with @TestSetup run once per class; what they and the tests write is rolled back. Each test has
 * statics and limits of its own. The classes run one after the other in the order of their names.
 */
export async function runTests(org: Org, options: RunTestsOptions = {}): Promise<TestReport> {
  const startedAt = Date.now();
  const wanted = matcher(options.filter);
  const user = options.user ?? org.users.administrator();
  const tests: TestResult[] = [];
  const add = (results: readonly TestResult[]): void => {
    tests.push(...results);
    results.forEach((result) => options.onResult?.(result));
  };
  const { index, count: shards } = options.shard ?? { index: 0, count: 1 };
  if (index === 0) {
    add(compileFailures(org, wanted));
  }
  const caretaker = new HeapCaretaker();
  for (const testClass of testClasses(org, wanted).filter((_, number) => number % shards === index)) {
    caretaker.tidy();
    add(runClass(org, user, testClass));
    await nextTurn();
  }
  const count = (...outcomes: Outcome[]): number => tests.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    units: org.metadata.apex.map(({ name, kind, path }) => ({
      name,
      kind: kind === 'class' ? 'Class' : 'Trigger',
      file: path
    })),
    tests,
    passed: count('Pass'),
    failed: count('Fail', 'CompileFail'),
    skipped: count('Skip'),
    compileErrors: org.compileErrors,
    ...(options.coverage ? { coverage: coverage(org) } : {}),
    startedAt,
    duration: Date.now() - startedAt,
    orgId: org.id,
    username: user.username
  };
}

type Matcher = (className: string, methodName?: string) => boolean;

function matcher(filter: RunTestsOptions['filter']): Matcher {
  if (filter === undefined) {
    return () => true;
  }
  const matchers = (typeof filter === 'string' ? [filter] : filter).map(singleMatcher);
  return (className, methodName) => matchers.some((matches) => matches(className, methodName));
}

function singleMatcher(filter: string): Matcher {
  const toPattern = (text: string): RegExp =>
    new RegExp(
      `^${text
        .split('*')
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
      'i'
    );
  const whole = toPattern(filter);
  const dot = filter.indexOf('.');
  const classPart = dot < 0 ? whole : toPattern(filter.slice(0, dot));
  return (className, methodName) =>
    methodName === undefined
      ? classPart.test(className)
      : whole.test(`${className}.${methodName}`) || (dot < 0 && whole.test(className));
}

function isAnnotated(method: MethodInfo, name: string): boolean {
  return method.annotations.some((annotation) => annotation.name.toLowerCase() === name);
}

/** Whether the class or the method asks for the org's data. */
function seesAllData(info: ClassInfo, method: MethodInfo): boolean {
  return asksForAllData([...info.annotations, ...method.annotations]);
}

function asksForAllData(annotations: MethodInfo['annotations']): boolean {
  return annotations.some(
    ({ name, args }) => name.toLowerCase() === 'istest' && args['seealldata']?.toLowerCase() === 'true'
  );
}

function testClasses(org: Org, wanted: Matcher): TestClass[] {
  return [...org.program.classes()]
    .filter((info) => info.outer === null && wanted(info.name))
    .map((info) => ({
      info,
      setup: info.methods.filter((method) => isAnnotated(method, 'testsetup')),
      tests: info.methods.filter(
        (method) => method.isTestMethod && !isAnnotated(method, 'testsetup') && wanted(info.name, method.name)
      )
    }))
    .filter(({ tests }) => tests.length > 0)
    .sort((a, b) => a.info.name.localeCompare(b.info.name));
}

/** A test class that does not compile counts as one failed test. */
function compileFailures(org: Org, wanted: Matcher): TestResult[] {
  const failed = new Map(org.compileErrors.map((error) => [error.className.toLowerCase(), error]));
  return org.metadata.apex.flatMap((file): TestResult[] => {
    const error = failed.get(file.name.toLowerCase());
    return error && /@\s*istest|\btestmethod\b/i.test(file.source) && wanted(file.name)
      ? [
          {
            ...result(file.name, '<compile>', 'CompileFail'),
            message: `line ${error.line}, column ${error.column}: ${error.message}`
          }
        ]
      : [];
  });
}

function result(className: string, methodName: string, outcome: Outcome): TestResult {
  return { className, methodName, outcome, message: null, stackTrace: null, runTime: 0, jobsAfterTest: 0, limits: [] };
}

/** In the column of deleted rows: not deleted, and yet not found by queries. */
const OUT_OF_SIGHT = 2;

/** Tests without the org's data do not find the standard price book until they have changed it; its id is known to them. */
function showStandardPriceBook(org: Org, isShown: boolean): void {
  const priceBook = org.schema.object('Pricebook2');
  if (priceBook !== undefined) {
    org.db.ensureTable(priceBook);
    org.db.run('UPDATE pricebook2 SET isdeleted = ? WHERE isstandard = 1', [isShown ? 0 : OUT_OF_SIGHT]);
  }
}

function runClass(org: Org, user: UserContext, { info, setup, tests }: TestClass): TestResult[] {
  const call = (method: MethodInfo, measure: (tx: Transaction) => void = () => undefined): number =>
    org.run({ user, isTest: true, seesAllData: seesAllData(info, method), quiddity: 'RUNTEST_SYNC' }, (tx) => {
      try {
        org.program.callStatic(info.key, method.name, []);
      } finally {
        measure(tx);
      }
      return runWhatIsLeft(org);
    });
  return org.withRollback(() => {
    showStandardPriceBook(org, asksForAllData(info.annotations));
    let setupError: unknown = null;
    try {
      // What a set-up method enqueued is done before the tests begin.
      setup.forEach((method) => call(method));
    } catch (error) {
      setupError = error;
    }
    return tests.map((method) => {
      const started = performance.now();
      const base = result(info.name, method.name, 'Pass');
      let limits: readonly LimitUse[] = [];
      try {
        if (setupError) {
          throw setupError;
        }
        const jobsAfterTest = org.withRollback(() => {
          if (seesAllData(info, method)) {
            showStandardPriceBook(org, true);
          }
          return call(method, (tx) => {
            limits = measuredLimits(tx).report();
          });
        });
        return { ...base, jobsAfterTest, limits, runTime: performance.now() - started };
      } catch (error) {
        return { ...base, ...failure(org, error), limits, outcome: 'Fail', runTime: performance.now() - started };
      }
    });
  });
}

/** Runs the jobs that no Test.stopTest() ran and answers how many there were. A call-out without a mock ends a job, but no test. */
function runWhatIsLeft(org: Org): number {
  try {
    return org.asyncQueue.runAfterTest();
  } catch (error) {
    if (error instanceof ApexException && /do not support Web service callouts$/.test(error.message ?? '')) {
      return 1;
    }
    throw error;
  }
}

/** Message and stack trace as Salesforce shows them; what is not Apex keeps its JavaScript stack. */
function failure(org: Org, thrown: unknown): { message: string; stackTrace: string | null } {
  const error = org.program.describeError(thrown);
  if (error instanceof ApexException) {
    return { message: error.$str(), stackTrace: error.stackTrace };
  }
  if (error instanceof Error) {
    return {
      message: `${error.name}: ${error.message}`,
      stackTrace: error.stack?.split('\n').slice(1, 12).join('\n') ?? null
    };
  }
  return { message: String(error), stackTrace: null };
}

function coverage(org: Org): UnitCoverage[] {
  const classes = org.program.classes().filter((info) => info.outer === null && !info.isTest);
  const units = [
    ...classes.map(({ name, key, lines, file }) => ({ name, kind: 'class' as const, key, lines, file })),
    ...org.program.triggers().map(({ name, lines, file }) => ({
      name,
      kind: 'trigger' as const,
      key: `trigger:${name.toLowerCase()}`,
      lines,
      file
    }))
  ];
  return units
    .map(({ name, kind, key, lines, file }): UnitCoverage => {
      const runs = org.program.coverageOf(key);
      return {
        name,
        kind,
        file,
        covered: lines.filter((line) => (runs[line] ?? 0) > 0),
        uncovered: lines.filter((line) => (runs[line] ?? 0) === 0)
      };
    })
    .filter((unit) => unit.covered.length + unit.uncovered.length > 0)
    .sort((a, b) => a.name.localeCompare(b.name));
}
