import type { Engine } from '../../engine/index.ts';
import type { OrgCore } from '../org-core.ts';
import type { JobStore } from './job-store.ts';

/** Batch jobs that are queued or active at the same time, and that a test may submit. */
const MOST_ACTIVE = 5;
/** Batch jobs that wait in the flex queue. */
const MOST_HELD = 100;
/** Scratch key of the number of batch jobs that a test has submitted. */
const SUBMITTED = Symbol('submitted batch jobs');

/**
 * The Apex flex queue: submitted batch jobs wait in it with the status Holding, until fewer than five others are queued or active
 * (Apex Developer Guide, "Holding Batch Jobs in the Apex Flex Queue").
 */
export class FlexQueue {
  readonly #org: OrgCore;
  readonly #store: JobStore;

  constructor(org: OrgCore, store: JobStore) {
    this.#org = org;
    this.#store = store;
  }

  /**
   * Checks that one more batch job may be submitted.
   * @throws System.AsyncException when the queue is full; System.LimitException for the sixth job of a test
   */
  admit(rt: Engine): void {
    if (rt.tx.isTest) {
      if (rt.tx.job?.kind === 'schedulable') {
        // What a schedule starts has its place in the flex queue, however much it is.
        return;
      }
      const submitted = ((rt.tx.scratch.get(SUBMITTED) as number | undefined) ?? 0) + 1;
      rt.tx.scratch.set(SUBMITTED, submitted);
      if (submitted > MOST_ACTIVE) {
        rt.fail(
          'System.LimitException',
          `Attempted to schedule too many concurrent batch jobs in this org (limit is ${MOST_ACTIVE}).`
        );
      }
    } else if (this.#store.held().length >= MOST_HELD) {
      rt.fail(
        'System.AsyncException',
        `You've exceeded the limit of ${MOST_HELD} jobs in the flex queue for org ${this.#org.id}. Wait for some of your batch jobs to ` +
          'finish before adding more. To monitor and reorder jobs, use the Apex Flex Queue page in Setup.'
      );
    }
  }

  /** Checks that a test may add one more job without content. @throws System.LimitException when its flex queue is full */
  admitEmpty(rt: Engine): void {
    if (this.order(rt).length >= MOST_HELD) {
      rt.fail('System.LimitException', `The test flex queue holds at most ${MOST_HELD} jobs`);
    }
  }

  /** Ids of the waiting jobs, the next one first. In a test the first five jobs are not in the queue but about to be run. */
  order(rt: Engine): string[] {
    const held = this.#store.held();
    return rt.tx.isTest ? held.slice(Math.max(0, MOST_ACTIVE - this.#store.activeBatches())) : held;
  }

  /**
   * Moves a waiting job.
   * @param place where it goes among the others; null if the other job is not waiting
   * @returns false if it is there already
   */
  move(rt: Engine, id: string, place: (others: readonly string[]) => number | null): boolean {
    const order = this.order(rt);
    const others = order.filter((other) => other !== id);
    const to = place(others);
    if (others.length === order.length || to === null) {
      rt.fail('System.NoSuchElementException', `No such job in the flex queue: ${id}`);
    }
    const moved = [...others.slice(0, to), id, ...others.slice(to)];
    if (moved.every((other, index) => other === order[index])) {
      return false;
    }
    const held = this.#store.held();
    this.#store.reorder([...held.slice(0, held.length - order.length), ...moved]);
    return true;
  }

  canPromote(): boolean {
    return this.#store.held().length > 0 && this.#store.activeBatches() < MOST_ACTIVE;
  }

  /** Lets the next job leave the queue. */
  promote(): void {
    const [id] = this.#store.held();
    if (id !== undefined) {
      this.#store.unhold(id);
      this.#org.rows.update('AsyncApexJob', id, { Status: 'Queued' });
    }
  }

  promoteAll(): void {
    while (this.canPromote()) {
      this.promote();
    }
  }
}
