import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageDirectory } from './packages.ts';

/** `button-icon` → `buttonIcon`. */
export function camelCase(tagPart: string): string {
  return tagPart.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** `buttonIcon` → `button-icon`. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * Base component modules (`lightning/card`, …) that these sources use, by tag or by import. Only what
 * the base components' package contains: modules that need an org are ours, the rest is reported where it is imported.
 */
export function usedBaseComponents(files: readonly string[], clientDirectory: string): string[] {
  const root = path.join(packageDirectory('lightning-base-components'), 'src', 'lightning');
  const used = new Set<string>();
  for (const file of files) {
    if (!/\.(html|ts|js)$/.test(file)) continue;
    const source = readFileSync(file, 'utf8');
    for (const [, tag] of source.matchAll(/<lightning-([a-z0-9-]+)/g)) used.add(camelCase(tag ?? ''));
    for (const [, name] of source.matchAll(/['"`]lightning\/([a-zA-Z0-9]+)['"`]/g)) used.add(name ?? '');
  }
  const ours = path.join(clientDirectory, 'modules', 'lightning');
  return [...used]
    .filter((name) => existsSync(path.join(root, name, `${name}.js`)) && !existsSync(path.join(ours, name)))
    .sort();
}
