import { createPublicKey, verify } from 'node:crypto';
import { isRecord } from './request.ts';

/** An app that may use the JWT bearer flow, by its consumer key in the org's configuration. */
export interface ConnectedApp {
  /** PEM certificate or public key; without it the signature is not looked at. */
  readonly certificate?: string;
}

/** Assertions may lie at most this far in the future. */
const LONGEST = 5 * 60_000;

/**
 * The user name that a JWT bearer assertion stands for.
 * @throws Error saying what is wrong with the assertion, in the API's words
 */
export function assertedUser(assertion: string, apps: Readonly<Record<string, ConnectedApp>>, now: number): string {
  const [head = '', claims = '', signature = ''] = assertion.split('.');
  const header = decode(head);
  const payload = decode(claims);
  if (!header || !payload) {
    throw new Error('invalid assertion');
  }
  const app = typeof payload.iss === 'string' ? apps[payload.iss] : undefined;
  if (!app) {
    throw new Error('client identifier invalid');
  }
  if (header.alg !== 'RS256') {
    throw new Error('algorithm of the assertion is not supported');
  }
  if (app.certificate !== undefined) {
    const key = createPublicKey(app.certificate);
    if (!verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))) {
      throw new Error('invalid assertion');
    }
  }
  const expires = Number(payload.exp) * 1000;
  if (!(expires > now && expires <= now + LONGEST)) {
    throw new Error('expired authorization code');
  }
  if (typeof payload.sub !== 'string') {
    throw new Error('user name missing in the assertion');
  }
  return payload.sub;
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
