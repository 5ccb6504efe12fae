/** `npm run build`: declarations, component paths, and the JavaScript that an org takes, beside each component's TypeScript. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeComponentPaths } from './component-paths.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

function node(...args: string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

node('scripts/apex-types/index.ts');
await writeComponentPaths(ROOT, 'tsconfig.components.json');
node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
