import type { OrgDatabase } from '../db/index.ts';
import type { FieldSchema, ObjectSchema, ProjectMetadata, Schema } from '../metadata/index.ts';
import type { ApexValue } from '../values/index.ts';
import { grantFor, hasFieldSecurity, HIDDEN_FIELDS, isCode, maskText } from './field-security.ts';
import { loadPermissions } from './permissions.ts';
import { joinRights, NO_RIGHTS, type FieldRights, type ObjectRights, type UserPermissions } from './rights.ts';
import { reachOf, type Reach } from './reach.ts';
import { visibleRowsSql } from './sharing.ts';
import { sharingRulesOf, type SharingRule } from './sharing-rules.ts';
import { isBusinessObject, isPricingObject } from './standard-objects.ts';
import type { UserContext } from './user-context.ts';
import { table } from '../common/index.ts';

const ADMINISTRATOR = 'System Administrator';
/** Modify All Data: every object and record, but no field. */
const ALL_DATA: ObjectRights = {
  read: true,
  create: true,
  edit: true,
  delete: true,
  viewAll: true,
  modifyAll: true,
  viewAllFields: false
};
/** User permissions to make and change users, as they are compared. */
const USER_MANAGERS = ['manageusers', 'manageinternalusers'];
const READ: ObjectRights = { ...NO_RIGHTS, read: true };
const READ_ALL: ObjectRights = { ...READ, viewAll: true };
const STANDARD: ObjectRights = {
  ...NO_RIGHTS,
  read: true,
  create: true,
  edit: true,
  delete: true
};

/** Profiles that a new org has, and what they may do with standard business objects. Custom objects are granted to none of them. */
const PROFILE_RIGHTS: Readonly<Record<string, ObjectRights>> = table({
  [ADMINISTRATOR]: ALL_DATA,
  'Standard User': STANDARD,
  'Marketing User': STANDARD,
  'Solution Manager': STANDARD,
  'Contract Manager': STANDARD,
  'Read Only': READ
});

/** Business objects that standard profiles other than the administrator's cannot delete. */
const NEVER_DELETED = new Set(['Case', 'Lead', 'Solution']);
/** Objects that every internal user reads: who is who, what is installed, and files. */
const COMMON_OBJECTS =
  /^(User|UserRole|Profile|Group|GroupMember|QueueSobject|Organization|RecordType|PermissionSet.*|ApexClass|ApexTrigger|AsyncApexJob|Cron.*|StaticResource|CustomPermission|BusinessHours|Holiday|EmailTemplate|Folder|EntityDefinition|FieldDefinition|UserRecordAccess|.*Status|CustomNotificationType)$/;
/** Objects that follow their parents or owners alone. */
const PERSONAL_OBJECTS =
  /^(Attachment|Note|Document|Content.*|FeedItem|EmailMessage|AccountContactRelation|OpportunityContactRole)$/;

/** Rows beside standard records. */
const SHARES = /^(Account|Contact|Case|Opportunity|Lead|Campaign|Order|Contract|Asset)(Share|History)$/;

export interface AccessOptions {
  /**
   * What administrators see of custom fields: what their profile and permission sets grant, as after a deployment, or all of them, as
   * after a package was installed for administrators.
   */
  readonly administratorFields: 'granted' | 'all';
}

interface CacheEntry {
  readonly permissions: UserPermissions;
  readonly objects: Map<string, ObjectRights>;
  readonly fields: Map<string, FieldRights>;
  reach?: Reach;
}

function mentionedApplications({ profiles, permissionSets }: ProjectMetadata): ReadonlySet<string> {
  const grants = [...profiles.values(), ...permissionSets.values()];
  return new Set(
    grants.flatMap(({ applications }) => applications.map(({ application }) => application.toLowerCase()))
  );
}

/**
 * What users may do, from their profile and permission sets. Answers are cached per user until `reset`, which must be called when
 * assignments have changed or a transaction was rolled back.
 */
export class AccessControl {
  readonly schema: Schema;
  readonly #metadata: ProjectMetadata;
  readonly #db: OrgDatabase;
  readonly #cache = new Map<string, CacheEntry>();
  readonly #sharingRules: ReadonlyMap<string, readonly SharingRule[]>;
  readonly #options: AccessOptions;
  #mentioned: ReadonlySet<string> | undefined;

  constructor(
    schema: Schema,
    metadata: ProjectMetadata,
    db: OrgDatabase,
    options: AccessOptions = { administratorFields: 'granted' }
  ) {
    this.schema = schema;
    this.#metadata = metadata;
    this.#db = db;
    this.#options = options;
    this.#sharingRules = sharingRulesOf(metadata);
  }

  /** Forgets what is cached. */
  reset(): void {
    this.#cache.clear();
  }

