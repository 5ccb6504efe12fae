import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProject } from '../../src/metadata/index.ts';
import { AccessControl, editableRowsSql, type UserContext } from '../../src/security/index.ts';
import { OrgDatabase } from '../../src/db/index.ts';
import { SAMPLE, writeProject } from '../dml/org-double.ts';

const TIER = {
  'objects/Account/fields/Tier__c.field-meta.xml':
    '<CustomField><fullName>Tier__c</fullName><label>Tier</label><type>Text</type><length>20</length></CustomField>'
};
const ADMIN_PROFILE = {
  'profiles/Admin.profile-meta.xml':
    '<Profile><fieldPermissions><field>Account.Tier__c</field><readable>true</readable><editable>false</editable></fieldPermissions></Profile>'
};
const metadata = loadProject([writeProject({ ...SAMPLE, ...TIER })]);
const { schema } = metadata;

function user(profileName: string, changes: Partial<UserContext> = {}): UserContext {
  return {
    id: `005${profileName
      .replace(/[^A-Za-z]/g, '')
      .slice(0, 12)
      .padEnd(15, '0')}`,
    username: 'u@example.com',
    firstName: 'U',
    lastName: 'Ser',
    name: 'U Ser',
    email: 'u@example.com',
    profileId: '00edL0000000007AAA',
    profileName,
    roleId: null,
    userType: 'Standard',
    isGuest: false,
    timeZone: 'GMT',
    locale: 'en_US',
    languageLocale: 'en_US',
    ...changes
  };
}

function setUp(): { db: OrgDatabase; access: AccessControl } {
  const db = OrgDatabase.open(':memory:', schema);
  return { db, access: new AccessControl(schema, metadata, db) };
}

function assign(db: OrgDatabase, userId: string): void {
  db.run("INSERT INTO permissionset (id, name, label) VALUES ('ps', 'Packer', 'Packer')");
  db.run(
    "INSERT INTO objectpermissions (id, parentid, sobjecttype, permissionsread, permissionscreate, permissionsedit) VALUES ('o', 'ps', 'Crate__c', 1, 1, 1)"
  );
  db.run(
    "INSERT INTO fieldpermissions (id, parentid, sobjecttype, field, permissionsread, permissionsedit) VALUES ('f', 'ps', 'Crate__c', 'Crate__c.Amount__c', 1, 0)"
  );
  db.run("INSERT INTO permissionsetassignment (id, permissionsetid, assigneeid) VALUES ('a', 'ps', ?)", [userId]);
}

const minimal = user('Minimum Access - Salesforce');

const HIDDEN = { read: false, edit: false };
const administrator = user('System Administrator');

test('an administrator has every object and record, and of custom fields those that are granted', () => {
  const { access, db } = setUp();
  const rights = access.objectAccess(administrator, 'Crate__c');
  assert.deepEqual([rights.create, rights.delete, rights.modifyAll, rights.viewAllFields], [true, true, true, false]);
  const fields = (names: readonly string[], of = access): unknown[] =>
    names.map((name) => of.fieldAccess(administrator, name.split('.')[0] ?? '', name.split('.')[1] ?? ''));
  assert.deepEqual(fields(['Crate__c.Email__c', 'Crate__c.Double__c', 'Account.Tier__c']), [HIDDEN, HIDDEN, HIDDEN]);
  const open = { read: true, edit: true };
  const shown = ['Secret__c.Name', 'Crate__c.OwnerId', 'Account.Phone', 'Contact.DoNotCall', 'Contact.FirstName'];
  assert.deepEqual(fields(shown), Array(shown.length).fill(open), 'what cannot be hidden, and standard fields');
  assign(db, administrator.id);
  access.reset();
  assert.deepEqual(fields(['Crate__c.Amount__c', 'Crate__c.Email__c']), [{ read: true, edit: false }, HIDDEN]);

  const withProfile = loadProject([writeProject({ ...SAMPLE, ...TIER, ...ADMIN_PROFILE })]);
  const granted = new AccessControl(withProfile.schema, withProfile, OrgDatabase.open(':memory:', withProfile.schema));
  assert.deepEqual(fields(['Account.Tier__c', 'Crate__c.Email__c'], granted), [{ read: true, edit: false }, HIDDEN]);

  const installed = new AccessControl(schema, metadata, db, { administratorFields: 'all' });
  assert.deepEqual(fields(['Crate__c.Email__c', 'Account.Tier__c'], installed), [open, open]);
  assert.deepEqual(fields(['Crate__c.Double__c'], installed), [{ read: true, edit: false }], 'a formula');
  assert.deepEqual(installed.fieldAccess(user('Standard User'), 'Account', 'Tier__c'), HIDDEN, 'no one else');
});

