import type { TestEvent } from '../events.ts';
import { createRandom, type Random } from '../../../demo/random.ts';
import { Catalogue } from './catalogue.ts';
import { People } from './people.ts';
import { Purchases } from './purchases.ts';
import type { Teller } from './teller.ts';

const START = Date.UTC(2026, 2, 1, 10);
const STEPS = 90;

/**
 * A shop's life as its stores tell it, in the sequence in which it happened. Every attribute that a source can change is changed by some seed.
 * What a person's e-mail address moves to is nobody else's: people are neither merged nor split by themselves.
 */
export function historyOf(seed: number, steps = STEPS): TestEvent[] {
  const random = createRandom(seed);
  const events: TestEvent[] = [];
  let now = START;
  const teller: Teller = {
    random,
    tell: (store, topic, data) => {
      now += random.weighted(PAUSES);
      const at = new Date(now).toISOString();
      events.push({
        id: `e${events.length}`,
        store,
        topic,
        occurredAt: at,
        data: { updatedAt: secondOf(now), ...data }
      });
    },
    time: () => secondOf(now)
  };
  const people = new People(teller);
  const catalogue = new Catalogue(teller);
  const purchases = new Purchases(teller, people, catalogue);
  for (let step = 0; step < steps; step++) {
    random.weighted<() => void>([
      [() => people.change(), 5],
      [() => catalogue.change(), 4],
      [() => purchases.change(), 12]
    ])();
  }
  return events;
}

/** The same events, shuffled and partly repeated, in batches of differing sizes. */
export function shuffledBatches(
  events: readonly TestEvent[],
  random: Random,
  sizes: readonly number[] = [1, 2, 5, 20, 60]
): TestEvent[][] {
  const all = [...events, ...events.filter(() => random.chance(0.15))];
  for (let index = all.length - 1; index > 0; index--) {
    const other = random.between(0, index);
    [all[index], all[other]] = [all[other], all[index]];
  }
  const batches: TestEvent[][] = [];
  while (all.length > 0) {
    batches.push(all.splice(0, random.pick(sizes)));
  }
  return batches;
}

/** Pauses between events in milliseconds: the same moment, the same second, and later. */
const PAUSES: readonly (readonly [number, number])[] = [
  [0, 2],
  [150, 2],
  [1_000, 2],
  [600_000, 6]
];

/** Sources state their update times to the second. */
function secondOf(moment: number): string {
  return new Date(Math.floor(moment / 1000) * 1000).toISOString();
}
