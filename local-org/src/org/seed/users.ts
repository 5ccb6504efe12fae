import type { OrgConfig, UserConfig } from '../../engine/index.ts';
import type { OrgCore } from '../org-core.ts';
import { seedProfiles } from './profiles.ts';

const DEFAULT_ADMINISTRATOR: UserConfig = {
  username: 'admin@local-org.example',
  firstName: 'Local',
  lastName: 'Administrator',
  email: 'admin@local-org.example',
  profile: 'System Administrator'
};

/** Organization, profiles, users and their permission sets. Safe to run again: what exists is brought up to date. */
export function seedUsers(org: OrgCore, config: OrgConfig): void {
  const { rows, settings } = org;
  const organization = rows.find('Organization', {});
  const zone = config.organization?.timeZone ?? 'America/Los_Angeles';
  const locale = config.organization?.locale ?? 'en_US';
  const organizationValues = {
    Name: config.organization?.name ?? 'Local Org',
    TimeZoneSidKey: zone,
    DefaultLocaleSidKey: locale,
    LanguageLocaleKey: 'en_US',
    OrganizationType: 'Developer Edition',
    InstanceName: 'LOCAL',
    IsSandbox: false,
    TrialExpirationDate: null,
    FiscalYearStartMonth: 1
  };
  if (organization) {
    rows.update('Organization', String(organization['id']), organizationValues);
  } else {
    rows.insert('Organization', null, organizationValues);
  }
  const profiles = seedProfiles(org);
  const defaults = { zone, locale, currency: config.organization?.currency ?? 'USD' };
  const users = Object.entries(config.users ?? {});
  const admin = users.find(([, user]) => user.profile === 'System Administrator') ?? ['admin', DEFAULT_ADMINISTRATOR];
  const ensureUser = (alias: string, user: UserConfig, type = 'Standard'): string => {
    const values = userValues(alias, user, type, profiles, defaults);
    const id = rows.ensure('User', settings.get('administrator') ?? null, { Username: user.username }, values);
    const set = rows.find('PermissionSet', { ProfileId: String(values['ProfileId']) });
    const assignment = { PermissionSetId: String(set?.['id']), AssigneeId: id };
    rows.ensure('PermissionSetAssignment', null, assignment, { IsActive: true });
    return id;
  };
  settings.set('administrator', ensureUser(admin[0] as string, admin[1] as UserConfig));
  settings.set(
    'automatedProcess',
    ensureUser(
      'autoproc',
      {
        username: 'autoproc@local-org.example',
        firstName: 'Automated',
        lastName: 'Process',
        profile: 'Automated Process'
      },
      'AutomatedProcess'
    )
  );
  for (const [alias, user] of users) {
    assign(org, ensureUser(alias, user), user.permissionSets ?? []);
  }
  if (config.guest) {
    const guest = { username: config.guest.username, lastName: 'Site Guest User', profile: 'Guest License User' };
    const id = ensureUser('guest', guest, 'Guest');
    settings.set('guest', id);
    assign(org, id, config.guest.permissionSets ?? []);
  }
}

function userValues(
  alias: string,
  user: UserConfig,
  type: string,
  profiles: ReadonlyMap<string, string>,
  defaults: { zone: string; locale: string; currency: string }
): Record<string, string | boolean | null> {
  const profile = profiles.get(user.profile.toLowerCase());
  if (profile === undefined) {
    throw new Error(`User ${user.username}: there is no profile ${user.profile}`);
  }
  return {
    FirstName: user.firstName ?? null,
    LastName: user.lastName,
    Name: [user.firstName, user.lastName].filter(Boolean).join(' '),
    Email: user.email ?? user.username,
    Alias: alias.slice(0, 8),
    CommunityNickname: user.username.slice(0, 40),
    ProfileId: profile,
    UserType: type,
    IsActive: true,
    TimeZoneSidKey: user.timeZone ?? defaults.zone,
    LocaleSidKey: user.locale ?? defaults.locale,
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    DefaultCurrencyIsoCode: user.currency ?? defaults.currency,
    CurrencyIsoCode: user.currency ?? defaults.currency
  };
}

function assign(org: OrgCore, userId: string, names: readonly string[]): void {
  for (const name of names) {
    const permissionSet = org.rows.find('PermissionSet', { Name: name, IsOwnedByProfile: false });
    if (!permissionSet) {
      throw new Error(`There is no permission set ${name}`);
    }
    org.rows.ensure(
      'PermissionSetAssignment',
      null,
      {
        PermissionSetId: String(permissionSet['id']),
        AssigneeId: userId
      },
      { IsActive: true }
    );
  }
}
