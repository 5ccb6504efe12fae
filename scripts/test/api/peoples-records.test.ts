import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createRandom } from '../../demo/random.ts';
import { Colleague } from '../support/convergence/colleague.ts';
import { historyOf, shuffledBatches } from '../support/convergence/history.ts';
import { openStores, Records } from '../support/convergence/records.ts';
import { EVENTS_URL, type EventResult } from '../support/events.ts';
import { startLocalOrg, type RunningOrg } from '../support/local-org.ts';

/** Whatever the stores say, nothing that a person made is deleted or taken from where the person put it. SEEDS=7,19 runs certain seeds. */
const SEEDS = process.env.SEEDS?.split(',').map(Number) ?? [1, 2, 3, 4, 5, 6];

describe('records that people made', () => {
  let org: RunningOrg;

  before(async () => {
    org = await startLocalOrg();
    await openStores(org);
  });

  after(() => org?.stop());

  for (const seed of SEEDS) {
    it(`survive every event (seed ${seed})`, async () => {
      const random = createRandom(seed + 500);
      const colleague = new Colleague(org, random);
      const batches = shuffledBatches(historyOf(seed), random, [2, 5, 12]);
      for (const [index, events] of batches.entries()) {
        const { status, body } = await org.call<{ results: EventResult[] }>('POST', EVENTS_URL, { events });
        assert.equal(status, 200, JSON.stringify(body));
        const failed = body.results.filter((result) => result.status === 'failed');
        assert.deepEqual(failed, [], `seed ${seed}, batch ${index}`);
        assert.equal((await org.drain()).failed, 0);
        assert.deepEqual(
          await colleague.missing(),
          [],
          `seed ${seed}, after batch ${index}: ${JSON.stringify(events)}`
        );
        await colleague.work();
        await colleague.work();
      }
      await org.drain();
      assert.ok(colleague.keeps > 3, `${colleague.keeps} records`);
      await new Records(org).wipe();
    });
  }
});
