import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface UserConfig {
  readonly username: string;
  readonly firstName?: string;
  readonly lastName: string;
  readonly email?: string;
  readonly profile: string;
  readonly permissionSets?: readonly string[];
  readonly timeZone?: string;
  readonly locale?: string;
}

/** `config/local-org.json`: what a local org of this project holds before anyone works in it. Everything is optional. */
export interface OrgConfig {
  readonly organization?: { name?: string; timeZone?: string; locale?: string; currency?: string };
  /** By alias; the first one with the profile System Administrator is the org's administrator. */
  readonly users?: Readonly<Record<string, UserConfig>>;
  readonly guest?: { username: string; permissionSets?: readonly string[] };
  /** Data plans as `sf data import tree --plan` takes them, relative to the project's root. */
  readonly data?: readonly string[];
  readonly session?: { stores?: { soql: string; fields: Readonly<Record<string, string>> } };
  readonly demo?: { module: string; default: string };
  /** Apps that may log in with a signed assertion, by consumer key; `certificate` is PEM text to check the signature with. */
  readonly connectedApps?: Readonly<Record<string, { readonly certificate?: string }>>;
  /** Call-outs go to the network only if this is true. */
  readonly callouts?: boolean;
}

/** Reads the project's configuration; an empty one if there is none. */
export function readOrgConfig(projectRoot: string): OrgConfig {
  const file = join(projectRoot, 'config', 'local-org.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OrgConfig) : {};
}
