/** Loops and calls count down `left`; when it is used up, `tick` looks at the CPU limit and refills it. */
export class Budget {
  left = 0;
  readonly #check: () => void;
  readonly #steps: number;

  constructor(check: () => void, steps = 20_000) {
    this.#check = check;
    this.#steps = steps;
    this.left = steps;
  }

  tick(): void {
    this.left = this.#steps;
    this.#check();
  }
}
