import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** Directory of an installed npm package (its package.json must be resolvable or sit above its main file). */
export function packageDirectory(name: string): string {
  for (const root of require.resolve.paths(name) ?? []) {
    const candidate = path.join(root, name, 'package.json');
    try {
      readFileSync(candidate);
      return realpathSync(path.dirname(candidate));
    } catch {
      continue;
    }
  }
  throw new Error(`npm package ${name} is not installed; run npm ci`);
}

/** Version of an installed npm package. */
export function packageVersion(name: string): string {
  return readManifest(packageDirectory(name)).version;
}

/** File that a package offers to bundlers: `module`, else `exports["."].import`, else `main`. */
export function packageModule(name: string): string {
  const directory = packageDirectory(name);
  const manifest = readManifest(directory);
  return path.join(directory, manifest.module ?? manifest.main ?? 'index.js');
}

interface Manifest {
  version: string;
  main?: string;
  module?: string;
  lwc?: { modules?: { name?: string; path?: string; dir?: string }[] };
}

function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as Manifest;
}

/** Modules that the base components' package maps by name (labels, i18n, flags): specifier to file. */
export function baseComponentAliases(): Map<string, string> {
  const directory = packageDirectory('lightning-base-components');
  const aliases = new Map<string, string>();
  for (const record of readManifest(directory).lwc?.modules ?? []) {
    if (record.name && record.path) aliases.set(record.name, path.join(directory, record.path));
  }
  return aliases;
}
