import type { OrgDatabase } from '../db/index.ts';
import type { FieldSchema, ObjectSchema, ProjectMetadata, Schema } from '../metadata/index.ts';
import type { ApexValue } from '../runtime/values/index.ts';
import { loadPermissions } from './permissions.ts';
import { joinRights, NO_RIGHTS, type FieldRights, type ObjectRights, type UserPermissions } from './rights.ts';
import { reachOf, type Reach } from './reach.ts';
import { visibleRowsSql } from './sharing.ts';
import { sharingRulesOf, type SharingRule } from './sharing-rules.ts';
import type { UserContext } from './user-context.ts';

const ADMINISTRATOR = 'System Administrator';
const FULL: ObjectRights = {
  read: true,
  create: true,
  edit: true,
  delete: true,
  viewAll: true,
  modifyAll: true,
  viewAllFields: true
};
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
const PROFILE_RIGHTS: Readonly<Record<string, ObjectRights>> = {
  'Standard User': STANDARD,
  'Marketing User': STANDARD,
  'Solution Manager': STANDARD,
  'Contract Manager': STANDARD,
  'Read Only': READ
};

/** Business objects of the standard profiles; other standard objects follow their own rules. */
const BUSINESS_OBJECTS = new Set(
  'Account Asset Campaign CampaignMember Case CaseComment Contact Contract Event Lead Opportunity OpportunityLineItem Order OrderItem Solution Task'.split(
    ' '
  )
);
export function isBusinessObject(object: ObjectSchema): boolean {
  return object.kind === 'standard' && BUSINESS_OBJECTS.has(object.name);
}

/** Business objects that standard profiles other than the administrator's cannot delete. */
const NEVER_DELETED = new Set(['Case', 'Lead', 'Solution']);
/** Standard fields that are hidden until they are granted. */
const HIDDEN_FIELDS =
  /^(Tradestyle|NaicsCode|NaicsDesc|DunsNumber|YearStarted|CleanStatus|DoNotCall|HasOptedOutOfEmail|HasOptedOutOfFax)$/i;
const LOCATION_PART = /^(.+)__(Latitude|Longitude)__s$/i;
const ADDRESS_PART = /^(.*?)(Street|City|State|PostalCode|Country|Latitude|Longitude|GeocodeAccuracy)$/;
/** Objects that every internal user reads: who is who, what is installed, and files. */
const COMMON_OBJECTS =
  /^(User|UserRole|Profile|Group|GroupMember|QueueSobject|Organization|RecordType|PermissionSet.*|ApexClass|ApexTrigger|AsyncApexJob|Cron.*|StaticResource|CustomPermission|BusinessHours|Holiday|EmailTemplate|Folder|EntityDefinition|FieldDefinition|UserRecordAccess|.*Status|CustomNotificationType)$/;
/** Objects that follow their parents or owners alone. */
const PERSONAL_OBJECTS =
  /^(Attachment|Note|Document|Content.*|FeedItem|EmailMessage|AccountContactRelation|OpportunityContactRole)$/;

/** Rows beside standard records. */
const SHARES = /^(Account|Contact|Case|Opportunity|Lead|Campaign|Order|Contract|Asset)(Share|History)$/;

const PRICING_OBJECTS = /^(Product2|Pricebook2|PricebookEntry)$/;

interface CacheEntry {
  readonly permissions: UserPermissions;
  readonly objects: Map<string, ObjectRights>;
  readonly fields: Map<string, FieldRights>;
  reach?: Reach;
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

