import type { UserContext } from '../security/user-context.ts';
import type { Org } from '../transaction/org.ts';
import { personas } from './personas.ts';
import type { Sessions } from './sessions.ts';
import type { ApiResponse } from './request.ts';

interface OAuthContext {
  readonly org: Org;
  readonly sessions: Sessions;
  readonly instanceUrl: string;
}

function failure(error: string, description: string): ApiResponse {
  return { status: 400, body: { error, error_description: description } };
}

/**
 * `POST /services/oauth2/token`. The local org has no passwords: the password flow accepts any password of a known user, and the client
 * credentials flow runs as the user named by `client_id` (a username or a persona's alias).
 */
export function tokenResource({ org, sessions, instanceUrl }: OAuthContext, form: URLSearchParams): ApiResponse {
  const grant = form.get('grant_type');
  if (grant !== 'password' && grant !== 'client_credentials') {
    return failure('unsupported_grant_type', 'grant type not supported');
  }
  const name = form.get(grant === 'password' ? 'username' : 'client_id') ?? '';
  const user = org.users.byUsername(name) ?? personas(org).find(({ alias }) => alias === name)?.user;
  if (!user) {
    return failure('invalid_grant', 'authentication failure');
  }
  return {
    status: 200,
    body: {
      access_token: sessions.open(user.id),
      instance_url: instanceUrl,
      id: `${instanceUrl}/id/${org.id}/${user.id}`,
      token_type: 'Bearer',
      issued_at: String(Date.now()),
      signature: ''
    }
  };
}

/** `GET /services/oauth2/userinfo` */
export function userInfoResource({ org, instanceUrl }: OAuthContext, user: UserContext): ApiResponse {
  return {
    status: 200,
    body: {
      sub: `${instanceUrl}/id/${org.id}/${user.id}`,
      user_id: user.id,
      organization_id: org.id,
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
