import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/** Runs the garbage collector, so that only what is in use counts. */
export function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}

const MEGABYTE = 2 ** 20;

/**
 * Keeps a long run of tests small. Left alone, V8 lets the heap of a large project grow to twice of what is in use before it clears up.
 */
export class HeapCaretaker {
  readonly #growth: number;
  #kept: number;

  /**
   * @param small heaps up to so many megabytes are left alone
   * @param growth megabytes of garbage that are not worth a collection
   */
  constructor(small = 256, growth = 64) {
    this.#growth = growth * MEGABYTE;
    this.#kept = (small - growth) * MEGABYTE;
  }

  /** Collects garbage if there may be much of it. Asking costs microseconds, a collection some hundred milliseconds. */
  tidy(): void {
    if (getHeapStatistics().total_heap_size - this.#kept > this.#growth) {
      collectGarbage();
      this.#kept = getHeapStatistics().total_heap_size;
    }
  }
}
