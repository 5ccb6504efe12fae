import type { Row } from '../db/index.ts';
import type { UserContext } from '../security/index.ts';
import type { Org } from '../org/index.ts';
import { copyJobs } from './org-jobs.ts';

const COPIED = [
  'Username',
  'FirstName',
  'LastName',
  'Name',
  'Email',
  'Alias',
  'UserType',
  'TimeZoneSidKey',
  'LocaleSidKey',
  'LanguageLocaleKey',
  'EmailEncodingKey',
  'DefaultCurrencyIsoCode'
];

/** Names of what a user was assigned, other than the profile. */
const ASSIGNED = `SELECT s.name AS setname, g.developername AS groupname, a.expirationdate
  FROM permissionsetassignment a
  LEFT JOIN permissionset s ON s.id = a.permissionsetid AND coalesce(s.isownedbyprofile, 0) = 0
  LEFT JOIN permissionsetgroup g ON g.id = a.permissionsetgroupid
  WHERE a.assigneeid = ?`;

/**
 * Makes an org in memory the one in which a user of another org runs its tests: the user is there with the profile and the assignments of
 * the other org and no others, and so are the other org's jobs and schedules.
 */
export function enterTestOrg(from: Org, to: Org, user: UserContext): UserContext {
  const tester = copyUser(from, to, user);
  copyJobs(from, to, tester);
  return tester;
}

/** A permission set that only one of the orgs has is left out. */
function copyUser(from: Org, to: Org, user: UserContext): UserContext {
  const row = from.rows.find('User', { Id: user.id });
  const profile = to.rows.find('Profile', { Name: user.profileName });
  if (row === undefined || profile === undefined) {
    throw new Error(`Tests cannot run as ${user.username}: the profile ${user.profileName} is not in the org`);
  }
  const values = Object.fromEntries(COPIED.map((name) => [name, text(row, name)]));
  const id = to.rows.ensure(
    'User',
    null,
    { Username: user.username },
    { ...values, IsActive: true, ProfileId: text(profile, 'Id'), UserRoleId: roleIn(from, to, user) }
  );
  to.db.run('DELETE FROM permissionsetassignment WHERE assigneeid = ?', [id]);
  const assign = (column: string, target: Row | undefined, expires: number | null): void => {
    if (target !== undefined) {
      const assignment = { AssigneeId: id, [column]: text(target, 'Id'), ExpirationDate: expires, IsActive: true };
      to.rows.insert('PermissionSetAssignment', null, assignment);
    }
  };
  assign('PermissionSetId', to.rows.find('PermissionSet', { ProfileId: text(profile, 'Id') }), null);
  for (const { setname, groupname, expirationdate } of from.db.all(ASSIGNED, [user.id])) {
    const expires = typeof expirationdate === 'number' ? expirationdate : null;
    if (typeof setname === 'string') {
      assign('PermissionSetId', to.rows.find('PermissionSet', { Name: setname, IsOwnedByProfile: false }), expires);
    }
    if (typeof groupname === 'string') {
      assign('PermissionSetGroupId', to.rows.find('PermissionSetGroup', { DeveloperName: groupname }), expires);
    }
  }
  to.access.reset();
  return to.users.byId(id);
}

function roleIn(from: Org, to: Org, { roleId }: UserContext): string | null {
  const role = roleId === null ? undefined : from.rows.find('UserRole', { Id: roleId });
  const own = role === undefined ? undefined : to.rows.find('UserRole', { DeveloperName: text(role, 'DeveloperName') });
  return own === undefined ? null : text(own, 'Id');
}

function text(row: Row, column: string): string | null {
  const value = row[column.toLowerCase()];
  return typeof value === 'string' ? value : null;
}
