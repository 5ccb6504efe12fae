import type { UserContext } from '../security/index.ts';
import type { UserDirectory } from '../engine/index.ts';
import type { OrgDatabase } from '../db/index.ts';
import type { Settings, SystemRows } from '../records/index.ts';

/** The org's users as the running user of a transaction. Loaded from the User rows, so that users created by Apex work too. */
export class Users implements UserDirectory {
  readonly #db: OrgDatabase;
  readonly #rows: SystemRows;
  readonly #settings: Settings;

  constructor(db: OrgDatabase, rows: SystemRows, settings: Settings) {
    this.#db = db;
    this.#rows = rows;
    this.#settings = settings;
  }

  /** @throws Error if there is no such user */
  byId(id: string): UserContext {
    const row = this.#rows.find('User', { Id: id });
    if (!row) {
      throw new Error(`There is no user ${id}`);
    }
    return this.#context(row);
  }

  byUsername(username: string): UserContext | undefined {
    const row = this.#db.get('SELECT * FROM "user" WHERE lower("username") = lower(?)', [username]);
    return row && this.#context(row);
  }

  /** The user that Apex runs as when nobody is named: the org's first administrator. */
  administrator(): UserContext {
    return this.byId(this.#settings.get('administrator') ?? '');
  }

  /** The user under whom platform event triggers run by default. */
  automatedProcess(): UserContext {
    return this.byId(this.#settings.get('automatedProcess') ?? '');
  }

  /** The user of requests without a session, if the org has one. */
  guest(): UserContext | undefined {
    const id = this.#settings.get('guest');
    return id === undefined ? undefined : this.byId(id);
  }

  #context(row: Record<string, unknown>): UserContext {
    const text = (column: string): string => (row[column] ?? '') as string;
    const profileId = text('profileid');
    return {
      id: text('id'),
      username: text('username'),
      firstName: text('firstname'),
      lastName: text('lastname'),
      name: [text('firstname'), text('lastname')].filter(Boolean).join(' '),
      email: text('email'),
      profileId,
      profileName: (this.#rows.find('Profile', { Id: profileId })?.['name'] ?? '') as string,
      roleId: (row['userroleid'] ?? null) as string | null,
      userType: text('usertype') || 'Standard',
      isGuest: text('usertype') === 'Guest',
      timeZone: text('timezonesidkey') || 'GMT',
      locale: text('localesidkey') || 'en_US',
      languageLocale: text('languagelocalekey') || 'en_US'
    };
  }
}
