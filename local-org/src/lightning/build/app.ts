import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rollup } from 'rollup';
import { buildPlugins } from './plugins.ts';
import { isPublished, publish } from './publish.ts';
import { componentOf, type ComponentFault } from './resolver.ts';
import type { ProjectScan } from './scan-project.ts';
import type { VendorBundle } from './vendor.ts';

/** Output folders of earlier sources that are kept, so that switching back and forth stays quick. */
const KEPT = 4;

export interface AppBundle {
  readonly directory: string;
  readonly faults: readonly ComponentFault[];
}

/**
 * Builds the page shell and the project's components, one lazily loaded chunk each. A component that cannot be built
 * does not stop the others: it becomes one that throws its reason when it is imported.
 */
export async function buildApp(
  project: ProjectScan,
  vendor: VendorBundle,
  cacheDir: string,
  clientDirectory: string,
  clientFiles: readonly string[]
): Promise<AppBundle> {
  const hash = createHash('sha256').update(path.basename(vendor.directory));
  for (const file of [...project.inputs, ...clientFiles]) hash.update(file).update(readFileSync(file));
  hash.update([...project.apexClasses, ...project.staticResources, ...project.messageChannels].sort().join());
  const directory = path.join(cacheDir, `app-${hash.digest('hex').slice(0, 16)}`);
  const record = path.join(directory, 'faults.json');
  const temporary = `${directory}.${process.pid}`;
  if (isPublished(directory))
    return { directory, faults: JSON.parse(readFileSync(record, 'utf8')) as ComponentFault[] };

  const broken = new Map<string, string>();
  const faults: ComponentFault[] = [];
  for (;;) {
    const unresolved: ComponentFault[] = [];
    const failure = await attempt(project, vendor, temporary, clientDirectory, broken, (fault) =>
      unresolved.push(fault)
    );
    const fresh = failure ? [...unresolved, failure] : unresolved;
    const firstTime = fresh.filter(
      (fault) => !faults.some((known) => known.component === fault.component && known.message === fault.message)
    );
    faults.push(...firstTime);
    for (const fault of fresh)
      if (fault.component.startsWith('c/')) broken.set(fault.component.slice(2), fault.message);
    if (!failure && firstTime.length === 0) break;
    if (failure && !failure.component.startsWith('c/')) throw new Error(`${failure.file}: ${failure.message}`);
  }
  writeFileSync(path.join(temporary, 'faults.json'), JSON.stringify(faults));
  publish(temporary, directory);
  removeOld(cacheDir);
  return { directory, faults };
}

async function attempt(
  project: ProjectScan,
  vendor: VendorBundle,
  directory: string,
  clientDirectory: string,
  broken: ReadonlyMap<string, string>,
  onFault: (fault: ComponentFault) => void
): Promise<ComponentFault | undefined> {
  try {
    const bundle = await rollup({
      input: { shell: path.join(clientDirectory, 'main.ts') },
      external: (id) => id in vendor.files,
      onwarn() {
        // Unused imports of component templates and the like: eslint's business, not the page's.
      },
      plugins: buildPlugins({ project, clientDirectory, broken, onFault })
    });
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    await bundle.write({
      dir: directory,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js'
    });
    await bundle.close();
    return undefined;
  } catch (error) {
    return describeFailure(error, project);
  }
}

interface BuildError {
  message?: string;
  id?: string;
  loc?: { file?: string; line?: number; column?: number };
  filename?: string;
  watchFiles?: string[];
}

function describeFailure(thrown: unknown, project: ProjectScan): ComponentFault {
  const error = (thrown ?? {}) as BuildError;
  const file = (error.loc?.file ?? error.id ?? error.filename ?? error.watchFiles?.at(-1) ?? '').split('?')[0] ?? '';
  const place = error.loc?.line ? `${error.loc.line}:${error.loc.column ?? 0} ` : '';
  const message = `${place}${error.message ?? String(thrown)}`;
  return {
    component: componentOf(file, project) ?? componentNamed(message, project) ?? path.basename(file),
    file,
    message
  };
}

/** Some compiler messages carry the file only in their text. */
function componentNamed(message: string, project: ProjectScan): string | undefined {
  for (const bundle of project.bundles.values())
    if (message.includes(bundle.directory + path.sep)) return `c/${bundle.name}`;
  return undefined;
}

function removeOld(cacheDir: string): void {
  const folders = readdirSync(cacheDir)
    .filter((name) => /^app-[0-9a-f]{16}$/.test(name))
    .map((name) => ({ name, time: statSync(path.join(cacheDir, name)).mtimeMs }))
    .sort((left, right) => right.time - left.time);
  for (const { name } of folders.slice(KEPT)) rmSync(path.join(cacheDir, name), { recursive: true, force: true });
}
