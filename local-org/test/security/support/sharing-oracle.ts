/**
 * Who may do what with which record, computed from the documentation by brute force: a principal has what it owns, what is shared with it
 * or with a group or role that holds it, and what sharing rules give; users have all of that for themselves and for every user and
 * role below theirs, except what a group without hierarchies gives to those below.
 */

export type Model = 'Private' | 'Read' | 'ReadWrite';
export type Level = 0 | 1 | 2 | 3;
export const NONE: Level = 0;
export const READ: Level = 1;
export const EDIT: Level = 2;
export const FULL: Level = 3;

export interface Group {
  readonly users: readonly number[];
  readonly roles: readonly number[];
  readonly rolesAndBelow: readonly number[];
  /** Groups inside, by index; only groups with a higher index, so that there are no cycles. */
  readonly groups: readonly number[];
  readonly includesBosses: boolean;
}

export type Party =
  | { readonly kind: 'user' | 'role' | 'roleAndSubordinates' | 'group'; readonly index: number }
  | { readonly kind: 'allInternalUsers'; readonly index: 0 };

export interface Rule {
  readonly object: Model;
  readonly level: 'Read' | 'Edit';
  readonly to: Party;
  /** Owners whose records are shared, or the region of those that are. */
  readonly from: Party | { readonly region: string };
}

export interface Share {
  readonly record: number;
  readonly to: Party;
  readonly level: 'Read' | 'Edit';
}

export interface Rec {
  readonly object: Model;
  readonly owner: { readonly kind: 'user' | 'queue'; readonly index: number };
  readonly region: string;
}

export interface World {
  /** Parent of each role: an index below its own, or none. */
  readonly roles: readonly (number | null)[];
  /** Role of each user. */
  readonly users: readonly (number | null)[];
  readonly groups: readonly Group[];
  /** Users in each queue. */
  readonly queues: readonly (readonly number[])[];
  readonly records: readonly Rec[];
  readonly shares: readonly Share[];
}

const levelOf = (name: 'Read' | 'Edit'): Level => (name === 'Edit' ? EDIT : READ);
const OPEN: Readonly<Record<Model, Level>> = { Private: NONE, Read: READ, ReadWrite: EDIT };

/** Whether a role is above another one. */
function isAbove(world: World, upper: number, lower: number): boolean {
  for (let role = world.roles[lower] ?? null; role !== null; role = world.roles[role] ?? null) {
    if (role === upper) {
      return true;
    }
  }
  return false;
}

function isInGroup(world: World, user: number, index: number): boolean {
  const group = world.groups[index];
  const role = world.users[user] ?? null;
  return (
    group !== undefined &&
    (group.users.includes(user) ||
      (role !== null && group.roles.includes(role)) ||
      (role !== null && group.rolesAndBelow.some((top) => top === role || isAbove(world, top, role))) ||
      group.groups.some((inner) => isInGroup(world, user, inner)))
  );
}

/** Whether the user itself, without those below, is one of the party. */
function isOf(world: World, user: number, party: Party): boolean {
  const role = world.users[user] ?? null;
  switch (party.kind) {
    case 'user':
      return party.index === user;
    case 'role':
      return role === party.index;
    case 'roleAndSubordinates':
      return role !== null && (role === party.index || isAbove(world, party.index, role));
    case 'group':
      return isInGroup(world, user, party.index);
    case 'allInternalUsers':
      return true;
  }
}

/** Whether the user's role is above a user or a role of the party, be there users in that role or not. */
function isAboveSome(world: World, user: number, party: Party): boolean {
  const role = world.users[user] ?? null;
  const isOver = (lower: number | null | undefined): boolean =>
    role !== null && lower !== null && lower !== undefined && isAbove(world, role, lower);
  switch (party.kind) {
    case 'user':
      return isOver(world.users[party.index]);
    case 'role':
    case 'roleAndSubordinates':
      return isOver(party.index);
    case 'group': {
      const group = world.groups[party.index] as Group;
      return (
        group.users.some((member) => isOver(world.users[member])) ||
        [...group.roles, ...group.rolesAndBelow].some(isOver) ||
        group.groups.some((inner) => isAboveSome(world, user, { kind: 'group', index: inner }))
      );
    }
    case 'allInternalUsers':
      return false;
  }
}

const passesUp = (world: World, party: Party): boolean =>
  party.kind !== 'group' || world.groups[party.index]?.includesBosses === true;

function isOwnedBy(world: World, record: Rec, party: Party): boolean {
  return record.owner.kind === 'user' && isOf(world, record.owner.index, party);
}

/** The level that a user has on a record. */
export function levelOn(world: World, rules: readonly Rule[], user: number, recordIndex: number): Level {
  const record = world.records[recordIndex] as Rec;
  const found: Level[] = [OPEN[record.object]];
  const grant = (level: Level, party: Party): void => {
    if (isOf(world, user, party) || (passesUp(world, party) && isAboveSome(world, user, party))) {
      found.push(level);
    }
  };
  if (record.owner.kind === 'user') {
    grant(FULL, { kind: 'user', index: record.owner.index });
  } else {
    world.queues[record.owner.index]?.forEach((index) => grant(FULL, { kind: 'user', index }));
  }
  world.shares
    .filter((share) => share.record === recordIndex)
    .forEach((share) => grant(levelOf(share.level), share.to));
  for (const rule of rules.filter(({ object }) => object === record.object)) {
    const applies = 'region' in rule.from ? rule.from.region === record.region : isOwnedBy(world, record, rule.from);
    if (applies) {
      grant(levelOf(rule.level), rule.to);
    }
  }
  return Math.max(...found) as Level;
}
