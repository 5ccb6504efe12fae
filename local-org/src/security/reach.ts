import type { OrgDatabase, Row } from '../db/index.ts';
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
  /** Public groups and queues with their lower-case developer names: `group auditors`. A role has groups of its name too. */
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
  SELECT who.id, g.developername, g.type, g.doesincludebosses FROM who LEFT JOIN "group" g ON g.id = who.id`;

/** Reads a user's roles and groups. A group that does not include bosses gives nothing to those above its members. */
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
  const standing = (roles: readonly string[], withThoseAbove: readonly string[]): string[] =>
    user.isGuest ? [] : ids(db.all(ROLE_GROUPS, [JSON.stringify(roles), JSON.stringify(withThoseAbove), 1]));
  const groupsOf = (members: readonly string[]): Row[] => db.all(MEMBERSHIPS, [JSON.stringify(members)]);
  const own = hasRole && user.roleId !== null ? [user.roleId] : [];
  const direct = groupsOf([user.id, ...standing(own, ids(above))]);
  const inherited =
    below.length === 0
      ? []
      : groupsOf([...subordinates, ...standing(ids(below), [...ids(above), ...ids(below)])]).filter(
          (row) => row['type'] !== 'Regular' || row['doesincludebosses'] !== 0
        );
  const members = [...new Map([...direct, ...inherited].map((row) => [row['id'], row])).values()];
  return {
    ids: ids(members).map(sqlText).join(','),
    roles: names(above),
    below: names(below),
    groups: new Set(
      members.flatMap(({ type, developername: name }) => {
        const kind = type === 'Regular' ? 'group' : 'queue';
        return (type === 'Regular' || type === 'Queue') && typeof name === 'string'
          ? [`${kind} ${name.toLowerCase()}`]
          : [];
      })
    )
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
      return reach.groups.has(`${party.kind} ${name}`);
    default:
      return unknownParty(party);
  }
}

/** Users in a public group: its members, those of groups inside, and the users of roles inside. */
const GROUP_USERS = (name: string): string =>
  `WITH RECURSIVE inside(id) AS (SELECT id FROM "group" WHERE type = 'Regular' AND lower(developername) = lower(${name}) UNION SELECT m.userorgroupid FROM groupmember m JOIN inside ON m.groupid = inside.id),
    below(id) AS (SELECT relatedid FROM "group" WHERE type IN ('RoleAndSubordinates', 'RoleAndSubordinatesInternal') AND id IN (SELECT id FROM inside) UNION SELECT r.id FROM userrole r JOIN below ON r.parentroleid = below.id)
  SELECT id FROM inside UNION
  SELECT id FROM "user" WHERE userroleid IN (SELECT id FROM below UNION SELECT relatedid FROM "group" WHERE type = 'Role' AND id IN (SELECT id FROM inside))`;

/**
 * SQL for the ids of the owners whose records an owner rule shares. A rule for a queue is about what the queue itself owns, not about its
 * members' records.
 */
export function ownersSql(party: RuleParty): string {
  const name = sqlText(party.name);
  const inRoles = (roles: string): string => `SELECT id FROM "user" WHERE userroleid IN (${roles})`;
  const role = `SELECT id FROM userrole WHERE lower(developername) = lower(${name})`;
  switch (party.kind) {
    case 'allInternalUsers':
      return `SELECT id FROM "user" WHERE coalesce(usertype, 'Standard') = 'Standard'`;
    case 'role':
      return inRoles(role);
    case 'roleAndSubordinates':
    case 'roleAndSubordinatesInternal':
      return inRoles(
        `WITH RECURSIVE down(id) AS (${role} UNION SELECT r.id FROM userrole r JOIN down ON r.parentroleid = down.id) SELECT id FROM down`
      );
    case 'group':
      return GROUP_USERS(name);
    case 'queue':
      return `SELECT id FROM "group" WHERE type = 'Queue' AND lower(developername) = lower(${name})`;
    default:
      return unknownParty(party);
  }
}
