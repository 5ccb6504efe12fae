import type { Transaction } from '../transaction/transaction.ts';

const HEADER = '67.0 APEX_CODE,DEBUG;APEX_PROFILING,INFO';
const NANOSECONDS = 1e6;

/** Rows of the limits that a log ends with: label and name of the limit. */
const LIMITS = [
  ['Number of SOQL queries', 'queries'],
  ['Number of query rows', 'queryRows'],
  ['Number of SOSL queries', 'soslQueries'],
  ['Number of DML statements', 'dmlStatements'],
  ['Number of DML rows', 'dmlRows'],
  ['Maximum CPU time', 'cpuTime'],
  ['Maximum heap size', 'heapSize']
] as const;

/** A debug log in the platform's format: `hh:mm:ss.S (nanoseconds)|EVENT|[line]|…`. */
export class DebugLog {
  readonly #now: () => number;
  readonly #started = performance.now();
  readonly #lines: string[] = [HEADER];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The source, each line marked, as it stands ahead of the events. */
  startAnonymous(block: string): void {
    for (const line of block.split(/\r\n|\r|\n/)) {
      this.#lines.push(`Execute Anonymous: ${line}`);
    }
  }

  event(...parts: readonly string[]): void {
    const time = new Date(this.#now()).toISOString().slice(11, 23);
    const elapsed = Math.round((performance.now() - this.#started) * NANOSECONDS);
    this.#lines.push([`${time.slice(0, 10)} (${elapsed})`, ...parts].join('|'));
  }

  debug(line: number, level: string, message: string): void {
    this.event('USER_DEBUG', `[${line}]`, level, message);
  }

  fatal(message: string): void {
    this.event('FATAL_ERROR', message);
  }

  limits({ limits }: Transaction): void {
    this.event('CUMULATIVE_LIMIT_USAGE');
    this.event('LIMIT_USAGE_FOR_NS', '(default)', '');
    for (const [label, name] of LIMITS) {
      this.#lines.push(`  ${label}: ${Math.round(limits.used(name))} out of ${limits.max(name)}`);
    }
    this.#lines.push('');
    this.event('CUMULATIVE_LIMIT_USAGE_END');
  }

  finish(): string {
    this.event('EXECUTION_FINISHED');
    return this.text();
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}
