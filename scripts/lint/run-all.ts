/** `npm run lint`: every check in turn. `npm run lint -- eslint` runs only the checks named. */
import { apexLayers } from './layers.ts';
import { localOrgLayers } from './rooms.ts';
import { run, summaryLine, total, type Outcome } from '../test/suite.ts';
import { apexTypeCheck, staticAnalysis } from './java.ts';

type Check = () => Promise<boolean>;

function command(program: string, ...args: string[]): Check {
  return async () => (await run(program, args, { quiet: true })).code === 0;
}

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['prettier', command('npx', 'prettier', '--check', '--log-level', 'warn', '.')],
  ['eslint', command('npx', 'eslint', '.', '--max-warnings', '0')],
  ['tsc: components', command('npx', 'tsc', '-p', 'tsconfig.json', '--noEmit')],
  ['tsc: local org', command('npx', 'tsc', '-p', 'local-org/tsconfig.json')],
  ['tsc: scripts', command('npx', 'tsc', '-p', 'scripts/tsconfig.json')],
  ['apex types', command('node', 'scripts/apex-types/index.ts', '--check')],
  ['local-org check', command('npx', 'local-org', 'check', '--source', 'force-app')],
  ['apex layers', apexLayers],
  ['local-org layers', localOrgLayers],
  ['apex-ls', apexTypeCheck],
  ['pmd', staticAnalysis]
]);

async function main(wanted: readonly string[]): Promise<number> {
  const outcomes: Outcome[] = [];
  for (const [name, check] of CHECKS) {
    if (wanted.length > 0 && !wanted.some((word) => name.startsWith(word))) {
      continue;
    }
    const started = Date.now();
    const passed = await check().catch((error: unknown) => {
      console.error(error);
      return false;
    });
    console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${Math.round((Date.now() - started) / 1000)} s)`);
    outcomes.push({ name, passed: passed ? 1 : 0, failed: passed ? 0 : 1 });
  }
  const sum = total('Lint', outcomes);
  console.log(summaryLine(sum));
  return sum.failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
