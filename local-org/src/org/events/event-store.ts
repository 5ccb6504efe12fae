import type { OrgDatabase } from '../../db/index.ts';

/** A platform event on the bus. */
export interface StoredEvent {
  readonly replayId: number;
  readonly payload: string;
}

const RETENTION = 72 * 3_600_000;

/** Events and the position of each subscriber, as rows: what was published and not yet delivered survives a restart. */
export class EventStore {
  readonly #db: OrgDatabase;

  constructor(db: OrgDatabase) {
    this.#db = db;
    db.exec(`CREATE TABLE IF NOT EXISTS "local_event" (
      "replay_id" INTEGER PRIMARY KEY AUTOINCREMENT, "object" TEXT NOT NULL, "payload" TEXT NOT NULL, "created_at" INTEGER NOT NULL)`);
    db.exec('CREATE INDEX IF NOT EXISTS "local_event_object" ON "local_event" ("object", "replay_id")');
    db.exec(`CREATE TABLE IF NOT EXISTS "local_event_subscriber" (
      "name" TEXT PRIMARY KEY, "position" INTEGER NOT NULL, "retries" INTEGER NOT NULL)`);
  }

  add(object: string, payload: string, now: number): number {
    this.#db.run('INSERT INTO "local_event" ("object", "payload", "created_at") VALUES (?, ?, ?)', [
      object.toLowerCase(),
      payload,
      now
    ]);
    return Number(this.#db.get('SELECT last_insert_rowid() AS "id"')?.['id']);
  }

  /** A subscriber that is new gets what is published from now on. */
  subscribe(name: string): void {
    this.#db.run(
      `INSERT OR IGNORE INTO "local_event_subscriber" ("name", "position", "retries")
       SELECT ?, COALESCE((SELECT MAX("replay_id") FROM "local_event"), 0), 0`,
      [name]
    );
  }

  /** The oldest events that the subscriber has not seen. */
  pending(subscriber: string, object: string, limit: number): StoredEvent[] {
    return this.#db
      .all(
        `SELECT "replay_id", "payload" FROM "local_event" WHERE "object" = ?
         AND "replay_id" > (SELECT "position" FROM "local_event_subscriber" WHERE "name" = ?) ORDER BY "replay_id" LIMIT ?`,
        [object.toLowerCase(), subscriber, limit]
      )
      .map((row) => ({ replayId: Number(row['replay_id']), payload: String(row['payload']) }));
  }

  /** Events of an object with a higher replay id, oldest first. */
  after(object: string, replayId: number, limit: number): StoredEvent[] {
    return this.#db
      .all(
        'SELECT "replay_id", "payload" FROM "local_event" WHERE "object" = ? AND "replay_id" > ? ORDER BY "replay_id" LIMIT ?',
        [object.toLowerCase(), replayId, limit]
      )
      .map((row) => ({ replayId: Number(row['replay_id']), payload: String(row['payload']) }));
  }

  /** The highest replay id that was given, 0 before the first event. */
  last(): number {
    return Number(this.#db.get('SELECT MAX("replay_id") AS "id" FROM "local_event"')?.['id'] ?? 0);
  }

  /** Whether an event of the object has the replay id. */
  has(object: string, replayId: number): boolean {
    const sql = 'SELECT 1 FROM "local_event" WHERE "object" = ? AND "replay_id" = ?';
    return this.#db.get(sql, [object.toLowerCase(), replayId]) !== undefined;
  }

  retries(subscriber: string): number {
    const row = this.#db.get('SELECT "retries" FROM "local_event_subscriber" WHERE "name" = ?', [subscriber]);
    return Number(row?.['retries'] ?? 0);
  }

  /** Moves the subscriber's position; `null` leaves it for another try. */
  advance(subscriber: string, position: number | null, retries: number): void {
    this.#db.run(
      'UPDATE "local_event_subscriber" SET "position" = COALESCE(?, "position"), "retries" = ? WHERE "name" = ?',
      [position, retries, subscriber]
    );
  }

  /** Moves the subscriber past everything that was published. */
  skip(subscriber: string): void {
    this.#db.run(
      `UPDATE "local_event_subscriber" SET "retries" = 0,
       "position" = COALESCE((SELECT MAX("replay_id") FROM "local_event"), "position") WHERE "name" = ?`,
      [subscriber]
    );
  }

  /** Events live for 72 hours. */
  expire(now: number): void {
    this.#db.run('DELETE FROM "local_event" WHERE "created_at" < ?', [now - RETENTION]);
  }
}
