import { createHash, randomBytes } from 'node:crypto';

/** What a user has granted to an app, until the app collects it. */
export interface Grant {
  readonly userId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** Of PKCE (RFC 7636), SHA-256; null without. */
  readonly challenge: string | null;
  readonly expires: number;
}

/** The platform's codes are good for 15 minutes. */
const LIFETIME = 15 * 60_000;
const MOST = 200;

/** Authorization codes of the web-server flow. Each is good once. */
export class AuthorizationCodes {
  readonly #grants = new Map<string, Grant>();

  issue(grant: Omit<Grant, 'expires'>): string {
    const code = `aPrx${randomBytes(30).toString('base64url')}`;
    this.#grants.set(code, { ...grant, expires: Date.now() + LIFETIME });
    const [oldest] = this.#grants.keys();
    if (this.#grants.size > MOST && oldest !== undefined) {
      this.#grants.delete(oldest);
    }
    return code;
  }

  /** The user of a code, if everything about it fits. */
  redeem(code: string, clientId: string, redirectUri: string, verifier: string | null): string | undefined {
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    if (!grant || grant.expires < Date.now() || grant.clientId !== clientId || grant.redirectUri !== redirectUri) {
      return undefined;
    }
    const proof = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url');
    return grant.challenge === proof || grant.challenge === null ? grant.userId : undefined;
  }
}
