import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rollup';
import { baseComponentAliases, packageDirectory, packageModule } from './packages.ts';
import { ModuleError, salesforceModule } from './salesforce-modules.ts';
import type { ProjectScan } from './scan-project.ts';
import { table } from '../../common/index.ts';

/** Something in one component that keeps it from being built. */
export interface ComponentFault {
  /** `c/orderList`; `shell/…` for the page shell's own. */
  readonly component: string;
  readonly file: string;
  readonly message: string;
}

export interface ResolverOptions {
  readonly project: ProjectScan;
  /** Folder of the page shell's sources: `modules/<namespace>/<name>/` and `platform/`. */
  readonly clientDirectory: string;
  /** Components that failed in an earlier pass, with the reason; importing one throws in the browser. */
  readonly broken: ReadonlyMap<string, string>;
  readonly onFault: (fault: ComponentFault) => void;
}

const VIRTUAL = '\0local-org:';

/** Modules that the base components name but the package lacks. */
const MISSING_IN_PACKAGE: Record<string, string> = table({
  'lightning/mobileCapabilities':
    'export const getBarcodeScanner = () => ({ isAvailable: () => false }); export const getLocationService = getBarcodeScanner; export const getDocumentScanner = getBarcodeScanner; export const getBiometricsService = getBarcodeScanner; export const getContactsService = getBarcodeScanner; export const getCalendarService = getBarcodeScanner; export const getNfcService = getBarcodeScanner;',
  'lightning/primitiveUtils': "export { reflectAttribute } from 'lightning/utilsPrivate';"
});

/** Finds every module a component may import: framework, base components, the org's own modules, the project's components. */
export function platformResolver(options: ResolverOptions): Plugin {
  const baseRoot = path.join(packageDirectory('lightning-base-components'), 'src', 'lightning');
  const aliases = baseComponentAliases();
  const framework = new Map([
    ['lwc', packageModule('@lwc/engine-dom')],
    ['@lwc/engine-dom', packageModule('@lwc/engine-dom')],
    ['@lwc/synthetic-shadow', packageModule('@lwc/synthetic-shadow')],
    ['@lwc/wire-service', packageModule('@lwc/wire-service')],
    ['@lwc/shared', packageModule('@lwc/shared')],
    ['@lwc/features', packageModule('@lwc/features')],
    ['@lwc/aria-reflection', packageModule('@lwc/aria-reflection')]
  ]);

  return {
    name: 'platform-resolver',
    resolveId(specifier, importer) {
      if (specifier.startsWith(VIRTUAL)) return specifier;
      if (specifier.startsWith('.')) return relativeScript(specifier, importer);
      if (path.isAbsolute(specifier)) return null;
      const [namespace, name = ''] = specifier.split('/');
      if (namespace === '@salesforce') return salesforceId(specifier, importer);
      if (namespace === '@local-org') {
        return name === 'components'
          ? `${VIRTUAL}components`
          : path.join(options.clientDirectory, 'platform', `${name}.ts`);
      }
      if (framework.has(specifier)) return framework.get(specifier);
      if (namespace === 'c') return projectComponent(specifier, name, importer);
      if (namespace === 'lightning') {
        const ours = ownModule(options.clientDirectory, 'lightning', name);
        if (ours) return ours;
        if (MISSING_IN_PACKAGE[specifier]) return VIRTUAL + specifier;
        const base = ['js', 'css']
          .map((extension) => path.join(baseRoot, name, `${name}.${extension}`))
          .find((file) => existsSync(file));
        if (base) return base;
      } else if (!specifier.startsWith('@lwc/resources/')) {
        const ours = ownModule(options.clientDirectory, namespace ?? '', name);
        if (ours) return ours;
        const alias = aliases.get(specifier);
        if (alias) return alias;
      } else return null;
      return failing(
        importer,
        `Unknown module ${specifier}: no such module in the project, the base components or the local org`
      );
    },
    load(id) {
      if (!id.startsWith(VIRTUAL)) return null;
      const specifier = id.slice(VIRTUAL.length).split('#')[0] ?? '';
      if (specifier === 'components') return componentRegistry(options);
      if (specifier.startsWith('fail:'))
        return `throw new Error(${JSON.stringify(specifier.slice(5))}); export default undefined;`;
      if (MISSING_IN_PACKAGE[specifier]) return MISSING_IN_PACKAGE[specifier];
      const source = salesforceModule(specifier, options.project);
      if (source !== undefined) return source;
      return `export { default } from ${JSON.stringify(aliases.get(specifier))};`;
    }
  };

  function salesforceId(specifier: string, importer: string | undefined): string {
    try {
      if (salesforceModule(specifier, options.project) === undefined && !aliases.has(specifier)) {
        throw new ModuleError(`Unknown module ${specifier}`);
      }
      return VIRTUAL + specifier;
    } catch (error) {
      if (error instanceof ModuleError) return failing(importer, error.message);
      throw error;
    }
  }

  function projectComponent(specifier: string, name: string, importer: string | undefined): string {
    const bundle = options.project.bundles.get(name);
    if (!bundle) return failing(importer, `Unknown module ${specifier}: the project has no component named ${name}`);
    const reason = options.broken.get(name);
    if (reason !== undefined) return `${VIRTUAL}fail:c/${name} could not be built. ${reason}`;
    return `${bundle.entry}?specifier=${encodeURIComponent(specifier)}`;
  }

  function failing(importer: string | undefined, message: string): string {
    report(importer, message);
    return `${VIRTUAL}fail:${message}`;
  }

  function report(importer: string | undefined, message: string): void {
    const file = importer?.split('?')[0] ?? '';
    options.onFault({
      component: componentOf(file, options.project) ?? path.basename(path.dirname(file)),
      file,
      message
    });
  }
}

/** `c/name` of the bundle that a file belongs to. */
export function componentOf(file: string, project: ProjectScan): string | undefined {
  for (const bundle of project.bundles.values()) {
    if (file.startsWith(bundle.directory + path.sep)) return `c/${bundle.name}`;
  }
  return undefined;
}

function ownModule(clientDirectory: string, namespace: string, name: string): string | undefined {
  const directory = path.join(clientDirectory, 'modules', namespace, name);
  return ['ts', 'html', 'css']
    .map((extension) => path.join(directory, `${name}.${extension}`))
    .find((file) => existsSync(file));
}

/** `./util` beside a `.js` may be a `.ts` and the other way round; everything else is the LWC plugin's. */
function relativeScript(specifier: string, importer: string | undefined): string | null {
  if (!importer || importer.startsWith('\0')) return null;
  const base = path.resolve(path.dirname(importer.split('?')[0] ?? ''), specifier);
  if (/\.(html|css)(\?|$)/.test(base)) return null;
  const candidates = /\.(js|ts)$/.test(base) ? [base, base.replace(/\.js$/, '.ts')] : [`${base}.ts`, `${base}.js`];
  return candidates.find((file) => existsSync(file)) ?? null;
}

function componentRegistry(options: ResolverOptions): string {
  const rows = [...options.project.bundles.values()]
    .filter((bundle) => !bundle.entry.endsWith('.css'))
    .map((bundle) => `  ${JSON.stringify(bundle.name)}: () => import(${JSON.stringify(`c/${bundle.name}`)})`);
  return `export const components = {\n${rows.join(',\n')}\n};`;
}
