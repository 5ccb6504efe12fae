import type { OrgDatabase, Row } from '../db/index.ts';
import type { PermissionGrants, ProjectMetadata } from '../metadata/index.ts';
import type { UserContext } from './user-context.ts';

export interface ObjectRights {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
  readonly viewAllFields: boolean;
}

export interface FieldRights {
  readonly read: boolean;
  readonly edit: boolean;
}

/** Everything that a user's profile and permission sets grant together. */
export interface UserPermissions {
  /** By lower-case object name. */
  readonly objects: Map<string, ObjectRights>;
  /** By lower-case `object.field`. */
  readonly fields: Map<string, FieldRights>;
  /** Lower-case names. */
  readonly classes: Set<string>;
  readonly customPermissions: Set<string>;
  readonly userPermissions: Set<string>;
  readonly customMetadataTypes: Set<string>;
  readonly customSettings: Set<string>;
}

export const NO_RIGHTS: ObjectRights = {
  read: false,
  create: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false,
  viewAllFields: false
};

/** What two grants allow together; a higher right brings the lower ones. */
export function joinRights(a: ObjectRights, b: ObjectRights): ObjectRights {
  const either = (right: keyof ObjectRights): boolean => a[right] || b[right];
  const modifyAll = either('modifyAll');
  const viewAll = either('viewAll') || modifyAll;
  const remove = either('delete') || modifyAll;
  const edit = either('edit') || remove;
  return {
    modifyAll,
    viewAll,
    delete: remove,
    edit,
    create: either('create'),
    read: either('read') || viewAll || edit || either('create'),
    viewAllFields: either('viewAllFields')
  };
}

function addObject(permissions: UserPermissions, object: string, rights: ObjectRights): void {
  const key = object.toLowerCase();
  permissions.objects.set(key, joinRights(permissions.objects.get(key) ?? NO_RIGHTS, rights));
}

function addField(permissions: UserPermissions, field: string, rights: FieldRights): void {
  const key = field.toLowerCase();
  const before = permissions.fields.get(key);
  const edit = rights.edit || (before?.edit ?? false);
  permissions.fields.set(key, { edit, read: rights.read || edit || (before?.read ?? false) });
}

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

/** Permission sets of a user, those of assigned groups too; expired assignments do not count. */
const ASSIGNED = `
  SELECT p.* FROM permissionset p WHERE p.id IN (
    SELECT permissionsetid FROM permissionsetassignment WHERE assigneeid = ?1 AND (expirationdate IS NULL OR expirationdate > ?2)
    UNION
    SELECT c.permissionsetid FROM permissionsetgroupcomponent c
      JOIN permissionsetassignment a ON a.permissionsetgroupid = c.permissionsetgroupid WHERE a.assigneeid = ?1
  )`;

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

/** Reads what a user may do from the assignments in the database and the project's profile. */
export function loadPermissions(
  db: OrgDatabase,
  metadata: ProjectMetadata,
  user: UserContext,
  now: number
): UserPermissions {
  const permissions: UserPermissions = {
    objects: new Map(),
    fields: new Map(),
    classes: new Set(),
    customPermissions: new Set(),
    userPermissions: new Set(),
    customMetadataTypes: new Set(),
    customSettings: new Set()
  };
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
  return permissions;
}
