/** The folders of the local org are rooms in layers: an import goes down or stays, and no large circle grows inside one. */
import path from 'node:path';
import { layeringFaults, type Use } from '../metadata-check/layering.ts';
import { ROOT } from '../test/suite.ts';
import { circlesOf, readImports, type ImportGraph } from './import-graph.ts';

/** Modules that stand in no folder: what others import of the package. */
export const LIBRARY = 'library';

/** From the bottom up. A room may import those before it. */
export const ROOMS: readonly string[] = [
  'types',
  'metadata',
  'values',
  'operators',
  'db',
  'security',
  'records',
  'debug-log',
  'engine',
  'regex',
  'formula',
  'checks',
  'soql',
  'compiler',
  'dml',
  'flow',
  'program',
  'platform',
  'org',
  'testing',
  'lightning',
  'server',
  LIBRARY,
  'cli'
];

/** The expressions of Apex contain each other, and so do the modules that emit them. Nothing else needs to. */
export const LARGEST_CIRCLE = 11;

function roomOf(module: string): string {
  return module.includes('/') ? (module.split('/')[0] as string) : LIBRARY;
}

/**
 * @param graph imports, types included
 * @param rooms from the bottom up
 * @param largest how many modules may reach each other
 * @returns one sentence per fault
 */
export function roomFaults(
  graph: ImportGraph,
  rooms: readonly string[] = ROOMS,
  largest: number = LARGEST_CIRCLE
): string[] {
  const uses = [...graph].flatMap(([unit, targets]): Use[] =>
    [...targets].map((used) => ({ unit, layer: roomOf(unit), used, usedLayer: roomOf(used) }))
  );
  const circles = circlesOf(graph)
    .filter(({ length }) => length > largest)
    .map((circle) => `${circle.length} modules import each other: ${circle.join(', ')}`);
  return [...layeringFaults([...graph.keys()].map(roomOf), uses, rooms, 'imports'), ...circles];
}

/** True when the rooms of the local org are layers; prints what is not. */
export async function localOrgLayers(): Promise<boolean> {
  // what runs in a browser is built apart
  const faults = roomFaults(readImports(path.join(ROOT, 'local-org/src'), ['lightning/client']));
  faults.forEach((fault) => console.error(fault));
  return faults.length === 0;
}
