import type { OrgConfig } from '../../engine/index.ts';
import { seedProfilePermissions } from '../../security/index.ts';
import type { OrgCore } from '../org-core.ts';
import { callActions } from './actions.ts';
import { seedBusinessHours } from './business-hours.ts';
import { seedCurrencies } from './currencies.ts';
import { seedCustomMetadata } from './custom-metadata.ts';
import { seedEmailTemplates } from './email-templates.ts';
import { loadDataPlans } from './data-plans.ts';
import { seedFlows } from './flow-rows.ts';
import { seedMetadataRows } from './metadata-rows.ts';
import { seedStatusRows } from './status-rows.ts';
import { seedUsers } from './users.ts';

const PLANS_LOADED = 'data-plans-loaded';

/** What a new org holds: organization, users, and the rows that mirror metadata. Brought up to date at every start. */
export function seedOrg(org: OrgCore, config: OrgConfig): void {
  org.db.begin();
  try {
    seedMetadataRows(org);
    seedFlows(org);
    seedStatusRows(org);
    seedUsers(org, config);
    seedCurrencies(org, config);
    seedBusinessHours(org);
    seedEmailTemplates(org);
    seedCustomMetadata(org);
    seedProfilePermissions(org.db, org.schema, org.access);
    org.access.reset();
    org.db.commit();
  } catch (error) {
    org.db.rollback();
    throw error;
  }
}

/** Loads the configured data plans and calls the configured actions, once in the life of the database. */
export function seedData(org: OrgCore, projectRoot: string, { data = [], actions = [] }: OrgConfig): void {
  if (data.length + actions.length > 0 && org.settings.get(PLANS_LOADED) === undefined) {
    loadDataPlans(org, projectRoot, data);
    callActions(org, projectRoot, actions);
    org.settings.set(PLANS_LOADED, 'yes');
  }
}
