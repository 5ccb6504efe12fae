import type { AppDescription } from './shell-types.ts';

/** What the page was started with: the running user, the org's locale, permissions; read from the page once. */
export interface Session {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly username: string;
    readonly profileName: string;
    readonly isGuest: boolean;
  };
  readonly organizationName: string;
  readonly personas: readonly { alias: string; name: string; username: string; profileName: string }[];
  readonly apps: readonly AppDescription[];
  readonly faults: readonly { component: string; message: string }[];
  readonly alias: string;
  readonly token: string;
  readonly apiVersion: string;
  /** Language, locale, direction, formats: named as the modules `@salesforce/i18n/…`. */
  readonly i18n: Readonly<{ lang: string; locale: string; dir: string; timeZone: string; currency: string }> &
    Readonly<Record<string, string | number>>;
  readonly customPermissions: readonly string[];
  readonly userPermissions: readonly string[];
}

function read(): Session {
  const element = document.getElementById('local-org-session');
  if (!element?.textContent) throw new Error('The page carries no session');
  return JSON.parse(element.textContent) as Session;
}

export const session: Session = read();

/** Apex and LWC see `true` or `undefined`, never `false`. */
export function hasCustomPermission(name: string): true | undefined {
  return session.customPermissions.includes(name) ? true : undefined;
}

export function hasUserPermission(name: string): true | undefined {
  return session.userPermissions.includes(name) ? true : undefined;
}

/** `Large` on a desktop, `Medium` on a tablet, `Small` on a phone; as wide as the window was at the start. */
export function formFactor(): 'Large' | 'Medium' | 'Small' {
  if (window.innerWidth >= 768) return 'Large';
  return window.innerWidth >= 480 ? 'Medium' : 'Small';
}
