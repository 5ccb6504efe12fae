import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageSource } from '../metadata/index.ts';
import { UsageError } from './usage-error.ts';

/** An SFDX project: its root and its package directories. */
export interface SfdxProject {
  readonly root: string;
  readonly directories: readonly string[];
}

interface ProjectFile {
  readonly packageDirectories?: readonly { readonly path: string }[];
}

/** The project around a folder. @throws UsageError when there is no sfdx-project.json */
export function findProject(from: string): SfdxProject {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'sfdx-project.json');
    if (existsSync(file)) {
      const { packageDirectories = [] } = JSON.parse(readFileSync(file, 'utf8')) as ProjectFile;
      return {
        root: folder,
        directories: packageDirectories.map(({ path: directory }) => path.join(folder, directory))
      };
    }
    if (path.dirname(folder) === folder) {
      throw new UsageError(`No sfdx-project.json in ${from} or above it`);
    }
  }
}

/** Source folders as given on the command line. @throws UsageError for one that is not there */
export function sourceDirectories(sources: readonly string[]): string[] {
  if (sources.length === 0) {
    throw new UsageError('--source DIR is missing');
  }
  return sources.map((source) => {
    const installed = packageSource(source);
    const folder = path.resolve(installed?.directory ?? source);
    if (!existsSync(folder)) {
      throw new UsageError(`There is no folder ${source}`);
    }
    return installed === undefined ? folder : `${installed.namespace}=${folder}`;
  });
}

/** Where compiled output and bundles are kept between runs. */
export function cacheDirectory(): string {
  return path.join(path.resolve(import.meta.dirname, '../../..'), '.cache', 'local-org');
}
