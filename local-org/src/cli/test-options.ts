import { parseArgs } from 'node:util';
import { sourceDirectories } from './project.ts';
import { reporterOption, type Publish } from './reporter-option.ts';
import { UsageError } from './usage-error.ts';

export const TEST_USAGE = `local-org test --source DIR… [--filter GLOB] [--class NAME…] [--method NAME…] [--parallel N] [--watch]
                 [--plain-admin] [--reporter human|json|junit|tap[=FILE]…] [--json FILE] [--coverage] [--coverage-dir DIR]`;

const MOST_PROCESSES = 64;

/** What `local-org test` was asked to do. */
export interface TestOptions {
  /** Absolute folders. */
  readonly source: readonly string[];
  /** Patterns as `runTests` takes them; undefined for all tests. */
  readonly filters: readonly string[] | undefined;
  readonly publish: readonly Publish[];
  readonly coverage: boolean;
  readonly coverageDir: string | undefined;
  readonly parallel: number;
  readonly plainAdmin: boolean;
  readonly watch: boolean;
}

/** @throws UsageError for options that make no sense */
export function testOptions(args: string[]): TestOptions {
  const { values, positionals } = parseArgs({
    args,
    options: {
      source: { type: 'string', multiple: true },
      json: { type: 'string' },
      filter: { type: 'string', multiple: true },
      class: { type: 'string', multiple: true },
      method: { type: 'string', multiple: true },
      reporter: { type: 'string', multiple: true },
      coverage: { type: 'boolean', default: false },
      'coverage-dir': { type: 'string' },
      parallel: { type: 'string', default: '1' },
      'plain-admin': { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false }
    },
    allowPositionals: true
  });
  const parallel = Number(values.parallel);
  if (!Number.isInteger(parallel) || parallel < 1 || parallel > MOST_PROCESSES) {
    throw new UsageError(`--parallel ${values.parallel} is not a number from 1 to ${MOST_PROCESSES}`);
  }
  const reporters = values.reporter ?? ['human'];
  if (values.json !== undefined) {
    reporters.push(`json=${values.json}`);
  }
  return {
    source: sourceDirectories([...(values.source ?? []), ...positionals]),
    filters: filters(values),
    publish: reporters.map(reporterOption),
    coverage: values.coverage || values['coverage-dir'] !== undefined,
    coverageDir: values['coverage-dir'],
    parallel,
    plainAdmin: values['plain-admin'],
    watch: values.watch
  };
}

function filters(values: { filter?: string[]; class?: string[]; method?: string[] }): string[] | undefined {
  const classes = values.class ?? ['*'];
  const named = values.method
    ? classes.flatMap((name) => (values.method ?? []).map((method) => `${name}.${method}`))
    : (values.class ?? []);
  const all = [...(values.filter ?? []), ...named];
  return all.length === 0 ? undefined : all;
}
