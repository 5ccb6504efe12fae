import { ApexException } from '../values/index.ts';
import { HeapMeter } from './heap-meter.ts';
import type { TransactionMode } from './transaction.ts';
import { table } from '../common/index.ts';

/** What is counted per transaction. */
export type LimitName =
  | 'queries'
  | 'queryRows'
  | 'aggregateQueries'
  | 'queryLocatorRows'
  | 'soslQueries'
  | 'dmlStatements'
  | 'dmlRows'
  | 'publishImmediateDml'
  | 'callouts'
  | 'emailInvocations'
  | 'futureCalls'
  | 'queueableJobs'
  | 'mobilePushApexCalls'
  | 'cursorRows'
  | 'cursorFetchCalls'
  | 'cpuTime'
  | 'heapSize';

/** What a transaction has used of one limit. */
export interface LimitUse {
  readonly name: LimitName;
  readonly used: number;
  readonly maximum: number;
}

interface LimitRule {
  readonly synchronous: number;
  readonly asynchronous: number;
  /** Salesforce's message; `n` is the count that went over. */
  message(n: number): string;
}

/** What each limit counts, in words. */
export const LIMIT_TEXTS: Readonly<Record<LimitName, string>> = table({
  queries: 'SOQL queries',
  queryRows: 'query rows',
  aggregateQueries: 'relationship subqueries',
  queryLocatorRows: 'query locator rows',
  soslQueries: 'SOSL queries',
  dmlStatements: 'DML statements',
  dmlRows: 'DML rows',
  publishImmediateDml: 'immediately published events',
  callouts: 'call-outs',
  emailInvocations: 'calls of sendEmail',
  futureCalls: 'future calls',
  queueableJobs: 'queueable jobs',
  mobilePushApexCalls: 'mobile push calls',
  cursorRows: 'cursor rows',
  cursorFetchCalls: 'cursor fetches',
  cpuTime: 'milliseconds of CPU time',
  heapSize: 'bytes of heap'
});

const MEGABYTE = 1_000_000;

/** Per-transaction Apex limits (Apex Developer Guide, "Execution Governors and Limits", API 67.0). */
const RULES: Readonly<Record<LimitName, LimitRule>> = table({
  queries: { synchronous: 100, asynchronous: 200, message: (n) => `Too many SOQL queries: ${n}` },
  queryRows: { synchronous: 50_000, asynchronous: 50_000, message: (n) => `Too many query rows: ${n}` },
  aggregateQueries: { synchronous: 300, asynchronous: 300, message: (n) => `Too many aggregate queries: ${n}` },
  queryLocatorRows: {
    synchronous: 10_000,
    asynchronous: 10_000,
    message: (n) => `Too many query locator rows: ${n}`
  },
  soslQueries: { synchronous: 20, asynchronous: 20, message: (n) => `Too many SOSL queries: ${n}` },
  dmlStatements: { synchronous: 150, asynchronous: 150, message: (n) => `Too many DML statements: ${n}` },
  dmlRows: { synchronous: 10_000, asynchronous: 10_000, message: (n) => `Too many DML rows: ${n}` },
  publishImmediateDml: { synchronous: 150, asynchronous: 150, message: (n) => `Too many DML statements: ${n}` },
  callouts: { synchronous: 100, asynchronous: 100, message: (n) => `Too many callouts: ${n}` },
  emailInvocations: { synchronous: 10, asynchronous: 10, message: (n) => `Too many Email Invocations: ${n}` },
  futureCalls: { synchronous: 50, asynchronous: 50, message: (n) => `Too many future calls: ${n}` },
  queueableJobs: {
    synchronous: 50,
    asynchronous: 1,
    message: (n) => `Too many queueable jobs added to the queue: ${n}`
  },
  mobilePushApexCalls: { synchronous: 10, asynchronous: 10, message: (n) => `Too many mobile push Apex calls: ${n}` },
  cursorRows: {
    synchronous: 50_000_000,
    asynchronous: 50_000_000,
    message: (n) => `Too many rows in Apex cursors: ${n}`
  },
  cursorFetchCalls: {
    synchronous: 10,
    asynchronous: 10,
    message: (n) => `Too many fetch calls on Apex cursors: ${n}`
  },
  cpuTime: { synchronous: 10_000, asynchronous: 60_000, message: () => 'Apex CPU time limit exceeded' },
  heapSize: {
    synchronous: 6 * MEGABYTE,
    asynchronous: 12 * MEGABYTE,
    message: (n) => `Apex heap size too large: ${n}`
  }
});

