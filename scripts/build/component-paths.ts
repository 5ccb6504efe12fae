import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import prettier from 'prettier';

/** TypeScript has no pattern for `c/name` → `lwc/name/name`, so each bundle gets a path of its own. */
export async function writeComponentPaths(root: string, file: string): Promise<void> {
  const sources = globSync('force-app/main/default/lwc/*/*.ts', { cwd: root })
    .map((source) => source.replaceAll(path.sep, '/'))
    .filter((source) => path.basename(source, '.ts') === path.basename(path.dirname(source)))
    .sort();
  const paths = Object.fromEntries(sources.map((source) => [`c/${path.basename(source, '.ts')}`, [`./${source}`]]));
  const text = await prettier.format(JSON.stringify({ compilerOptions: { paths } }), {
    parser: 'json',
    printWidth: 120
  });
  const target = path.join(root, file);
  if ((await readFile(target, 'utf8').catch(() => null)) !== text) {
    await writeFile(target, text);
  }
}
