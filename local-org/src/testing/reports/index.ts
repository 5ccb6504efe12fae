import { toSfJson } from '../sf-json.ts';
import type { TestReport } from '../report.ts';
import { toHuman } from './human.ts';
import { toJunit } from './junit.ts';
import { toTap } from './tap.ts';

export { compileErrorLines } from './compile-errors.ts';
export { coverageTable } from './coverage-table.ts';
export { printReport } from './human.ts';
export { Sources } from './sources.ts';
export { writeCoverage } from './write-coverage.ts';

/** Turns a report into text. */
export type Reporter = (report: TestReport) => string;

/** The reporters by the name that the command line knows them under. */
export const REPORTERS: ReadonlyMap<string, Reporter> = new Map([
  ['human', toHuman],
  ['json', (report) => `${JSON.stringify(toSfJson(report), null, 2)}\n`],
  ['junit', toJunit],
  ['tap', toTap]
]);
