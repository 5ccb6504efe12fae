import { quote, tableOf } from '../db/index.ts';
import type { FieldSchema, ObjectSchema, Schema } from '../metadata/index.ts';
import { criteriaSql } from './criteria-sql.ts';
import type { ObjectRights } from './rights.ts';
import { isReachedBy, ownersSql, type Reach } from './reach.ts';
import { shareObjectOf, sharedObjectOf } from './share-objects.ts';
import type { SharingRule } from './sharing-rules.ts';
import type { UserContext } from './user-context.ts';
import { table } from '../common/index.ts';

/** `all` is what deleting and sharing on needs: ownership, or Modify All. */
export type RecordLevel = 'read' | 'edit' | 'all';

/** What sharing needs to know of permissions. */
export interface SharingPermissions {
  readonly schema: Schema;
  objectAccess(user: UserContext, objectName: string): ObjectRights;
  hasUserPermission(user: UserContext, name: string): boolean;
  reach(user: UserContext): Reach;
  sharingRules(objectName: string): readonly SharingRule[];
}

/** One question: whose rows, at which level. */
interface Question {
  readonly permissions: SharingPermissions;
  readonly user: UserContext;
  readonly level: RecordLevel;
  readonly depth: number;
}

const NOTHING = '0';
/** Organisation-wide defaults under which every internal user has the level on all records. */
const OPEN: Readonly<Record<RecordLevel, ReadonlySet<string>>> = table({
  read: new Set(['Read', 'ReadWrite', 'ReadWriteTransfer', 'FullAccess', 'ReadSelect']),
  edit: new Set(['ReadWrite', 'ReadWriteTransfer', 'FullAccess']),
  all: new Set(['FullAccess'])
});
/** Values of a share's level that are enough. */
const ENOUGH: Readonly<Record<RecordLevel, string>> = table({
  read: "'Read', 'Edit', 'All'",
  edit: "'Edit', 'All'",
  all: "'All'"
});
const MAX_PARENTS = 4;
/** Lookups that standard objects without a master-detail field follow when they are controlled by their parent. */
const PARENT_LOOKUPS: Readonly<Record<string, readonly string[]>> = table({
  Contact: ['AccountId'],
  Order: ['AccountId'],
  Contract: ['AccountId'],
  Asset: ['AccountId'],
  OrderItem: ['OrderId'],
  OpportunityLineItem: ['OpportunityId'],
  OpportunityContactRole: ['OpportunityId'],
  CampaignMember: ['CampaignId'],
  CaseComment: ['ParentId'],
  Task: ['WhatId', 'WhoId'],
  Event: ['WhatId', 'WhoId'],
  Attachment: ['ParentId'],
  Note: ['ParentId'],
  EmailMessage: ['ParentId']
});
/** Children of an account that access to it can open. */
const ACCOUNT_CHILDREN = ['Case', 'Contact', 'Opportunity'];

/** Rows that sharing rules open at the level. */
function ruleSql(question: Question, object: ObjectSchema, prefix: string, child?: string): string[] {
  const { permissions, user, level } = question;
  const reach = permissions.reach(user);
  return permissions.sharingRules(object.name).flatMap((rule) => {
    const granted = child === undefined ? rule.level : rule.childLevels.get(child.toLowerCase());
    const isEnough = level === 'read' ? granted !== undefined : level === 'edit' && granted === 'Edit';
    if (!isEnough || (rule.kind === 'guest') !== user.isGuest || !rule.to.some((p) => isReachedBy(reach, user, p))) {
      return [];
    }
    if (rule.kind !== 'owner') {
      return [criteriaSql(object, rule.criteria, rule.logic, prefix)];
    }
    const owners = rule.from.map((party) => `${prefix}ownerid IN (${ownersSql(party)})`);
    return owners.length === 0 ? [] : [`(${owners.join(' OR ')})`];
  });
}

function sharesSql(question: Question, object: ObjectSchema, column: string, levelField?: string): string[] {
  const { permissions, user, level } = question;
  const share = shareObjectOf(permissions.schema, object);
  if (share === undefined) {
    return [];
  }
  const { ids } = permissions.reach(user);
  const enough = `${quote(levelField ?? share.levelField)} IN (${ENOUGH[level]})`;
  return [
    `${column} IN (SELECT ${quote(share.parentField)} FROM ${tableOf(share.object)} WHERE isdeleted = 0 AND userorgroupid IN (${ids}) AND ${enough})`
  ];
}

