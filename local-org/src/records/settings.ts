import type { OrgDatabase } from '../db/index.ts';

/** Small facts that the local org itself must remember over a restart, by name. */
export class Settings {
  readonly #db: OrgDatabase;

  constructor(db: OrgDatabase) {
    this.#db = db;
    db.exec('CREATE TABLE IF NOT EXISTS "local_setting" ("name" TEXT PRIMARY KEY, "value" TEXT NOT NULL)');
  }

  get(name: string): string | undefined {
    const row = this.#db.get('SELECT "value" FROM "local_setting" WHERE "name" = ?', [name]);
    return row && String(row['value']);
  }

  set(name: string, value: string): void {
    this.#db.run('INSERT OR REPLACE INTO "local_setting" ("name", "value") VALUES (?, ?)', [name, value]);
  }
}
