export interface ObjectRights {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
  readonly viewAllFields: boolean;
}

export interface FieldRights {
  readonly read: boolean;
  readonly edit: boolean;
}

/** Everything that a user's profile and permission sets grant together. */
export interface UserPermissions {
  /** By lower-case object name. */
  readonly objects: Map<string, ObjectRights>;
  /** By lower-case `object.field`. */
  readonly fields: Map<string, FieldRights>;
  /** Lower-case names. */
  readonly classes: Set<string>;
  readonly customPermissions: Set<string>;
  readonly userPermissions: Set<string>;
  readonly customMetadataTypes: Set<string>;
  readonly customSettings: Set<string>;
  /** Apps that the user may choose. */
  readonly applications: Set<string>;
  /** Principals of external credentials, as `Credential-Principal`. */
  readonly principals: Set<string>;
  /** Principals of external credentials, as `Credential-Principal`. */
}

export const NO_RIGHTS: ObjectRights = {
  read: false,
  create: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false,
  viewAllFields: false
};

/** What two grants allow together; a higher right brings the lower ones. */
export function joinRights(a: ObjectRights, b: ObjectRights): ObjectRights {
  const either = (right: keyof ObjectRights): boolean => a[right] || b[right];
  const modifyAll = either('modifyAll');
  const viewAll = either('viewAll') || modifyAll;
  const remove = either('delete') || modifyAll;
  const edit = either('edit') || remove;
  return {
    modifyAll,
    viewAll,
    delete: remove,
    edit,
    create: either('create'),
    read: either('read') || viewAll || edit || either('create'),
    viewAllFields: either('viewAllFields')
  };
}

export function addObject(permissions: UserPermissions, object: string, rights: ObjectRights): void {
  const key = object.toLowerCase();
  permissions.objects.set(key, joinRights(permissions.objects.get(key) ?? NO_RIGHTS, rights));
}

export function addField(permissions: UserPermissions, field: string, rights: FieldRights): void {
  const key = field.toLowerCase();
  const before = permissions.fields.get(key);
  const edit = rights.edit || (before?.edit ?? false);
  permissions.fields.set(key, { edit, read: rights.read || edit || (before?.read ?? false) });
}

export function noPermissions(): UserPermissions {
  return {
    objects: new Map(),
    fields: new Map(),
    classes: new Set(),
    customPermissions: new Set(),
    userPermissions: new Set(),
    customMetadataTypes: new Set(),
    customSettings: new Set(),
    applications: new Set(),
    principals: new Set()
  };
}

/** Adds everything that one grant allows to another. */
export function addAll(target: UserPermissions, more: UserPermissions): void {
  more.objects.forEach((rights, object) => addObject(target, object, rights));
  more.fields.forEach((rights, field) => addField(target, field, rights));
  for (const kind of [
    'classes',
    'customPermissions',
    'userPermissions',
    'customMetadataTypes',
    'customSettings',
    'applications',
    'principals'
  ] as const) {
    more[kind].forEach((name) => target[kind].add(name));
  }
}
