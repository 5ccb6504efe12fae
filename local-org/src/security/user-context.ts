/** The user that a transaction runs as. */
export interface UserContext {
  readonly id: string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly name: string;
  readonly email: string;
  readonly profileId: string;
  readonly profileName: string;
  readonly roleId: string | null;
  /** `Standard`, `Guest` … */
  readonly userType: string;
  readonly isGuest: boolean;
  /** IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
  /** `en_IE` */
  readonly locale: string;
  readonly languageLocale: string;
  /** A permission set that counts besides those assigned, for one statement: `AccessLevel.withPermissionSetId`. */
  readonly permissionSetId?: string;
}