/** Whoever sees a case, contact or opportunity sees its account. */
function parentImplicitSql(question: Question, object: ObjectSchema, prefix: string): string[] {
  if (object.name !== 'Account' || question.level !== 'read') {
    return [];
  }
  return ACCOUNT_CHILDREN.flatMap((name) => {
    const child = question.permissions.schema.object(name);
    const isShared = child?.sharingModel === 'Private' || child?.sharingModel === 'Read';
    return child === undefined || !isShared
      ? []
      : [
          `${prefix}id IN (SELECT accountid FROM ${tableOf(child)} WHERE isdeleted = 0 AND ${explicitSql(question, child, '')})`
        ];
  });
}

/** An account's owner sees its children as far as the owner's role says; shares and rules of the account say more. */
function childImplicitSql(question: Question, object: ObjectSchema, prefix: string): string[] {
  const account = question.permissions.schema.object('Account');
  if (!ACCOUNT_CHILDREN.includes(object.name) || account === undefined || question.level === 'all') {
    return [];
  }
  const { ids } = question.permissions.reach(question.user);
  const column = `${prefix}accountid`;
  const rules = ruleSql(question, account, '', object.name).map(
    (rule) => `${column} IN (SELECT id FROM account WHERE isdeleted = 0 AND ${rule})`
  );
  return [
    `${column} IN (SELECT a.id FROM account a JOIN "user" u ON u.id = a.ownerid JOIN userrole r ON r.id = u.userroleid
       WHERE a.ownerid IN (${ids}) AND r.${quote(`${object.name}AccessForAccountOwner`)} IN (${ENOUGH[question.level]}))`,
    ...sharesSql(question, account, column, `${object.name}AccessLevel`),
    ...rules
  ];
}

/** Rows that were given to the user: by ownership, role hierarchy, shares and rules. */
function explicitSql(question: Question, object: ObjectSchema, prefix: string): string {
  const { permissions, user } = question;
  const owned = object.fields.has('ownerid') ? [`${prefix}ownerid IN (${permissions.reach(user).ids})`] : [];
  const conditions = [
    ...owned,
    ...sharesSql(question, object, `${prefix}id`),
    ...ruleSql(question, object, prefix),
    ...childImplicitSql(question, object, prefix)
  ];
  return conditions.length === 0 ? NOTHING : `(${conditions.join(' OR ')})`;
}

/** Rows whose lookup leads to a record that the user has the level on; blank lookups lead nowhere. */
function throughLookup(question: Question, field: FieldSchema, prefix: string): string | null {
  const { permissions } = question;
  const column = `${prefix}${quote(field.name)}`;
  const restricted = field.referenceTo.flatMap((name) => {
    const parent = permissions.schema.object(name);
    const condition =
      parent === undefined || parent.keyPrefix === ''
        ? null
        : rowsSql({ ...question, depth: question.depth + 1 }, parent, '');
    return parent === undefined || condition === null ? [] : [{ parent, condition }];
  });
  if (restricted.length === 0) {
    return null;
  }
  const inside = ({ parent, condition }: { parent: ObjectSchema; condition: string }): string =>
    `${column} IN (SELECT id FROM ${tableOf(parent)} WHERE ${condition})`;
  const [only] = restricted;
  if (field.referenceTo.length === 1 && only !== undefined) {
    return inside(only);
  }
  const cases = restricted.map((item) => `WHEN ${`'${item.parent.keyPrefix}'`} THEN ${inside(item)}`);
  return `(${column} IS NOT NULL AND CASE substr(${column}, 1, 3) ${cases.join(' ')} ELSE 1 END)`;
}

/** Details follow their masters: all of them. A detail is changed and deleted by whoever may change the master. */
function byMasters(question: Question, masters: readonly FieldSchema[], prefix: string): string | null {
  const conditions = masters.flatMap((field) => {
    const level = question.level === 'read' || field.writeRequiresMasterRead === true ? 'read' : 'edit';
    return throughLookup({ ...question, level }, field, prefix) ?? [];
  });
  return conditions.length === 0 ? null : `(${conditions.join(' AND ')})`;
}

