import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkProject, Org, runTests } from '../../local-org/src/index.ts';
import { writeCorpus, writeRuntimeProject } from './corpus.ts';
import type { Measurements } from './measure.ts';

const ROWS = 1_000_000;
const RUNS = 9;
const LINES = 50_000;
const MEGABYTE = 1024;

/** Language, triggers and queries, in this process. */
export async function measureRuntime(results: Measurements): Promise<void> {
  const source = writeRuntimeProject();
  const org = Org.open({ source: [source], administratorFields: 'all' });
  const user = org.users.administrator();
  const call = (method: string, ...args: (number | string)[]): unknown =>
    org.run({ user }, () => org.program.callStatic('work', method, args));
  try {
    await results.median('1,000,000 steps of an integer loop', RUNS, () => call('add', 1_000_000));
    await results.median('1,000,000 steps that call Math.mod', RUNS, () => call('count', 1_000_000));
    await results.median('2,000 inserts through before and after triggers', RUNS, () =>
      org.withRollback(() => expect(2_000, call('store', 2_000)))
    );
    fill(org);
    let number = 0;
    await results.median('a query by an indexed field among 1,000,000 rows', 99, () => {
      number = (number + 7_919) % ROWS;
      expect(1, call('find', `k${number}`));
    });
  } finally {
    await org.close();
    rmSync(source, { recursive: true, force: true });
  }
}

/** A figure for work that was not done would be worth nothing. */
function expect(wanted: number, found: unknown): void {
  if (found !== wanted) {
    throw new Error(`${String(found)} instead of ${wanted}`);
  }
}

/** Rows written past Apex, since storing them is not what is measured. */
function fill(org: Org): void {
  const first = org.rows.insert('Row__c', org.users.administrator().id, { Name: 'Row', Key__c: 'first' });
  const columns = Object.keys(org.rows.find('Row__c', {}) ?? {}).filter((name) => !/^(id|key__c)$/i.test(name));
  const list = columns.map((name) => `"${name}"`).join(', ');
  org.db.run(
    `INSERT INTO "row__c" ("id", "key__c", ${list})
     WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
     SELECT substr("id", 1, 3) || printf('%012dAAA', n), 'k' || n, ${list} FROM "row__c", numbers WHERE "id" = ?`,
    [ROWS - 1, first]
  );
}

/** How long 50,000 lines of Apex take to compile, with an empty cache and with a full one. */
export async function measureCompilation(results: Measurements): Promise<void> {
  const source = writeCorpus(LINES);
  const cacheDir = mkdtempSync(path.join(tmpdir(), 'compile-cache-'));
  const check = (): void => {
    const { errors } = checkProject({ source: [source], cacheDir });
    if (errors.length > 0) {
      throw new Error(`The corpus has errors, the first: ${errors[0]?.message}`);
    }
  };
  try {
    await results.timed('50,000 lines of Apex compiled, cold', check);
    await results.timed('50,000 lines of Apex compiled, warm', check);
  } finally {
    rmSync(source, { recursive: true, force: true });
    rmSync(cacheDir, { recursive: true, force: true });
  }
}

/** The package's own Apex tests in this process, and the memory that it has used by then. */
export async function measurePackageTests(results: Measurements, source: string, cacheDir: string): Promise<void> {
  const run = async (): Promise<void> => {
    const org = Org.open({ source: [source], cacheDir, administratorFields: 'all' });
    await runTests(org);
    await org.close();
  };
  await run();
  await results.timed('Apex tests of the package, compiled before', run);
  results.record('most memory of this process', process.resourceUsage().maxRSS / MEGABYTE, 'MB');
}
