import { createPublicKey, verify } from 'node:crypto';
import { isRecord } from './request.ts';
import { readJson } from './json.ts';

/** An app that may use the JWT bearer flow, by its consumer key in the org's configuration. */
export interface ConnectedApp {
  /** PEM certificate or public key; without it the signature is not looked at. */
  readonly certificate?: string;
}

/** Assertions may lie at most this far in the future. */
const LONGEST = 5 * 60_000;

/** The audiences of the platform's own sign-in, which clients name whatever the org's address is. */
const AUDIENCES: ReadonlySet<string> = new Set(['https://login.salesforce.com', 'https://test.salesforce.com']);

/**
 * The user name that a JWT bearer assertion stands for.
 * @param address of the org, which is an audience as well
 * @throws Error saying what is wrong with the assertion, in the API's words
 */
export function assertedUser(
  assertion: string,
  apps: Readonly<Record<string, ConnectedApp>>,
  address: string,
  now: number
): string {
  const [head = '', claims = '', signature = ''] = assertion.split('.');
  const header = decode(head);
  const payload = decode(claims);
  if (!header || !payload) {
    throw new Error('invalid assertion');
  }
  const app = typeof payload.iss === 'string' && Object.hasOwn(apps, payload.iss) ? apps[payload.iss] : undefined;
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
  const audiences = [payload.aud].flat().map((audience) => String(audience).replace(/\/+$/, ''));
  if (!audiences.some((audience) => AUDIENCES.has(audience) || isSameServer(audience, address))) {
    throw new Error('audience is invalid');
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

/** Whether two addresses lead to one server of this machine, by whichever of its names, with or without the token's path. */
function isSameServer(audience: string, address: string): boolean {
  if (!URL.canParse(audience)) {
    return false;
  }
  const { protocol, hostname, port, pathname } = new URL(audience);
  const own = new URL(address);
  const isLocal = hostname === own.hostname || hostname === 'localhost';
  const isLogin = pathname === '/' || pathname === '/services/oauth2/token';
  return protocol === own.protocol && isLocal && port === own.port && isLogin;
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = readJson(Buffer.from(part, 'base64url').toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
