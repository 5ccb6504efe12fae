/** A small deterministic random source: the same seed tells the same shop's life on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number between both bounds, inclusive. */
  between(low: number, high: number): number;
  /** True with the given probability (0 to 1). */
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Picks by weight; weights need not add up to 1. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
  /** Normally distributed, by Box and Muller's transform. */
  normal(mean: number, deviation: number): number;
}

/** @param seed any 32-bit whole number; the generator is mulberry32 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => items[between(0, items.length - 1)],
    weighted: (items) => {
      const sum = items.reduce((total, [, weight]) => total + weight, 0);
      let mark = next() * sum;
      for (const [item, weight] of items) {
        mark -= weight;
        if (mark <= 0) {
          return item;
        }
      }
      return items[items.length - 1][0];
    },
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  };
}
