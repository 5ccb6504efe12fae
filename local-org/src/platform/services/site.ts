import { NotImplementedError } from '../../runtime/values/index.ts';
import { platformClass } from '../registry.ts';
import type { PlatformClass, PlatformFunction } from '../registry.ts';

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

/** Tests that see no data of the org may not call ConnectApi at all; elsewhere it is missing here. */
const connectApi: PlatformFunction = (rt) => {
  if (rt.tx.isTest && !rt.tx.seesAllData) {
    return rt.fail(
      'System.UnsupportedOperationException',
      'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).'
    );
  }
  throw new NotImplementedError('ConnectApi');
};

export const siteClasses: readonly PlatformClass[] = [
  platformClass({ name: 'ConnectApi.ChatterUsers', statics: { getFollowings: connectApi, getUser: connectApi } }),
  platformClass({ name: 'ConnectApi.Organization', statics: { getSettings: connectApi } }),
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
