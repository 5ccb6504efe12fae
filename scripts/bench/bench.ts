/**
 * `npm run bench [-- --json FILE] [--part NAME…]`: measures the local org and the package on this machine. Nothing here passes or
 * fails. Parts: compilation, runtime, tests, server.
 */
import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Measurements, type Measurement } from './measure.ts';
import { measureServer } from './server.ts';

const WORKER = path.join(import.meta.dirname, 'worker.ts');
const IN_PROCESS: ReadonlySet<string> = new Set(['server']);
const ALL = ['compilation', 'runtime', 'tests', 'server'];

const { values } = parseArgs({ options: { json: { type: 'string' }, part: { type: 'string', multiple: true } } });
const all: Measurement[] = [];
for (const part of values.part ?? ALL) {
  all.push(...(await (IN_PROCESS.has(part) ? measureHere() : measureApart(part))));
}
if (values.json) {
  await writeFile(values.json, `${JSON.stringify(all, null, 2)}\n`);
}

async function measureHere(): Promise<readonly Measurement[]> {
  const results = new Measurements();
  await measureServer(results);
  return results.all;
}

function measureApart(part: string): Promise<readonly Measurement[]> {
  return new Promise((resolve, reject) => {
    const worker = fork(WORKER, [part]);
    let figures: readonly Measurement[] | undefined;
    worker.once('message', (message: Measurement[]) => (figures = message));
    worker.once('exit', (code) => (figures ? resolve(figures) : reject(new Error(`${part} ended with code ${code}`))));
  });
}
