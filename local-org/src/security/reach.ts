import type { OrgDatabase } from '../db/index.ts';
import { sqlText } from './criteria-sql.ts';
import { unknownParty, type RuleParty } from './sharing-rules.ts';
import type { UserContext } from './user-context.ts';

/** Through whom a user reaches records: the user, users below in the role hierarchy, and the groups and queues of all of them. */
export interface Reach {
  /** Ids as an SQL list: `'005…','00G…'`. */
  readonly ids: string;
  /** Lower-case developer names of the user's role and of the roles above it. */
  readonly roles: ReadonlySet<string>;
  /** Lower-case developer names of the roles below. */
  readonly below: ReadonlySet<string>;
  /** Lower-case developer names of groups and queues. */
  readonly groups: ReadonlySet<string>;
}

const UP = `WITH RECURSIVE up(id) AS (SELECT ?1 UNION SELECT r.parentroleid FROM userrole r JOIN up ON r.id = up.id)
  SELECT r.id, r.developername FROM userrole r JOIN up ON r.id = up.id`;
const DOWN = `WITH RECURSIVE down(id) AS (SELECT id FROM userrole WHERE parentroleid = ?1 UNION SELECT r.id FROM userrole r JOIN down ON r.parentroleid = down.id)
  SELECT r.id, r.developername FROM userrole r JOIN down ON r.id = down.id`;
const USERS_IN = `SELECT id FROM "user" WHERE userroleid IN (SELECT value FROM json_each(?1))`;
/** Groups that stand for a role hold the role's users, those for a role and its subordinates the users of the roles below too. */
const ROLE_GROUPS = `SELECT id FROM "group" WHERE (type = 'Role' AND relatedid IN (SELECT value FROM json_each(?1)))
  OR (type IN ('RoleAndSubordinates', 'RoleAndSubordinatesInternal') AND relatedid IN (SELECT value FROM json_each(?2)))
  OR (type = 'Organization' AND ?3)`;
const MEMBERSHIPS = `WITH RECURSIVE who(id) AS (SELECT value FROM json_each(?1) UNION SELECT g.groupid FROM groupmember g JOIN who ON g.userorgroupid = who.id)
  SELECT who.id, g.developername FROM who LEFT JOIN "group" g ON g.id = who.id`;

/** Reads a user's roles and groups. */
export function reachOf(db: OrgDatabase, user: UserContext): Reach {
  const hasRole = user.roleId !== null && user.roleId !== '';
  const above = hasRole ? db.all(UP, [user.roleId]) : [];
  const below = hasRole ? db.all(DOWN, [user.roleId]) : [];
  const ids = (rows: readonly { readonly [column: string]: unknown }[]): string[] =>
    rows.map((row) => String(row['id']));
  const names = (rows: readonly { readonly [column: string]: unknown }[]): Set<string> =>
    new Set(
      rows.flatMap((row) => (typeof row['developername'] === 'string' ? [row['developername'].toLowerCase()] : []))
    );
  const subordinates = below.length === 0 ? [] : ids(db.all(USERS_IN, [JSON.stringify(ids(below))]));
  const own = hasRole && user.roleId !== null ? [user.roleId, ...ids(below)] : [];
  const standing = user.isGuest
    ? []
    : ids(db.all(ROLE_GROUPS, [JSON.stringify(own), JSON.stringify([...ids(above), ...ids(below)]), 1]));
  const members = db.all(MEMBERSHIPS, [JSON.stringify([user.id, ...subordinates, ...standing])]);
  return {
    ids: ids(members).map(sqlText).join(','),
    roles: names(above),
    below: names(below),
    groups: names(members)
  };
}

/** Whether a rule that shares with the party shares with the user. Whoever is above a member in the role hierarchy is included. */
export function isReachedBy(reach: Reach, user: UserContext, party: RuleParty): boolean {
  const name = party.name.toLowerCase();
  switch (party.kind) {
    case 'allInternalUsers':
      return !user.isGuest;
    case 'guestUser':
      return user.isGuest;
    case 'role': {
      const [own] = reach.roles;
      return (own === name && !user.isGuest) || reach.below.has(name);
    }
    case 'roleAndSubordinates':
    case 'roleAndSubordinatesInternal':
      return reach.roles.has(name) || reach.below.has(name);
    case 'group':
    case 'queue':
      return reach.groups.has(name);
    default:
      return unknownParty(party);
  }
}

/** SQL for the ids of the owners whose records an owner rule shares; null for all internal users. */
export function ownersSql(party: RuleParty): string | null {
  const name = sqlText(party.name);
  const inRoles = (roles: string): string => `SELECT id FROM "user" WHERE userroleid IN (${roles})`;
  const role = `SELECT id FROM userrole WHERE developername = ${name}`;
  switch (party.kind) {
    case 'allInternalUsers':
      return null;
    case 'role':
      return inRoles(role);
    case 'roleAndSubordinates':
    case 'roleAndSubordinatesInternal':
      return inRoles(
        `WITH RECURSIVE down(id) AS (${role} UNION SELECT r.id FROM userrole r JOIN down ON r.parentroleid = down.id) SELECT id FROM down`
      );
    case 'group':
    case 'queue':
      return `WITH RECURSIVE inside(id) AS (SELECT id FROM "group" WHERE developername = ${name} UNION SELECT m.userorgroupid FROM groupmember m JOIN inside ON m.groupid = inside.id) SELECT id FROM inside`;
    default:
      return unknownParty(party);
  }
}
