import { NotImplementedError } from '../../values/index.ts';
import { platformClass, type PlatformClass, type PlatformFunction } from '../../engine/index.ts';

/** Classes that the local org knows to exist and does not have: each call says so by name. */
function absent(name: string, members: readonly string[]): PlatformClass {
  const statics: Record<string, PlatformFunction> = {};
  for (const member of members) {
    statics[member] = () => {
      throw new NotImplementedError(`${name}.${member}`);
    };
  }
  return platformClass({ name, statics });
}

export const siteClasses: readonly PlatformClass[] = [
  // Nobody is in an Experience Cloud site here, so there is no start page to go to.
  platformClass({ name: 'System.Network', statics: { getNetworkId: () => null, communitiesLanding: () => null } }),
  platformClass({
    name: 'System.Site',
    statics: {
      getSiteId: () => null,
      getName: () => null,
      getSiteType: () => null,
      getMasterLabel: () => null,
      getBaseUrl: () => '',
      getPathPrefix: () => '',
      getDomain: () => null,
      isLoginEnabled: () => false,
      isRegistrationEnabled: () => false
    }
  }),
  absent('Auth.AuthToken', ['getAccessToken', 'getAccessTokenMap', 'refreshAccessToken', 'revokeAccess'])
];
