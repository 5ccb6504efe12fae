/** Work, and how much of the machine it takes. */
export interface Weighted<T> {
  readonly weight: number;
  readonly run: () => Promise<T>;
}

/**
 * Runs works in their sequence, as many at a time as the capacity holds; one heavier than that runs alone.
 * @returns what they came to, in the sequence given. Rejects with the first error
 */
export async function inParallel<T>(works: readonly Weighted<T>[], capacity: number): Promise<T[]> {
  const results: T[] = [];
  const running = new Set<Promise<void>>();
  let taken = 0;
  for (const [index, { weight, run }] of works.entries()) {
    const share = Math.min(weight, capacity);
    while (taken + share > capacity) {
      await Promise.race(running);
    }
    taken += share;
    const done: Promise<void> = run()
      .then((result) => void (results[index] = result))
      .finally(() => {
        taken -= share;
        running.delete(done);
      });
    running.add(done);
  }
  await Promise.all(running);
  return results;
}
