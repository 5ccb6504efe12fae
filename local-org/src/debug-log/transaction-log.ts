import { ApexException } from '../values/index.ts';
import type { UserContext } from '../security/index.ts';
import { headerLine, includes, isLevel, type Category, type Level, type LogLevels } from './levels.ts';

const NANOSECONDS = 1e6;
/** What a log holds at most (Apex Developer Guide, Debug Log). */
const MAX_BYTES = 20 * 1024 * 1024;
const TOO_LARGE = '*********** MAXIMUM DEBUG LOG SIZE REACHED ***********';

/** Rows of the limits that a log ends with: label and name of the limit. */
const LIMITS = [
  ['Number of SOQL queries', 'queries'],
  ['Number of query rows', 'queryRows'],
  ['Number of SOSL queries', 'soslQueries'],
  ['Number of DML statements', 'dmlStatements'],
  ['Number of Publish Immediate DML', 'publishImmediateDml'],
  ['Number of DML rows', 'dmlRows'],
  ['Maximum CPU time', 'cpuTime'],
  ['Maximum heap size', 'heapSize'],
  ['Number of callouts', 'callouts'],
  ['Number of Email Invocations', 'emailInvocations'],
  ['Number of future calls', 'futureCalls'],
  ['Number of queueable jobs added to the queue', 'queueableJobs'],
  ['Number of Mobile Apex push calls', 'mobilePushApexCalls']
] as const;

type LoggedLimit = (typeof LIMITS)[number][1];

/** What a transaction has used of its limits. */
export interface LimitReadings {
  used(name: LoggedLimit): number;
  max(name: LoggedLimit): number;
}

export interface LogContext {
  readonly levels: LogLevels;
  readonly user: UserContext;
  now(): number;
  /** Line of the Apex code in progress; null outside of Apex. */
  line(): number | null;
  /** How the frames of a stack are to read; as they are if absent. */
  stack?(text: string): string;
  /** `Class.method` whose calls are not part of the log. */
  readonly hidden?: string;
}

/** The debug log of one transaction, in the platform's format: `hh:mm:ss.S (nanoseconds)|EVENT|[line]|…`. */
export class TransactionLog {
  readonly levels: LogLevels;
  readonly startedAt: number;
  readonly #context: LogContext;
  readonly #started = performance.now();
  readonly #lines: string[];
  readonly #units: string[] = [];
  readonly #thrown = new WeakSet<object>();
  #bytes = 0;
  #unitsSeen = 0;
  #operation: string | null = null;

  constructor(context: LogContext) {
    this.#context = context;
    this.levels = context.levels;
    this.startedAt = context.now();
    this.#lines = [headerLine(context.levels)];
  }

  /** Whether anything ran that the platform keeps a log of. */
  get hasUnits(): boolean {
    return this.#unitsSeen > 0;
  }

  get isInUnit(): boolean {
    return this.#units.length > 0;
  }

  /** Whether calls of methods are part of the log. */
  get tracesMethods(): boolean {
    return includes(this.levels, 'APEX_CODE', 'FINE');
  }

  /** Name of the code unit that came first. */
  get operation(): string | null {
    return this.#operation;
  }

  /** Whether the calls of a method are left out. */
  hides(name: string): boolean {
    return name === this.#context.hidden;
  }

  /** Milliseconds since the transaction began. */
  get duration(): number {
    return performance.now() - this.#started;
  }

  /** Lines that stand as they are, such as the source of an anonymous block. */
  raw(lines: readonly string[]): void {
    lines.forEach((line) => this.#add(line));
  }

  begin(): void {
    const { id, username, timeZone } = this.#context.user;
    this.#event('APEX_CODE', 'ERROR', 'USER_INFO', '[EXTERNAL]', id.slice(0, 15), username, timeZone, 'GMTZ');
    this.#event('APEX_CODE', 'ERROR', 'EXECUTION_STARTED');
  }

  /** A trigger, a method that was called from outside, a validation. `id` is that of the class or trigger. */
  unitStarted(id: string | null, name: string): void {
    this.#unitsSeen++;
    this.#operation ??= name;
    this.#units.push(name);
    this.#event(
      'APEX_CODE',
      'ERROR',
      'CODE_UNIT_STARTED',
      '[EXTERNAL]',
      ...(id === null ? [] : [id.slice(0, 15)]),
      name
    );
  }

  unitFinished(): void {
    this.#event('APEX_CODE', 'ERROR', 'CODE_UNIT_FINISHED', this.#units.pop() ?? '');
  }

  debug(level: string, message: string): void {
    const wanted = isLevel(level) ? level : 'DEBUG';
    this.#event('APEX_CODE', wanted, 'USER_DEBUG', this.#line(), level, message);
  }

