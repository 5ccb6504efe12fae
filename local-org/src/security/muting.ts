import type { PermissionGrants } from '../metadata/index.ts';
import { NO_RIGHTS, type UserPermissions } from './rights.ts';

/**
 * Takes away what a muting permission set names. A right that is muted takes those along that depend on it: without reading there is
 * no editing, without deleting no Modify All.
 */
export function mute(permissions: UserPermissions, muting: PermissionGrants): void {
  for (const muted of muting.objects) {
    const key = muted.object.toLowerCase();
    const before = permissions.objects.get(key) ?? NO_RIGHTS;
    const read = before.read && !muted.read;
    const viewAll = before.viewAll && read && !muted.viewAll;
    const edit = before.edit && read && !muted.edit;
    const remove = before.delete && edit && !muted.delete;
    permissions.objects.set(key, {
      read,
      viewAll,
      edit,
      delete: remove,
      create: before.create && read && !muted.create,
      modifyAll: before.modifyAll && viewAll && remove && !muted.modifyAll,
      viewAllFields: before.viewAllFields && read && !muted.viewAllFields
    });
  }
  for (const muted of muting.fields) {
    const key = muted.field.toLowerCase();
    const before = permissions.fields.get(key);
    const read = (before?.read ?? false) && !muted.read;
    permissions.fields.set(key, { read, edit: (before?.edit ?? false) && read && !muted.edit });
  }
  const take = (names: Set<string>, muted: readonly string[]): void =>
    muted.forEach((name) => names.delete(name.toLowerCase()));
  take(permissions.classes, muting.classes);
  take(permissions.customPermissions, muting.customPermissions);
  take(permissions.userPermissions, muting.userPermissions);
  take(permissions.customMetadataTypes, muting.customMetadataTypes);
  take(permissions.customSettings, muting.customSettings);
  take(permissions.principals, muting.principals);
}
