/**
 * The folders of the local org are rooms in layers: an import goes down, by the other room's `index.ts`, or stays, and no large circle
 * grows inside one.
 */
import path from 'node:path';
import { layeringFaults, type Use } from '../metadata-check/layering.ts';
import { ROOT } from '../test/suite.ts';
import { circlesOf, readImports, type ImportGraph } from './import-graph.ts';

/** Modules that stand in no folder: what others import of the package. */
export const LIBRARY = 'library';

/** From the bottom up. A room may import those before it. */
export const ROOMS: readonly string[] = [
  'common',
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

/** Whether a module of another room is imported that is not its entry. */
function isPastEntry(unit: string, used: string): boolean {
  const room = roomOf(used);
  return roomOf(unit) !== room && used !== (room === LIBRARY ? 'index.ts' : `${room}/index.ts`);
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
  const past = uses
    .filter(({ unit, used }) => isPastEntry(unit, used))
    .map(({ unit, used, usedLayer }) => `${unit} imports ${used} past the index of ${usedLayer}`);
  const circles = circlesOf(graph)
    .filter(({ length }) => length > largest)
    .map((circle) => `${circle.length} modules import each other: ${circle.join(', ')}`);
  return [...layeringFaults([...graph.keys()].map(roomOf), uses, rooms, 'imports'), ...past, ...circles];
}

/** True when the rooms of the local org are layers; prints what is not. */
export async function localOrgLayers(): Promise<boolean> {
  // what runs in a browser is built apart
  const faults = roomFaults(readImports(path.join(ROOT, 'local-org/src'), ['lightning/client']));
  faults.forEach((fault) => console.error(fault));
  return faults.length === 0;
}
