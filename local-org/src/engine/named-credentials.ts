import type { OrgConfig } from './org-config.ts';
import type { Settings } from '../records/index.ts';

/** Where call-outs through a named credential go on this machine, and with what. */
export interface CredentialTarget {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values of the merge fields `{!$Credential.…}`, by what stands behind `$Credential.`. */
  readonly credential?: Readonly<Record<string, string>>;
  readonly allowMergeFieldsInHeader?: boolean;
  readonly allowMergeFieldsInBody?: boolean;
}

export type CredentialTargets = Readonly<Record<string, CredentialTarget>>;

const SETTING = 'namedCredentials';

/** Whether an address leads to this machine. */
export function isLoopback(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return (
    url !== undefined &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  );
}

/** The targets of the configuration and those that were set while the org ran, which come first. */
export function credentialTargets(config: OrgConfig, settings: Settings): CredentialTargets {
  const set = settings.get(SETTING);
  return { ...config.namedCredentials, ...(set === undefined ? {} : (JSON.parse(set) as CredentialTargets)) };
}

/** Sets targets, and forgets those that are null; the configuration's are in force again then. */
export function setCredentialTargets(
  settings: Settings,
  changes: Readonly<Record<string, CredentialTarget | null>>
): void {
  const before = JSON.parse(settings.get(SETTING) ?? '{}') as CredentialTargets;
  const entries = Object.entries({ ...before, ...changes }).filter(([, target]) => target !== null);
  settings.set(SETTING, JSON.stringify(Object.fromEntries(entries)));
}
