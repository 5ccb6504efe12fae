import type { OrgDatabase } from '../db/index.ts';
import type { Schema } from '../metadata/index.ts';
import type { AccessControl } from './access-control.ts';
import type { UserContext } from './user-context.ts';

/** A user of a profile without any permission set: what the profile alone allows. */
function userOf(profileId: string, profileName: string, userType: string): UserContext {
  return {
    id: `profile:${profileId}`,
    username: '',
    firstName: '',
    lastName: '',
    name: '',
    email: '',
    profileId,
    profileName,
    roleId: null,
    userType,
    isGuest: userType === 'Guest',
    timeZone: 'GMT',
    locale: 'en_US',
    languageLocale: 'en_US'
  };
}

const INSERT = `INSERT INTO objectpermissions (id, parentid, sobjecttype, permissionsread, permissionscreate, permissionsedit,
  permissionsdelete, permissionsviewallrecords, permissionsmodifyallrecords) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/**
 * Writes the ObjectPermissions rows of the permission sets that stand for profiles, so that queries see what profiles allow. Run at
 * every start; access itself is not decided by these rows.
 */
export function seedProfilePermissions(db: OrgDatabase, schema: Schema, access: AccessControl): void {
  const rowObject = schema.object('ObjectPermissions');
  const sets = db.all(
    'SELECT s.id, p.id AS profileid, p.name, p.usertype FROM permissionset s JOIN profile p ON p.id = s.profileid WHERE s.isownedbyprofile = 1'
  );
  if (rowObject === undefined) {
    return;
  }
  for (const set of sets) {
    const user = userOf(String(set['profileid']), String(set['name']), String(set['usertype'] ?? 'Standard'));
    db.run('DELETE FROM objectpermissions WHERE parentid = ?', [set['id'] ?? null]);
    for (const object of schema.objects()) {
      const rights = access.objectAccess(user, object.name);
      const isBusiness = object.kind === 'custom' || (object.kind === 'standard' && object.fields.has('ownerid'));
      if (isBusiness && rights.read) {
        const flags = [rights.read, rights.create, rights.edit, rights.delete, rights.viewAll, rights.modifyAll];
        db.run(INSERT, [db.nextId(rowObject), set['id'] ?? null, object.name, ...flags.map(Number)]);
      }
    }
  }
}