  constructor(schema: Schema, metadata: ProjectMetadata, db: OrgDatabase) {
    this.schema = schema;
    this.#metadata = metadata;
    this.#db = db;
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

  /** Whether the user may run a class that is called from outside: Apex REST, components. */
  classAccess(user: UserContext, className: string): boolean {
    return this.#isAdministrator(user) || this.#entry(user).permissions.classes.has(className.toLowerCase());
  }

  hasCustomPermission(user: UserContext, name: string): boolean {
    return this.#entry(user).permissions.customPermissions.has(name.toLowerCase());
  }

  /**
   * @param name API name without prefix: `ViewAllData`, `ModifyAllData`, `ViewEncryptedData` …
   */
  hasUserPermission(user: UserContext, name: string): boolean {
    // Seeing encrypted data has to be granted, even to administrators.
    const isImplied = this.#isAdministrator(user) && name.toLowerCase() !== 'viewencrypteddata';
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

  #isAdministrator(user: UserContext): boolean {
    return user.profileName === ADMINISTRATOR || user.userType === 'AutomatedProcess';
  }

  #objectRights(user: UserContext, object: ObjectSchema, permissions: UserPermissions): ObjectRights {
    if (this.#isAdministrator(user) || permissions.userPermissions.has('modifyalldata')) {
      return FULL;
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
    if (BUSINESS_OBJECTS.has(object.name)) {
      const isCampaign = object.name.startsWith('Campaign');
      if (isCampaign && user.profileName !== 'Marketing User') {
        return READ;
      }
      return NEVER_DELETED.has(object.name) ? { ...rights, delete: false } : rights;
    }
    return PRICING_OBJECTS.test(object.name) ? READ : NO_RIGHTS;
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
    const isWriteable = field.createable || field.updateable;
    const mayWrite = (rights.create || rights.edit) && isWriteable;
    const isOpen = this.#isAdministrator(user) || permissions.userPermissions.has('modifyalldata');
    if (isOpen || !hasFieldSecurity(object, field)) {
      return { read: rights.read, edit: mayWrite };
    }
    const granted = grantFor(object, field, permissions);
    const isStandardProfile =
      !field.custom && PROFILE_RIGHTS[user.profileName] !== undefined && !HIDDEN_FIELDS.test(field.name);
    return {
      read: rights.read && ((granted?.read ?? false) || rights.viewAllFields || isStandardProfile),
      edit: mayWrite && ((granted?.edit ?? false) || (isStandardProfile && PROFILE_RIGHTS[user.profileName] !== READ))
    };
  }
}

/** Standard fields without field-level security. */
const SYSTEM_FIELDS = new Set([
  'Name',
  'OwnerId',
  'RecordTypeId',
  'CreatedById',
  'LastModifiedById',
  'IsDeleted',
  'IsConverted',
  'IsUnreadByOwner',
  'ConvertedDate',
  'ConvertedAccountId',
  'ConvertedContactId',
  'ConvertedOpportunityId',
  'TaskSubtype',
  'EventSubtype',
  'IsRecurrence'
]);

/** Parts of a person's compound name: like the name itself they cannot be hidden. */
const NAME_PARTS = new Set(['FirstName', 'MiddleName', 'LastName', 'Salutation', 'Suffix']);

/** Mask types that leave the last four characters to be seen. */
const LAST_FOUR = new Set(['lastFour', 'creditCard', 'ssn', 'sin']);

function maskText(field: FieldSchema, value: string): string {
  const shown = LAST_FOUR.has(field.maskType ?? 'all') ? value.slice(-4) : '';
  const hidden = value.slice(0, value.length - shown.length);
  return (field.maskChar === 'X' ? 'X' : '*').repeat(hidden.length) + shown;
}

/** Parts of an address or a geolocation are granted with the whole. */
function grantFor(object: ObjectSchema, field: FieldSchema, permissions: UserPermissions): FieldRights | undefined {
  const own = permissions.fields.get(`${object.name}.${field.name}`.toLowerCase());
  const whole = wholeOf(field);
  return own ?? (whole === undefined ? undefined : permissions.fields.get(`${object.name}.${whole}`.toLowerCase()));
}

/** Name of the compound field that a field is a part of. */
function wholeOf({ custom, name }: FieldSchema): string | undefined {
  const location = LOCATION_PART.exec(name)?.[1];
  if (location !== undefined) {
    return `${location}__c`;
  }
  const address = custom ? undefined : ADDRESS_PART.exec(name)?.[1];
  return address === undefined ? undefined : `${address}Address`;
}

/** Whether field-level security applies: to optional custom fields, and to optional fields of standard business objects. */
function hasFieldSecurity(object: ObjectSchema, field: FieldSchema): boolean {
  if (field.required || field.masterDetail || field.name === object.nameField || field.type === 'id') {
    return false;
  }
  if (field.custom) {
    return object.kind === 'custom' || object.kind === 'standard';
  }
  const isWritten = field.createable || field.updateable;
  return (
    isWritten &&
    !SYSTEM_FIELDS.has(field.name) &&
    !(NAME_PARTS.has(field.name) && object.fields.has('lastname')) &&
    (BUSINESS_OBJECTS.has(object.name) || PRICING_OBJECTS.test(object.name))
  );
}
