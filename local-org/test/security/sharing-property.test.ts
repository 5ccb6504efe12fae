import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Org } from '../../src/index.ts';
import { runDml } from '../../src/dml/index.ts';
import { SObject } from '../../src/values/index.ts';
import { parseSoql, runSoql } from '../../src/soql/index.ts';
import { openProject } from '../support/apex-project.ts';
import {
  EDIT,
  FULL,
  levelOn,
  READ,
  type Group,
  type Level,
  type Model,
  type Party,
  type Rule,
  type World
} from './support/sharing-oracle.ts';

const MODELS: readonly Model[] = ['Private', 'Read', 'ReadWrite'];
const ROLES = 4;
const GROUPS = 3;
const QUEUES = 2;
const USERS = 5;
const REGIONS = ['North', 'South'];

const index = (count: number): fc.Arbitrary<number> => fc.nat({ max: count - 1 });
const party = (kinds: readonly Party['kind'][]): fc.Arbitrary<Party> =>
  fc
    .constantFrom(...kinds)
    .chain((kind) =>
      index({ user: USERS, role: ROLES, roleAndSubordinates: ROLES, group: GROUPS, allInternalUsers: 1 }[kind]).map(
        (at) => ({ kind, index: at }) as Party
      )
    );
const rule: fc.Arbitrary<Rule> = fc.record({
  object: fc.constantFrom('Private' as const, 'Private' as const, 'Read' as const),
  level: fc.constantFrom('Read' as const, 'Edit' as const),
  to: party(['role', 'roleAndSubordinates', 'group', 'allInternalUsers']),
  from: fc.oneof(
    party(['role', 'roleAndSubordinates', 'group', 'allInternalUsers']),
    fc.record({ region: fc.constantFrom(...REGIONS) })
  )
});
const group = (at: number): fc.Arbitrary<Group> =>
  fc.record({
    users: fc.uniqueArray(index(USERS), { maxLength: 2 }),
    roles: fc.uniqueArray(index(ROLES), { maxLength: 1 }),
    rolesAndBelow: fc.uniqueArray(index(ROLES), { maxLength: 1 }),
    groups: fc.subarray([...Array(GROUPS).keys()].filter((other) => other > at)),
    includesBosses: fc.boolean()
  });
const world: fc.Arbitrary<World> = fc.record({
  roles: fc.tuple(
    ...[...Array(ROLES).keys()].map((at) => (at === 0 ? fc.constant(null) : fc.option(index(at), { freq: 6 })))
  ),
  users: fc.array(fc.option(index(ROLES), { freq: 5 }), { minLength: USERS, maxLength: USERS }),
  groups: fc.tuple(...[...Array(GROUPS).keys()].map(group)),
  queues: fc.array(fc.uniqueArray(index(USERS), { maxLength: 2 }), { minLength: QUEUES, maxLength: QUEUES }),
  records: fc.array(
    fc.record({
      object: fc.constantFrom(...MODELS),
      owner: fc.oneof(
        { weight: 4, arbitrary: fc.record({ kind: fc.constant('user' as const), index: index(USERS) }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('queue' as const), index: index(QUEUES) }) }
      ),
      region: fc.constantFrom(...REGIONS, 'West')
    }),
    { minLength: 6, maxLength: 6 }
  ),
  shares: fc.array(
    fc.record({
      record: index(6),
      to: party(['user', 'role', 'roleAndSubordinates', 'group', 'allInternalUsers']),
      level: fc.constantFrom('Read' as const, 'Edit' as const)
    }),
    { maxLength: 4 }
  )
});

const objectXml = (name: string, sharing: string): string =>
  `<CustomObject><label>${name}</label><pluralLabel>${name}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>${sharing}</sharingModel></CustomObject>`;
const partyXml = ({ kind, index: at }: Party): string =>
  kind === 'allInternalUsers'
    ? `<allInternalUsers></allInternalUsers>`
    : `<${kind}>${kind === 'group' ? 'G' : 'R'}${at}</${kind}>`;
const ruleXml = ({ level, to, from }: Rule, at: number): string => {
  const head = `<fullName>Rule${at}</fullName><accessLevel>${level}</accessLevel><label>Rule</label><sharedTo>${partyXml(to)}</sharedTo>`;
  return 'region' in from
    ? `<sharingCriteriaRules>${head}<criteriaItems><field>Region__c</field><operation>equals</operation><value>${from.region}</value></criteriaItems></sharingCriteriaRules>`
    : `<sharingOwnerRules>${head}<sharedFrom>${partyXml(from)}</sharedFrom></sharingOwnerRules>`;
};

