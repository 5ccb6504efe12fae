import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { startProcess, STOCK, type ServerProcess } from './support.ts';
import { BULK_BATCH, bulkInsert, Client, writes, type Write } from './writers.ts';

const WRITES = 1000;
const BULK_ROWS = 2000;
/** How often the process is killed; the environment variable makes it a long run. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
const SEED = Number(process.env.KILL_SEED ?? 20_260_301);

/** The same numbers for the same seed. */
function* random(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

interface Round {
  readonly all: readonly Write[];
  readonly acknowledged: ReadonlySet<string>;
  readonly bulkTag: string;
  readonly bulkProcessed: number;
}

/** Fires all writes at once and kills the process after so many answers. */
async function interrupted(server: ServerProcess, prefix: string, killAfter: number): Promise<Round> {
  const client = new Client(server.url, server.token);
  const created = await client.request('POST', 'sobjects/Shelf__c', { Name: prefix, Code__c: `${prefix}shared` });
  const shared = (created![1] as { id: string }).id;
  const all = writes(WRITES, prefix, shared);
  const acknowledged = new Set<string>();
  let killed: Promise<void> | undefined;
  const bulkTag = `${prefix}bulk`;
  const bulk = bulkInsert(client, bulkTag, shared, BULK_ROWS);
  await Promise.all(
    all.map(async (write) => {
      if (await write.send(client)) {
        acknowledged.add(write.tag);
        if (acknowledged.size === killAfter) {
          killed = server.kill();
        }
      }
    })
  );
  const bulkProcessed = await bulk;
  await (killed ?? server.kill());
  client.close();
  return { all, acknowledged, bulkTag, bulkProcessed };
}

function check(db: DatabaseSync, { all, acknowledged, bulkTag, bulkProcessed }: Round): void {
  const count = (sql: string, ...values: string[]): number => Number(Object.values(db.prepare(sql).get(...values)!)[0]);
  const shelves = (tag: string): number => count('SELECT count(*) FROM shelf__c WHERE code__c = ?', tag);
  const volumes = (tag: string): number => count('SELECT count(*) FROM volume__c WHERE batch__c = ?', tag);
  for (const { tag, shelf, volumes: wanted } of all) {
    const stored = [shelves(tag), volumes(tag)];
    const whole = [shelf ? 1 : 0, wanted];
    if (acknowledged.has(tag)) {
      assert.deepEqual(stored, whole, `${tag} was acknowledged`);
    } else {
      assert.ok(stored.join() === whole.join() || stored.join() === '0,0', `${tag} is there by half: ${stored.join()}`);
    }
  }
  const rows = volumes(bulkTag);
  assert.ok(rows >= bulkProcessed, `${bulkProcessed} bulk rows were reported, ${rows} are there`);
  assert.equal(rows % BULK_BATCH, 0);
}

describe('kill -9 during 1,000 concurrent writes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'local-org-kill-'));
  const numbers = random(SEED);
  const rounds: Round[] = [];
  let server: ServerProcess;

  before(async () => {
    server = await startProcess(STOCK, folder);
  });

  after(async () => {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  for (let round = 0; round < ROUNDS; round++) {
    const killAfter = 1 + Math.floor(numbers.next().value! * (WRITES * 0.9));
    it(`keeps what was acknowledged and nothing by half: killed after ${killAfter} answers`, async () => {
      rounds.push(await interrupted(server, `r${round}n`, killAfter));
      const { acknowledged } = rounds.at(-1)!;
      assert.ok(acknowledged.size >= killAfter && acknowledged.size < WRITES, `${acknowledged.size} acknowledged`);

      const db = new DatabaseSync(path.join(folder, 'org.sqlite'));
      try {
        assert.deepEqual({ ...db.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' });
        // earlier rounds too: no restart loses what an earlier one kept
        rounds.forEach((earlier) => check(db, earlier));
        const differing = db
          .prepare(
            `SELECT s.code__c FROM shelf__c s LEFT JOIN volume__c v ON v.shelf__c = s.id GROUP BY s.id
             HAVING coalesce(s.volumes__c, 0) <> count(v.id) OR coalesce(s.pages__c, 0) <> coalesce(sum(v.pages__c), 0)`
          )
          .all();
        assert.deepEqual(differing, [], 'roll-ups equal their children');
        const lonely = db
          .prepare(
            `SELECT count(*) AS n FROM volume__c v LEFT JOIN note__c n ON n.volume__c = v.id WHERE n.id IS NULL
             UNION ALL SELECT count(*) FROM note__c n LEFT JOIN volume__c v ON n.volume__c = v.id WHERE v.id IS NULL
             UNION ALL SELECT count(*) FROM volume__c v LEFT JOIN shelf__c s ON v.shelf__c = s.id WHERE s.id IS NULL`
          )
          .all();
        assert.deepEqual(
          lonely.map(({ n }) => Number(n)),
          [0, 0, 0],
          'what triggers made is there with what made it'
        );
      } finally {
        db.close();
      }
      server = await startProcess(STOCK, folder);
      const client = new Client(server.url, server.token);
      const answer = await client.request('GET', `query?q=${encodeURIComponent('SELECT COUNT() FROM Shelf__c')}`, '');
      client.close();
      assert.ok((answer![1] as { totalSize: number }).totalSize > 0);
    });
  }
});
