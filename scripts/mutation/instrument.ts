import { cpSync, globSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';
import { ROOT } from '../test/suite.ts';

/** One change of one expression or statement; `replacement` is the changed text. Lines and columns count from 1. */
export interface Mutant {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly original: string;
  readonly replacement: string;
}

const COPIED = [
  'local-org',
  'config',
  'force-app',
  'scripts',
  'types',
  'docs',
  'package.json',
  'sfdx-project.json',
  'README.md'
];

/** Texts and patterns are left alone: a changed message is no changed behaviour, and most of them are asserted anyway. */
const LEFT_ALONE = ['StringLiteral', 'Regex', 'ObjectLiteral', 'ArrayDeclaration'];

/** What runs in the browser or only as a command is tested by suites that are too slow for this. */
const NOT_INSTRUMENTED = /^local-org\/src\/(?:lightning\/(?:client|build)|cli)\/|\.d\.ts$/;

const silent = (): void => undefined;
const LOGGER = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => true,
  isErrorEnabled: () => true,
  isFatalEnabled: () => true,
  trace: silent,
  debug: silent,
  info: silent,
  warn: console.warn,
  error: console.error,
  fatal: console.error
};

function textAt(source: readonly string[], location: { start: Place; end: Place }): string {
  const { start, end } = location;
  const lines = source.slice(start.line, end.line + 1);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column);
  lines[0] = (lines[0] ?? '').slice(start.column);
  return lines.join(' ').replace(/\s+/g, ' ');
}

const OPTIONS = { plugins: [], excludedMutations: LEFT_ALONE, ignorers: [] };

const instrumenter = (): ReturnType<typeof createInstrumenter> =>
  createInjector()
    .provideValue('logger', LOGGER)
    .provideValue('getLogger', () => LOGGER)
    .injectFunction(createInstrumenter);

interface File {
  readonly name: string;
  readonly content: string;
  readonly mutate: boolean;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Copies the project to `target` with every mutant in the local org's code; the variable `__STRYKER_ACTIVE_MUTANT__` of the environment
 * chooses the one that is active. Without it the code behaves as it was written.
 */
export async function instrument(target: string): Promise<Mutant[]> {
  for (const part of COPIED) {
    cpSync(path.join(ROOT, part), path.join(target, part), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(target, 'node_modules'));
  const files = globSync('local-org/src/**/*.ts', { cwd: target })
    .filter((file) => !NOT_INSTRUMENTED.test(file))
    .sort();
  const sources = new Map(files.map((file) => [file, readFileSync(path.join(target, file), 'utf8')]));
  const readable: File[] = [];
  for (const [name, content] of sources) {
    const file = { name, content, mutate: true };
    // One file that the library cannot change must not stop the others.
    await instrumenter()
      .instrument([file], OPTIONS)
      .then(
        () => readable.push(file),
        (error: unknown) => console.error(`${name} is left out: ${String(error)}`)
      );
  }
  const result = await instrumenter().instrument(readable, OPTIONS);
  for (const file of result.files) {
    writeFileSync(path.join(target, file.name), file.content);
  }
  return result.mutants
    .filter(({ status }) => status === undefined)
    .map(({ id, fileName, location, mutatorName, replacement }) => ({
      id,
      file: fileName,
      line: location.start.line + 1,
      column: location.start.column + 1,
      kind: mutatorName,
      original: textAt((sources.get(fileName) ?? '').split('\n'), location),
      replacement: replacement.replace(/\s+/g, ' ')
    }));
}
