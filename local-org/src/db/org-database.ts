import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { ObjectSchema, Schema } from '../metadata/index.ts';
import { bound } from './bind.ts';
import type { SqlValue } from './codec.ts';
import { migrate, migrateTable, SYSTEM_TABLES } from './migrate.ts';
import { RecordIds } from './record-ids.ts';
import { tableOf } from './tables.ts';

export type Row = Record<string, SqlValue>;

export interface SqlFunctionOptions {
  /** Same arguments, same answer: lets SQLite evaluate it once. */
  readonly deterministic?: boolean;
  readonly varargs?: boolean;
}

const MEMORY = ':memory:';
const STATEMENT_CACHE = 2000;

/**
 * The org's records in SQLite: a table per object, its columns as docs/architecture.md says. Statements are cached by their text.
 * The database survives a killed process: what was committed is there after the next open.
 */
export class OrgDatabase {
  readonly schema: Schema;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #tables = new Set<string>();
  /** Tables made in the open transaction, which a rollback takes away again. */
  readonly #fresh = new Set<string>();
  readonly #ids: RecordIds;
  #depth = 0;

  private constructor(db: DatabaseSync, schema: Schema) {
    this.#db = db;
    this.schema = schema;
    this.#ids = new RecordIds((keyPrefix, table) => this.#highestId(keyPrefix, table));
  }

  /**
   * Opens or creates the database and brings its tables up to the schema.
   * @param file path, or `:memory:`
   * @throws Error naming object and field when stored data cannot follow a changed field type
   */
  static open(file: string, schema: Schema): OrgDatabase {
    const db = new DatabaseSync(file);
    db.exec(
      file === MEMORY
        ? 'PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY'
        : 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY'
    );
    db.exec('PRAGMA cache_size = -65536');
    const database = new OrgDatabase(db, schema);
    try {
      database.begin();
      db.exec(SYSTEM_TABLES);
      migrate(database, schema);
      database.commit();
    } catch (error) {
      // closing undoes what the migration had begun
      database.close();
      throw error;
    }
    return database;
  }

  /** Key prefixes by lower-case object name that the records of a database have; empty if there is none. */
  static keyPrefixes(file: string): ReadonlyMap<string, string> {
    if (file === MEMORY || !existsSync(file)) {
      return new Map();
    }
    const db = new DatabaseSync(file);
    try {
      db.exec(SYSTEM_TABLES);
      const rows = db.prepare('SELECT object, prefix FROM _prefix').all();
      return new Map(rows.map(({ object, prefix }) => [String(object), String(prefix)]));
    } finally {
      db.close();
    }
  }

  /** All rows of a query, by column name. */
  all(sql: string, params: readonly SqlValue[] = []): Row[] {
    return this.#read(sql, (statement) => statement.all(...bound(sql, params)) as Row[]);
  }

  /** The first row of a query. */
  get(sql: string, params: readonly SqlValue[] = []): Row | undefined {
    return this.#read(sql, (statement) => statement.get(...bound(sql, params)) as Row | undefined);
  }

