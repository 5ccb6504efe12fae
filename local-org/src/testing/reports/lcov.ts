import path from 'node:path';
import type { UnitCoverage } from '../report.ts';

/** Coverage as an lcov trace file; paths are relative to `root`. A line that ran counts as run once. */
export function toLcov(units: readonly UnitCoverage[], root: string): string {
  return units.map((unit) => record(unit, root)).join('');
}

function record({ file, covered, uncovered }: UnitCoverage, root: string): string {
  const lines = [...covered.map((line) => [line, 1] as const), ...uncovered.map((line) => [line, 0] as const)];
  return [
    'TN:',
    `SF:${path.relative(root, file)}`,
    ...lines.sort(([a], [b]) => a - b).map(([line, hits]) => `DA:${line},${hits}`),
    `LF:${lines.length}`,
    `LH:${covered.length}`,
    'end_of_record',
    ''
  ].join('\n');
}
