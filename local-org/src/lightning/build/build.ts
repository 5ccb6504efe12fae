import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { resolveSourceRoots } from '../../metadata/index.ts';
import { buildApp } from './app.ts';
import type { ComponentFault } from './resolver.ts';
import { scanProject } from './scan-project.ts';
import { usedBaseComponents } from './usage.ts';
import { buildVendor } from './vendor.ts';

/** What a finished build has; plain data, so that it can cross a process boundary. */
export interface BuildOutput {
  readonly vendorDirectory: string;
  readonly vendorFiles: Readonly<Record<string, string>>;
  readonly appDirectory: string;
  readonly components: readonly string[];
  readonly faults: readonly ComponentFault[];
  readonly milliseconds: { readonly vendor: number; readonly app: number };
}

/** Sources of the page shell. */
export const CLIENT_DIRECTORY = path.resolve(import.meta.dirname, '..', 'client');

/** Builds vendor and app bundles in this process. Directories are package directories of an SFDX project. */
export async function runBuild(directories: readonly string[], cacheDir: string): Promise<BuildOutput> {
  mkdirSync(cacheDir, { recursive: true });
  const started = performance.now();
  const project = scanProject(resolveSourceRoots(directories).directories);
  const clientFiles = sourcesBelow(CLIENT_DIRECTORY);
  const vendor = await buildVendor(
    usedBaseComponents([...project.inputs, ...clientFiles], CLIENT_DIRECTORY),
    cacheDir,
    CLIENT_DIRECTORY
  );
  const vendorDone = performance.now();
  const app = await buildApp(project, vendor, cacheDir, CLIENT_DIRECTORY, clientFiles);
  return {
    vendorDirectory: vendor.directory,
    vendorFiles: vendor.files,
    appDirectory: app.directory,
    components: [...project.bundles.keys()],
    faults: app.faults,
    milliseconds: { vendor: Math.round(vendorDone - started), app: Math.round(performance.now() - vendorDone) }
  };
}

function sourcesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|html|css)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
