import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getHeapStatistics } from 'node:v8';
import { HeapCaretaker } from '../../src/engine/index.ts';

/** Leaves some hundred megabytes of garbage behind. */
function litter(): number {
  let length = 0;
  for (let i = 0; i < 200; i++) {
    length += Array.from({ length: 100_000 }, (_, n) => n).length;
  }
  return length;
}

const megabytes = (): number => getHeapStatistics().total_heap_size / 2 ** 20;

test('garbage of a long run is cleared up when there is much of it, and only then', () => {
  litter();
  const before = megabytes();
  new HeapCaretaker(before + 100).tidy();
  assert.equal(megabytes(), before, 'a heap that counts as small is left alone');
  litter();
  new HeapCaretaker(16, 8).tidy();
  assert.ok(megabytes() < before, `${megabytes()} MB after ${before} MB`);
});
