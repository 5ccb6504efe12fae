import type { Engine, ClassInfo } from '../engine/index.ts';
import type { ApexValue } from '../values/index.ts';
import type { UserClass } from './class-table.ts';
import type { Callable } from './platform-links.ts';

/** Replaces @future methods by calls that queue them, and keeps their bodies for the queue. */
export class FutureMethods {
  readonly #rt: Engine;
  readonly #bodies = new Map<string, Callable>();

  constructor(rt: Engine) {
    this.#rt = rt;
  }

  defer(info: ClassInfo, type: UserClass): void {
    const members = type as unknown as Record<string, Callable>;
    for (const method of info.methods) {
      const body = members[method.jsName];
      if (body && method.annotations.some(({ name }) => name.toLowerCase() === 'future')) {
        this.#bodies.set(`${info.key}.${method.jsName}`, body.bind(type) as Callable);
        members[method.jsName] = (...args: ApexValue[]) => {
          this.#rt.org.asyncQueue.enqueueFuture(this.#rt, info, method, args);
          return null;
        };
      }
    }
  }

  /** Runs the body of a queued method. `target` is `class.jsName`. */
  run(target: string, args: readonly ApexValue[]): void {
    const body = this.#bodies.get(target);
    if (!body) {
      throw new Error(`There is no future method ${target}`);
    }
    body(...args);
  }
}
