import type { Random } from '../../../demo/random.ts';

export type Data = Record<string, unknown>;

/** Tells events in the sequence in which they happen. */
export interface Teller {
  readonly random: Random;
  tell(store: string, topic: string, data: Data): void;
  /** The present time as ISO text. */
  time(): string;
}

/** The same statement with some of the optional members left out or emptied: what is absent says nothing, what is null erases. */
export function inPart(random: Random, data: Data, optional: readonly string[]): Data {
  const result = { ...data };
  for (const name of optional) {
    if (random.chance(0.12)) {
      delete result[name];
    } else if (random.chance(0.08)) {
      result[name] = null;
    }
  }
  return result;
}
