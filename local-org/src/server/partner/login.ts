import type { UserContext } from '../../security/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiError } from '../api-error.ts';
import { passwordMatches } from '../passwords.ts';
import type { Sessions } from '../sessions.ts';
import type { SoapCall } from '../soap.ts';
import type { Dialect } from './dialect.ts';

/** The first version without `login()` (Help, Platform SOAP API login() Retirement). */
const NO_LOGIN = 65;
const SESSION_SECONDS = 7200;
const ATTACHMENT_BYTES = 5_242_880;

/** What every call of the SOAP API knows of its server. */
export interface LoginContext {
  readonly org: Org;
  readonly sessions: Sessions;
  readonly instanceUrl: string;
}

/**
 * `login(username, password)`.
 * @throws ApiError INVALID_LOGIN, and INVALID_OPERATION from version 65.0 on, which has no such operation
 */
export function login(context: LoginContext, dialect: Dialect, version: string, { parameters }: SoapCall): object {
  if (Number(version) >= NO_LOGIN) {
    throw new ApiError(
      400,
      'INVALID_OPERATION',
      `The SOAP Login operation is not available in the API version specified (${version}). Refer to the documentation for supported versions.`
    );
  }
  const { org, sessions, instanceUrl } = context;
  const username = String(parameters.username ?? '').trim();
  const password = String(parameters.password ?? '');
  const user = username === '' || password === '' ? undefined : org.users.byUsername(username);
  if (!user || user.isGuest || !passwordMatches(org, user.id, password)) {
    throw new ApiError(400, 'INVALID_LOGIN', 'Invalid username, password, security token; or user locked out.');
  }
  const address = (api: string): string => `${instanceUrl}/services/Soap/${api}/${version}/${org.id.slice(0, 15)}`;
  return {
    metadataServerUrl: address('m'),
    passwordExpired: false,
    sandbox: false,
    serverUrl: address(dialect.api),
    sessionId: sessions.open(user.id),
    userId: user.id,
    userInfo: userInfo(org, user)
  };
}

/** The API's GetUserInfoResult. */
export function userInfo(org: Org, user: UserContext): object {
  const organization = org.rows.find('Organization', {});
  return {
    accessibilityMode: false,
    chatterExternal: false,
    currencySymbol: currencySymbol(org.config.organization?.currency ?? 'USD'),
    orgAttachmentFileSizeLimit: ATTACHMENT_BYTES,
    orgDefaultCurrencyIsoCode: org.config.organization?.currency ?? 'USD',
    orgDefaultCurrencyLocale: user.locale,
    orgDisallowHtmlAttachments: false,
    orgHasPersonAccounts: false,
    organizationId: org.id,
    organizationMultiCurrency: false,
    organizationName: String(organization?.['name'] ?? ''),
    profileId: user.profileId,
    roleId: user.roleId,
    sessionSecondsValid: SESSION_SECONDS,
    userDefaultCurrencyIsoCode: null,
    userEmail: user.email,
    userFullName: user.name,
    userId: user.id,
    userLanguage: user.languageLocale,
    userLocale: user.locale,
    userName: user.username,
    userTimeZone: user.timeZone,
    userType: user.userType,
    userUiSkin: 'Theme3'
  };
}

function currencySymbol(code: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' });
  return parts.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? code;
}
