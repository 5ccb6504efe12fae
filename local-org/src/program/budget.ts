import { ApexException } from '../values/index.ts';
import { CALL } from '../engine/index.ts';

/** Apex Developer Guide, Execution Governors and Limits: "Maximum stack depth for any Apex invocation that recursively fires triggers". */
const MAX_DEPTH = 1000;

/**
 * What compiled code counts as it runs. Loops and calls count down `left`; when it is used up, `tick` looks at the CPU limit and refills
 * it. Calls set `call` to their own state on their way in and back on every way out; whoever catches an exception sets it back to its own.
 */
export class Budget {
  left = 0;
  /** State of the call of Apex code in progress; 0 outside of Apex. */
  call = 0;
  readonly deepest = MAX_DEPTH * CALL.step + CALL.sharing;
  readonly #check: () => void;
  readonly #steps: number;

  constructor(check: () => void, steps = 20_000) {
    this.#check = check;
    this.#steps = steps;
    this.left = steps;
  }

  /** @throws System.LimitException, which Apex cannot catch */
  tick(): void {
    if (this.call > this.deepest) {
      throw new ApexException('System.LimitException', `Maximum stack depth reached: ${MAX_DEPTH + 1}`);
    }
    this.left = this.#steps;
    this.#check();
  }
}
