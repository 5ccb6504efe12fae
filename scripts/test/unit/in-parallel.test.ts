import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { inParallel } from '../in-parallel.ts';

describe('works in parallel', () => {
  /** Runs works of the given weights; answers the results and the greatest weight that ran at once. */
  async function trial(weights: readonly number[], capacity: number): Promise<{ results: number[]; most: number }> {
    let now = 0;
    let most = 0;
    const works = weights.map((weight, index) => ({
      weight,
      run: async () => {
        now += weight;
        most = Math.max(most, now);
        await pause(5 * (weights.length - index));
        now -= weight;
        return index;
      }
    }));
    return { results: await inParallel(works, capacity), most };
  }

  it('fill the capacity and never exceed it, and answer in their sequence', async () => {
    assert.deepEqual(await trial([1, 1, 1, 1], 2), { results: [0, 1, 2, 3], most: 2 });
    assert.deepEqual(await trial([1, 2, 1], 2), { results: [0, 1, 2], most: 2 });
    assert.deepEqual(await trial([1, 1], 1), { results: [0, 1], most: 1 });
  });

  it('run alone where they are heavier than the capacity', async () => {
    assert.deepEqual(await trial([1, 5, 1], 2), { results: [0, 1, 2], most: 5 });
  });

  it('reject with an error', async () => {
    await assert.rejects(inParallel([{ weight: 1, run: () => Promise.reject(new Error('no')) }], 2), /no/);
  });
});
