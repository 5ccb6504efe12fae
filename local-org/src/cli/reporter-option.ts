import { writeFileSync } from 'node:fs';
import { REPORTERS, type TestReport } from '../index.ts';
import { UsageError } from './usage-error.ts';

/** Publishes one report, on standard output or in a file. */
export type Publish = (report: TestReport) => void;

/** `NAME` prints a report, `NAME=FILE` writes it. @throws UsageError for a name that is no reporter's */
export function reporterOption(option: string): Publish {
  const [name = '', ...rest] = option.split('=');
  const reporter = REPORTERS.get(name);
  if (!reporter) {
    throw new UsageError(`--reporter ${name} is not known; there are ${[...REPORTERS.keys()].join(', ')}`);
  }
  const file = rest.join('=');
  return (report) => (file === '' ? process.stdout.write(reporter(report)) : writeFileSync(file, reporter(report)));
}
