/** Which modules of a source folder import which, types included. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Imported modules by module, as paths below the folder with `/`. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const IMPORTS = /(?:^|;)\s*(?:import|export)\b[^;'"`]*?\bfrom\s*'(\.[^']+)'|\bimport\s*\(?\s*'(\.[^']+)'/gm;

/** Relative imports of a module's text. */
function importsOf(text: string): string[] {
  return [...text.replace(COMMENTS, '').matchAll(IMPORTS)].map(([, from, bare]) => (from ?? bare) as string);
}

/**
 * @param root folder of the modules
 * @param ignored folders below it, relative to it, that are built apart
 */
export function readImports(root: string, ignored: readonly string[] = []): ImportGraph {
  const files = globSync('**/*.ts', { cwd: root })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !ignored.some((folder) => file.startsWith(`${folder}/`)))
    .sort();
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const targets = importsOf(readFileSync(path.join(root, file), 'utf8'))
        .map((target) => path.posix.join(path.posix.dirname(file), target))
        .filter((target) => known.has(target));
      return [file, new Set(targets)];
    })
  );
}

/** Groups of modules that all reach each other, the largest first (Tarjan's strongly connected components). */
export function circlesOf(graph: ImportGraph): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const circles: string[][] = [];
  const visit = (module: string): number => {
    const own = order.size;
    let lowest = own;
    order.set(module, own);
    stack.push(module);
    open.add(module);
    for (const next of graph.get(module) ?? []) {
      if (!order.has(next)) {
        lowest = Math.min(lowest, visit(next));
      } else if (open.has(next)) {
        lowest = Math.min(lowest, order.get(next) as number);
      }
    }
    low.set(module, lowest);
    if (lowest === own) {
      const circle = stack.splice(stack.indexOf(module));
      circle.forEach((member) => open.delete(member));
      if (circle.length > 1) {
        circles.push(circle.sort());
      }
    }
    return lowest;
  };
  [...graph.keys()].forEach((module) => order.has(module) || visit(module));
  return circles.sort((a, b) => b.length - a.length);
}