function project(rules: readonly Rule[]): Record<string, string> {
  const files: Record<string, string> = {
    'objects/Part__c/Part__c.object-meta.xml': objectXml('Part', 'ControlledByParent'),
    'objects/Part__c/fields/Master__c.field-meta.xml':
      '<CustomField><fullName>Master__c</fullName><label>Master</label><type>MasterDetail</type><referenceTo>Private__c</referenceTo><relationshipName>Parts</relationshipName><writeRequiresMasterRead>false</writeRequiresMasterRead></CustomField>',
    'objects/Leaf__c/Leaf__c.object-meta.xml': objectXml('Leaf', 'ControlledByParent'),
    'objects/Leaf__c/fields/Master__c.field-meta.xml':
      '<CustomField><fullName>Master__c</fullName><label>Master</label><type>MasterDetail</type><referenceTo>Private__c</referenceTo><relationshipName>Leaves</relationshipName><writeRequiresMasterRead>true</writeRequiresMasterRead></CustomField>'
  };
  for (const model of MODELS) {
    files[`objects/${model}__c/${model}__c.object-meta.xml`] = objectXml(model, model);
    files[`objects/${model}__c/fields/Region__c.field-meta.xml`] =
      '<CustomField><fullName>Region__c</fullName><label>Region</label><type>Text</type><length>20</length></CustomField>';
    const own = rules.filter(({ object }) => object === model);
    if (own.length > 0) {
      files[`sharingRules/${model}__c.sharingRules-meta.xml`] =
        `<SharingRules>${own.map(ruleXml).join('')}</SharingRules>`;
    }
  }
  const names = [...MODELS, 'Part', 'Leaf'].map((name) => `${name}__c`);
  files['permissionsets/Everything.permissionset-meta.xml'] =
    `<PermissionSet><label>Everything</label>${names.map((name) => `<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${name}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`).join('')}</PermissionSet>`;
  return files;
}

interface Built {
  readonly users: readonly string[];
  readonly records: readonly string[];
  readonly parts: ReadonlyMap<number, string>;
  readonly leaves: ReadonlyMap<number, string>;
}

/** Writes a world's rows as the platform keeps them. */
function build(org: Org, { roles, users, groups, queues, records, shares }: World): Built {
  const { rows } = org;
  const admin = org.users.administrator().id;
  const roleIds: string[] = [];
  const roleGroups: Record<'role' | 'roleAndSubordinates', string[]> = { role: [], roleAndSubordinates: [] };
  roles.forEach((parent, at) => {
    const id = rows.insert('UserRole', admin, {
      Name: `R${at}`,
      DeveloperName: `R${at}`,
      ParentRoleId: parent === null ? null : (roleIds[parent] ?? null)
    });
    roleIds.push(id);
    roleGroups.role.push(
      rows.insert('Group', admin, { Name: `R${at}`, DeveloperName: `R${at}`, Type: 'Role', RelatedId: id })
    );
    roleGroups.roleAndSubordinates.push(
      rows.insert('Group', admin, {
        Name: `R${at}`,
        DeveloperName: `R${at}`,
        Type: 'RoleAndSubordinates',
        RelatedId: id
      })
    );
  });
  const profile = String(rows.find('Profile', { Name: 'Minimum Access - Salesforce' })?.['id']);
  const everything = String(rows.find('PermissionSet', { Name: 'Everything' })?.['id']);
  const userIds = users.map((role, at) => {
    const id = rows.insert('User', admin, {
      Username: `u${at}@example.com`,
      LastName: `u${at}`,
      ProfileId: profile,
      IsActive: true,
      UserType: 'Standard',
      UserRoleId: role === null ? null : (roleIds[role] ?? null)
    });
    rows.insert('PermissionSetAssignment', admin, { AssigneeId: id, PermissionSetId: everything });
    return id;
  });
  const everybody = String(
    rows.ensure('Group', admin, { Type: 'Organization' }, { Name: 'All', DeveloperName: 'AllInternalUsers' })
  );
  const groupIds = groups.map((one, at) =>
    rows.insert('Group', admin, {
      Name: `G${at}`,
      DeveloperName: `G${at}`,
      Type: 'Regular',
      DoesIncludeBosses: one.includesBosses
    })
  );
  const join = (groupId: string | undefined, member: string | undefined): void => {
    rows.insert('GroupMember', admin, { GroupId: groupId ?? '', UserOrGroupId: member ?? '' });
  };
  groups.forEach((one, at) => {
    one.users.forEach((user) => join(groupIds[at], userIds[user]));
    one.roles.forEach((role) => join(groupIds[at], roleGroups.role[role]));
    one.rolesAndBelow.forEach((role) => join(groupIds[at], roleGroups.roleAndSubordinates[role]));
    one.groups.forEach((inner) => join(groupIds[at], groupIds[inner]));
  });
  const queueIds = queues.map((members, at) => {
    const id = rows.insert('Group', admin, { Name: `Q${at}`, DeveloperName: `Q${at}`, Type: 'Queue' });
    members.forEach((user) => join(id, userIds[user]));
    return id;
  });
  const idOf = (to: Party): string => {
    const ids = { user: userIds, group: groupIds, allInternalUsers: [everybody], ...roleGroups }[to.kind];
    return ids[to.index] ?? '';
  };
  const parts = new Map<number, string>();
  const leaves = new Map<number, string>();
  const recordIds = records.map(({ object, owner, region }, at) => {
    const id = rows.insert(`${object}__c`, admin, {
      Name: `r${at}`,
      Region__c: region,
      OwnerId: (owner.kind === 'user' ? userIds : queueIds)[owner.index] ?? '',
      IsDeleted: false
    });
    if (object === 'Private') {
      parts.set(at, rows.insert('Part__c', admin, { Name: `p${at}`, Master__c: id, IsDeleted: false }));
      leaves.set(at, rows.insert('Leaf__c', admin, { Name: `l${at}`, Master__c: id, IsDeleted: false }));
    }
    return id;
  });
  // Records that everybody may edit have no share object.
  shares
    .filter(({ record }) => records[record]?.object !== 'ReadWrite')
    .forEach(({ record, to, level }) => {
      rows.insert(`${records[record]?.object ?? ''}__Share`, admin, {
        ParentId: recordIds[record] ?? '',
        UserOrGroupId: idOf(to),
        AccessLevel: level,
        RowCause: 'Manual',
        IsDeleted: false
      });
    });
  org.access.reset();
  return { users: userIds, records: recordIds, parts, leaves };
}

