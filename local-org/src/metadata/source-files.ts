import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { featuresOf, unsupportedFeatures, type ScratchDefinition } from './features/scratch-definition.ts';
import { MetadataError } from './metadata-error.ts';
import { packageSource, type PackageSource } from './packages.ts';

const SKIPPED = new Set(['node_modules', '.git', '.sfdx', '.sf', '__tests__', '__mocks__', '.local-org']);

/** All files under a directory, sorted, so that loading does not depend on the file system's order. */
export function* walkFiles(directory: string): Iterable<string> {
  const entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) {
        yield* walkFiles(path);
      }
    } else if (entry.isFile()) {
      yield path;
    }
  }
}

export interface SourceRoots {
  /** Directories to read, absolute, without repeats. */
  readonly directories: readonly string[];
  /** Folder of the sfdx-project.json, if there is one. */
  readonly projectRoot?: string;
  readonly namespace: string;
  /** Managed packages that the project builds on. */
  readonly packages: readonly PackageSource[];
  readonly apiVersion?: string;
  /** Scratch org features in lower case, from `config/project-scratch-def.json`. */
  readonly features: ReadonlySet<string>;
  /** Features of the definition that the local org does without. */
  readonly unsupportedFeatures: readonly string[];
}

interface ProjectFile {
  packageDirectories?: { path?: string }[];
  namespace?: string;
  sourceApiVersion?: string;
}

function readJson<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    throw new MetadataError(file, error instanceof Error ? error.message : String(error));
  }
}

function findProjectFile(directory: string): string | undefined {
  for (let folder = directory; ; folder = dirname(folder)) {
    const candidate = join(folder, 'sfdx-project.json');
    if (existsSync(candidate)) {
      return candidate;
    }
    if (dirname(folder) === folder) {
      return undefined;
    }
  }
}

function readFeatures(projectRoot: string): string[] {
  const file = join(projectRoot, 'config', 'project-scratch-def.json');
  return existsSync(file) ? featuresOf(readJson<ScratchDefinition>(file)) : [];
}

/**
 * Resolves what the caller named: a project's folder stands for its package directories, any other folder for itself, and
 * `NAMESPACE=DIR` for a managed package with the source in the folder.
 * @throws MetadataError when a directory does not exist or sfdx-project.json cannot be read
 */
export function resolveSourceRoots(directories: readonly string[]): SourceRoots {
  const roots = new Set<string>();
  const packages: PackageSource[] = [];
  let projectFile: string | undefined;
  for (const given of directories) {
    const installed = packageSource(given);
    const directory = resolve(installed?.directory ?? given);
    if (!existsSync(directory) || !statSync(directory).isDirectory()) {
      throw new MetadataError(directory, 'no such directory');
    }
    if (installed !== undefined) {
      packages.push({ ...installed, directory });
      continue;
    }
    const own = join(directory, 'sfdx-project.json');
    if (existsSync(own)) {
      projectFile ??= own;
      for (const { path } of readJson<ProjectFile>(own).packageDirectories ?? []) {
        if (path !== undefined && existsSync(join(directory, path))) {
          roots.add(join(directory, path));
        }
      }
    } else {
      projectFile ??= findProjectFile(directory);
      roots.add(directory);
    }
  }
  const project = projectFile === undefined ? {} : readJson<ProjectFile>(projectFile);
  const projectRoot = projectFile === undefined ? undefined : dirname(projectFile);
  const features = projectRoot === undefined ? [] : readFeatures(projectRoot);
  return {
    // A package directory may lie in another; each file counts once.
    directories: [...roots].filter((root) => ![...roots].some((other) => root.startsWith(`${other}${sep}`))),
    namespace: project.namespace ?? '',
    packages,
    features: new Set(features.map((feature) => feature.toLowerCase())),
    unsupportedFeatures: unsupportedFeatures(features),
    ...(projectRoot !== undefined && { projectRoot }),
    ...(project.sourceApiVersion !== undefined && { apiVersion: project.sourceApiVersion })
  };
}
