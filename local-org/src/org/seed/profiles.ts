import { textOf } from '../../metadata/index.ts';
import type { OrgCore } from '../org-core.ts';
import { ADMINISTRATOR_RIGHTS, MINIMUM_RIGHTS, STANDARD_USER_RIGHTS } from './profile-rights.ts';
import { table } from '../../common/index.ts';

interface StandardProfile {
  readonly userType: string;
  readonly license: string;
  readonly rights: readonly string[];
}

const SALESFORCE = 'Salesforce';
/** Licences that an org of one machine has, with the key that code asks for (Object Reference, UserLicense). */
const LICENSES: Readonly<Record<string, string>> = table({
  [SALESFORCE]: 'SFDC',
  'Salesforce Platform': 'AUL',
  'Chatter Free': 'CSN_User',
  'Guest User License': 'PID_Guest_User'
});
const TOTAL_LICENSES = 1000;

const standard = (rights: readonly string[]): StandardProfile => ({
  userType: 'Standard',
  license: SALESFORCE,
  rights
});

/** Profiles that every org has. */
const STANDARD_PROFILES: Readonly<Record<string, StandardProfile>> = table({
  'System Administrator': standard(ADMINISTRATOR_RIGHTS),
  'Standard User': standard(STANDARD_USER_RIGHTS),
  'Minimum Access - Salesforce': standard(MINIMUM_RIGHTS),
  'Read Only': standard(STANDARD_USER_RIGHTS.filter((right) => !/^(Edit|Convert|Import|Mass)/.test(right))),
  'Marketing User': standard([
    ...STANDARD_USER_RIGHTS,
    'ImportLeads',
    'EditHtmlTemplates',
    'EditPublicDocuments',
    'EditPublicTemplates'
  ]),
  'Solution Manager': standard([...STANDARD_USER_RIGHTS, 'ManageCategories', 'ManageSolutions']),
  'Contract Manager': standard([
    ...STANDARD_USER_RIGHTS,
    'ActivateContract',
    'ActivateOrder',
    'DeleteActivatedContract',
    'EditActivatedOrders'
  ]),
  'Chatter Free User': { userType: 'CsnOnly', license: 'Chatter Free', rights: [] },
  'Automated Process': { userType: 'AutomatedProcess', license: '', rights: [] },
  'Guest License User': { userType: 'Guest', license: 'Guest User License', rights: [] }
});

function seedLicenses(org: OrgCore, names: Iterable<string>): Map<string, string> {
  const ids = new Map<string, string>();
  for (const name of new Set([...names].filter((text) => text !== ''))) {
    const key = LICENSES[name] ?? name.replace(/\W+/g, '_');
    ids.set(
      name,
      org.rows.ensure(
        'UserLicense',
        null,
        { Name: name },
        { LicenseDefinitionKey: key, MasterLabel: name, TotalLicenses: TOTAL_LICENSES, Status: 'Active' }
      )
    );
  }
  return ids;
}

/** Writes licences, profiles and the permission sets that stand for profiles. Answers the profiles' ids by lower-case name. */
export function seedProfiles(org: OrgCore): Map<string, string> {
  const profiles = new Map<string, StandardProfile>(Object.entries(STANDARD_PROFILES));
  for (const { name, data, userPermissions } of org.metadata.profiles.values()) {
    const known = profiles.get(name) ?? standard([]);
    profiles.set(name, {
      ...known,
      license: textOf(data, 'userLicense') ?? known.license,
      rights: [...known.rights, ...userPermissions]
    });
  }
  const licenses = seedLicenses(org, [
    ...Object.keys(LICENSES),
    ...[...profiles.values()].map(({ license }) => license)
  ]);
  const ids = new Map<string, string>();
  for (const [name, { userType, license, rights }] of profiles) {
    const flags = Object.fromEntries(rights.map((right) => [`Permissions${right}`, true]));
    const licenseId = licenses.get(license) ?? null;
    const id = org.rows.ensure(
      'Profile',
      null,
      { Name: name },
      { UserType: userType, UserLicenseId: licenseId, ...flags }
    );
    ids.set(name.toLowerCase(), id);
    org.rows.ensure(
      'PermissionSet',
      null,
      { ProfileId: id },
      {
        Name: `X${id}`,
        Label: name,
        IsOwnedByProfile: true,
        IsCustom: false,
        Type: 'Profile',
        LicenseId: licenseId,
        ...flags
      }
    );
  }
  return ids;
}