type CountedName = Exclude<LimitName, 'cpuTime' | 'heapSize'>;

/**
 * Governor limits of one transaction. Going over throws System.LimitException, which Apex code cannot catch.
 * CPU time is that of this process since the transaction began; it is checked with each query and DML statement and
 * wherever `check` is called. Heap is not measured per object but estimated from the growth of the process.
 */
export class Limits {
  readonly mode: TransactionMode;
  readonly #used = new Map<CountedName, number>();
  readonly #overrides: Partial<Record<LimitName, number>>;
  #cpuStart = process.cpuUsage();
  #pausedCpu = 0;
  readonly #heap = new HeapMeter();
  /** Changes that are not committed: while there are any, nothing may be called out to. */
  pendingChanges = 0;
  /** Milliseconds that call-outs have taken. */
  calloutMs = 0;

  /** @param overrides maxima that differ from the platform's, e.g. for long-running demo data */
  constructor(mode: TransactionMode, overrides: Partial<Record<LimitName, number>> = {}) {
    this.mode = mode;
    this.#overrides = overrides;
  }

  /** Counts `n` uses and throws System.LimitException when that is more than the platform allows. */
  use(name: CountedName, n = 1): void {
    const used = (this.#used.get(name) ?? 0) + n;
    this.#used.set(name, used);
    if (used > this.max(name)) {
      throw new ApexException('System.LimitException', RULES[name].message(used));
    }
    if (name === 'queries' || name === 'dmlStatements') {
      this.check();
    }
  }

  /**
   * Remembers what is counted by now.
   * @returns a function that sets the counts back to it
   */
  mark(): () => void {
    const before = [...this.#used];
    return () => {
      this.#used.clear();
      before.forEach(([name, count]) => this.#used.set(name, count));
    };
  }

  used(name: LimitName): number {
    if (name === 'cpuTime') {
      return this.cpuMs;
    }
    return name === 'heapSize' ? this.heapBytes : (this.#used.get(name) ?? 0);
  }

  max(name: LimitName): number {
    const { synchronous, asynchronous } = RULES[name];
    return (
      this.#overrides[name] ?? (this.mode === 'bulk' ? Math.max(synchronous, asynchronous) : RULES[name][this.mode])
    );
  }

  /** What was used of everything that was used at all, with what is allowed. */
  report(): LimitUse[] {
    const names = Object.keys(RULES) as LimitName[];
    return names
      .map((name) => ({ name, used: this.used(name), maximum: this.max(name) }))
      .filter(({ used }) => used > 0);
  }

  /** Throws System.LimitException when the transaction has computed for too long or holds too much. */
  check(): void {
    this.checkCpu();
    const bytes = this.#heap.excess(this.max('heapSize'));
    if (bytes > 0) {
      throw new ApexException('System.LimitException', RULES.heapSize.message(bytes));
    }
  }

  /** Throws System.LimitException when the transaction has computed for too long. */
  checkCpu(): void {
    const cpu = this.cpuMs;
    if (cpu > this.max('cpuTime')) {
      throw new ApexException('System.LimitException', RULES.cpuTime.message(cpu));
    }
  }

  /** Milliseconds of user CPU time so far. */
  get cpuMs(): number {
    return Math.max(0, Math.round(process.cpuUsage(this.#cpuStart).user / 1000) - this.#pausedCpu);
  }

  /** Takes CPU time off this transaction's account: what a nested transaction has used. */
  excludeCpu(milliseconds: number): void {
    this.#pausedCpu += milliseconds;
  }

  /** Estimated Apex heap in bytes. */
  get heapBytes(): number {
    return this.#heap.bytes;
  }

  /** Value of the header `x-local-org-limits`. */
  header(): string {
    return [
      `queries=${this.used('queries')}`,
      `queryRows=${this.used('queryRows')}`,
      `dmlStatements=${this.used('dmlStatements')}`,
      `dmlRows=${this.used('dmlRows')}`,
      `cpuMs=${this.cpuMs}`,
      `heapBytes=${this.heapBytes}`
    ].join(';');
  }
}
