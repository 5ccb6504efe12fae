import { quote, tableOf } from '../db/index.ts';
import type { ObjectSchema, Schema } from '../metadata/index.ts';
import type { ObjectRights } from './permissions.ts';
import type { UserContext } from './user-context.ts';

/** What sharing needs to know of permissions. */
export interface SharingPermissions {
  readonly schema: Schema;
  objectAccess(user: UserContext, objectName: string): ObjectRights;
  hasUserPermission(user: UserContext, name: string): boolean;
}

const NOTHING = '0';
/** Organisation-wide defaults under which every internal user sees all records, and changes all of them. */
const ALL_READ = new Set(['Read', 'ReadWrite', 'ReadWriteTransfer', 'FullAccess', 'ReadSelect']);
const ALL_EDIT = new Set(['ReadWrite', 'ReadWriteTransfer', 'FullAccess']);
const MAX_PARENTS = 3;

function literal(id: string): string {
  return `'${id.replace(/[^0-9A-Za-z]/g, '')}'`;
}

/** The user, the groups and queues that the user is in, and groups that contain those. */
function principals(user: UserContext): string {
  const id = literal(user.id);
  return `WITH RECURSIVE who(id) AS (SELECT ${id} UNION SELECT g.groupid FROM groupmember g JOIN who ON g.userorgroupid = who.id) SELECT id FROM who`;
}

/** Users below the running user in the role hierarchy: their records are visible to those above. */
function subordinates(user: UserContext): string | null {
  if (user.roleId === null || user.roleId === '') {
    return null;
  }
  const start = `SELECT id FROM userrole WHERE parentroleid = ${literal(user.roleId)}`;
  return `WITH RECURSIVE below(id) AS (${start} UNION SELECT r.id FROM userrole r JOIN below ON r.parentroleid = below.id) SELECT u.id FROM "user" u JOIN below ON u.userroleid = below.id`;
}

function ownedSql(
  permissions: SharingPermissions,
  user: UserContext,
  object: ObjectSchema,
  prefix: string,
  level: 'read' | 'edit'
): string {
  const who = principals(user);
  const conditions: string[] = [];
  if (object.fields.has('ownerid')) {
    const below = subordinates(user);
    conditions.push(`${prefix}ownerid IN (${who})`);
    if (below !== null) {
      conditions.push(`${prefix}ownerid IN (${below})`);
    }
  }
  const share = permissions.schema.object(object.name.replace(/__c$/i, '__Share'));
  if (object.kind === 'custom' && share !== undefined && share.name !== object.name) {
    const enough = level === 'edit' ? " AND accesslevel IN ('Edit', 'All')" : '';
    conditions.push(
      `${prefix}id IN (SELECT parentid FROM ${tableOf(share)} WHERE isdeleted = 0 AND userorgroupid IN (${who})${enough})`
    );
  }
  return conditions.length === 0 ? NOTHING : `(${conditions.join(' OR ')})`;
}

function byParent(
  permissions: SharingPermissions,
  user: UserContext,
  object: ObjectSchema,
  prefix: string,
  level: 'read' | 'edit',
  depth: number
): string | null {
  const lookup =
    [...object.fields.values()].find((field) => field.masterDetail) ??
    (object.name === 'Contact' ? object.fields.get('accountid') : undefined);
  const parent = permissions.schema.object(lookup?.referenceTo[0] ?? '');
  if (lookup === undefined || parent === undefined || depth >= MAX_PARENTS) {
    return user.isGuest ? NOTHING : null;
  }
  const condition = rowsSql(permissions, user, parent, '', level, depth + 1);
  if (condition === null) {
    return null;
  }
  const column = `${prefix}${quote(lookup.name)}`;
  const visible = `${column} IN (SELECT id FROM ${tableOf(parent)} WHERE ${condition})`;
  const orphan = lookup.masterDetail
    ? ''
    : ` OR (${column} IS NULL AND ${ownedSql(permissions, user, object, prefix, level)})`;
  return `(${visible}${orphan})`;
}

function rowsSql(
  permissions: SharingPermissions,
  user: UserContext,
  object: ObjectSchema,
  prefix: string,
  level: 'read' | 'edit',
  depth: number
): string | null {
  const isRecord =
    object.kind === 'custom' ||
    (object.kind === 'standard' && (object.fields.has('ownerid') || object.sharingModel === 'ControlledByParent'));
  const rights = permissions.objectAccess(user, object.name);
  const dataRight = level === 'edit' ? 'ModifyAllData' : 'ViewAllData';
  if (
    !isRecord ||
    object.name === 'User' ||
    object.name === 'Group' ||
    (level === 'edit' ? rights.modifyAll : rights.viewAll)
  ) {
    return null;
  }
  if (permissions.hasUserPermission(user, dataRight) && !user.isGuest) {
    return null;
  }
  if (object.sharingModel === 'ControlledByParent') {
    return byParent(permissions, user, object, prefix, level, depth);
  }
  if (user.isGuest) {
    return NOTHING;
  }
  return (level === 'edit' ? ALL_EDIT : ALL_READ).has(object.sharingModel)
    ? null
    : ownedSql(permissions, user, object, prefix, level);
}

/**
 * SQL condition for the rows that a user sees when sharing is enforced: organisation-wide default, owner, queues and groups, roles
 * below, manual and Apex shares, View All. Guests see what is shared with them only.
 * @param alias table alias in the query that the condition is for
 * @returns null when every row is visible
 */
export function visibleRowsSql(
  permissions: SharingPermissions,
  user: UserContext,
  object: ObjectSchema,
  alias?: string
): string | null {
  return rowsSql(permissions, user, object, alias === undefined ? '' : `${alias}.`, 'read', 0);
}

/** SQL condition for the rows that a user may change; null when that is every row. */
export function editableRowsSql(
  permissions: SharingPermissions,
  user: UserContext,
  object: ObjectSchema,
  alias?: string
): string | null {
  return rowsSql(permissions, user, object, alias === undefined ? '' : `${alias}.`, 'edit', 0);
}