function byParent(question: Question, object: ObjectSchema, prefix: string): string | null {
  const { permissions, user, depth } = question;
  if (depth >= MAX_PARENTS) {
    return user.isGuest ? NOTHING : null;
  }
  const masters = [...object.fields.values()].filter((field) => field.masterDetail);
  if (masters.length > 0) {
    return byMasters(question, masters, prefix);
  }
  const shared = sharedObjectOf(permissions.schema, object);
  const share = shared && shareObjectOf(permissions.schema, shared);
  if (share !== undefined) {
    const field = object.fields.get(share.parentField.toLowerCase());
    // Whoever owns a record may say with whom it is shared.
    const level = question.level === 'read' ? 'read' : 'all';
    return field === undefined ? NOTHING : throughLookup({ ...question, level }, field, prefix);
  }
  const lookups = (PARENT_LOOKUPS[object.name] ?? ['ParentId']).flatMap(
    (name) => object.fields.get(name.toLowerCase()) ?? []
  );
  if (lookups.length === 0) {
    return user.isGuest ? NOTHING : null;
  }
  const own = user.isGuest ? [] : [explicitSql(question, object, prefix)];
  const through = lookups.map((field) => {
    const condition = throughLookup(question, field, prefix);
    return condition ?? `${prefix}${quote(field.name)} IS NOT NULL`;
  });
  return `(${[...through, ...own].join(' OR ')})`;
}

function isRecord(object: ObjectSchema): boolean {
  if (object.name === 'User' || object.name === 'Group') {
    return false;
  }
  const isControlled = object.sharingModel === 'ControlledByParent';
  return object.kind === 'custom' || (object.kind === 'standard' && (object.fields.has('ownerid') || isControlled));
}

function rowsSql(question: Question, object: ObjectSchema, prefix: string): string | null {
  const { permissions, user, level } = question;
  if (!isRecord(object)) {
    return null;
  }
  const rights = permissions.objectAccess(user, object.name);
  const dataRight = level === 'read' ? 'ViewAllData' : 'ModifyAllData';
  if (level === 'read' ? rights.viewAll : rights.modifyAll) {
    return null;
  }
  if (permissions.hasUserPermission(user, dataRight) && !user.isGuest) {
    return null;
  }
  if (object.sharingModel === 'ControlledByParent') {
    return byParent(question, object, prefix);
  }
  if (user.isGuest) {
    const rules = ruleSql(question, object, prefix);
    return rules.length === 0 ? NOTHING : `(${rules.join(' OR ')})`;
  }
  if (OPEN[level].has(object.sharingModel)) {
    return null;
  }
  const implicit = parentImplicitSql(question, object, prefix);
  const explicit = explicitSql(question, object, prefix);
  return implicit.length === 0 ? explicit : `(${[explicit, ...implicit].join(' OR ')})`;
}

/**
 * SQL condition for the rows on which a user has a level of access when sharing is enforced: organisation-wide default, owner, queues
 * and groups, roles below, shares, sharing rules, what accounts and their children give each other, View and Modify All. Guests reach
 * what a guest sharing rule opens, to read, and nothing else.
 * @param alias table alias in the query that the condition is for
 * @returns null when it is every row
 */
export function accessibleRowsSql(
  permissions: SharingPermissions,
  user: UserContext,
  object: ObjectSchema,
  level: RecordLevel,
  alias?: string
): string | null {
  return rowsSql({ permissions, user, level, depth: 0 }, object, alias === undefined ? '' : `${alias}.`);
}

/** SQL condition for the rows that a user sees; null when every row is visible. */
export function visibleRowsSql(
  permissions: SharingPermissions,
  user: UserContext,
  object: ObjectSchema,
  alias?: string
): string | null {
  return accessibleRowsSql(permissions, user, object, 'read', alias);
}

/** SQL condition for the rows that a user may change; null when that is every row. */
export function editableRowsSql(
  permissions: SharingPermissions,
  user: UserContext,
  object: ObjectSchema,
  alias?: string
): string | null {
  return accessibleRowsSql(permissions, user, object, 'edit', alias);
}