test('View All Fields opens the fields of an object to read, Modify All Data opens none', () => {
  const { access, db } = setUp();
  assign(db, minimal.id);
  db.run("UPDATE permissionset SET permissionsmodifyalldata = 1 WHERE id = 'ps'");
  assert.equal(access.objectAccess(minimal, 'Crate__c').modifyAll, true);
  assert.deepEqual(access.fieldAccess(minimal, 'Crate__c', 'Email__c'), HIDDEN);
  assert.deepEqual(access.fieldAccess(minimal, 'Account', 'Phone'), HIDDEN, 'standard fields come with the profile');
  db.run("UPDATE objectpermissions SET permissionsviewallfields = 1 WHERE id = 'o'");
  db.run("UPDATE permissionset SET permissionsmodifyalldata = 0 WHERE id = 'ps'");
  access.reset();
  assert.deepEqual(access.fieldAccess(minimal, 'Crate__c', 'Email__c'), { read: true, edit: false });
});

test('the Automated Process user reaches every record, but has no object or field that is not granted', () => {
  const { access, db } = setUp();
  const process = user('Automated Process', { userType: 'AutomatedProcess' });
  const crate = schema.object('Crate__c');
  const secret = schema.object('Secret__c');
  assert.ok(crate && secret);
  assert.equal(access.visibleRowsSql(process, secret), null);
  assert.equal(editableRowsSql(access, process, secret), null);
  assert.deepEqual(
    ['Crate__c', 'Account'].map((name) => access.objectAccess(process, name).read),
    [false, false]
  );
  assert.deepEqual(access.fieldAccess(process, 'Crate__c', 'Amount__c'), HIDDEN);
  assign(db, process.id);
  access.reset();
  assert.equal(access.objectAccess(process, 'Crate__c').edit, true);
  assert.deepEqual(access.fieldAccess(process, 'Crate__c', 'Amount__c'), { read: true, edit: false });
});

test('a minimal user may do nothing that is not granted', () => {
  const { access } = setUp();
  assert.deepEqual(
    ['Crate__c', 'Account', 'NoSuch__c'].map((name) => access.objectAccess(minimal, name).read),
    [false, false, false]
  );
  assert.equal(access.objectAccess(minimal, 'User').read, true);
  assert.equal(access.objectAccess(user('Standard User'), 'Account').edit, true);
  assert.equal(access.objectAccess(user('Standard User'), 'Crate__c').read, false);
  assert.deepEqual(
    ['Phone', 'DoNotCall', 'HasOptedOutOfEmail', 'HasOptedOutOfFax'].map(
      (name) => access.fieldAccess(user('Standard User'), 'Contact', name).read
    ),
    [true, false, false, false],
    'opt-outs have to be granted'
  );
  const custom = access.fieldAccess(user('Standard User'), 'Account', 'Tier__c');
  assert.deepEqual(custom, { read: false, edit: false }, 'so have custom fields of standard objects');
});

