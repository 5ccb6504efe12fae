import type { OrgDatabase, Row } from '../db/index.ts';
import type { PermissionGrants, ProjectMetadata } from '../metadata/index.ts';
import { mute } from './muting.ts';
import { addAll, addField, addObject, noPermissions, type UserPermissions } from './rights.ts';
import type { UserContext } from './user-context.ts';

function addNames(target: Set<string>, names: readonly string[]): void {
  names.forEach((name) => target.add(name.toLowerCase()));
}

/** Adds what a file of metadata grants. */
function addGrants(permissions: UserPermissions, grants: PermissionGrants): void {
  grants.objects.forEach((grant) => addObject(permissions, grant.object, grant));
  grants.fields.forEach((grant) => addField(permissions, grant.field, grant));
  addNames(permissions.classes, grants.classes);
  addNames(permissions.customPermissions, grants.customPermissions);
  addOthers(permissions, grants);
}

/** Grants that have no rows of their own in the database. */
function addOthers(permissions: UserPermissions, grants: PermissionGrants): void {
  addNames(permissions.userPermissions, grants.userPermissions);
  addNames(permissions.customMetadataTypes, grants.customMetadataTypes);
  addNames(permissions.customSettings, grants.customSettings);
  addNames(permissions.principals, grants.principals);
  const seen = grants.applications.filter(({ visible }) => visible);
  addNames(
    permissions.applications,
    seen.map(({ application }) => application)
  );
}

const is = (row: Row, column: string): boolean => row[column] === 1;

/** `permissionsviewalldata` columns that are set name user permissions. */
function addUserPermissionColumns(permissions: UserPermissions, row: Row): void {
  for (const [column, value] of Object.entries(row)) {
    if (column.startsWith('permissions') && value === 1) {
      permissions.userPermissions.add(column.slice('permissions'.length));
    }
  }
}

const IS_VALID = '(expirationdate IS NULL OR expirationdate > ?2)';
/** Permission sets that a user was assigned one by one; expired assignments do not count. */
const ASSIGNED = `SELECT p.* FROM permissionset p WHERE p.id IN (
  SELECT permissionsetid FROM permissionsetassignment WHERE assigneeid = ?1 AND ${IS_VALID})`;
const ASSIGNED_GROUPS = `SELECT g.id, g.developername FROM permissionsetgroup g WHERE g.id IN (
  SELECT permissionsetgroupid FROM permissionsetassignment WHERE assigneeid = ?1 AND ${IS_VALID})`;
const COMPONENTS = `SELECT p.* FROM permissionset p WHERE p.id IN (
  SELECT permissionsetid FROM permissionsetgroupcomponent WHERE permissionsetgroupid = ?1)`;

function addPermissionSet(permissions: UserPermissions, db: OrgDatabase, set: Row, metadata: ProjectMetadata): void {
  const id = set['id'] ?? null;
  addUserPermissionColumns(permissions, set);
  for (const row of db.all('SELECT * FROM objectpermissions WHERE parentid = ?', [id])) {
    addObject(permissions, String(row['sobjecttype']), {
      read: is(row, 'permissionsread'),
      create: is(row, 'permissionscreate'),
      edit: is(row, 'permissionsedit'),
      delete: is(row, 'permissionsdelete'),
      viewAll: is(row, 'permissionsviewallrecords'),
      modifyAll: is(row, 'permissionsmodifyallrecords'),
      viewAllFields: is(row, 'permissionsviewallfields')
    });
  }
  for (const row of db.all('SELECT * FROM fieldpermissions WHERE parentid = ?', [id])) {
    addField(permissions, String(row['field']), { read: is(row, 'permissionsread'), edit: is(row, 'permissionsedit') });
  }
  const entities = db.all(
    `SELECT c.name AS classname, p.developername AS permission FROM setupentityaccess s
       LEFT JOIN apexclass c ON c.id = s.setupentityid LEFT JOIN custompermission p ON p.id = s.setupentityid WHERE s.parentid = ?`,
    [id]
  );
  for (const row of entities) {
    addNames(permissions.classes, typeof row['classname'] === 'string' ? [row['classname']] : []);
    addNames(permissions.customPermissions, typeof row['permission'] === 'string' ? [row['permission']] : []);
  }
  const source = metadata.permissionSets.get(String(set['name'] ?? '').toLowerCase());
  if (source !== undefined) {
    addOthers(permissions, source);
  }
}

/** Adds what the permission sets of a group grant together, without what the group's muting permission set takes away. */
function addGroup(permissions: UserPermissions, db: OrgDatabase, group: Row, metadata: ProjectMetadata): void {
  const together = noPermissions();
  for (const set of db.all(COMPONENTS, [group['id'] ?? null])) {
    addPermissionSet(together, db, set, metadata);
  }
  const source = metadata.permissionSetGroups.get(String(group['developername'] ?? '').toLowerCase());
  for (const name of source?.mutingPermissionSets ?? []) {
    const muting = metadata.mutingPermissionSets.get(name.toLowerCase());
    if (muting !== undefined) {
      mute(together, muting);
    }
  }
  addAll(permissions, together);
}

/** Reads what a user may do from the assignments in the database and the project's profile. */
export function loadPermissions(
  db: OrgDatabase,
  metadata: ProjectMetadata,
  user: UserContext,
  now: number
): UserPermissions {
  const permissions = noPermissions();
  const profile = metadata.profiles.get(user.profileName.toLowerCase());
  if (profile !== undefined) {
    addGrants(permissions, profile);
  }
  const profileRow = db.get('SELECT * FROM profile WHERE id = ?', [user.profileId]);
  if (profileRow !== undefined) {
    addUserPermissionColumns(permissions, profileRow);
  }
  for (const set of db.all(ASSIGNED, [user.id, now])) {
    addPermissionSet(permissions, db, set, metadata);
  }
  for (const group of db.all(ASSIGNED_GROUPS, [user.id, now])) {
    addGroup(permissions, db, group, metadata);
  }
  const more =
    user.permissionSetId === undefined
      ? []
      : db.all('SELECT * FROM permissionset WHERE id = ?', [user.permissionSetId]);
  for (const set of more) {
    addPermissionSet(permissions, db, set, metadata);
  }
  return permissions;
}
