import { randomBytes } from 'node:crypto';
import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';
import { ApiError, methodNotAllowed } from './api-error.ts';
import type { Incoming } from './http-message.ts';
import { personas } from './personas.ts';
import type { ApiResponse } from './request.ts';
import type { Sessions } from './sessions.ts';

/** The platform's links are good for one use within a minute. */
const LIFETIME = 60_000;

/** Links that open the org's pages once, without a login. */
export class SingleAccess {
  readonly #links = new Map<string, { userId: string; expires: number }>();

  /** `POST /services/oauth2/singleaccess`: an address that a browser can be sent to. */
  resource({ method, body, url }: Incoming, user: UserContext, instanceUrl: string): ApiResponse {
    if (method !== 'POST' && method !== 'GET') {
      throw methodNotAllowed(method, ['GET', 'POST']);
    }
    const form = new URLSearchParams(method === 'POST' ? body.toString('utf8') : url.searchParams);
    const now = Date.now();
    [...this.#links].filter(([, { expires }]) => expires < now).forEach(([key]) => this.#links.delete(key));
    const otp = randomBytes(24).toString('base64url');
    this.#links.set(otp, { userId: user.id, expires: now + LIFETIME });
    const target = new URLSearchParams({ otp, startURL: form.get('redirect_uri') ?? '/' });
    return { status: 200, body: { frontdoor_uri: `${instanceUrl}/secur/frontdoor.jsp?${target.toString()}` } };
  }

  /** The user of a link, which is used up by it. */
  redeem(otp: string): string | undefined {
    const link = this.#links.get(otp);
    this.#links.delete(otp);
    return link && link.expires >= Date.now() ? link.userId : undefined;
  }
}

/** `/secur/frontdoor.jsp`: a browser with a link or a session id becomes that user and goes to the page it wanted. */
export function frontdoor(org: Org, sessions: Sessions, links: SingleAccess, parameters: URLSearchParams): ApiResponse {
  const sid = parameters.get('sid');
  const userId = sid === null ? links.redeem(parameters.get('otp') ?? '') : sessions.userOf(sid)?.id;
  const persona = personas(org).find(({ user }) => user.id === userId);
  if (!persona) {
    throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  }
  const wanted = parameters.get('startURL') ?? parameters.get('retURL') ?? '';
  const back = wanted.startsWith('/lightning/') ? wanted : '/lightning/page/home';
  const location = `${sessions.loginPath(persona.alias)}&${new URLSearchParams({ return: back }).toString()}`;
  return { status: 302, headers: { location } };
}
