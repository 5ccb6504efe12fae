import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';
import { collectGarbage } from './garbage.ts';

interface Usage {
  /** Small objects. */
  readonly small: number;
  /** Long texts, big arrays and bytes outside of the heap. */
  readonly large: number;
}

/**
 * Records and other small objects take about four times the memory that Salesforce counts for them: a field's value is an entry of a
 * hash table here. Long texts and bytes take what they take there.
 */
const OVERHEAD = 4;
const LARGE_SPACES = /large_object_space$/;

function usage(): Usage {
  const { used_heap_size: used, external_memory: external } = getHeapStatistics();
  const large = getHeapSpaceStatistics()
    .filter(({ space_name: name }) => LARGE_SPACES.test(name))
    .reduce((sum, space) => sum + space.space_used_size, 0);
  return { small: used - large, large: large + external };
}

/** Estimates the Apex heap of a transaction from what the process has taken since it began. */
export class HeapMeter {
  readonly #start = usage();
  #unchecked = 0;

  /** Estimate in bytes; what is not in use any more, but not collected yet, is part of it. */
  get bytes(): number {
    const { small, large } = usage();
    const grown = Math.max(0, small - this.#start.small) / OVERHEAD + Math.max(0, large - this.#start.large);
    return Math.round(grown);
  }

  /** Bytes in use when they are more than `max`, else 0. Collects garbage before it says so, and seldom. */
  excess(max: number): number {
    if (getHeapStatistics().used_heap_size + getHeapStatistics().external_memory < this.#unchecked) {
      return 0;
    }
    if (this.bytes <= max) {
      return 0;
    }
    collectGarbage();
    const inUse = this.bytes;
    const now = getHeapStatistics();
    this.#unchecked = now.used_heap_size + now.external_memory + max;
    return inUse > max ? inUse : 0;
  }
}
