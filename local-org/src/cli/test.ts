import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Org, printReport, runTests, toSfJson } from '../index.ts';
import { cacheDirectory, sourceDirectories } from './project.ts';

export const TEST_USAGE = 'local-org test --source DIR… [--json FILE] [--filter GLOB] [--coverage]';

/** Runs a project's Apex tests in an org in memory; 1 when one fails or nothing ran. */
export async function test(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      source: { type: 'string', multiple: true },
      json: { type: 'string' },
      filter: { type: 'string' },
      coverage: { type: 'boolean', default: false }
    },
    allowPositionals: true
  });
  const source = sourceDirectories([...(values.source ?? []), ...positionals]);
  const org = Org.open({ source, cacheDir: cacheDirectory(), coverage: values.coverage });
  try {
    const report = await runTests(org, { filter: values.filter, coverage: values.coverage });
    if (values.json !== undefined) {
      writeFileSync(values.json, `${JSON.stringify(toSfJson(report), null, 2)}\n`);
    }
    printReport(report);
    return report.failed === 0 && report.passed > 0 ? 0 : 1;
  } finally {
    await org.close();
  }
}
