import type { OrgConfig } from '../org-config.ts';
import type { Org } from '../org.ts';
import { seedCustomMetadata } from './custom-metadata.ts';
import { seedMetadataRows } from './metadata-rows.ts';
import { seedUsers } from './users.ts';

/** Everything that a new org holds before any data: organization, users, and the rows that mirror metadata. */
export function seedOrg(org: Org, config: OrgConfig): void {
  org.db.begin();
  try {
    seedMetadataRows(org);
    seedUsers(org, config);
    seedCustomMetadata(org);
    org.db.commit();
  } catch (error) {
    org.db.rollback();
    throw error;
  }
}
