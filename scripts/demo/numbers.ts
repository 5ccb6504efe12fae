import type { StoreKey } from './model.ts';

/** Gives out the long numeric ids that storefronts use, and running order numbers per store. */
export class Numbers {
  #next = 9_100_000_000_000_000_001n;
  readonly #orders = new Map<StoreKey, number>();

  id(): string {
    this.#next += 7n;
    return String(this.#next);
  }

  order(store: StoreKey): string {
    const number = (this.#orders.get(store) ?? 10_000) + 1;
    this.#orders.set(store, number);
    return store === 'b2b-direct' ? `B2B-${number}` : `#${number}`;
  }
}
