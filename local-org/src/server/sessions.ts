import { randomBytes } from 'node:crypto';
import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';

/** Access tokens. They are kept with the org's data, so that they stay valid over a restart. */
export class Sessions {
  readonly #currentOrg: () => Org;
  /** By persona's alias. */
  readonly #loginKeys = new Map<string, string>();

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

  /** The secret that signs a browser in as a persona, as long as the server runs. */
  loginKey(alias: string): string {
    const known = this.#loginKeys.get(alias) ?? randomBytes(24).toString('base64url');
    this.#loginKeys.set(alias, known);
    return known;
  }

  /** The address that signs a browser in as a persona. */
  loginPath(alias: string): string {
    return `/lightning/persona?${new URLSearchParams({ alias, key: this.loginKey(alias) }).toString()}`;
  }

  /** A new token for the user: to work with, or to get such a one later. */
  open(userId: string, kind: TokenKind = 'session'): string {
    const token = `${this.#org.id.slice(0, 15)}!${randomBytes(48).toString('base64url')}`;
    this.#org.settings.set(`${kind}:${token}`, userId);
    return token;
  }

  userOf(token: string, kind: TokenKind = 'session'): UserContext | undefined {
    const userId = this.#org.settings.get(`${kind}:${token}`);
    return userId === undefined || userId === REVOKED ? undefined : this.#org.users.byId(userId);
  }

  /** Ends a token of either kind; false if there is no such one. */
  revoke(token: string): boolean {
    for (const kind of ['session', 'refresh'] as const) {
      if (this.userOf(token, kind)) {
        this.#org.settings.set(`${kind}:${token}`, REVOKED);
        return true;
      }
    }
    return false;
  }
}

export type TokenKind = 'session' | 'refresh';

/** Stands in the place of the user of a token that was taken back. */
const REVOKED = '';
