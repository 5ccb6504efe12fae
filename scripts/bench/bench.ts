/**
 * `npm run bench [-- --json FILE] [--part NAME…]`: measures the local org and the package on this machine. Nothing here passes or
 * fails. Parts: compilation, runtime, tests, server, page, size.
 */
import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Measurements, type Measurement } from './measure.ts';
import { measurePage } from './page.ts';
import { measureServer } from './server.ts';
import { measureSize } from './size.ts';

const WORKER = path.join(import.meta.dirname, 'worker.ts');
const IN_PROCESS: Readonly<Record<string, (results: Measurements) => Promise<void>>> = {
  server: measureServer,
  page: measurePage,
  size: measureSize
};
const ALL = ['compilation', 'runtime', 'tests', 'server', 'page', 'size'];

const { values } = parseArgs({ options: { json: { type: 'string' }, part: { type: 'string', multiple: true } } });
const all: Measurement[] = [];
for (const part of values.part ?? ALL) {
  const measure = IN_PROCESS[part];
  all.push(...(await (measure ? measureHere(measure) : measureApart(part))));
}
if (values.json) {
  await writeFile(values.json, `${JSON.stringify(all, null, 2)}\n`);
}

async function measureHere(measure: (results: Measurements) => Promise<void>): Promise<readonly Measurement[]> {
  const results = new Measurements();
  await measure(results);
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
