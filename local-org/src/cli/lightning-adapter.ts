import type { LightningOrg } from '../lightning/index.ts';
import { callAura, personas, queryRows, type Sessions } from '../server/index.ts';
import type { Org } from '../org/index.ts';

/** The org as the Lightning pages need it; a deployment exchanges it. */
export function lightningOrg(current: () => Org, sessions: Sessions): LightningOrg {
  const full = (id: string) => current().users.byId(id);
  const { organization } = current().config;
  return {
    get metadata() {
      return current().metadata;
    },
    apiVersion: '67.0',
    organizationName: organization?.name ?? 'Local org',
    currency: organization?.currency ?? 'USD',
    personas: () =>
      personas(current()).map(({ alias, user }) => ({
        alias,
        token: sessions.tokenFor(alias, user.id),
        key: sessions.loginKey(alias),
        user
      })),
    userOf: (token) => sessions.userOf(token),
    objectAccess: (user, objectName) => current().access.objectAccess(full(user.id), objectName),
    fieldAccess: (user, objectName, fieldName) => current().access.fieldAccess(full(user.id), objectName, fieldName),
    hasUserPermission: (user, name) => current().access.hasUserPermission(full(user.id), name),
    query: (user, soql) => queryRows(current(), full(user.id), soql),
    seesApplication: (user, name) => current().access.seesApplication(full(user.id), name),
    defaultApplication: (user) => current().access.defaultApplication(full(user.id)),
    hasCustomPermission: (user, name) => current().access.hasCustomPermission(full(user.id), name),
    customPermissions: () => [...current().metadata.customPermissions.values()].map(({ name }) => name),
    callApex: async (user, method, parameters) => {
      const org = current();
      const result = callAura(org, full(user.id), method, parameters);
      org.asyncQueue.start();
      return result;
    },
    staticResource: (name) => current().metadata.staticResources.find((resource) => resource.name === name)
  };
}
