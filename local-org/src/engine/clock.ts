/** The org's clock: real time shifted by a settable offset, so that it goes on running after it was set. */
export class Clock {
  #offset = 0;

  /** Milliseconds UTC. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Difference to real time in milliseconds; kept over a restart by whoever owns the clock. */
  get offset(): number {
    return this.#offset;
  }

  set offset(milliseconds: number) {
    this.#offset = milliseconds;
  }

  /** Sets the time; `null` goes back to real time. */
  set(now: number | null): void {
    this.#offset = now === null ? 0 : now - Date.now();
  }
}
