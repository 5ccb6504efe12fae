import type { ClassInfo, MethodInfo } from '../engine/index.ts';
import type { UserClass } from './class-table.ts';

/** Told of the calls of Apex methods while they are traced. */
export interface MethodListener {
  entered(owner: ClassInfo, method: MethodInfo, isConstructor: boolean): void;
  left(owner: ClassInfo, method: MethodInfo, isConstructor: boolean): void;
  /** An exception that leaves a method. */
  thrown(error: unknown): void;
}

type Callable = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Puts itself around the methods of classes while a transaction's log asks for their calls, and takes itself away again: code that
 * nobody traces runs as it was emitted.
 */
export class MethodTracing {
  readonly #listener: MethodListener;
  readonly #undo: (() => void)[] = [];

  constructor(listener: MethodListener) {
    this.#listener = listener;
  }

  /** Traces a class from now on. */
  add(info: ClassInfo, type: UserClass): void {
    for (const method of info.methods) {
      this.#wrap(method.isStatic ? type : type.prototype, info, method, false);
    }
    for (const constructor of info.constructors) {
      this.#wrap(type.prototype, info, constructor, true);
    }
  }

  stop(): void {
    this.#undo.splice(0).forEach((undo) => undo());
  }

  #wrap(target: object, info: ClassInfo, method: MethodInfo, isConstructor: boolean): void {
    const descriptor = Object.getOwnPropertyDescriptor(target, method.jsName);
    const body = descriptor?.value as Callable | undefined;
    if (descriptor === undefined || typeof body !== 'function') {
      return;
    }
    const listener = this.#listener;
    const traced: Callable = function (...args) {
      listener.entered(info, method, isConstructor);
      try {
        return body.apply(this, args);
      } catch (error) {
        listener.thrown(error);
        throw error;
      } finally {
        listener.left(info, method, isConstructor);
      }
    };
    Object.defineProperty(target, method.jsName, { ...descriptor, value: traced });
    this.#undo.push(() => Object.defineProperty(target, method.jsName, descriptor));
  }
}
