import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import { userCurrency } from '../../engine/index.ts';
import { required } from '../core/support.ts';

function organization(rt: Engine, column: string): string {
  return String(rt.org.rows.find('Organization', {})?.[column] ?? '');
}

export const userInfoClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.UserInfo',
    statics: {
      getUserId: (rt) => rt.tx.user.id,
      getUserName: (rt) => rt.tx.user.username,
      getName: (rt) => rt.tx.user.name,
      getFirstName: (rt) => rt.tx.user.firstName || null,
      getLastName: (rt) => rt.tx.user.lastName,
      getUserEmail: (rt) => rt.tx.user.email,
      getProfileId: (rt) => rt.tx.user.profileId,
      getUserRoleId: (rt) => rt.tx.user.roleId,
      getUserType: (rt) => rt.tx.user.userType,
      getLocale: (rt) => rt.tx.user.locale,
      getLanguage: (rt) => rt.tx.user.languageLocale,
      getTimeZone: (rt) => rt.invokeStatic('system.timezone', 'getTimeZone', [rt.tx.user.timeZone]),
      getDefaultCurrency: (rt) => userCurrency(rt),
      getOrganizationId: (rt) => rt.org.id,
      getOrganizationName: (rt) => organization(rt, 'name'),
      // Asynchronous Apex has no session; elsewhere a token that no API accepts, as in a Lightning component's Apex.
      getSessionId: (rt) => (rt.tx.job !== null ? null : `${rt.org.id.slice(0, 15)}!LOCAL.${rt.tx.id}`),
      getUiTheme: () => 'Theme4d',
      getUiThemeDisplayed: () => 'Theme4d',
      isMultiCurrencyOrganization: (rt) => rt.org.metadata.features.has('multicurrency'),
      hasPackageLicense: () => false,
      // Packages here have no licences of their own: everybody may use those that are there.
      isCurrentUserLicensed: (rt, namespace: string | null) => {
        const given = required(rt, namespace);
        return (
          rt.org.metadata.packages.has(given.toLowerCase()) ||
          rt.fail('System.TypeException', `Invalid namespace: ${given}`)
        );
      }
    }
  })
];
