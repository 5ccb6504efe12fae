import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLoopback, type CredentialTargets } from './named-credentials.ts';

export interface UserConfig {
  readonly username: string;
  readonly firstName?: string;
  readonly lastName: string;
  readonly email?: string;
  readonly profile: string;
  readonly permissionSets?: readonly string[];
  readonly timeZone?: string;
  readonly locale?: string;
  /** ISO code of the user's currency; the org's if absent. */
  readonly currency?: string;
}

export interface CurrencyConfig {
  readonly isoCode: string;
  readonly conversionRate: number;
  readonly decimalPlaces?: number;
}

/** An invocable method and the file with its `{"inputs": [{…}, …]}`, as the REST API of actions takes them. */
export interface ActionConfig {
  readonly apex: string;
  readonly file: string;
}

/** A list in `session.json`: records that a query reads, and values that no query can read, from a file. */
export interface SessionList {
  readonly soql: string;
  readonly fields: Readonly<Record<string, string>>;
  /** By name in the list: the member `take` of the entry in the file's `inputs` whose member `where` equals the list's member `equals`. */
  readonly values?: Readonly<Record<string, { file: string; where: string; equals: string; take: string }>>;
}

/** `config/local-org.json`: what a local org of this project holds before anyone works in it. Everything is optional. */
export interface OrgConfig {
  readonly organization?: {
    name?: string;
    timeZone?: string;
    locale?: string;
    currency?: string;
    /** Further currencies of an org with the feature MultiCurrency; rates are those to one unit of `currency`. */
    currencies?: readonly CurrencyConfig[];
  };
  /** By alias; the first one with the profile System Administrator is the org's administrator. */
  readonly users?: Readonly<Record<string, UserConfig>>;
  readonly guest?: { username: string; permissionSets?: readonly string[] };
  /** Data plans as `sf data import tree --plan` takes them, relative to the project's root. */
  readonly data?: readonly string[];
  /** Apex actions that are called once, after the data plans, as the administrator. */
  readonly actions?: readonly ActionConfig[];
  readonly session?: Readonly<Record<string, SessionList>>;
  readonly demo?: { module: string; default: string };
  /** Apps that may log in with a signed assertion, by consumer key; `certificate` is PEM text to check the signature with. */
  readonly connectedApps?: Readonly<Record<string, { readonly certificate?: string }>>;
  /** Where call-outs through named credentials go on this machine, by the credential's name. */
  readonly namedCredentials?: CredentialTargets;
  /** Call-outs go to the network only if this is true. */
  readonly callouts?: boolean;
}

/** ISO codes of the org's currencies, the corporate one first. */
export function currenciesOf({ organization }: OrgConfig): string[] {
  return [organization?.currency ?? 'USD', ...(organization?.currencies ?? []).map(({ isoCode }) => isoCode)];
}

/** Reads the project's configuration; an empty one if there is none. */
export function readOrgConfig(projectRoot: string): OrgConfig {
  const file = join(projectRoot, 'config', 'local-org.json');
  const config = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OrgConfig) : {};
  for (const [name, { url }] of Object.entries(config.namedCredentials ?? {})) {
    if (!isLoopback(url)) {
      throw new Error(`config/local-org.json: namedCredentials.${name}.url must be an address of this machine`);
    }
  }
  return config;
}
