import { dirname, join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { compileAnonymous, compileProject, metadataErrors } from '../compiler/index.ts';
import type { CompiledAnonymous, CompileError, CompiledProject } from '../compiler/index.ts';
import { OrgDatabase } from '../db/index.ts';
import { DebugLogs, TransactionLog } from '../debug-log/index.ts';
import { Flows } from '../flow/index.ts';
import { loadProject } from '../metadata/index.ts';
import type { ProjectMetadata, Schema } from '../metadata/index.ts';
import { platformRegistry } from '../platform/index.ts';
import { ApexException } from '../values/index.ts';
import type { DmlRow, SObject } from '../values/index.ts';
import { Program } from '../program/index.ts';
import { AccessControl, type AccessOptions } from '../security/index.ts';
import { PlatformTypes } from '../types/index.ts';
import { AsyncQueue } from './async/async-queue.ts';
import { Clock, currenciesOf, Limits, type OrgConfig } from '../engine/index.ts';
import { ChangeFeed } from './events/change-feed.ts';
import { EventBus } from './events/event-bus.ts';
import type { OrgCore } from './org-core.ts';
import { OrgTransaction } from './org-transaction.ts';
import type { TransactionOptions } from './org-transaction.ts';
import { OrgUsage, RecordLocks, Settings, SystemRows } from '../records/index.ts';
import { seedData, seedOrg } from './seed/index.ts';
import { Users } from './users.ts';

export interface OrgOptions {
  /** Source directories of an SFDX project, or plain folders of Apex classes. */
  readonly source: readonly string[];
  /** File of the database; in memory if absent. */
  readonly dataFile?: string;
  readonly config?: OrgConfig;
  /** Where compiled classes are kept between runs. */
  readonly cacheDir?: string;
  readonly coverage?: boolean;
  /** What administrators see of custom fields: by default what their profile and permission sets grant. */
  readonly administratorFields?: AccessOptions['administratorFields'];
  /** Receives what goes wrong where nobody can be told: failed jobs and triggers. */
  readonly onReport?: (title: string, error: unknown) => void;
  /** Receives lines of `System.debug`. */
  readonly onDebug?: (level: string, message: string) => void;
}

/** From this API version on, code works in user mode unless it says otherwise. */
const USER_MODE_VERSION = 67;

interface OrgParts {
  readonly metadata: ProjectMetadata;
  readonly types: PlatformTypes;
  readonly compiled: CompiledProject;
  readonly db: OrgDatabase;
}

/**
 * One org: metadata, program, records and the transactions over them. Apex runs synchronously, so there is one transaction in progress
 * at a time; those that it causes (jobs inside a test) are stacked on it as savepoints.
 */
export class Org implements OrgCore {
  readonly metadata: ProjectMetadata;
  readonly schema: Schema;
  readonly types: PlatformTypes;
  readonly db: OrgDatabase;
  readonly config: OrgConfig;
  readonly clock = new Clock();
  /** When the metadata were read, in milliseconds. */
  readonly openedAt = Date.now();
  readonly rows: SystemRows;
  readonly settings: Settings;
  readonly usage: OrgUsage;
  readonly locks: RecordLocks;
  readonly debugLogs: DebugLogs;
  readonly users: Users;
  readonly access: AccessControl;
  readonly program: Program;
  readonly asyncQueue: AsyncQueue;
  readonly eventBus: EventBus;
  readonly changeFeed: ChangeFeed;
  readonly flows: Flows;
  /** Called after each transaction, when it is committed or undone. */
  readonly afterTransaction = new Set<() => void>();
  readonly compileErrors: readonly CompileError[];
  readonly #options: OrgOptions;
  readonly #stack: OrgTransaction[] = [];
  readonly #classIds = new Map<string, string | null>();
  #savepoints = 0;

  private constructor(parts: OrgParts, options: OrgOptions) {
    this.#options = options;
    this.metadata = parts.metadata;
    this.schema = parts.metadata.schema;
    this.types = parts.types;
    this.db = parts.db;
    this.config = options.config ?? {};
    this.rows = new SystemRows(this.db, this.schema, () => this.clock.now());
    this.settings = new Settings(this.db);
    this.usage = new OrgUsage(this.db, this.schema, () => this.clock.now());
    this.clock.offset = Number(this.settings.get('clockOffset') ?? 0);
    this.locks = new RecordLocks(this.db, () => this.clock.now());
    this.debugLogs = new DebugLogs(this.db, () => this.clock.now());
    this.users = new Users(this.db, this.rows, this.settings);
    this.access = new AccessControl(this.schema, this.metadata, this.db, {
      administratorFields: options.administratorFields ?? 'granted'
    });
    this.compileErrors = [...metadataErrors(parts.metadata), ...parts.compiled.errors];
    this.program = new Program({
      compiled: parts.compiled,
      registry: platformRegistry(parts.types),
      types: parts.types,
      org: this
    });
    this.asyncQueue = new AsyncQueue(this);
    this.eventBus = new EventBus(this);
    this.changeFeed = new ChangeFeed(this);
    this.flows = new Flows(parts.metadata);
  }

  /**
   * Reads, compiles and opens a project.
   * @throws Error when the source's folder cannot be read; what of the source is at fault is listed in `compileErrors`
   */
  static open(options: OrgOptions): Org {
    const metadata = loadProject(options.source, {
      keyPrefixes: OrgDatabase.keyPrefixes(options.dataFile ?? ':memory:'),
      currencies: currenciesOf(options.config ?? {})
    });
    const types = PlatformTypes.load();
    const compiled = compileProject({
      files: metadata.apex,
      schema: metadata.schema,
      types,
      labels: new Set(metadata.labels.keys()),
      namespace: metadata.namespace,
      ...(options.cacheDir === undefined ? {} : { cacheDir: options.cacheDir }),
      coverage: options.coverage ?? false
    });
    if (options.dataFile !== undefined) {
      mkdirSync(dirname(options.dataFile), { recursive: true });
    }
    const db = OrgDatabase.open(options.dataFile ?? ':memory:', metadata.schema);
    const org = new Org({ metadata, types, compiled, db }, options);
    seedOrg(org, org.config);
    org.eventBus.subscribeAll();
    if (metadata.projectRoot !== undefined) {
      seedData(org, metadata.projectRoot, org.config);
    }
    return org;
  }

  /** The same metadata over an empty database in memory: where tests run without seeing the org's records. */
  isolated(options: { readonly coverage: boolean }): Org {
    const compiled = compileProject({ ...this.#compileOptions(), coverage: options.coverage });
    const db = OrgDatabase.open(':memory:', this.schema);
    const org = new Org({ metadata: this.metadata, types: this.types, compiled, db }, this.#options);
    seedOrg(org, org.config);
    org.eventBus.subscribeAll();
    return org;
  }

  /** Compiles a block of anonymous Apex against the org's classes, as a class of the given name. */
  compileAnonymous(name: string, block: string): CompiledAnonymous {
    return compileAnonymous({
      ...this.#compileOptions(),
      name,
      block,
      // the newest version: anonymous Apex always works in user mode
      apiVersion: Math.max(this.metadata.apiVersion, USER_MODE_VERSION)
    });
  }

  #compileOptions(): Parameters<typeof compileProject>[0] {
    const { cacheDir } = this.#options;
    return {
      files: this.metadata.apex,
      schema: this.schema,
      types: this.types,
      labels: new Set(this.metadata.labels.keys()),
      namespace: this.metadata.namespace,
      ...(cacheDir === undefined ? {} : { cacheDir })
    };
  }

  /** The transaction in progress. Throws if there is none: Apex only ever runs inside `run`. */
  get tx(): OrgTransaction {
    const tx = this.#stack.at(-1);
    if (!tx) {
      throw new Error('No transaction in progress');
    }
    return tx;
  }

  get inTransaction(): boolean {
    return this.#stack.length > 0;
  }

  /**
   * Runs `action` in a transaction of its own: commits when it returns, rolls back when it throws. Inside another transaction it is a
   * savepoint of that one and shares its test state.
   */
  run<T>(options: TransactionOptions, action: (tx: OrgTransaction) => T): T {
    return this.db.inTransaction ? this.#runNested(options, action) : this.#runOutermost(options, action);
  }

  /** Undoes whatever `action` does to the records: what a test needs. Calls nest. */
  withRollback<T>(action: () => T): T {
    if (!this.db.inTransaction) {
      this.db.begin();
      try {
        return action();
      } finally {
        this.db.rollback();
        this.access.reset();
      }
    }
    const name = this.#openSavepoint();
    try {
      return action();
    } finally {
      this.#undo(name);
    }
  }

  /** Runs `action` at no cost to the limits of the transaction in progress. */
  free<T>(action: () => T): T {
    const { tx } = this;
    const { limits } = tx;
    tx.limits = new Limits('asynchronous');
    try {
      return action();
    } finally {
      tx.limits = limits;
    }
  }

  /** Id of the ApexClass row of a class given by its type key; inner classes belong to the outer one. */
  apexClassId(classKey: string): string | null {
    const name = classKey.split('.')[0] ?? classKey;
    let id = this.#classIds.get(name);
    if (id === undefined) {
      const row = this.db.get('SELECT "id" FROM "apexclass" WHERE lower("name") = ?', [name]);
      id = row ? String(row['id']) : null;
      this.#classIds.set(name, id);
    }
    return id;
  }

  /** The organization's id, 18 characters. */
  get id(): string {
    return String(this.rows.find('Organization', {})?.['id'] ?? '');
  }

  /** The org's own address: the server's, once it has one, else a domain of the form that orgs have. */
  get address(): string {
    return this.settings.get('instanceUrl') ?? `https://${this.id.slice(0, 15).toLowerCase()}.my.salesforce.com`;
  }

  /**
   * Publishes platform events that a DML statement inserts.
   * @throws System.DmlException when one of them fails its checks
   */
  publishEvents(events: readonly SObject[]): void {
    const results = this.eventBus.publish(events);
    const rows = results.flatMap(({ errors }, index): DmlRow[] =>
      errors.map((error) => ({ index, id: null, ...error }))
    );
    const [first] = rows;
    if (first) {
      const exception = new ApexException(
        'System.DmlException',
        `Insert failed. First exception on row ${first.index}; first error: ${first.statusCode}, ${first.message}: [${first.fields.join(', ')}]`
      );
      exception.dmlRows = rows;
      throw exception;
    }
  }

  /** Tells whoever opened the org of a failure that no caller will see. */
  report(title: string, error: unknown): void {
    this.#options.onReport?.(title, error);
  }

  setClock(now: number | null): void {
    this.clock.set(now);
    this.settings.set('clockOffset', String(this.clock.offset));
  }

  async close(): Promise<void> {
    await this.asyncQueue.stop();
    this.db.close();
  }

  /** Default place of the compile cache of a project. */
  static cacheDirectory(projectRoot: string): string {
    return join(projectRoot, '.cache', 'local-org');
  }

  #runOutermost<T>(options: TransactionOptions, action: (tx: OrgTransaction) => T): T {
    const trace = options.trace === undefined ? this.#newTrace(options) : options.trace;
    if (trace !== null) {
      return this.#traced({ ...options, trace }, trace, action);
    }
    return this.#commit(new OrgTransaction(this, this.#withLog(options)), action);
  }

  #commit<T>(tx: OrgTransaction, action: (tx: OrgTransaction) => T): T {
    this.db.begin();
    let committed = false;
    try {
      const result = this.#inTransaction(tx, action);
      this.db.commit();
      committed = true;
      return result;
    } finally {
      if (!committed) {
        this.db.rollback();
        this.access.reset();
      }
      this.eventBus.settle(committed);
      this.asyncQueue.kick();
      this.afterTransaction.forEach((listener) => listener());
    }
  }

  /** The log that a trace flag asks for. */
  #newTrace({ user }: TransactionOptions): TransactionLog | null {
    const levels = this.debugLogs.levelsFor(user.id);
    return levels === null
      ? null
      : new TransactionLog({
          levels,
          user,
          now: () => this.clock.now(),
          line: () => this.program.currentPlace()?.line ?? null
        });
  }

  /** Runs a transaction with its debug log, which is kept if anything ran that belongs into one. */
  #traced<T>(options: TransactionOptions, trace: TransactionLog, action: (tx: OrgTransaction) => T): T {
    const tx = new OrgTransaction(this, this.#withLog(options));
    const keeps = options.keepsTrace !== false;
    const stop = trace.tracesMethods ? this.program.traceMethods(trace) : () => undefined;
    let failure: unknown = null;
    try {
      trace.begin();
      return this.#commit(tx, action);
    } catch (error) {
      failure = this.program.describeError(error);
      throw error;
    } finally {
      stop();
      const operation = trace.operation;
      const text = trace.finish(tx.limits, failure);
      if (keeps && trace.hasUnits) {
        this.debugLogs.save(text, {
          userId: tx.user.id,
          userName: tx.user.name,
          operation: operation ?? 'Api',
          request: tx.mode === 'asynchronous' ? 'Application' : 'API',
          status: failure === null ? 'Success' : String(failure),
          startedAt: trace.startedAt,
          duration: trace.duration
        });
      }
    }
  }

  #runNested<T>(options: TransactionOptions, action: (tx: OrgTransaction) => T): T {
    const outer = this.#stack.at(-1);
    const tx = new OrgTransaction(this, {
      ...this.#withLog(options),
      isTest: outer?.isTest ?? options.isTest ?? false,
      seesAllData: outer?.seesAllData ?? options.seesAllData ?? false,
      trace: outer?.trace ?? null,
      ...(outer?.isTest ? { shareStateOf: outer } : {})
    });
    const name = this.#openSavepoint();
    try {
      const result = this.#inTransaction(tx, action);
      this.#release(name);
      return result;
    } catch (error) {
      this.#undo(name);
      throw error;
    } finally {
      outer?.limits.excludeCpu(tx.limits.cpuMs);
    }
  }

  /** Names are by depth, so that the statements are few and stay prepared. */
  #openSavepoint(): string {
    const name = `org_${this.#savepoints++}`;
    this.db.savepoint(name);
    return name;
  }

  #release(savepoint: string): void {
    this.db.release(savepoint);
    this.#savepoints--;
  }

  #undo(savepoint: string): void {
    this.db.rollbackTo(savepoint);
    this.#release(savepoint);
    this.access.reset();
  }

  #inTransaction<T>(tx: OrgTransaction, action: (tx: OrgTransaction) => T): T {
    this.#stack.push(tx);
    try {
      return this.program.withOwnStack(() => action(tx));
    } finally {
      this.#stack.pop();
    }
  }

  #withLog(options: TransactionOptions): TransactionOptions {
    return options.log || !this.#options.onDebug ? options : { ...options, log: this.#options.onDebug };
  }
}
