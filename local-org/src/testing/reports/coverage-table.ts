import { coveredPercent, type UnitCoverage } from '../report.ts';

/** Ranges of uncovered lines that one row of the table has room for. */
const MOST_RANGES = 8;

/** Coverage per class and trigger as aligned text, the least covered first. */
export function coverageTable(units: readonly UnitCoverage[]): string[] {
  const rows = units
    .map((unit) => ({ unit, percent: coveredPercent([unit]) }))
    .sort((a, b) => a.percent - b.percent || a.unit.name.localeCompare(b.unit.name))
    .map(({ unit, percent }) => [
      unit.name,
      `${percent} %`,
      `${unit.covered.length}/${unit.covered.length + unit.uncovered.length}`,
      shorten(lineRanges(unit.uncovered))
    ]);
  const table = [['Class or trigger', 'Covered', 'Lines', 'Uncovered lines'], ...rows];
  const width = (column: number): number => Math.max(...table.map((row) => row[column]?.length ?? 0));
  const [name, covered, lines] = [width(0), width(1), width(2)];
  return table.map(([a = '', b = '', c = '', d = '']) =>
    `${a.padEnd(name)}  ${b.padStart(covered)}  ${c.padStart(lines)}  ${d}`.trimEnd()
  );
}

/** `[1, 2, 3, 7]` → `['1-3', '7']`; the lines are in ascending order. */
export function lineRanges(lines: readonly number[]): string[] {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last?.[1] === line - 1) {
      last[1] = line;
    } else {
      ranges.push([line, line]);
    }
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
}

function shorten(ranges: readonly string[]): string {
  return ranges.slice(0, MOST_RANGES).join(', ') + (ranges.length > MOST_RANGES ? ', …' : '');
}
