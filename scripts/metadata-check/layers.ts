/** The folders of the package's Apex as layers: none names a class of one above it, so no two name each other. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { layeringFaults, type Use } from './layering.ts';

/** From the bottom up. A folder may name classes of those before it. */
export const LAYERS: readonly string[] = [
  'shared',
  'kernel',
  'secrets',
  'sharing',
  'customers',
  'products',
  'orders',
  'returns',
  'carts',
  'relinking',
  'storefronts',
  'storefronts/canonical',
  'storefronts/shopify',
  'inbox',
  'insights',
  'panels',
  'home',
  'rest'
];

function codeOf(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .replace(/'(?:\\.|[^'\\])*'/g, "''");
}

/**
 * @param files absolute paths of the production classes
 * @param root folder `classes`
 * @param layers folders from the bottom up
 * @returns one sentence per name that goes up, and per folder that is no layer
 */
export function layerFaults(files: readonly string[], root: string, layers: readonly string[] = LAYERS): string[] {
  const folderOf = (file: string): string => path.relative(root, path.dirname(file)).split(path.sep).join('/');
  const homes = new Map(files.map((file) => [path.basename(file, '.cls'), folderOf(file)]));
  const uses = files.flatMap((file): Use[] => {
    const layer = folderOf(file);
    const unit = `${layer}/${path.basename(file, '.cls')}`;
    return [...codeOf(file).matchAll(/\bCw\w+/g)].flatMap(([used]): Use[] => {
      const usedLayer = homes.get(used);
      return usedLayer === undefined ? [] : [{ unit, layer, used, usedLayer }];
    });
  });
  return layeringFaults(homes.values(), uses, layers, 'names');
}
