import type { LightningOrg } from '../lightning/index.ts';
import { callAura, personas, type Sessions } from '../server/index.ts';
import type { Org } from '../transaction/org.ts';

/** The org as the Lightning pages need it. */
export function lightningOrg(org: Org, sessions: Sessions): LightningOrg {
  const full = (id: string) => org.users.byId(id);
  return {
    metadata: org.metadata,
    apiVersion: '67.0',
    organizationName: org.config.organization?.name ?? 'Local org',
    currency: org.config.organization?.currency ?? 'USD',
    personas: () => personas(org).map(({ alias, user }) => ({ alias, token: sessions.tokenFor(alias, user.id), user })),
    userOf: (token) => sessions.userOf(token),
    objectAccess: (user, objectName) => org.access.objectAccess(full(user.id), objectName),
    fieldAccess: (user, objectName, fieldName) => org.access.fieldAccess(full(user.id), objectName, fieldName),
    hasCustomPermission: (user, name) => org.access.hasCustomPermission(full(user.id), name),
    customPermissions: () => [...org.metadata.customPermissions.values()].map(({ name }) => name),
    callApex: async (user, method, parameters) => {
      const result = callAura(org, full(user.id), method, parameters);
      org.asyncQueue.start();
      return result;
    },
    staticResource: (name) => org.metadata.staticResources.find((resource) => resource.name === name)
  };
}
