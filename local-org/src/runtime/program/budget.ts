import { ApexException } from '../values/index.ts';

/** Apex Developer Guide, Execution Governors and Limits: "Maximum stack depth for any Apex invocation that recursively fires triggers". */
const MAX_DEPTH = 1000;

/**
 * What compiled code counts as it runs. Loops and calls count down `left`; when it is used up, `tick` looks at the CPU limit and refills
 * it. Calls count `depth` up on their way in and set it back on every way out; whoever catches an exception sets it back to its own.
 */
export class Budget {
  left = 0;
  /** Calls of Apex code in progress. */
  depth = 0;
  readonly maxDepth = MAX_DEPTH;
  readonly #check: () => void;
  readonly #steps: number;

  constructor(check: () => void, steps = 20_000) {
    this.#check = check;
    this.#steps = steps;
    this.left = steps;
  }

  /** @throws System.LimitException, which Apex cannot catch */
  tick(): void {
    if (this.depth > MAX_DEPTH) {
      throw new ApexException('System.LimitException', `Maximum stack depth reached: ${MAX_DEPTH + 1}`);
    }
    this.left = this.#steps;
    this.#check();
  }
}
