import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { walkFiles } from '../../metadata/index.ts';
import { readPackage, type PackageComponent } from './package-content.ts';

/** Folders whose files may lie in folders of the project's own choice. */
const FLAT = new Set(['classes', 'triggers']);

/**
 * The source of a deployed org: a folder in the layout of an SFDX package directory. A deployment is prepared in a copy beside it, which
 * takes its place when everything is in order.
 */
export class SourceStore {
  readonly directory: string;
  readonly #next: string;
  readonly #old: string;

  constructor(directory: string) {
    this.directory = directory;
    this.#next = `${directory}.next`;
    this.#old = `${directory}.old`;
    // a process killed between the two renames leaves the old source aside
    if (!existsSync(directory) && existsSync(this.#old)) {
      renameSync(this.#old, directory);
    }
    rmSync(this.#next, { recursive: true, force: true });
    rmSync(this.#old, { recursive: true, force: true });
  }

  /** True once something was deployed. */
  get exists(): boolean {
    return existsSync(this.directory);
  }

  /** A fresh copy of the source to work on; before the first deployment, of the project that the org runs from. */
  prepare(project: readonly string[]): string {
    rmSync(this.#next, { recursive: true, force: true });
    mkdirSync(this.#next, { recursive: true });
    if (this.exists) {
      cpSync(this.directory, this.#next, { recursive: true });
    } else {
      project.forEach((directory) => importProject(directory, this.#next));
    }
    return this.#next;
  }

  /** Runs `action` over the source as it is now, in the store's layout. */
  read<T>(project: readonly string[], action: (directory: string) => T): T {
    if (this.exists) {
      return action(this.directory);
    }
    const copy = `${this.directory}.read`;
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy, { recursive: true });
    try {
      project.forEach((directory) => importProject(directory, copy));
      return action(copy);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  }

  /** Puts the prepared copy in place. */
  commit(): void {
    if (this.exists) {
      renameSync(this.directory, this.#old);
    }
    renameSync(this.#next, this.directory);
  }

  /** Takes a commit back, until `settle` makes it final. */
  revert(): void {
    rmSync(this.directory, { recursive: true, force: true });
    if (existsSync(this.#old)) {
      renameSync(this.#old, this.directory);
    }
  }

  settle(): void {
    rmSync(this.#old, { recursive: true, force: true });
  }

  discard(): void {
    rmSync(this.#next, { recursive: true, force: true });
  }
}

/** Writes the files of a component; answers whether it is new and whether anything differs from what was there. */
export function writeComponent(root: string, component: PackageComponent): { created: boolean; changed: boolean } {
  let created = true;
  let changed = false;
  if (component.type === 'StaticResource') {
    removeOtherContent(root, component);
  }
  for (const [path, content] of component.files) {
    const file = join(root, ...path.split('/'));
    const before = existsSync(file) ? readFileSync(file) : undefined;
    created &&= before === undefined;
    changed ||= before?.equals(content) !== true;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return { created, changed };
}

/** The content of a static resource may have lain there under another ending. */
function removeOtherContent(root: string, { fullName, files }: PackageComponent): void {
  const folder = join(root, 'staticresources');
  for (const entry of existsSync(folder) ? readdirSync(folder) : []) {
    const isContent = entry === fullName || (entry.startsWith(`${fullName}.`) && !entry.endsWith('-meta.xml'));
    if (isContent && !files.has(`staticresources/${entry}`)) {
      rmSync(join(folder, entry), { recursive: true });
    }
  }
}

/** Copies a package directory into the store's layout: folders by type, objects and labels in parts. */
function importProject(directory: string, root: string): void {
  for (const file of walkFiles(directory)) {
    const parts = relative(directory, file).split(sep);
    const at = parts.findIndex((part) => FLAT.has(part));
    const path = at >= 0 ? [parts[at]!, basename(file)].join('/') : parts.slice(typeFolder(parts)).join('/');
    if (path.endsWith('.labels-meta.xml')) {
      const content = readFileSync(file);
      readPackage(new Map([[path.replace(/-meta\.xml$/, ''), content]])).components.forEach((label) =>
        writeComponent(root, label)
      );
      continue;
    }
    const target = join(root, ...path.split('/'));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target);
  }
}

/** `main/default/objects/…` begins with its third part. */
function typeFolder(parts: readonly string[]): number {
  const at = parts.indexOf('default');
  return at >= 0 && at < parts.length - 1 ? at + 1 : 0;
}
