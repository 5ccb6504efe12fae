import type { OrgDatabase } from '../../db/index.ts';
import type { JobKind } from '../../engine/index.ts';

/** A job that waits to be run, with the Apex state that it needs. */
export interface PendingJob {
  /** Id of its AsyncApexJob. */
  readonly id: string;
  readonly kind: JobKind;
  /** Serialised Apex state: the job's instance, or the arguments of a future method. */
  readonly payload: string;
  /** `class.method` of a future method. */
  readonly target: string | null;
  readonly userId: string;
  /** What `AsyncOptions.DuplicateSignature` said. */
  readonly signature: string | null;
  /** Not before this time (milliseconds UTC). */
  readonly runAt: number;
  readonly depth: number;
  readonly maximumDepth: number | null;
  readonly delay: number | null;
  /** Records per `execute` of a batch job. */
  readonly scope: number;
  /** Progress of a batch job: -1 before `start`, else the number of chunks done. */
  readonly position: number;
  /** Enqueued by a scheduled job that a test ran: such jobs do not run at Test.stopTest(). */
  readonly nested: boolean;
}

type JobRow = {
  id: string;
  kind: JobKind;
  payload: string;
  target: string | null;
  user_id: string;
  signature: string | null;
  run_at: number;
  depth: number;
  maximum_depth: number | null;
  delay: number | null;
  scope: number;
  position: number;
  nested: number;
};

/**
 * Pending jobs as rows of the org's database. A job is enqueued and taken off inside the transaction that asks for it or does its
 * work, so a rolled back transaction leaves no job behind and a killed process runs none twice.
 */
export class JobStore {
  readonly #db: OrgDatabase;

  constructor(db: OrgDatabase) {
    this.#db = db;
    db.exec(`CREATE TABLE IF NOT EXISTS "local_job" (
      "seq" INTEGER PRIMARY KEY AUTOINCREMENT, "id" TEXT NOT NULL UNIQUE, "kind" TEXT NOT NULL, "payload" TEXT NOT NULL,
      "target" TEXT, "user_id" TEXT NOT NULL, "signature" TEXT, "run_at" INTEGER NOT NULL, "depth" INTEGER NOT NULL, "maximum_depth" INTEGER,
      "delay" INTEGER, "scope" INTEGER NOT NULL, "position" INTEGER NOT NULL)`);
    this.#addColumns();
    db.exec(`CREATE TABLE IF NOT EXISTS "local_job_chunk" (
      "job_id" TEXT NOT NULL, "position" INTEGER NOT NULL, "payload" TEXT NOT NULL, PRIMARY KEY ("job_id", "position"))`);
  }

  /** Databases of earlier versions lack some columns. */
  #addColumns(): void {
    const known = new Set(this.#db.all('PRAGMA table_info("local_job")').map((row) => String(row['name'])));
    for (const [name, type] of Object.entries(ADDED_COLUMNS)) {
      if (!known.has(name)) {
        this.#db.exec(`ALTER TABLE "local_job" ADD COLUMN "${name}" ${type}`);
      }
    }
  }

