import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LwcBundle } from '../metadata/index.ts';

const SKIPPED: ReadonlySet<string> = new Set(['__tests__', '__mocks__', '__types__']);

/** A file of a bundle. */
export interface BundleFile {
  /** Path from the bundle's folder. */
  readonly name: string;
  readonly path: string;
}

/** Files of a bundle that are deployed: without tests and type declarations. */
export function bundleFiles({ dir }: Pick<LwcBundle, 'dir'>, folder = ''): BundleFile[] {
  return readdirSync(join(dir, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return SKIPPED.has(entry.name) ? [] : bundleFiles({ dir }, name);
    }
    return entry.name.endsWith('.d.ts') ? [] : [{ name, path: join(dir, name) }];
  });
}

/** A name that a module takes from elsewhere, with its place in the file. */
export interface ModuleReference {
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
}

const IMPORT =
  /(?:^|[;\n}])[ \t]*(?:import|export)\s+(?!type\s)(?:[^'"`;()=]*?\sfrom\s*|[^'"`;()=]*?\}\s*from\s*)?(['"])([^'"\n]+)\1|\bimport\s*\(\s*(['"])([^'"\n]+)\3\s*\)/g;

/** What a JavaScript or TypeScript module imports. */
export function importsOf(path: string): ModuleReference[] {
  const source = withoutComments(readFileSync(path, 'utf8'));
  return [...source.matchAll(IMPORT)].map((match) => {
    const specifier = match[2] ?? match[4] ?? '';
    const at = match.index + match[0].lastIndexOf(specifier);
    return { specifier, ...placeOf(source, at) };
  });
}

/** Components of the namespace `c` that a template uses, by their names in camel case. */
export function templateReferences(path: string): ModuleReference[] {
  const source = readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->/g, blank);
  return [...source.matchAll(/<c-([a-z][\w-]*)/g)].map((match) => ({
    specifier: (match[1] ?? '').replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    ...placeOf(source, match.index + 1)
  }));
}

/** The source with its comments blanked, every character still in its place. */
function withoutComments(source: string): string {
  return source.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`/g,
    (found) => (found.startsWith('/') ? blank(found) : found)
  );
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function placeOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
