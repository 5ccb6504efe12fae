import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { openLibrary, type Library } from './support.ts';

type Json = Record<string, unknown>;

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const certificate = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const REDIRECT = 'http://localhost:1717/OauthRedirect';

describe('OAuth', () => {
  let library: Library;

  before(async () => {
    library = await openLibrary({ connectedApps: { signed: { certificate }, trusted: {} } });
  });

  after(() => library.close());

  const post = (path: string, form: Record<string, string>): Promise<Response> =>
    fetch(`${library.server.url}/services/oauth2/${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual'
    });
  const token = async (form: Record<string, string>): Promise<[number, Json]> => {
    const response = await post('token', form);
    return [response.status, (await response.json()) as Json];
  };
  const whoIs = async (accessToken: unknown): Promise<unknown> => {
    const response = await fetch(`${library.server.url}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${String(accessToken)}` }
    });
    return response.status === 200 ? ((await response.json()) as Json).preferred_username : response.status;
  };
  const authorize = async (extra: Record<string, string> = {}): Promise<URL> => {
    const response = await post('authorize', {
      ...{ response_type: 'code', client_id: 'app', redirect_uri: REDIRECT, state: 'st&te', persona: 'reader' },
      ...extra
    });
    assert.equal(response.status, 302);
    return new URL(response.headers.get('location') ?? '');
  };

  it('shows whom one can be, and takes nothing from the link as markup', async () => {
    const query = new URLSearchParams({
      ...{ response_type: 'code', client_id: '"><script>', redirect_uri: REDIRECT }
    });
    const response = await fetch(`${library.server.url}/services/oauth2/authorize?${query.toString()}`);
    const html = await response.text();
    assert.match(html, /admin@library\.example[\s\S]*reader@library\.example/);
    assert.doesNotMatch(html, /<script>/);
    const bad = await fetch(
      `${library.server.url}/services/oauth2/authorize?response_type=code&client_id=a&redirect_uri=javascript:alert(1)`
    );
    assert.equal(bad.status, 400);
  });

  it('web-server flow: a code is good once, for the app and address that it was given to', async () => {
    const back = await authorize();
    assert.equal(back.searchParams.get('state'), 'st&te');
    const form = {
      ...{ grant_type: 'authorization_code', client_id: 'app', redirect_uri: REDIRECT },
      code: back.searchParams.get('code') ?? ''
    };
    const [status, answer] = await token(form);
    assert.equal(status, 200);
    assert.equal(await whoIs(answer.access_token), 'reader@library.example');
    assert.equal((await token(form))[0], 400);
    const other = (await authorize()).searchParams.get('code') ?? '';
    assert.equal((await token({ ...form, code: other, client_id: 'thief' }))[0], 400);
    const [, again] = await token({ grant_type: 'refresh_token', refresh_token: String(answer.refresh_token) });
    assert.equal(await whoIs(again.access_token), 'reader@library.example');
    assert.equal(await whoIs(answer.refresh_token), 401);
  });

  it('web-server flow with PKCE wants the verifier', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const challenge = { code_challenge: createHash('sha256').update(verifier).digest('base64url') };
    const form = async (): Promise<Record<string, string>> => ({
      ...{ grant_type: 'authorization_code', client_id: 'app', redirect_uri: REDIRECT },
      code: (await authorize(challenge)).searchParams.get('code') ?? ''
    });
    assert.equal((await token(await form()))[0], 400);
    assert.equal((await token({ ...(await form()), code_verifier: 'guess' }))[0], 400);
    assert.equal((await token({ ...(await form()), code_verifier: verifier }))[0], 200);
  });

  it('JWT bearer flow: checks app, signature and time', async () => {
    const jwt = (claims: Json, key = keys.privateKey): string => {
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
      const exp = Math.floor(Date.now() / 1000) + 120;
      const text = `${part({ alg: 'RS256' })}.${part({ iss: 'signed', sub: 'admin@library.example', aud: library.server.url, exp, ...claims })}`;
      return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
    };
    const grant = (assertion: string): Promise<[number, Json]> =>
      token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
    const [status, answer] = await grant(jwt({}));
    assert.equal(status, 200);
    assert.equal(await whoIs(answer.access_token), 'admin@library.example');
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    assert.deepEqual(await grant(jwt({}, stranger)), [
      400,
      { error: 'invalid_grant', error_description: 'invalid assertion' }
    ]);
    assert.equal((await grant(jwt({ iss: 'trusted' }, stranger)))[0], 200);
    for (const iss of ['unknown', 'constructor', '__proto__', 'toString', 1]) {
      const [refused, { error_description: reason }] = await grant(jwt({ iss }));
      assert.deepEqual([refused, reason], [400, 'client identifier invalid'], String(iss));
    }
    const port = new URL(library.server.url).port;
    for (const aud of ['https://login.salesforce.com', 'https://test.salesforce.com/', `http://localhost:${port}`]) {
      assert.equal((await grant(jwt({ aud })))[0], 200, aud);
    }
    for (const aud of ['nonsense', undefined, 'https://evil.example', `http://evil.example:${port}`]) {
      assert.equal((await grant(jwt({ aud })))[1].error_description, 'audience is invalid', aud);
    }
    assert.equal((await grant(jwt({ exp: 1 })))[0], 400);
    assert.equal((await grant(jwt({ sub: 'nobody@library.example' })))[0], 400);
    assert.equal((await grant('a.b.c'))[0], 400);
  });

  it('client credentials and password flows', async () => {
    const [, app] = await token({ grant_type: 'client_credentials', client_id: 'reader', client_secret: 'x' });
    assert.equal(await whoIs(app.access_token), 'reader@library.example');
    const [, person] = await token({ grant_type: 'password', username: 'admin@library.example', password: 'any' });
    assert.equal(await whoIs(person.access_token), 'admin@library.example');
    assert.equal((await token({ grant_type: 'password', username: 'nobody' }))[0], 400);
    assert.equal((await token({ grant_type: 'magic' }))[1].error, 'unsupported_grant_type');
  });

  it('introspects and revokes', async () => {
    const [, { access_token: accessToken, id }] = await token({
      grant_type: 'client_credentials',
      client_id: 'reader'
    });
    const form = { token: String(accessToken) };
    const identity = await fetch(String(id), { headers: { authorization: `Bearer ${String(accessToken)}` } });
    assert.equal(((await identity.json()) as Json).username, 'reader@library.example');
    assert.equal(((await (await post('introspect', form)).json()) as Json).active, true);
    assert.equal((await post('revoke', form)).status, 200);
    assert.equal(((await (await post('introspect', form)).json()) as Json).active, false);
    assert.equal(await whoIs(accessToken), 401);
    assert.equal((await post('revoke', form)).status, 400);
  });
});
