/** The folders of the package's Apex are layers. */
import { globSync } from 'node:fs';
import path from 'node:path';
import { layerFaults } from '../metadata-check/layers.ts';
import { ROOT } from '../test/suite.ts';

/** True when no folder names a class of one above it; prints each that does. */
export async function apexLayers(): Promise<boolean> {
  const root = path.join(ROOT, 'force-app/main/default/classes');
  const files = globSync('**/*.cls', { cwd: root })
    .filter((file) => !file.startsWith('tests'))
    .map((file) => path.join(root, file));
  const faults = layerFaults(files, root);
  faults.forEach((fault) => console.error(fault));
  return faults.length === 0;
}