  /** Object permissions; an unknown object answers none. */
  objectAccess(user: UserContext, objectName: string): ObjectRights {
    const entry = this.#entry(user);
    const key = objectName.toLowerCase();
    let rights = entry.objects.get(key);
    if (rights === undefined) {
      const object = this.schema.object(objectName);
      rights = object === undefined ? NO_RIGHTS : this.#objectRights(user, object, entry.permissions);
      entry.objects.set(key, rights);
    }
    return rights;
  }

  /**
   * Field permissions. Fields that cannot be hidden (Id, names, audit and required fields, master-detail) follow the object; a field
   * that nobody writes is never editable.
   */
  fieldAccess(user: UserContext, objectName: string, fieldName: string): FieldRights {
    const entry = this.#entry(user);
    const key = `${objectName}.${fieldName}`.toLowerCase();
    let rights = entry.fields.get(key);
    if (rights === undefined) {
      const object = this.schema.object(objectName);
      const field = object?.fields.get(fieldName.toLowerCase());
      rights =
        object === undefined || field === undefined
          ? { read: false, edit: false }
          : this.#fieldRights(user, object, field, entry.permissions);
      entry.fields.set(key, rights);
    }
    return rights;
  }

  /** Whether the user may run a class that is called from outside: Apex REST, components. Whoever writes Apex may run every class. */
  classAccess(user: UserContext, className: string): boolean {
    return (
      this.hasUserPermission(user, 'AuthorApex') || this.#entry(user).permissions.classes.has(className.toLowerCase())
    );
  }

  hasCustomPermission(user: UserContext, name: string): boolean {
    return this.#entry(user).permissions.customPermissions.has(name.toLowerCase());
  }

