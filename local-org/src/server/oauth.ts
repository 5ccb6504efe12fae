import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';
import { assertedUser } from './oauth-jwt.ts';
import type { AuthorizationCodes } from './oauth-codes.ts';
import { passwordMatches } from './passwords.ts';
import { personas } from './personas.ts';
import type { Sessions } from './sessions.ts';
import type { ApiResponse } from './request.ts';

interface OAuthContext {
  readonly org: Org;
  readonly sessions: Sessions;
  readonly codes: AuthorizationCodes;
  readonly instanceUrl: string;
}

function failure(error: string, description: string): ApiResponse {
  return { status: 400, body: { error, error_description: description } };
}

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * `POST /services/oauth2/token`. The password flow accepts any password of a known user who was never given one, and the client
 * credentials flow runs as the user named by `client_id` (a username or a persona's alias).
 */
export function tokenResource(context: OAuthContext, form: URLSearchParams): ApiResponse {
  const { org, sessions, instanceUrl } = context;
  const grant = form.get('grant_type') ?? '';
  let user: UserContext | undefined;
  try {
    user = grantedUser(context, grant, form);
  } catch (error) {
    return failure(grant === JWT_BEARER ? 'invalid_grant' : 'unsupported_grant_type', (error as Error).message);
  }
  if (!user) {
    return failure('invalid_grant', 'authentication failure');
  }
  const withRefresh = grant === 'authorization_code';
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: {
      access_token: sessions.open(user.id),
      ...(withRefresh ? { refresh_token: sessions.open(user.id, 'refresh') } : {}),
      instance_url: instanceUrl,
      id: `${instanceUrl}/id/${org.id}/${user.id}`,
      token_type: 'Bearer',
      scope: 'api id refresh_token',
      issued_at: String(Date.now()),
      signature: ''
    }
  };
}

/** @throws Error for a grant that is not supported, and for what is wrong with an assertion */
function grantedUser(
  { org, sessions, codes, instanceUrl }: OAuthContext,
  grant: string,
  form: URLSearchParams
): UserContext | undefined {
  const field = (name: string): string => form.get(name) ?? '';
  const named = (name: string): UserContext | undefined =>
    org.users.byUsername(name) ?? personas(org).find(({ alias }) => alias === name)?.user;
  switch (grant) {
    case 'password': {
      const user = named(field('username'));
      return user && passwordMatches(org, user.id, field('password')) ? user : undefined;
    }
    case 'client_credentials':
      return named(field('client_id'));
    case 'authorization_code': {
      const userId = codes.redeem(field('code'), field('client_id'), field('redirect_uri'), form.get('code_verifier'));
      return userId === undefined ? undefined : org.users.byId(userId);
    }
    case 'refresh_token':
      return sessions.userOf(field('refresh_token'), 'refresh');
    case JWT_BEARER:
      return org.users.byUsername(
        assertedUser(field('assertion'), org.config.connectedApps ?? {}, instanceUrl, Date.now())
      );
    default:
      throw new Error('grant type not supported');
  }
}

/** `POST /services/oauth2/revoke`. */
export function revokeResource({ sessions }: OAuthContext, form: URLSearchParams): ApiResponse {
  const token = form.get('token') ?? '';
  return sessions.revoke(token)
    ? { status: 200, body: {} }
    : failure('unsupported_token_type', 'this token is not known');
}

/** `POST /services/oauth2/introspect`. */
export function introspectResource({ org, sessions, instanceUrl }: OAuthContext, form: URLSearchParams): ApiResponse {
  const user = sessions.userOf(form.get('token') ?? '');
  return {
    status: 200,
    body: user
      ? {
          active: true,
          scope: 'api id refresh_token',
          client_id: form.get('client_id'),
          username: user.username,
          sub: `${instanceUrl}/id/${org.id}/${user.id}`,
          token_type: 'access_token'
        }
      : { active: false }
  };
}

/** `GET /services/oauth2/userinfo` and `/id/<organization>/<user>`, which has some names of its own. */
export function userInfoResource({ org, instanceUrl }: OAuthContext, user: UserContext): ApiResponse {
  return {
    status: 200,
    body: {
      sub: `${instanceUrl}/id/${org.id}/${user.id}`,
      user_id: user.id,
      organization_id: org.id,
      id: `${instanceUrl}/id/${org.id}/${user.id}`,
      asserted_user: true,
      username: user.username,
      display_name: user.name,
      nick_name: user.username,
      preferred_username: user.username,
      nickname: user.username,
      name: user.name,
      email: user.email,
      email_verified: true,
      given_name: user.firstName,
      family_name: user.lastName,
      zoneinfo: user.timeZone,
      active: true,
      user_type: 'STANDARD',
      language: user.languageLocale,
      locale: user.locale,
      urls: {
        rest: `${instanceUrl}/services/data/v{version}/`,
        sobjects: `${instanceUrl}/services/data/v{version}/sobjects/`,
        query: `${instanceUrl}/services/data/v{version}/query/`,
        metadata: `${instanceUrl}/services/Soap/m/{version}/${org.id.slice(0, 15)}`
      }
    }
  };
}
