import type { OrgDatabase } from '../db/index.ts';
import { toId18 } from '../values/index.ts';
import { CATEGORIES, isLevel, LEVEL_FIELDS, type Category, type Level, type LogLevels } from './levels.ts';
import { table } from '../common/index.ts';

/** Objects of the Tooling API that belong to debug logs. */
export type LogObject = 'ApexLog' | 'DebugLevel' | 'TraceFlag';
export type LogRow = Readonly<Record<string, unknown>>;

/** What is known of a log beside its text. */
export interface LogFacts {
  readonly userId: string;
  readonly userName: string;
  readonly operation: string;
  readonly request: string;
  readonly status: string;
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
}

const PREFIXES: Readonly<Record<LogObject, string>> = table({ ApexLog: '07L', DebugLevel: '7dl', TraceFlag: '7tf' });
/** Logs that are kept; older ones go. */
const KEPT_LOGS = 500;
/** The types of flag that make logs; the others only change the levels of logs that there are. */
const LOGGING = new Set(['USER_DEBUG', 'DEVELOPER_LOG']);
const DAY = 86_400_000;

/** Debug logs of an org with the flags and levels that say which are made. Rows survive a restart. */
export class DebugLogs {
  readonly #db: OrgDatabase;
  readonly #now: () => number;
  readonly #listeners = new Set<(row: LogRow) => void>();
  /** Flags that make logs, read again after each change; empty where there are none, so that nobody need ask the database. */
  #flags: LogRow[] = [];

  constructor(db: OrgDatabase, now: () => number) {
    this.#db = db;
    this.#now = now;
    db.exec(`CREATE TABLE IF NOT EXISTS "local_log_row" (
      "seq" INTEGER PRIMARY KEY AUTOINCREMENT, "id" TEXT UNIQUE, "object" TEXT NOT NULL, "fields" TEXT NOT NULL, "body" TEXT)`);
    this.#readFlags();
  }

  /** What the log of a user's transaction contains now; null where none is made. */
  levelsFor(userId: string): LogLevels | null {
    if (this.#flags.length === 0) {
      return null;
    }
    const now = this.#now();
    const flag = this.#flags.find(
      ({ TracedEntityId: id, StartDate: start, ExpirationDate: end }) =>
        typeof id === 'string' && toId18(id) === userId && millis(start) <= now && now < millis(end)
    );
    return flag === undefined ? null : this.#levelsOf(flag);
  }

  /** Keeps a log and answers its id. */
  save(text: string, { userId, userName, ...facts }: LogFacts): string {
    const time = isoTime(facts.startedAt);
    const id = this.#insert(
      'ApexLog',
      {
        Application: 'Unknown',
        DurationMilliseconds: Math.round(facts.duration),
        Location: 'Monitoring',
        LogLength: Buffer.byteLength(text),
        LogUserId: userId,
        LogUser: { attributes: { type: 'Name' }, Name: userName },
        Operation: facts.operation,
        Request: facts.request,
        StartTime: time,
        Status: facts.status,
        LastModifiedDate: time,
        SystemModstamp: time
      },
      text
    );
    this.#db.run(
      `DELETE FROM "local_log_row" WHERE "object" = 'ApexLog' AND "seq" <= (
        SELECT "seq" FROM "local_log_row" WHERE "object" = 'ApexLog' ORDER BY "seq" DESC LIMIT 1 OFFSET ?)`,
      [KEPT_LOGS]
    );
    const row = this.find('ApexLog', id);
    this.#listeners.forEach((listener) => row && listener(row));
    return id;
  }

  /** Calls a function with the row of every new log, until the answer is called. */
  onLog(listener: (row: LogRow) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Text of a log. */
  body(id: string): string | undefined {
    const row = this.#db.get(`SELECT "body" FROM "local_log_row" WHERE "object" = 'ApexLog' AND "id" = ?`, [
      toId18(id)
    ]);
    return row && String(row['body']);
  }

  rows(object: LogObject): LogRow[] {
    return this.#db
      .all('SELECT "fields" FROM "local_log_row" WHERE "object" = ? ORDER BY "seq"', [object])
      .map((row) => JSON.parse(String(row['fields'])) as LogRow);
  }

  find(object: LogObject, id: string): LogRow | undefined {
    return this.rows(object).find((row) => row['Id'] === toId18(id));
  }

  /** Adds a flag or a set of levels and answers its id. */
  create(object: Exclude<LogObject, 'ApexLog'>, values: LogRow): string {
    const now = this.#now();
    const defaults =
      object === 'TraceFlag'
        ? { StartDate: isoTime(now), ExpirationDate: isoTime(now + DAY), ...NO_LEVELS }
        : { Language: 'en_US', ...NO_LEVELS };
    const id = this.#insert(
      object,
      { ...defaults, ...values, CreatedDate: isoTime(now), LastModifiedDate: isoTime(now) },
      null
    );
    this.#readFlags();
    return id;
  }

  /** False if there is no such row. */
  update(object: LogObject, id: string, values: LogRow): boolean {
    const row = this.find(object, id);
    if (row !== undefined) {
      this.#db.run('UPDATE "local_log_row" SET "fields" = ? WHERE "id" = ?', [
        JSON.stringify({ ...row, ...values, LastModifiedDate: isoTime(this.#now()) }),
        toId18(id)
      ]);
      this.#readFlags();
    }
    return row !== undefined;
  }

  delete(object: LogObject, id: string): boolean {
    const known = this.find(object, id) !== undefined;
    this.#db.run('DELETE FROM "local_log_row" WHERE "object" = ? AND "id" = ?', [object, toId18(id)]);
    this.#readFlags();
    return known;
  }

  #insert(object: LogObject, fields: LogRow, body: string | null): string {
    const last = Number(this.#db.get('SELECT MAX("seq") AS "n" FROM "local_log_row"')?.['n'] ?? 0);
    const id = toId18(PREFIXES[object] + (last + 1).toString(36).toUpperCase().padStart(12, '0'));
    this.#db.run('INSERT INTO "local_log_row" ("id", "object", "fields", "body") VALUES (?, ?, ?, ?)', [
      id,
      object,
      JSON.stringify({ Id: id, ...fields }),
      body
    ]);
    return id;
  }

  #readFlags(): void {
    this.#flags = this.rows('TraceFlag').filter(({ LogType: type }) => LOGGING.has(String(type)));
  }

  /** Levels of a flag: those of its DebugLevel, else its own. */
  #levelsOf(flag: LogRow): LogLevels {
    const id = flag['DebugLevelId'];
    const source = (typeof id === 'string' ? this.find('DebugLevel', id) : undefined) ?? flag;
    const levels: Partial<Record<Category, Level>> = {};
    for (const category of CATEGORIES) {
      const level = String(source[LEVEL_FIELDS[category]] ?? '').toUpperCase();
      if (isLevel(level) && level !== 'NONE') {
        levels[category] = level;
      }
    }
    return levels;
  }
}

const NO_LEVELS = Object.fromEntries(Object.values(LEVEL_FIELDS).map((field) => [field, null]));

function millis(value: unknown): number {
  return typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value : NaN;
}

/** `2026-03-01T10:00:00.000+0000`, as the API writes times. */
function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+0000');
}
