import type { TestReport, UnitCoverage } from './report.ts';

/** One report from those of processes that ran parts of the same project's tests. @throws RangeError when there is none */
export function mergeReports(reports: readonly TestReport[]): TestReport {
  const [first] = reports;
  if (!first) {
    throw new RangeError('No report to merge');
  }
  const sum = (key: 'passed' | 'failed' | 'skipped'): number =>
    reports.reduce((total, report) => total + report[key], 0);
  const startedAt = Math.min(...reports.map((report) => report.startedAt));
  const coverage = reports.flatMap((report) => report.coverage ?? []);
  return {
    ...first,
    tests: reports.flatMap(({ tests }) => tests).sort((a, b) => a.className.localeCompare(b.className)),
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    ...(first.coverage ? { coverage: mergeCoverage(coverage) } : {}),
    startedAt,
    duration: Math.max(...reports.map((report) => report.startedAt + report.duration)) - startedAt
  };
}

/** A line is covered if one of the processes reached it. */
function mergeCoverage(units: readonly UnitCoverage[]): UnitCoverage[] {
  const byName = Map.groupBy(units, ({ kind, name }) => `${kind} ${name}`);
  return [...byName.values()].flatMap(([unit, ...others]) => {
    if (!unit) {
      return [];
    }
    const covered = new Set([unit, ...others].flatMap((part) => part.covered));
    const lines = [...unit.covered, ...unit.uncovered].sort((a, b) => a - b);
    return [
      {
        ...unit,
        covered: lines.filter((line) => covered.has(line)),
        uncovered: lines.filter((line) => !covered.has(line))
      }
    ];
  });
}
