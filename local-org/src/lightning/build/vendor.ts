import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rollup } from 'rollup';
import { packageVersion } from './packages.ts';
import { buildPlugins } from './plugins.ts';
import { isPublished, publish } from './publish.ts';
import type { ProjectScan } from './scan-project.ts';

/** Raised whenever the way vendor modules are built changes, so that caches of older builds are not used. */
const VENDOR_FORMAT = 4;

export interface VendorBundle {
  readonly directory: string;
  /** Specifier → file name inside the directory. */
  readonly files: Readonly<Record<string, string>>;
}

/** `@lwc/synthetic-shadow` → `_lwc_synthetic-shadow`. */
function fileName(specifier: string): string {
  return specifier.replace(/[@/]/g, '_');
}

/**
 * Builds the framework and these base components into `cacheDir/vendor-<key>`, once per combination of
 * versions, list and resolver sources; later calls only look.
 */
export async function buildVendor(
  baseComponents: readonly string[],
  cacheDir: string,
  clientDirectory: string
): Promise<VendorBundle> {
  const specifiers = ['@lwc/synthetic-shadow', 'lwc', ...baseComponents.map((name) => `lightning/${name}`)];
  const key = createHash('sha256')
    .update(
      JSON.stringify([VENDOR_FORMAT, specifiers, packageVersion('lwc'), packageVersion('lightning-base-components')])
    )
    .update(readFileSync(path.join(clientDirectory, 'platform', 'runtime.ts')))
    .digest('hex')
    .slice(0, 16);
  const directory = path.join(cacheDir, `vendor-${key}`);
  const files = Object.fromEntries(specifiers.map((specifier) => [specifier, `${fileName(specifier)}.js`]));
  if (!isPublished(directory)) await write(specifiers, directory, clientDirectory);
  return { directory, files };
}

async function write(specifiers: readonly string[], directory: string, clientDirectory: string): Promise<void> {
  const entries = new Map(specifiers.map((specifier) => [`\0vendor:${fileName(specifier)}`, specifier]));
  const bundle = await rollup({
    input: Object.fromEntries([...entries].map(([id, specifier]) => [fileName(specifier), id])),
    onwarn() {
      // The base components' circular imports and unused imports are theirs.
    },
    plugins: [
      {
        name: 'vendor-entries',
        resolveId: (id) => (entries.has(id) ? id : null),
        load(id) {
          const specifier = entries.get(id);
          if (specifier === undefined) return null;
          const all = `export * from '${specifier}';`;
          return specifier.startsWith('lightning/') && hasDefault(specifier)
            ? `${all} export { default } from '${specifier}';`
            : all;
        }
      },
      ...buildPlugins({ project: EMPTY_PROJECT, clientDirectory, broken: new Map(), onFault: fail })
    ]
  });
  const temporary = `${directory}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  await bundle.write({ dir: temporary, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' });
  await bundle.close();
  publish(temporary, directory);
}

/** Utility modules of the package without a default export. */
const NAMED_ONLY = new Set([
  'navigation',
  'overlay',
  'utils',
  'context',
  'mediaUtils',
  'iconUtils',
  'messageDispatcher',
  'i18nService',
  'internalLocalizationService'
]);

function hasDefault(specifier: string): boolean {
  return !NAMED_ONLY.has(specifier.slice('lightning/'.length));
}

function fail(fault: { file: string; message: string }): never {
  throw new Error(`The base components could not be built: ${fault.file}: ${fault.message}`);
}

const EMPTY_PROJECT: ProjectScan = {
  bundles: new Map(),
  labels: new Map(),
  apexClasses: new Set(),
  staticResources: new Set(),
  messageChannels: new Set(),
  inputs: []
};
