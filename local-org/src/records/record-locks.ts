import type { OrgDatabase } from '../db/index.ts';
import { toId18 } from '../values/index.ts';

/** A record that another transaction is said to hold. */
export interface HeldLock {
  readonly id: string;
  /** Milliseconds UTC of the org's clock. */
  readonly until: number;
}

/**
 * Locks on records. Transactions run one after the other here, so none ever waits for another: a lock that another transaction holds is
 * one that somebody asked for (`POST /local-org/locks`), until its time is over or it is released. Beside them the locks that
 * `Approval.lock` puts on records for good; those belong to the transaction that sets them.
 */
export class RecordLocks {
  readonly #db: OrgDatabase;
  readonly #now: () => number;
  readonly #held = new Map<string, number>();
  #usesApproval: boolean;

  constructor(db: OrgDatabase, now: () => number) {
    this.#db = db;
    this.#now = now;
    db.exec('CREATE TABLE IF NOT EXISTS "local_held_lock" ("id" TEXT PRIMARY KEY, "until" INTEGER NOT NULL)');
    db.exec('CREATE TABLE IF NOT EXISTS "local_approval_lock" ("id" TEXT PRIMARY KEY)');
    for (const row of db.all('SELECT * FROM "local_held_lock"')) {
      this.#held.set(String(row['id']), Number(row['until']));
    }
    this.#usesApproval = db.get('SELECT 1 FROM "local_approval_lock"') !== undefined;
  }

  /** Lets another transaction hold records for some time. */
  hold(ids: readonly string[], milliseconds: number): void {
    const until = this.#now() + milliseconds;
    for (const id of ids.map(toId18)) {
      this.#held.set(id, until);
      this.#db.run('INSERT OR REPLACE INTO "local_held_lock" ("id", "until") VALUES (?, ?)', [id, until]);
    }
  }

  /** Ends the holding of the records, or of all. */
  release(ids: readonly string[] = [...this.#held.keys()]): void {
    for (const id of ids.map(toId18)) {
      this.#held.delete(id);
      this.#db.run('DELETE FROM "local_held_lock" WHERE "id" = ?', [id]);
    }
  }

  /** Records that are held now. */
  held(): HeldLock[] {
    const now = this.#now();
    return [...this.#held].flatMap(([id, until]) => (until > now ? [{ id, until }] : []));
  }

  /** Whether any record is held, so that nobody need look further. */
  get anyHeld(): boolean {
    return this.#held.size > 0;
  }

  /** Which of the records another transaction holds. */
  heldAmong(ids: readonly string[]): string[] {
    const now = this.#now();
    return this.anyHeld ? ids.filter((id) => (this.#held.get(id) ?? 0) > now) : [];
  }

  /** Which of the records are locked by `Approval.lock`. */
  lockedAmong(ids: readonly string[]): Set<string> {
    if (!this.#usesApproval) {
      return new Set();
    }
    const rows = this.#db.all('SELECT "id" FROM "local_approval_lock" WHERE "id" IN (SELECT value FROM json_each(?))', [
      JSON.stringify(ids.map(toId18))
    ]);
    return new Set(rows.map((row) => String(row['id'])));
  }

  lock(id: string): void {
    this.#usesApproval = true;
    this.#db.run('INSERT OR IGNORE INTO "local_approval_lock" ("id") VALUES (?)', [toId18(id)]);
  }

  unlock(id: string): void {
    this.#db.run('DELETE FROM "local_approval_lock" WHERE "id" = ?', [toId18(id)]);
  }
}
