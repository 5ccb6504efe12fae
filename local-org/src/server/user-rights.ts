import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';
import { ApiError } from './api-error.ts';

/** User permissions that open parts of the APIs, by the label that users know. */
const LABELS = {
  AuthorApex: 'Author Apex',
  ViewAllData: 'View All Data',
  ViewSetup: 'View Setup and Configuration'
} as const;

/** @throws ApiError INSUFFICIENT_ACCESS naming the permission that the user lacks */
export function requirePermission(org: Org, user: UserContext, permission: keyof typeof LABELS): void {
  if (!org.access.hasUserPermission(user, permission)) {
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', `This needs the user permission ${LABELS[permission]}`);
  }
}
