import type { BuildOutput } from '../build/index.ts';
import type { AppDescription } from '../page/apps.ts';
import type { LightningOrg, Persona } from './lightning-org.ts';
import { languageTag, localeFormats } from './locale-formats.ts';
import { table } from '../../common/index.ts';

const SYMBOLS: Record<string, string> = table({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' });

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (symbol) => SYMBOLS[symbol] ?? symbol);
}

/** JSON inside a script element: `<` would end it early. */
function embed(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

export interface ShellState {
  readonly org: LightningOrg;
  readonly persona: Persona;
  readonly apps: readonly AppDescription[];
  readonly build: BuildOutput;
}

/** The one HTML page of the shell; everything else is drawn by its components. */
export function shellPage({ org, persona, apps, build }: ShellState): string {
  const { user } = persona;
  const locale = languageTag(user.locale ?? 'en_US');
  const formats = localeFormats(locale, user.languageLocale ?? 'en_US');
  const vendor = `/lightning/static/vendor/${lastSegment(build.vendorDirectory)}`;
  const app = `/lightning/static/app/${lastSegment(build.appDirectory)}`;
  const imports = Object.fromEntries(
    Object.entries(build.vendorFiles).map(([specifier, file]) => [specifier, `${vendor}/${file}`])
  );
  const session = {
    user: {
      id: user.id,
      name: user.name,
      username: user.username,
      isGuest: user.isGuest ?? false,
      profileName: user.profileName ?? ''
    },
    alias: persona.alias,
    token: persona.token,
    apiVersion: org.apiVersion,
    organizationName: org.organizationName,
    personas: org.personas().map(({ alias, user: { name, username, profileName } }) => ({
      alias,
      name,
      username,
      profileName: profileName ?? ''
    })),
    apps,
    faults: build.faults.map(({ component, message }) => ({ component, message })),
    i18n: {
      ...formats,
      timeZone: user.timeZone ?? 'UTC',
      currency: org.currency
    },
    customPermissions: org.customPermissions().filter((name) => org.hasCustomPermission(user, name)),
    userPermissions: []
  };
  return `<!doctype html>
<html lang="${escapeHtml(String(formats.lang))}" dir="${formats.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(apps[0]?.label ?? 'Lightning')}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/lightning/slds/styles/salesforce-lightning-design-system.min.css">
<link rel="stylesheet" href="/lightning/static/shell.css">
<script type="application/json" id="local-org-session">${embed(session)}</script>
<script type="importmap">${embed({ imports })}</script>
<script type="module" src="${app}/shell.js"></script>
</head>
<body class="slds-scope">
<div id="app"><div class="shell-boot" role="status"><div class="slds-spinner slds-spinner_medium slds-spinner_brand"><span class="slds-assistive-text">Loading</span><div class="slds-spinner__dot-a"></div><div class="slds-spinner__dot-b"></div></div></div></div>
<noscript>Lightning pages need JavaScript.</noscript>
</body>
</html>
`;
}

function lastSegment(directory: string): string {
  return directory.split(/[\\/]/).at(-1) ?? '';
}

/** A page without the shell, for when the shell itself cannot be shown. */
export function plainPage(title: string, text: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body><h1>${escapeHtml(title)}</h1><pre>${escapeHtml(text)}</pre></body></html>`;
}
