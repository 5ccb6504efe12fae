/** One figure of a benchmark. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Collects figures and prints each as it comes. */
export class Measurements {
  readonly #results: Measurement[] = [];

  get all(): readonly Measurement[] {
    return this.#results;
  }

  record(name: string, value: number, unit: string): void {
    const rounded = Math.round(value * 100) / 100;
    this.#results.push({ name, value: rounded, unit });
    console.log(`${name.padEnd(64)} ${String(rounded).padStart(10)} ${unit}`);
  }

  /** Runs the work and records how long it took, in milliseconds. */
  async timed<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const started = performance.now();
    const result = await work();
    this.record(name, performance.now() - started, 'ms');
    return result;
  }

  /** The median of several runs, after one that warms up. */
  async median(name: string, runs: number, work: () => unknown): Promise<void> {
    await work();
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      const started = performance.now();
      await work();
      times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    this.record(name, times[Math.floor(times.length / 2)] ?? 0, 'ms');
  }
}