  /** All rows as arrays in the order of the select list: faster for wide results, and column names may repeat. */
  rows(sql: string, params: readonly SqlValue[] = []): SqlValue[][] {
    return this.#read(
      `${sql} `,
      (statement) => statement.all(...bound(sql, params)) as unknown as SqlValue[][],
      (statement) => statement.setReturnArrays(true)
    );
  }

  /** Runs a statement that changes data; answers the number of changed rows. */
  run(sql: string, params: readonly SqlValue[] = []): number {
    return Number(this.#prepare(sql).run(...bound(sql, params)).changes);
  }

  /** Runs statements without parameters, such as DDL. */
  exec(sql: string): void {
    this.#db.exec(sql);
  }

  begin(): void {
    this.#db.exec('BEGIN IMMEDIATE');
    this.#depth++;
  }

  commit(): void {
    this.#db.exec('COMMIT');
    this.#depth = 0;
    this.#fresh.clear();
  }

  rollback(): void {
    this.#db.exec('ROLLBACK');
    this.#depth = 0;
    this.#restoreFresh();
  }

  get inTransaction(): boolean {
    return this.#depth > 0;
  }

  /** @param name letters, digits and underscores */
  savepoint(name: string): void {
    this.#prepare(`SAVEPOINT "${name}"`).run();
  }

  /** Undoes what happened since the savepoint, which stays. */
  rollbackTo(name: string): void {
    this.#prepare(`ROLLBACK TO "${name}"`).run();
    this.#restoreFresh();
  }

  release(name: string): void {
    this.#prepare(`RELEASE "${name}"`).run();
  }

  /** A new record id for the object with this key prefix. */
  newId(keyPrefix: string): string {
    return this.#ids.next(keyPrefix, this.schema.objectByPrefix(keyPrefix)?.name.toLowerCase() ?? '');
  }

  /** A new 18-character record id. Ids of rolled back records are not given out again while the org runs. */
  nextId(object: ObjectSchema): string {
    return this.#ids.next(object.keyPrefix, object.name.toLowerCase());
  }

  /**
   * Reserves numbers of a sequence (auto numbers, replay ids), starting at 1.
   * @returns the first of `count` numbers in a row
   */
  nextNumbers(sequence: string, count: number): number {
    const row = this.get('SELECT value FROM _sequence WHERE name = ?', [sequence]);
    const first = row === undefined ? 1 : Number(row['value']) + 1;
    this.run(
      'INSERT INTO _sequence (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      [sequence, first + count - 1]
    );
    return first;
  }

  /** Makes the table of an object that only a signature describes, when it is first used. */
  ensureTable(object: ObjectSchema): void {
    const name = object.name.toLowerCase();
    if (this.#tables.has(name)) {
      return;
    }
    migrateTable(this, object);
    this.#tables.add(name);
    if (this.inTransaction) {
      this.#fresh.add(name);
    }
  }

  /** Registers a function for use in SQL. Its name is case-insensitive in SQL. */
  defineFunction(name: string, fn: (...args: SqlValue[]) => SqlValue, options: SqlFunctionOptions = {}): void {
    this.#db.function(name, { deterministic: options.deterministic ?? true, varargs: options.varargs ?? false }, fn);
  }

  /** Registers an aggregate function: `step` folds a row into the state, `result` turns the state into the answer. */
  defineAggregate<S>(
    name: string,
    aggregate: { start: () => S; step: (state: S, ...args: SqlValue[]) => S; result: (state: S) => SqlValue }
  ): void {
    this.#db.aggregate(name, {
      start: aggregate.start as () => never,
      step: aggregate.step as unknown as (state: never, ...args: SqlValue[]) => never,
      result: aggregate.result as unknown as (state: never) => SqlValue
    });
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #highestId(keyPrefix: string, table: string): string | undefined {
    const { from, to } = RecordIds.bounds(keyPrefix);
    const object = this.schema.object(table);
    if (object === undefined || !this.#tables.has(table)) {
      return undefined;
    }
    const row = this.get(`SELECT max(id) AS highest FROM ${tableOf(object)} WHERE id > ? AND id < ?`, [from, to]);
    const highest = row?.['highest'];
    return typeof highest === 'string' ? highest : undefined;
  }

  /** A rollback took these tables away; plans that were made while they existed must still find them. */
  #restoreFresh(): void {
    const names = [...this.#fresh];
    this.#fresh.clear();
    names.forEach((name) => this.#tables.delete(name));
    for (const name of names) {
      const object = this.schema.object(name);
      if (object !== undefined) {
        this.ensureTable(object);
      }
    }
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      if (this.#statements.size >= STATEMENT_CACHE) {
        this.#statements.clear();
      }
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #read<T>(sql: string, run: (statement: StatementSync) => T, setUp?: (statement: StatementSync) => void): T {
    const isNew = !this.#statements.has(sql);
    const statement = this.#prepare(sql);
    if (isNew) {
      setUp?.(statement);
    }
    try {
      return run(statement);
    } catch (error) {
      if (!(error instanceof RangeError) || !('code' in error) || error.code !== 'ERR_OUT_OF_RANGE') {
        throw error;
      }
      // An integer beyond 2^53: from now on this statement answers bigints, which are slower.
      statement.setReadBigInts(true);
      return run(statement);
    }
  }
}
