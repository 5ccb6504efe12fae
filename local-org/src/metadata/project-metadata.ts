import type { MetadataError } from './metadata-error.ts';
import type { Schema } from './schema.ts';
import type { XmlElement } from './xml.ts';

/** One parsed metadata file, or one element of a file that holds several components. */
export interface MetadataComponent {
  /** Of a part of a managed package: the package's namespace. */
  readonly namespace?: string;
  readonly type: string;
  /** `Account`, `Account.Region__c`, `Setting.Default` … */
  readonly fullName: string;
  readonly file: string;
  readonly data: XmlElement;
}

/** Source of one Apex class or trigger. */
export interface ApexSourceFile {
  readonly path: string;
  readonly kind: 'class' | 'trigger';
  readonly name: string;
  /** From the `-meta.xml` beside it, else the project's, else the newest that the local org knows. */
  readonly apiVersion: number;
  readonly source: string;
}

export interface CustomLabel {
  readonly name: string;
  readonly value: string;
  readonly language: string;
  readonly shortDescription: string;
  readonly categories: string;
}

export interface ObjectPermissionGrant {
  readonly object: string;
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
  /** The permission `View All Fields` of the object. */
  readonly viewAllFields: boolean;
}

export interface FieldPermissionGrant {
  /** `Object.Field` as written. */
  readonly field: string;
  readonly read: boolean;
  readonly edit: boolean;
}

/** What a permission set or a profile grants. */
export interface PermissionGrants {
  readonly name: string;
  readonly label: string;
  readonly file: string;
  readonly kind: 'permissionSet' | 'profile' | 'muting';
  readonly objects: readonly ObjectPermissionGrant[];
  readonly fields: readonly FieldPermissionGrant[];
  readonly classes: readonly string[];
  readonly customPermissions: readonly string[];
  readonly userPermissions: readonly string[];
  readonly tabs: readonly { tab: string; visibility: string }[];
  readonly applications: readonly { application: string; visible: boolean; isDefault: boolean }[];
  readonly recordTypes: readonly { recordType: string; visible: boolean; isDefault: boolean }[];
  readonly customMetadataTypes: readonly string[];
  readonly customSettings: readonly string[];
  /** Principals of external credentials, as `Credential-Principal`. */
  readonly principals: readonly string[];
  readonly data: XmlElement;
}

export interface LwcBundle {
  readonly name: string;
  readonly dir: string;
  readonly file: string;
  readonly meta: XmlElement;
}

export interface StaticResource {
  readonly name: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** The content: a file, or a directory for an unpacked archive. */
  readonly path: string;
  readonly isDirectory: boolean;
}

/** A record of a custom metadata type. A value is text with its XML Schema type, or null for a nil value. */
export interface CustomMetadataRecord {
  readonly object: string;
  readonly developerName: string;
  readonly label: string;
  readonly isProtected: boolean;
  readonly file: string;
  readonly values: ReadonlyMap<string, { readonly type: string; readonly text: string | null }>;
}

export interface QueueDefinition {
  readonly name: string;
  readonly label: string;
  readonly email?: string;
  readonly objects: readonly string[];
}

export interface PlatformEventSubscriberConfig {
  readonly name: string;
  readonly batchSize?: number;
  readonly user?: string;
  /** Trigger name that the configuration is for. */
  readonly trigger: string;
}

/** Everything that was read from the project's source directories. */
export interface ProjectMetadata {
  readonly schema: Schema;
  readonly namespace: string;
  /** Lower-case namespaces of the managed packages that are there. */
  readonly packages: ReadonlySet<string>;
  readonly apiVersion: number;
  /** Features of the org, in lower case, that `config/project-scratch-def.json` asks for. */
  readonly features: ReadonlySet<string>;
  /** Those that the local org does without, as written. */
  readonly unsupportedFeatures: readonly string[];
  readonly projectRoot?: string;
  readonly apex: readonly ApexSourceFile[];
  /** By lower-case name. */
  readonly labels: ReadonlyMap<string, CustomLabel>;
  /** By lower-case API name. */
  readonly permissionSets: ReadonlyMap<string, PermissionGrants>;
  readonly permissionSetGroups: ReadonlyMap<
    string,
    { name: string; label: string; permissionSets: readonly string[]; mutingPermissionSets: readonly string[] }
  >;
  /** What groups of permission sets leave out of them, by lower-case name. */
  readonly mutingPermissionSets: ReadonlyMap<string, PermissionGrants>;
  readonly profiles: ReadonlyMap<string, PermissionGrants>;
  /** API names with labels, by lower-case name. */
  readonly customPermissions: ReadonlyMap<string, { name: string; label: string }>;
  readonly flexiPages: ReadonlyMap<string, MetadataComponent>;
  readonly layouts: ReadonlyMap<string, MetadataComponent>;
  readonly tabs: ReadonlyMap<string, MetadataComponent>;
  readonly applications: ReadonlyMap<string, MetadataComponent>;
  readonly listViews: ReadonlyMap<string, MetadataComponent>;
  readonly queues: readonly QueueDefinition[];
  readonly groups: readonly { name: string; label: string; includesBosses: boolean }[];
  readonly roles: readonly {
    name: string;
    label: string;
    parent?: string;
    /** What the role gives account owners on children that they do not own: `None`, `Read`, `Edit`. */
    caseAccess: string;
    contactAccess: string;
    opportunityAccess: string;
  }[];
  readonly sharingRules: ReadonlyMap<string, MetadataComponent>;
  readonly remoteSites: readonly MetadataComponent[];
  readonly namedCredentials: readonly MetadataComponent[];
  readonly platformEventSubscriberConfigs: readonly PlatformEventSubscriberConfig[];
  readonly staticResources: readonly StaticResource[];
  readonly lwcBundles: readonly LwcBundle[];
  /** Folders of Aura bundles by lower-case name. */
  readonly auraBundles: ReadonlyMap<string, string>;
  readonly customMetadataRecords: readonly CustomMetadataRecord[];
  readonly components: readonly MetadataComponent[];
  /** Files, and parts of them, that could not be read and are left out. */
  readonly faults: readonly MetadataError[];
}