const byName = (a: string, b: string): number => a.localeCompare(b);

/** Names of what each kind of operation lets a user do, as the org answers. */
function answers(
  org: Org,
  userId: string,
  objects: readonly string[],
  names: ReadonlyMap<string, string>
): Record<string, string[]> {
  const user = org.users.byId(userId);
  const options = { access: 'user', sharing: 'with' } as const;
  return org.run({ user }, () => {
    const read = objects.flatMap((object) =>
      runSoql(org.program, parseSoql(`SELECT Id FROM ${object}`), [], options).records.map(({ id }) => id ?? '')
    );
    const accepted = (operation: 'update' | 'delete'): string[] =>
      [...names.keys()].filter((id) =>
        org.withRollback(() => {
          const object = org.schema.objectByPrefix(id.slice(0, 3));
          const record = new SObject(object?.name ?? '', object ?? null);
          record.fields.set('id', id);
          if (operation === 'update') {
            record.fields.set('name', 'changed');
          }
          return (
            runDml(org.program, { operation, records: [record], allOrNone: false, ...options })[0]?.success === true
          );
        })
      );
    const named = (ids: readonly string[]): string[] => ids.map((id) => names.get(id) ?? id).sort(byName);
    return { read: named(read), edit: named(accepted('update')), delete: named(accepted('delete')) };
  });
}

function check(org: Org, rules: readonly Rule[], random: World): void {
  org.withRollback(() => {
    const built = build(org, random);
    const names = new Map<string, string>(built.records.map((id, at) => [id, `r${at}`]));
    built.parts.forEach((id, at) => names.set(id, `p${at}`));
    built.leaves.forEach((id, at) => names.set(id, `l${at}`));
    const objects = [...MODELS, 'Part', 'Leaf'].map((name) => `${name}__c`);
    const all = [...names.values()].sort(byName);
    assert.deepEqual(
      answers(org, org.users.administrator().id, objects, names),
      { read: all, edit: all, delete: all },
      'an administrator reaches every record'
    );
    built.users.forEach((userId, user) => {
      const expected: Record<string, string[]> = { read: [], edit: [], delete: [] };
      const note = (name: string, level: Level): void => {
        [level >= READ && 'read', level >= EDIT && 'edit', level >= FULL && 'delete'].forEach(
          (kind) => kind !== false && expected[kind]?.push(name)
        );
      };
      built.records.forEach((_, at) => {
        const level = levelOn(random, rules, user, at);
        note(`r${at}`, level);
        if (built.parts.has(at)) {
          // Details are changed and deleted by whoever may edit the master, or read it where the relationship says so.
          note(`p${at}`, level >= EDIT ? FULL : level);
          note(`l${at}`, level >= READ ? FULL : level);
        }
      });
      Object.values(expected).forEach((list) => list.sort(byName));
      assert.deepEqual(answers(org, userId, objects, names), expected, `user ${user}`);
    });
  });
}

test('queries and DML agree with a brute-force reading of the sharing documentation', async () => {
  for (const [at, rules] of fc
    .sample(fc.array(rule, { minLength: 2, maxLength: 5 }), { numRuns: 4, seed: 20 })
    .entries()) {
    const org = openProject(project(rules));
    try {
      fc.assert(
        fc.property(world, (random) => check(org, rules, random)),
        { numRuns: 7, seed: 100 + at }
      );
    } finally {
      await org.close();
    }
  }
});