  /** Whether an app is among those the user may choose. One that no profile or permission set of the project mentions is there for all. */
  seesApplication(user: UserContext, name: string): boolean {
    if (this.#entry(user).permissions.applications.has(name.toLowerCase())) return true;
    this.#mentioned ??= mentionedApplications(this.#metadata);
    return !this.#mentioned.has(name.toLowerCase());
  }

  /** The app that the user's profile opens with; undefined where it names none. */
  defaultApplication(user: UserContext): string | undefined {
    const profile = this.#metadata.profiles.get(user.profileName.toLowerCase());
    return profile?.applications.find(({ isDefault }) => isDefault)?.application;
  }

  /** Whether the user may use a principal of the external credential. That is granted, to administrators too. */
  hasPrincipal(user: UserContext, externalCredential: string): boolean {
    const prefix = `${externalCredential.toLowerCase()}-`;
    return [...this.#entry(user).permissions.principals].some((name) => name.startsWith(prefix));
  }

  /**
   * @param name API name without prefix: `ViewAllData`, `ModifyAllData`, `ViewEncryptedData` …
   */
  hasUserPermission(user: UserContext, name: string): boolean {
    // Seeing encrypted data has to be granted, even to administrators. The Automated Process user reaches every record.
    const isImplied =
      (isAdministrator(user) || user.userType === 'AutomatedProcess') && name.toLowerCase() !== 'viewencrypteddata';
    return isImplied || this.#entry(user).permissions.userPermissions.has(name.toLowerCase());
  }

  /** Through whom the user reaches records: roles, groups and queues. */
  reach(user: UserContext): Reach {
    return (this.#entry(user).reach ??= reachOf(this.#db, user));
  }

  sharingRules(objectName: string): readonly SharingRule[] {
    return this.#sharingRules.get(objectName.toLowerCase()) ?? [];
  }

  /** SQL condition for the rows that the user sees when sharing is enforced; null when there is no restriction. */
  visibleRowsSql(user: UserContext, object: ObjectSchema, alias?: string): string | null {
    return visibleRowsSql(this, user, object, alias);
  }

  /** What a page or an API shows of a value: encrypted text is masked for users without View Encrypted Data. Apex sees it plain. */
  mask(user: UserContext, field: FieldSchema, value: ApexValue): ApexValue {
    if (
      field.type !== 'encryptedstring' ||
      typeof value !== 'string' ||
      this.hasUserPermission(user, 'ViewEncryptedData')
    ) {
      return value;
    }
    return maskText(field, value);
  }

  #entry(user: UserContext): CacheEntry {
    const key = user.permissionSetId === undefined ? user.id : `${user.id} ${user.permissionSetId}`;
    let entry = this.#cache.get(key);
    if (entry === undefined) {
      const permissions = loadPermissions(this.#db, this.#metadata, user, Date.now());
      this.#cache.set(key, (entry = { permissions, objects: new Map(), fields: new Map() }));
    }
    return entry;
  }

  #objectRights(user: UserContext, object: ObjectSchema, permissions: UserPermissions): ObjectRights {
    if (isAdministrator(user) || permissions.userPermissions.has('modifyalldata')) {
      return ALL_DATA;
    }
    const granted = permissions.objects.get(object.name.toLowerCase()) ?? NO_RIGHTS;
    const rights = joinRights(
      joinRights(granted, this.#profileRights(user, object)),
      this.#kindRights(user, object, permissions)
    );
    if (user.isGuest) {
      // A guest may never change or delete what is there, nor see everything.
      return { ...rights, edit: false, delete: false, viewAll: false, modifyAll: false };
    }
    return permissions.userPermissions.has('viewalldata') ? joinRights(rights, READ_ALL) : rights;
  }

  #profileRights(user: UserContext, object: ObjectSchema): ObjectRights {
    const rights = PROFILE_RIGHTS[user.profileName];
    if (rights === undefined || object.kind !== 'standard') {
      return NO_RIGHTS;
    }
    if (isBusinessObject(object)) {
      const isCampaign = object.name.startsWith('Campaign');
      if (isCampaign && user.profileName !== 'Marketing User') {
        return READ;
      }
      return NEVER_DELETED.has(object.name) ? { ...rights, delete: false } : rights;
    }
    return isPricingObject(object) ? READ : NO_RIGHTS;
  }

  #kindRights(user: UserContext, object: ObjectSchema, permissions: UserPermissions): ObjectRights {
    const key = object.name.toLowerCase();
    switch (object.kind) {
      case 'customMetadata':
        return permissions.customMetadataTypes.has(key) ? READ_ALL : NO_RIGHTS;
      case 'listSetting':
      case 'hierarchySetting':
        return permissions.customSettings.has(key) ? READ_ALL : NO_RIGHTS;
      case 'standard':
        if (object.name === 'Task' || object.name === 'Event') {
          // Activities have user permissions of their own: Access Activities is in every internal profile, Edit Tasks and Edit Events are not.
          const mayEdit = permissions.userPermissions.has(`edit${key}`);
          return user.isGuest ? NO_RIGHTS : mayEdit ? STANDARD : READ;
        }
        if (SHARES.test(object.name)) {
          return this.#shareRights(user, object.name, object.name.replace(/(Share|History)$/, ''));
        }
        if (object.name === 'User' && USER_MANAGERS.some((right) => permissions.userPermissions.has(right))) {
          return { ...READ_ALL, create: true, edit: true };
        }
        if (COMMON_OBJECTS.test(object.name)) {
          return user.isGuest && object.name !== 'User' ? NO_RIGHTS : READ;
        }
        return PERSONAL_OBJECTS.test(object.name) && !user.isGuest ? STANDARD : NO_RIGHTS;
      default:
        return this.#companionRights(user, object);
    }
  }

  /** Shares and histories follow their object. */
  #companionRights(user: UserContext, object: ObjectSchema): ObjectRights {
    const main = /^(.*)__(Share|History)$/.exec(object.name)?.[1];
    return main === undefined ? NO_RIGHTS : this.#shareRights(user, object.name, `${main}__c`);
  }

  /** Whoever may read an object may read its shares; whoever may change it may share it, record by record as sharing allows. */
  #shareRights(user: UserContext, name: string, main: string): ObjectRights {
    const rights = this.objectAccess(user, main);
    if (!name.endsWith('Share')) {
      return { ...NO_RIGHTS, read: rights.read, viewAll: rights.viewAll };
    }
    const { edit } = rights;
    return { ...rights, create: edit, delete: edit };
  }

  #fieldRights(user: UserContext, object: ObjectSchema, field: FieldSchema, permissions: UserPermissions): FieldRights {
    const rights = this.objectAccess(user, object.name);
    if (isCode(object, field) && !this.hasUserPermission(user, 'AuthorApex')) {
      return { read: false, edit: false };
    }
    const isWriteable = field.createable || field.updateable;
    const mayWrite = (rights.create || rights.edit) && isWriteable;
    const isInstalled = this.#options.administratorFields === 'all' && isAdministrator(user);
    if (isInstalled || !hasFieldSecurity(object, field)) {
      return { read: rights.read, edit: mayWrite };
    }
    const granted = grantFor(object, field, permissions);
    const profile = field.custom ? undefined : PROFILE_RIGHTS[user.profileName];
    const isShown = profile !== undefined && (isAdministrator(user) || !HIDDEN_FIELDS.test(field.name));
    return {
      read: rights.read && ((granted?.read ?? false) || rights.viewAllFields || isShown),
      edit: mayWrite && ((granted?.edit ?? false) || (isShown && profile !== READ))
    };
  }
}

function isAdministrator(user: UserContext): boolean {
  return user.profileName === ADMINISTRATOR;
}
