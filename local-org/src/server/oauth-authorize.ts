import type { Org } from '../org/index.ts';
import type { AuthorizationCodes } from './oauth-codes.ts';
import { personas } from './personas.ts';
import type { ApiResponse } from './request.ts';
import { escapeXml } from './soap.ts';

const HTML = {
  'content-type': 'text/html;charset=UTF-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'"
};

/**
 * `/services/oauth2/authorize`: the login page of the web-server flow. The local org has no passwords, so the page lets one choose whom
 * to be; the choice sends the browser back to the app with a code.
 */
export function authorizeResource(
  org: Org,
  codes: AuthorizationCodes,
  method: string,
  form: URLSearchParams
): ApiResponse {
  const redirectUri = form.get('redirect_uri') ?? '';
  const clientId = form.get('client_id') ?? '';
  if (!isRedirect(redirectUri) || clientId === '' || form.get('response_type') !== 'code') {
    return page(400, '<h1>Login</h1><p>The link needs response_type=code, client_id and redirect_uri.</p>');
  }
  const chosen = form.get('persona');
  const persona = personas(org).find(({ alias }) => alias === chosen);
  if (method !== 'POST' || !persona) {
    return page(200, chooser(org, form));
  }
  const code = codes.issue({
    userId: persona.user.id,
    clientId,
    redirectUri,
    challenge: form.get('code_challenge')
  });
  const target = new URL(redirectUri);
  target.searchParams.set('code', code);
  const state = form.get('state');
  if (state !== null) {
    target.searchParams.set('state', state);
  }
  return { status: 302, headers: { location: target.href } };
}

/** Anything but what a browser would run. */
function isRedirect(text: string): boolean {
  return URL.canParse(text) && !['javascript:', 'data:', 'vbscript:'].includes(new URL(text).protocol);
}

function chooser(org: Org, form: URLSearchParams): string {
  const kept = ['response_type', 'client_id', 'redirect_uri', 'state', 'code_challenge']
    .map((name) => [name, form.get(name)] as const)
    .flatMap(([name, value]) =>
      value === null ? [] : [`<input type="hidden" name="${name}" value="${escapeXml(value)}">`]
    );
  const buttons = personas(org).map(
    ({ alias, user }) =>
      `<p><button name="persona" value="${escapeXml(alias)}">${escapeXml(user.name)} (${escapeXml(user.username)})</button></p>`
  );
  return `<h1>Log in as</h1><form method="post" action="/services/oauth2/authorize">${kept.join('')}${buttons.join('')}</form>`;
}

function page(status: number, body: string): ApiResponse {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Local org</title><style>body{font-family:sans-serif;max-width:30rem;margin:4rem auto}button{width:100%;padding:.75rem}</style></head><body>${body}</body></html>`;
  return { status, headers: HTML, body: Buffer.from(html) };
}
