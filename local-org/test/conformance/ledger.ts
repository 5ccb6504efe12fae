import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestReport, TestResult } from '../../src/testing/report.ts';

/** Tests that fail for one reason. */
export interface KnownFailure {
  readonly reason: string;
  /** `Class.method`, sorted. */
  readonly tests: readonly string[];
}

/** What is known of one public suite. */
export interface Suite {
  /** Folder of its checkout. */
  readonly name: string;
  readonly repository: string;
  readonly commit: string;
  /** Folders below the checkout or beside it, `NAMESPACE=DIR` for the source of a managed package; the whole project if absent. */
  readonly source?: readonly string[];
  readonly tests: number;
  readonly passed: number;
  readonly failing: readonly KnownFailure[];
}

const FILE = path.join(import.meta.dirname, 'ledger.json');
const LONGEST_REASON = 160;

export function readLedger(file = FILE): Suite[] {
  return JSON.parse(readFileSync(file, 'utf8')) as Suite[];
}

export function writeLedger(suites: readonly Suite[], file = FILE): void {
  writeFileSync(file, `${JSON.stringify(suites, null, 2)}\n`);
}

function nameOf({ className, methodName }: TestResult): string {
  return `${className}.${methodName}`;
}

function failuresOf(report: TestReport): TestResult[] {
  return report.tests.filter(({ outcome }) => outcome === 'Fail' || outcome === 'CompileFail');
}

/** Tests that fail and that the ledger does not know of, and known failures that pass now or are gone. */
export function compare(suite: Suite, report: TestReport): { broken: string[]; mended: string[] } {
  const known = new Set(suite.failing.flatMap(({ tests }) => tests));
  const failing = new Set(failuresOf(report).map(nameOf));
  return {
    broken: [...failing].filter((name) => !known.has(name)).sort(),
    mended: [...known].filter((name) => !failing.has(name)).sort()
  };
}

/** The suite's entry after a run: reasons that are known stay, new failures take theirs from their message. */
export function updated(suite: Suite, report: TestReport, commit: string): Suite {
  const known = new Map(suite.failing.flatMap(({ reason, tests }) => tests.map((name) => [name, reason] as const)));
  const failures = failuresOf(report).map((test) => ({
    name: nameOf(test),
    reason: writtenReason(known.get(nameOf(test))) ?? reasonOf(test)
  }));
  const byReason = Map.groupBy(failures, ({ reason }) => reason);
  return {
    ...suite,
    commit,
    tests: report.tests.length,
    passed: report.passed,
    failing: [...byReason]
      .map(([reason, tests]) => ({ reason, tests: tests.map(({ name }) => name).sort() }))
      .sort((a, b) => b.tests.length - a.tests.length || (a.reason < b.reason ? -1 : 1))
  };
}

/** What a person wrote; a message that stands in for a reason is taken afresh from each run. */
function writtenReason(reason: string | undefined): string | undefined {
  return reason?.startsWith('unexplained: ') || reason?.startsWith('not implemented: ') ? undefined : reason;
}

function reasonOf({ message }: TestResult): string {
  const text = (message ?? '').replace(/\s+/g, ' ').trim();
  const missing = /Not implemented in the local org: (.+)$/.exec(text)?.[1];
  return (missing === undefined ? `unexplained: ${text}` : `not implemented: ${missing}`).slice(0, LONGEST_REASON);
}