  queryStarted(kind: 'SOQL' | 'SOSL', text: () => string, aggregations: number): void {
    if (includes(this.levels, 'DB', 'INFO')) {
      const counted = kind === 'SOQL' ? [`Aggregations:${aggregations}`] : [];
      this.#event('DB', 'INFO', `${kind}_EXECUTE_BEGIN`, this.#line(), ...counted, text());
    }
  }

  queryFinished(kind: 'SOQL' | 'SOSL', rows: number): void {
    this.#event('DB', 'INFO', `${kind}_EXECUTE_END`, this.#line(), `Rows:${rows}`);
  }

  dmlStarted(operation: string, type: string, rows: number): void {
    const name = operation.charAt(0).toUpperCase() + operation.slice(1);
    this.#event('DB', 'INFO', 'DML_BEGIN', this.#line(), `Op:${name}`, `Type:${type}`, `Rows:${rows}`);
  }

  dmlFinished(): void {
    this.#event('DB', 'INFO', 'DML_END', this.#line());
  }

  savepoint(event: 'SAVEPOINT_SET' | 'SAVEPOINT_ROLLBACK' | 'SAVEPOINT_RELEASE'): void {
    this.#event('DB', 'INFO', event, this.#line());
  }

  callout(event: 'CALLOUT_REQUEST' | 'CALLOUT_RESPONSE', text: string): void {
    this.#event('CALLOUT', 'INFO', event, this.#line(), text);
  }

  validation(rule: string, formula: string, failed: boolean): void {
    this.#event('VALIDATION', 'INFO', 'VALIDATION_RULE', rule);
    this.#event('VALIDATION', 'INFO', 'VALIDATION_FORMULA', formula);
    this.#event('VALIDATION', 'INFO', failed ? 'VALIDATION_FAIL' : 'VALIDATION_PASS');
  }

  methodEntered(event: 'METHOD_ENTRY' | 'CONSTRUCTOR_ENTRY', line: string, ...parts: readonly string[]): void {
    this.#event('APEX_CODE', 'FINE', event, line, ...parts);
  }

  methodLeft(event: 'METHOD_EXIT' | 'CONSTRUCTOR_EXIT', line: string, ...parts: readonly string[]): void {
    this.#event('APEX_CODE', 'FINE', event, line, ...parts);
  }

  /** An exception of Apex, once, wherever it is met first. */
  thrown(exception: ApexException, line: number | null): void {
    if (!this.#thrown.has(exception)) {
      this.#thrown.add(exception);
      this.#event('APEX_CODE', 'INFO', 'EXCEPTION_THROWN', `[${line ?? 'EXTERNAL'}]`, exception.$str());
    }
  }

  /**
   * Ends the log.
   * @param error what the transaction failed with, described; null if it did not
   */
  finish(limits: LimitReadings, error: unknown): string {
    if (error instanceof ApexException) {
      this.thrown(error, error.lineNumber);
      const stack = error.stackTrace ?? '';
      const text = `${error.$str()}\n\n${this.#context.stack?.(stack) ?? stack}`;
      this.#event('APEX_CODE', 'ERROR', 'FATAL_ERROR', text);
    } else if (error !== null) {
      this.#event('APEX_CODE', 'ERROR', 'FATAL_ERROR', String(error));
    }
    this.#limits(limits);
    while (this.isInUnit) {
      this.unitFinished();
    }
    this.#event('APEX_CODE', 'ERROR', 'EXECUTION_FINISHED');
    return this.text();
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  /** Line of the code in progress: `[12]`, or `[EXTERNAL]` outside of Apex. */
  place(): string {
    return this.#line();
  }

  #limits(limits: LimitReadings): void {
    if (!includes(this.levels, 'APEX_PROFILING', 'INFO')) {
      return;
    }
    this.#event('APEX_PROFILING', 'INFO', 'CUMULATIVE_LIMIT_USAGE');
    this.#event('APEX_PROFILING', 'INFO', 'LIMIT_USAGE_FOR_NS', '(default)', '');
    for (const [label, name] of LIMITS) {
      this.#add(`  ${label}: ${Math.round(limits.used(name))} out of ${limits.max(name)}`);
    }
    this.#add('');
    this.#event('APEX_PROFILING', 'INFO', 'CUMULATIVE_LIMIT_USAGE_END');
    this.#add('');
  }

  #line(): string {
    return `[${this.#context.line() ?? 'EXTERNAL'}]`;
  }

  #event(category: Category, level: Level, ...parts: readonly string[]): void {
    if (!includes(this.levels, category, level)) {
      return;
    }
    const time = new Date(this.#context.now()).toISOString().slice(11, 21);
    this.#add([`${time} (${Math.round(this.duration * NANOSECONDS)})`, ...parts].join('|'));
  }

  #add(line: string): void {
    if (this.#bytes > MAX_BYTES) {
      return;
    }
    this.#bytes += line.length + 1;
    this.#lines.push(this.#bytes > MAX_BYTES ? TOO_LARGE : line);
  }
}
