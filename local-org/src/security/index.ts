export { AccessControl } from './access-control.ts';
export { seedProfilePermissions } from './profile-permissions.ts';
export type { FieldRights, ObjectRights } from './permissions.ts';
export { editableRowsSql, visibleRowsSql } from './sharing.ts';
export type { UserContext } from './user-context.ts';
