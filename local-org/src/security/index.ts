/** Who may do what: permissions, field access, sharing. */
export { AccessControl, type AccessOptions } from './access-control.ts';
export { seedProfilePermissions } from './profile-permissions.ts';
export type { FieldRights, ObjectRights } from './rights.ts';
export { shareObjectOf, sharedObjectOf } from './share-objects.ts';
export { isBusinessObject } from './standard-objects.ts';
export { accessibleRowsSql, editableRowsSql, visibleRowsSql, type RecordLevel } from './sharing.ts';
export type { UserContext } from './user-context.ts';
export type { ShareObject } from './share-objects.ts';
