import { randomBytes } from 'node:crypto';
import type { UserContext } from '../security/user-context.ts';
import type { Org } from '../transaction/org.ts';

/** Access tokens. They are kept with the org's data, so that they stay valid over a restart. */
export class Sessions {
  readonly #currentOrg: () => Org;

  constructor(currentOrg: () => Org) {
    this.#currentOrg = currentOrg;
  }

  get #org(): Org {
    return this.#currentOrg();
  }

  /** The token of a user under a stable name (a persona's alias); made at the first call. */
  tokenFor(alias: string, userId: string): string {
    const known = this.#org.settings.get(`token-of:${alias}`);
    if (known !== undefined && this.#org.settings.get(`session:${known}`) === userId) {
      return known;
    }
    const token = this.open(userId);
    this.#org.settings.set(`token-of:${alias}`, token);
    return token;
  }

  /** A new token for the user. */
  open(userId: string): string {
    const token = `${this.#org.id.slice(0, 15)}!${randomBytes(48).toString('base64url')}`;
    this.#org.settings.set(`session:${token}`, userId);
    return token;
  }

  userOf(token: string): UserContext | undefined {
    const userId = this.#org.settings.get(`session:${token}`);
    return userId === undefined ? undefined : this.#org.users.byId(userId);
  }
}
