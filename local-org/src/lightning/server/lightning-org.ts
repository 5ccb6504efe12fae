import type { PageMetadata } from '../metadata-source.ts';

/** A user as pages need it. */
export interface LightningUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly profileName?: string;
  readonly isGuest?: boolean;
  readonly timeZone?: string;
  readonly locale?: string;
  readonly languageLocale?: string;
}

/** A user that the page's user switcher offers. */
export interface Persona {
  readonly alias: string;
  readonly token: string;
  /** The secret that signs a browser in as this user. */
  readonly key: string;
  readonly user: LightningUser;
}

/** How a component's Apex call ended. `error` has the shape that components see as `error.body`. */
export interface ApexCallResult {
  readonly returnValue?: unknown;
  readonly error?: { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
  readonly headers: Readonly<Record<string, string>>;
}

/** What the Lightning routes need of an org; the org's server puts it together. */
export interface LightningOrg {
  readonly metadata: PageMetadata;
  readonly apiVersion: string;
  readonly organizationName: string;
  readonly currency: string;
  personas(): readonly Persona[];
  /** The user a bearer token belongs to. */
  userOf(token: string): LightningUser | undefined;
  objectAccess(
    user: LightningUser,
    objectName: string
  ): { read: boolean; create: boolean; edit: boolean; delete: boolean };
  fieldAccess(user: LightningUser, objectName: string, fieldName: string): { read: boolean; edit: boolean };
  hasUserPermission(user: LightningUser, name: string): boolean;
  /** The records that a query finds with the user's rights, as the REST API shows them. Throws for a query that is refused. */
  query(user: LightningUser, soql: string): readonly Readonly<Record<string, unknown>>[];
  /** Whether the user may choose an app. */
  seesApplication(user: LightningUser, name: string): boolean;
  /** The app that the user begins in; undefined where nothing says so. */
  defaultApplication(user: LightningUser): string | undefined;
  hasCustomPermission(user: LightningUser, name: string): boolean;
  customPermissions(): readonly string[];
  /** Runs an @AuraEnabled method; `method` is `Class.method`. */
  callApex(user: LightningUser, method: string, parameters: Readonly<Record<string, unknown>>): Promise<ApexCallResult>;
  /** Static resource content: a file, or a folder when it is an unpacked archive. */
  staticResource(
    name: string
  ): { readonly path: string; readonly contentType: string; readonly isDirectory: boolean } | undefined;
}