  add(job: PendingJob): void {
    this.#db.run(
      `INSERT INTO "local_job" ("id", "kind", "payload", "target", "user_id", "signature", "run_at", "depth", "maximum_depth", "delay", "scope", "position", "nested", "held")
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        job.id,
        job.kind,
        job.payload,
        job.target,
        job.userId,
        job.signature,
        job.runAt,
        job.depth,
        job.maximumDepth,
        job.delay,
        job.scope,
        job.position,
        job.nested ? 1 : 0,
        job.kind === 'batch' ? 1 : 0
      ]
    );
  }

  /** The oldest job that is due at `now` and not held in the flex queue; without those that scheduled jobs of a test enqueued if `direct`. */
  next(now: number, direct = false): PendingJob | undefined {
    const row = this.#db.get(
      'SELECT * FROM "local_job" WHERE "run_at" <= ? AND "held" = 0 AND "nested" <= ? ORDER BY "seq" LIMIT 1',
      [now, direct ? 0 : 1]
    ) as JobRow | undefined;
    return row && toJob(row);
  }

  find(id: string): PendingJob | undefined {
    const row = this.#db.get('SELECT * FROM "local_job" WHERE "id" = ?', [id]) as JobRow | undefined;
    return row && toJob(row);
  }

  /** Ids of the batch jobs in the flex queue, the next one first. */
  held(): string[] {
    const rows = this.#db.all('SELECT "id" FROM "local_job" WHERE "held" = 1 ORDER BY coalesce("place", "seq")');
    return rows.map((row) => String(row['id']));
  }

  /** Puts the flex queue into an order: all of its ids. */
  reorder(ids: readonly string[]): void {
    const places = this.#db.all(
      'SELECT coalesce("place", "seq") AS "place" FROM "local_job" WHERE "held" = 1 ORDER BY 1'
    );
    ids.forEach((id, index) => {
      this.#db.run('UPDATE "local_job" SET "place" = ? WHERE "id" = ?', [Number(places[index]?.['place']), id]);
    });
  }

  /** Batch jobs that have left the flex queue and are not done. */
  activeBatches(): number {
    const row = this.#db.get('SELECT COUNT(*) AS "n" FROM "local_job" WHERE "kind" = \'batch\' AND "held" = 0');
    return Number(row?.['n'] ?? 0);
  }

  /** Takes a batch job out of the flex queue; it is the last of those that wait to be run. */
  unhold(id: string): void {
    this.#db.run('UPDATE "local_job" SET "held" = 0, "seq" = (SELECT MAX("seq") + 1 FROM "local_job") WHERE "id" = ?', [
      id
    ]);
  }

  isPending(signature: string): boolean {
    return this.#db.get('SELECT 1 FROM "local_job" WHERE "signature" = ?', [signature]) !== undefined;
  }

  /** When the next delayed job becomes due. */
  nextDue(): number | undefined {
    const due = this.#db.get('SELECT MIN("run_at") AS "due" FROM "local_job"')?.['due'] ?? null;
    return due === null ? undefined : Number(due);
  }

  count(): number {
    return Number(this.#db.get('SELECT COUNT(*) AS "n" FROM "local_job"')?.['n'] ?? 0);
  }

  /** Makes every delayed job due. */
  release(): void {
    this.#db.run('UPDATE "local_job" SET "run_at" = 0');
  }

  progress(id: string, position: number, payload: string): void {
    this.#db.run('UPDATE "local_job" SET "position" = ?, "payload" = ? WHERE "id" = ?', [position, payload, id]);
  }

  remove(id: string): boolean {
    this.#db.run('DELETE FROM "local_job_chunk" WHERE "job_id" = ?', [id]);
    const known = this.find(id) !== undefined;
    this.#db.run('DELETE FROM "local_job" WHERE "id" = ?', [id]);
    return known;
  }

  addChunk(id: string, position: number, payload: string): void {
    this.#db.run('INSERT INTO "local_job_chunk" ("job_id", "position", "payload") VALUES (?, ?, ?)', [
      id,
      position,
      payload
    ]);
  }

  chunk(id: string, position: number): string | undefined {
    const row = this.#db.get('SELECT "payload" FROM "local_job_chunk" WHERE "job_id" = ? AND "position" = ?', [
      id,
      position
    ]);
    return row && String(row['payload']);
  }
}

const ADDED_COLUMNS = { nested: 'INTEGER NOT NULL DEFAULT 0', held: 'INTEGER NOT NULL DEFAULT 0', place: 'INTEGER' };

function toJob(row: JobRow): PendingJob {
  return {
    id: row.id,
    kind: row.kind,
    payload: row.payload,
    target: row.target,
    userId: row.user_id,
    signature: row.signature,
    runAt: Number(row.run_at),
    depth: Number(row.depth),
    maximumDepth: row.maximum_depth === null ? null : Number(row.maximum_depth),
    delay: row.delay === null ? null : Number(row.delay),
    scope: Number(row.scope),
    position: Number(row.position),
    nested: Number(row.nested) === 1
  };
}
