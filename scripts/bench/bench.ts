/** `npm run bench [-- --json FILE]`: measures the local org and the package on this machine. Nothing here passes or fails. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { orderEvent, EVENTS_URL } from '../test/support/events.ts';
import { startLocalOrg } from '../test/support/local-org.ts';
import { run } from '../test/suite.ts';

interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

const results: Measurement[] = [];

function record(name: string, value: number, unit: string): void {
  results.push({ name, value: Math.round(value * 10) / 10, unit });
  console.log(`${name.padEnd(56)} ${String(Math.round(value * 10) / 10).padStart(10)} ${unit}`);
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  record(name, performance.now() - started, 'ms');
  return result;
}

const { values } = parseArgs({ options: { json: { type: 'string' } } });

const org = await timed('start of an empty org (compiled before)', () => startLocalOrg());
try {
  for (const count of [20, 200]) {
    const events = Array.from({ length: count }, (_, index) => orderEvent(`bench-${count}-${index}`, { lines: 5 }));
    const { limits } = await timed(`${count} orders of 5 lines through the events endpoint`, () =>
      org.call('POST', EVENTS_URL, { events })
    );
    record(`  SOQL queries for ${count} orders`, limits.queries, '');
    record(`  DML statements for ${count} orders`, limits.dmlStatements, '');
  }
  await timed('background work after it', () => org.drain());
} finally {
  await org.stop();
}
await timed('Apex tests of the package', () => run('npx', ['local-org', 'test', '--source', 'force-app'], true));

if (values.json) {
  await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
}