test('permission sets grant objects, fields and classes, after a reset', () => {
  const { access, db } = setUp();
  assert.equal(access.objectAccess(minimal, 'Crate__c').read, false);
  assign(db, minimal.id);
  assert.equal(access.objectAccess(minimal, 'Crate__c').read, false, 'cached');
  access.reset();
  const { read, create, edit, delete: remove } = access.objectAccess(minimal, 'crate__c');
  assert.deepEqual([read, create, edit, remove], [true, true, true, false]);
  assert.deepEqual(access.fieldAccess(minimal, 'Crate__c', 'Amount__c'), { read: true, edit: false });
  assert.deepEqual(access.fieldAccess(minimal, 'Crate__c', 'Email__c'), { read: false, edit: false });
  assert.equal(access.fieldAccess(minimal, 'Crate__c', 'CreatedDate').read, true);
  db.run("INSERT INTO apexclass (id, name) VALUES ('c', 'CratePanel')");
  db.run("INSERT INTO setupentityaccess (id, parentid, setupentityid) VALUES ('s', 'ps', 'c')");
  access.reset();
  assert.deepEqual(
    ['cratepanel', 'Other'].map((name) => access.classAccess(minimal, name)),
    [true, false]
  );
});

test('guests never edit or delete, and see no rows', () => {
  const { access, db } = setUp();
  const guest = user('Guest License User', { isGuest: true, userType: 'Guest' });
  assign(db, guest.id);
  const rights = access.objectAccess(guest, 'Crate__c');
  assert.deepEqual([rights.create, rights.edit, rights.delete], [true, false, false]);
  const crate = schema.object('Crate__c');
  assert.ok(crate);
  assert.equal(access.visibleRowsSql(guest, crate), '0');
});

test('private records are seen by owners, queue members, roles above and those they are shared with', () => {
  const { access, db } = setUp();
  const secret = schema.object('Secret__c');
  assert.ok(secret);
  const reader = user('Standard User', { roleId: 'boss' });
  db.run("INSERT INTO userrole (id, name, parentroleid) VALUES ('boss', 'Boss', NULL), ('clerk', 'Clerk', 'boss')");
  db.run(`INSERT INTO "user" (id, username, userroleid) VALUES ('below', 'b', 'clerk')`);
  db.run("INSERT INTO groupmember (id, groupid, userorgroupid) VALUES ('m', 'queue', ?)", [reader.id]);
  const owners: readonly (readonly [string, string])[] = [
    ['own', reader.id],
    ['queued', 'queue'],
    ['lower', 'below'],
    ['shared', 'other'],
    ['hidden', 'other']
  ];
  owners.forEach(([id, owner]) =>
    db.run('INSERT INTO secret__c (id, name, ownerid) VALUES (?, ?, ?)', [id, id, owner])
  );
  db.run("INSERT INTO secret__share (id, parentid, userorgroupid, accesslevel) VALUES ('s', 'shared', ?, 'Read')", [
    reader.id
  ]);
  const ids = (condition: string | null): unknown[] =>
    db.rows(`SELECT s.id FROM secret__c s WHERE ${condition ?? '1'} ORDER BY s.id`).flat();
  assert.deepEqual(ids(access.visibleRowsSql(reader, secret, 's')), ['lower', 'own', 'queued', 'shared']);
  assert.deepEqual(
    ids(editableRowsSql(access, reader, secret, 's')),
    ['lower', 'own', 'queued'],
    'a read share is no edit'
  );
  assert.equal(access.visibleRowsSql(user('System Administrator'), secret), null);
  const crate = schema.object('Crate__c');
  assert.ok(crate);
  assert.equal(access.visibleRowsSql(reader, crate), null, 'public objects are open');
});

test('encrypted text is masked unless the permission is granted', () => {
  const { access, db } = setUp();
  const code = schema.object('Secret__c')?.fields.get('code__c');
  assert.ok(code);
  assert.equal(access.mask(user('System Administrator'), code, 'abcd'), '****');
  assign(db, minimal.id);
  db.run("UPDATE permissionset SET permissionsviewencrypteddata = 1 WHERE id = 'ps'");
  access.reset();
  assert.equal(access.mask(minimal, code, 'abcd'), 'abcd');
});
