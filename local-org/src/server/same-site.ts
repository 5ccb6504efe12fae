import type { IncomingMessage } from 'node:http';
import { table } from '../common/index.ts';

/** Names under which this machine knows itself. */
const LOOPBACK_NAMES = /^(?:127\.0\.0\.1|localhost|\[::1\])$/i;

/** Whether a host with its port is the server itself: any other name may have been made to lead here by whoever owns it. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  const [, name = '', given = '80'] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host ?? '') ?? [];
  return LOOPBACK_NAMES.test(name) && Number(given) === port;
}

/**
 * Whether a request may come from where it says: it names the server itself as its host, and a page that sent it is the server's own or
 * one that the project allows.
 */
export function isAllowedSource(
  { headers }: IncomingMessage,
  port: number,
  allows: (origin: string) => boolean
): boolean {
  const { host, origin } = headers;
  if (!isOwnHost(host, port)) {
    return false;
  }
  const own = /^http:\/\/(.+)$/i.exec(origin ?? '')?.[1];
  return origin === undefined || (own !== undefined && isOwnHost(own, port)) || allows(origin);
}

/** What every answer forbids: being shown in other sites' frames, being taken for another type of content. */
export const PROTECTION: Readonly<Record<string, string>> = table({
  'content-security-policy': "frame-ancestors 'self'; object-src 'none'; base-uri 'self'",
  'x-frame-options': 'SAMEORIGIN',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin'
});
