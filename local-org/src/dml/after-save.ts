import type { ObjectSchema } from '../metadata/index.ts';
import type { Engine } from '../engine/index.ts';
import type { ApexValue, SObject } from '../values/index.ts';
import { writeHistory } from './history.ts';
import { updateRecord, type SaveRow } from '../records/index.ts';
import { keepPersonContacts } from './person-accounts.ts';
import { joinShares, keepOwnerShares } from './shares.ts';
import { systemInsert } from './system-insert.ts';

/** A first version of a file makes the document; every version becomes the document's latest. */
function versionSaved(rt: Engine, version: ObjectSchema, { record, old }: SaveRow): void {
  if (old !== null) {
    return;
  }
  const value = (key: string): ApexValue => record.fields.get(key) ?? null;
  const shared = {
    title: value('title'),
    filetype: value('filetype'),
    fileextension: value('fileextension'),
    contentsize: value('contentsize'),
    description: value('description'),
    ownerid: value('ownerid')
  };
  let document = value('contentdocumentid');
  if (typeof document === 'string') {
    rt.org.db.run('UPDATE contentversion SET islatest = 0 WHERE contentdocumentid = ? AND id <> ?', [
      document,
      record.id
    ]);
    rt.org.db.run('UPDATE contentdocument SET latestpublishedversionid = ?, title = ?, contentsize = ? WHERE id = ?', [
      record.id,
      String(shared.title ?? ''),
      Number(shared.contentsize ?? 0),
      document
    ]);
    return;
  }
  document = systemInsert(rt, 'ContentDocument', record, {
    ...shared,
    publishstatus: 'P',
    latestpublishedversionid: record.id
  });
  record.fields.set('contentdocumentid', document);
  const field = version.fields.get('contentdocumentid');
  if (field !== undefined) {
    updateRecord(rt.org.db, version, record, [field]);
  }
  const links = new Set([rt.tx.user.id, value('firstpublishlocationid') ?? rt.tx.user.id]);
  for (const entity of links) {
    const shareType = entity === rt.tx.user.id ? 'I' : 'V';
    systemInsert(rt, 'ContentDocumentLink', record, {
      contentdocumentid: document,
      linkedentityid: entity,
      sharetype: shareType,
      visibility: 'AllUsers'
    });
  }
}

const SECURITY_OBJECTS =
  /^(User|UserRole|Profile|Group|GroupMember|PermissionSet.*|ObjectPermissions|FieldPermissions|SetupEntityAccess)$/;

/** What users may do is cached: a change of who may what empties the cache. */
export function forgetPermissions(rt: Engine, object: ObjectSchema): void {
  if (SECURITY_OBJECTS.test(object.name)) {
    rt.org.access.reset();
  }
}

/** A role can be shared with through groups that stand for it. */
function groupsOfRole(rt: Engine, role: SObject): void {
  for (const type of ['Role', 'RoleAndSubordinates']) {
    systemInsert(rt, 'Group', role, {
      name: String(role.fields.get('name') ?? ''),
      developername: role.fields.get('developername') ?? null,
      relatedid: role.id,
      type
    });
  }
}

/** Users are assigned the permission set that stands for their profile. */
function assignProfile(rt: Engine, { record, old }: SaveRow): void {
  const { db } = rt.org;
  const profile = record.fields.get('profileid');
  const set =
    typeof profile !== 'string' || profile === old?.fields.get('profileid')
      ? undefined
      : db.get('SELECT id FROM permissionset WHERE profileid = ?', [profile]);
  if (set === undefined) {
    return;
  }
  const own = 'SELECT id FROM permissionset WHERE isownedbyprofile = 1';
  db.run(`DELETE FROM permissionsetassignment WHERE assigneeid = ? AND permissionsetid IN (${own})`, [record.id]);
  systemInsert(rt, 'PermissionSetAssignment', record, {
    assigneeid: record.id,
    permissionsetid: String(set['id']),
    isactive: true
  });
}

/** Records that the platform writes beside the saved ones. */
export function afterSave(rt: Engine, object: ObjectSchema, rows: readonly SaveRow[]): void {
  forgetPermissions(rt, object);
  keepOwnerShares(rt, object, rows);
  joinShares(rt, object, rows);
  writeHistory(rt, object, rows);
  if (object.name === 'Pricebook2') {
    rows.forEach(({ record }) => rt.org.db.run('UPDATE pricebook2 SET isdeleted = 0 WHERE id = ?', [record.id]));
  }
  if (object.name === 'Account') {
    keepPersonContacts(rt, object, rows);
  }
  if (object.name === 'UserRole') {
    rows.filter(({ old }) => old === null).forEach(({ record }) => groupsOfRole(rt, record));
  }
  if (object.name === 'User') {
    rows.forEach((row) => assignProfile(rt, row));
  }
  if (object.name === 'ContentVersion') {
    rows.forEach((row) => versionSaved(rt, object, row));
  }
}
