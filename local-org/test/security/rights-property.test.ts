import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runDml } from '../../src/dml/index.ts';
import type { Org } from '../../src/index.ts';
import { parseSoql, runSoql } from '../../src/soql/index.ts';
import { SObject } from '../../src/values/index.ts';
import { openProject } from '../support/apex-project.ts';

/** Rights of permission sets, organisation-wide defaults, owners, modes and sharing in any mixture, against what the guides say of each. */

const MODELS = ['Private', 'Read', 'ReadWrite'] as const;
type Model = (typeof MODELS)[number];

interface Rights {
  readonly read?: true;
  readonly create?: true;
  readonly edit?: true;
  readonly delete?: true;
  readonly viewAll?: true;
  readonly modifyAll?: true;
  readonly noteRead?: true;
  readonly noteEdit?: true;
}

const READ = { read: true } as const;
const SETS: Readonly<Record<string, Rights>> = {
  Reads: READ,
  Creates: { ...READ, create: true },
  Edits: { ...READ, edit: true },
  Deletes: { ...READ, edit: true, delete: true },
  SeesAll: { ...READ, viewAll: true },
  ChangesAll: { ...READ, edit: true, delete: true, viewAll: true, modifyAll: true },
  ReadsNotes: { noteRead: true },
  EditsNotes: { noteRead: true, noteEdit: true }
};
const NAMES = Object.keys(SETS);

const flag = (value: true | undefined): string => String(value === true);
function permissionSet(name: string, rights: Rights): string {
  const objects = MODELS.map(
    (model) =>
      `<objectPermissions><allowCreate>${flag(rights.create)}</allowCreate><allowDelete>${flag(rights.delete)}</allowDelete><allowEdit>${flag(rights.edit)}</allowEdit><allowRead>${flag(rights.read)}</allowRead><modifyAllRecords>${flag(rights.modifyAll)}</modifyAllRecords><object>${model}__c</object><viewAllRecords>${flag(rights.viewAll)}</viewAllRecords></objectPermissions>`
  );
  const fields = MODELS.map(
    (model) =>
      `<fieldPermissions><editable>${flag(rights.noteEdit)}</editable><field>${model}__c.Note__c</field><readable>${flag(rights.noteRead)}</readable></fieldPermissions>`
  );
  return `<PermissionSet><label>${name}</label>${(rights.read ? objects : []).join('')}${(rights.noteRead ? fields : []).join('')}</PermissionSet>`;
}

const FILES = Object.fromEntries([
  ...MODELS.flatMap((model) => [
    [
      `objects/${model}__c/${model}__c.object-meta.xml`,
      `<CustomObject><label>${model}</label><pluralLabel>${model}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>${model}</sharingModel></CustomObject>`
    ],
    [
      `objects/${model}__c/fields/Note__c.field-meta.xml`,
      '<CustomField><fullName>Note__c</fullName><label>Note</label><type>Text</type><length>20</length></CustomField>'
    ]
  ]),
  ...NAMES.map((name) => [`permissionsets/${name}.permissionset-meta.xml`, permissionSet(name, SETS[name] ?? {})])
]) as Record<string, string>;

interface Case {
  readonly sets: readonly string[];
  readonly model: Model;
  readonly owns: boolean;
  readonly access: 'user' | 'system';
  readonly sharing: 'with' | 'without';
}

type Answer = Readonly<Record<'see' | 'seeNote' | 'insert' | 'insertNote' | 'edit' | 'editNote' | 'delete', boolean>>;

/** The oracle: object and field rights count in user mode, sharing there and wherever it is enforced. */
function expected({ sets, model, owns, access, sharing }: Case): Answer {
  const has = (right: keyof Rights): boolean => sets.some((name) => SETS[name]?.[right] === true);
  const isUser = access === 'user';
  const may = (right: keyof Rights): boolean => !isUser || has(right);
  const isShared = isUser || sharing === 'with';
  const reaches = (openTo: readonly Model[], all: boolean): boolean =>
    !isShared || owns || openTo.includes(model) || all;
  const see = may('read') && reaches(['Read', 'ReadWrite'], has('viewAll') || has('modifyAll'));
  const edit = may('edit') && reaches(['ReadWrite'], has('modifyAll'));
  return {
    see,
    seeNote: see && may('noteRead'),
    insert: may('create'),
    insertNote: may('create') && may('noteEdit'),
    edit,
    editNote: edit && may('noteEdit'),
    delete: may('delete') && reaches([], has('modifyAll'))
  };
}

function actual(org: Org, userId: string, recordId: string, { model, access, sharing }: Case): Answer {
  const options = { access, sharing } as const;
  const name = `${model}__c`;
  const tried = (work: () => boolean): boolean =>
    org.withRollback(() => {
      try {
        return work();
      } catch {
        return false;
      }
    });
  return org.run({ user: org.users.byId(userId) }, () => {
    const query = (fields: string): boolean =>
      tried(() => runSoql(org.program, parseSoql(`SELECT ${fields} FROM ${name}`), [], options).records.length === 1);
    const change = (operation: 'insert' | 'update' | 'delete', values: Record<string, string>): boolean =>
      tried(() => {
        const record = new SObject(name, org.schema.object(name) ?? null);
        Object.entries(values).forEach(([key, value]) => record.fields.set(key, value));
        return runDml(org.program, { operation, records: [record], allOrNone: false, ...options })[0]?.success === true;
      });
    const id = { id: recordId };
    return {
      see: query('Id'),
      seeNote: query('Id, Note__c'),
      insert: change('insert', { name: 'n' }),
      insertNote: change('insert', { name: 'n', note__c: 'x' }),
      edit: change('update', { ...id, name: 'n' }),
      editNote: change('update', { ...id, note__c: 'x' }),
      delete: change('delete', id)
    };
  });
}

const cases: fc.Arbitrary<Case> = fc.record({
  sets: fc.subarray(NAMES),
  model: fc.constantFrom(...MODELS),
  owns: fc.boolean(),
  access: fc.constantFrom('user', 'system'),
  sharing: fc.constantFrom('with', 'without')
});

test('what a user may do follows rights, sharing and modes', async () => {
  const org = openProject(FILES);
  const { rows } = org;
  const admin = org.users.administrator().id;
  const profile = String(rows.find('Profile', { Name: 'Minimum Access - Salesforce' })?.['id']);
  let count = 0;
  try {
    fc.assert(
      fc.property(cases, (one) => {
        org.withRollback(() => {
          const username = `u${count++}@example.com.rights`;
          const values = {
            Username: username,
            LastName: 'u',
            ProfileId: profile,
            IsActive: true,
            UserType: 'Standard'
          };
          const user = rows.insert('User', admin, values);
          for (const name of one.sets) {
            const set = String(rows.find('PermissionSet', { Name: name })?.['id']);
            rows.insert('PermissionSetAssignment', admin, { AssigneeId: user, PermissionSetId: set });
          }
          const owner = one.owns ? user : admin;
          const record = rows.insert(`${one.model}__c`, admin, { Name: 'r', OwnerId: owner, IsDeleted: false });
          org.access.reset();
          assert.deepEqual(actual(org, user, record, one), expected(one));
        });
      }),
      { numRuns: 100, seed: 3 }
    );
  } finally {
    await org.close();
  }
});
