/** The two Apex checks that need Java 11 or newer; both tools come with an npm package. */
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, run } from '../test/suite.ts';

const require = createRequire(import.meta.url);

function classPath(): string {
  const entry = require.resolve('@salesforce/code-analyzer-pmd-engine');
  return path.join(path.dirname(entry), 'java-lib', '*');
}

/** Methods of API 67 that the checker, whose signatures are of API 65, does not know. */
const NEWER_METHODS = ['publishWithAccessLevel'];

/** apex-ls, an independent Apex type checker: true when it reports no error in force-app. */
export async function apexTypeCheck(): Promise<boolean> {
  const { code, output } = await run(
    'java',
    ['-cp', classPath(), 'io.github.apexdevtools.apexls.CheckForIssues', '-n', '-d', 'errors', '-w', ROOT],
    { quiet: true }
  );
  if (/No sfdx-project\.json/i.test(output)) {
    throw new Error(output);
  }
  const faults = output
    .split('\n')
    .filter((line) => /^\s*(Error|Missing|Syntax)\b/.test(line) && !NEWER_METHODS.some((name) => line.includes(name)));
  if (code !== 0 && faults.length === 0 && !NEWER_METHODS.some((name) => output.includes(name))) {
    return false;
  }
  return faults.length === 0;
}

interface Violation {
  rule: string;
  message: string;
  codeLocation: { file: string; startLine: number };
}

/** PMD with the project's rule set: true when no rule is violated. Prints each violation. */
export async function staticAnalysis(): Promise<boolean> {
  const workDir = await mkdtemp(path.join(tmpdir(), 'cartwright-pmd-'));
  try {
    const input = path.join(workDir, 'input.json');
    const results = path.join(workDir, 'results.json');
    const files = globSync('force-app/**/*.{cls,trigger}', { cwd: ROOT }).map((file) => path.join(ROOT, file));
    await writeFile(
      input,
      JSON.stringify({
        ruleSetInputFile: path.join(ROOT, 'config/pmd-ruleset.xml'),
        runDataPerLanguage: { apex: { filesToScan: files } }
      })
    );
    const { code, output } = await run(
      'java',
      ['-cp', classPath(), 'com.salesforce.sfca.pmdwrapper.PmdWrapper', 'run', input, results],
      { quiet: true }
    );
    if (code !== 0 || !existsSync(results)) {
      console.error(output);
      return false;
    }
    const report = JSON.parse(await readFile(results, 'utf8')) as {
      violations: Violation[];
      processingErrors?: unknown[];
    };
    for (const { rule, message, codeLocation } of report.violations) {
      console.error(`${path.relative(ROOT, codeLocation.file)}:${codeLocation.startLine} ${rule} ${message.trim()}`);
    }
    if (report.processingErrors?.length) {
      console.error(report.processingErrors);
      return false;
    }
    return report.violations.length === 0;
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}
