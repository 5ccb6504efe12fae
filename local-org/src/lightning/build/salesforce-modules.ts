import type { ProjectScan } from './scan-project.ts';

/** A reason why an `@salesforce/…` module cannot be made. */
export class ModuleError extends Error {}

/** Modules whose value is the running user's, read when the page starts. */
const RUNTIME = '@local-org/runtime';
const USER_I18N = new Set([
  'locale',
  'timeZone',
  'currency',
  'lang',
  'dir',
  'firstDayOfWeek',
  'dateTime.shortDateFormat',
  'dateTime.mediumDateFormat',
  'dateTime.longDateFormat',
  'dateTime.shortTimeFormat',
  'dateTime.mediumTimeFormat',
  'number.decimalSeparator',
  'number.groupingSeparator',
  'number.minusSign'
]);

/**
 * Source text of an `@salesforce/…` module, or `undefined` when the base components' own stand-in should be used.
 * Throws ModuleError for what the project does not contain, as a deployment would.
 */
export function salesforceModule(specifier: string, project: ProjectScan): string | undefined {
  const [, kind = '', ...rest] = specifier.split('/');
  const name = rest.join('/');
  switch (kind) {
    case 'apex':
    case 'apexContinuation':
      return apexModule(name, project);
    case 'label':
      return labelModule(name, project);
    case 'schema':
      return constant(schemaReference(name));
    case 'resourceUrl':
      return resourceModule(name, project);
    case 'contentAssetUrl':
      return constant(`/file-asset/${name}`);
    case 'user':
      return userModule(name);
    case 'i18n':
      return USER_I18N.has(name) ? fromRuntime(`session.i18n[${JSON.stringify(name)}]`) : undefined;
    case 'client':
      return name === 'formFactor' ? fromRuntime('formFactor()') : unknown(specifier);
    case 'customPermission':
      return fromRuntime(`hasCustomPermission(${JSON.stringify(name.replace(/^c\./, ''))})`);
    case 'userPermission':
      return fromRuntime(`hasUserPermission(${JSON.stringify(name)})`);
    case 'gate':
      // Gates are open, but for the ones that need ElementInternals: synthetic shadow does not have it.
      return `export default { isOpen: () => ${!name.includes('ElementInternals')} };`;
    case 'messageChannel':
      return channelModule(name, project);
    case 'community':
    case 'site':
      return 'export default null;';
    case 'accessCheck':
    case 'internal':
      return undefined;
    default:
      return unknown(specifier);
  }
}

function unknown(specifier: string): never {
  throw new ModuleError(`The module ${specifier} does not exist on the platform or is not supported by the local org`);
}

function constant(value: unknown): string {
  return `export default ${JSON.stringify(value)};`;
}

function fromRuntime(expression: string): string {
  const member = /^\w+/.exec(expression)?.[0] ?? '';
  return `import { ${member} } from '${RUNTIME}'; export default ${expression};`;
}

function apexModule(name: string, project: ProjectScan): string {
  if (!name) return `export { refreshApex, getSObjectValue } from '@local-org/apex';`;
  const parts = name.split('.');
  const className = parts.at(-2) ?? '';
  if (parts.length < 2 || !project.apexClasses.has(className.toLowerCase())) {
    throw new ModuleError(`Unable to find Apex action class referenced as '${name}'`);
  }
  return `import { apexMethod } from '@local-org/apex'; export default apexMethod(${JSON.stringify(parts.slice(-2).join('.'))});`;
}

function labelModule(name: string, project: ProjectScan): string | undefined {
  const match = /^c\.(\w+)$/.exec(name);
  if (!match) return undefined;
  const value = project.labels.get((match[1] ?? '').toLowerCase());
  if (value === undefined) throw new ModuleError(`No custom label is named ${match[1]}`);
  return constant(value);
}

function schemaReference(name: string): { objectApiName: string; fieldApiName?: string } {
  const [objectApiName = '', ...fields] = name.split('.');
  return fields.length ? { fieldApiName: fields.join('.'), objectApiName } : { objectApiName };
}

function resourceModule(name: string, project: ProjectScan): string {
  const resource = name.replace(/^c\./, '');
  if (!project.staticResources.has(resource)) throw new ModuleError(`No static resource is named ${resource}`);
  return constant(`/resource/${resource}`);
}

function userModule(name: string): string {
  if (name === 'Id') return fromRuntime('session.user.id');
  if (name === 'isGuest') return fromRuntime('session.user.isGuest');
  return unknown(`@salesforce/user/${name}`);
}

function channelModule(name: string, project: ProjectScan): string {
  const channel = name.replace(/^c\./, '').replace(/__c$/, '');
  const standard = name.startsWith('lightning__');
  if (!standard && !project.messageChannels.has(channel)) {
    throw new ModuleError(`No message channel is named ${channel}`);
  }
  return constant({ name });
}
